import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { costOf } from '../cost.ts'
import { freshRepository } from '../records/hard.ts'
import { inline, row, workbook, workbookParts } from '../sheets/workbooks.ts'

let folder = ''
beforeAll(() => {
  folder = freshRepository()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const heads = ['日期', '单位', '名称']
const record = ['2018-10-01', '区科协', '讲座']
const letters = ['A', 'B', 'C']
const written = [heads, record]
  .map((cells, index) =>
    row(index + 1, ...cells.map((text, column) => inline(`${letters[column]}${index + 1}`, text))),
  )
  .join('')
const million = 1_000_000
const many = (count: number, piece: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => piece(index)).join('')
const csv = (...more: string[]): Uint8Array =>
  Buffer.from(`\ufeff${[heads.join(), record.join(), ...more].join('\r\n')}\r\n`)

const odsHead =
  '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
const odsOf = (tables: string, before = ''): Uint8Array =>
  zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'content.xml': strToU8(
      `<?xml version="1.0"?>${before}${odsHead}${tables}</office:spreadsheet></office:body></office:document-content>`,
    ),
  })
const odsRow = (cells: readonly string[]) =>
  `<table:table-row>${cells.map(text => `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`).join('')}</table:table-row>`
const odsTable = (rows: string, name = '数据', more = '') =>
  `<table:table table:name="${name}"${more}>${rows}</table:table>`
const odsWritten = odsRow(heads) + odsRow(record)

/** The sheet, and what is said of it; null where the record in it is read. */
const sheets: Readonly<
  Record<string, readonly [name: string, bytes: () => Uint8Array, words: string | null]>
> = {
  'a million empty rows': [
    'x.xlsx',
    () => workbook({ rows: written + many(million, index => `<row r="${index + 3}"/>`) }),
    null,
  ],
  'a million rows of formatted emptiness': [
    'x.xlsx',
    () =>
      workbook({
        rows: written + many(million, index => `<row r="${index + 3}"><c r="A${index + 3}" s="1"/></row>`),
        formats: [14],
      }),
    null,
  ],
  'a million rows of blanks': [
    'x.xlsx',
    () => workbook({ rows: written + many(million, index => row(index + 3, inline(`A${index + 3}`, ' '))) }),
    '解开后超过 64 MB',
  ],
  'a million empty lines': ['x.csv', () => csv('\r\n'.repeat(million)), null],
  'a million lines of commas': ['x.csv', () => csv(many(million, () => ',,\r\n')), null],
  'a million lines of blanks': ['x.csv', () => csv(many(million, () => ' , ,\r\n')), '有 10000'],
  'a million rows of OpenDocument, one by one': [
    'x.ods',
    () => odsOf(odsTable(odsWritten + '<table:table-row/>'.repeat(million))),
    null,
  ],
  'a million rows of OpenDocument, told as one': [
    'x.ods',
    () =>
      odsOf(
        odsTable(
          `${odsWritten}<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`,
        ),
      ),
    null,
  ],
  'a million lines of blanks before the last': [
    'x.csv',
    () =>
      csv(
        many(million, () => ' , ,\r\n'),
        record.join(),
      ),
    '有 10000',
  ],
  'a quote that is not closed before 15 MB': [
    'x.csv',
    () => csv(`"${'x,'.repeat(7_500_000)}`),
    '第 3 行太长',
  ],
  'one line of 15 MB': ['x.csv', () => csv('x,'.repeat(7_500_000)), '第 3 行太长'],
  'lines of many columns': ['x.csv', () => csv(many(3_000, () => `${','.repeat(5_000)}x\r\n`)), '列'],
  'a bomb in the worksheet': [
    'x.xlsx',
    () => workbook({ rows: `${written}${' '.repeat(200 * 1024 * 1024)}` }),
    '解开后超过 64 MB',
  ],
  'one line of 15 MB without an end of a cell': ['x.csv', () => csv('x'.repeat(15_000_000)), '第 3 行太长'],
  'a million tags that do not end': [
    'x.xlsx',
    () => workbook({ rows: written + '<c '.repeat(million) }),
    '已损坏',
  ],
  'a tag within a tag': [
    'x.xlsx',
    () => workbook({ rows: `${written}<row r="3"><c r="XFD9" x="<"><v>1</v></c></row>` }),
    '已损坏',
  ],
  'a million tags of OpenDocument that do not end': [
    'x.ods',
    () => odsOf(odsTable(odsWritten + '<table:table-cell '.repeat(million))),
    '已损坏',
  ],
  'a cell of OpenDocument of a million kinds': [
    'x.ods',
    () =>
      odsOf(
        odsTable(
          `${odsWritten}<table:table-row><table:table-cell ${'office:value-type="date" '.repeat(million)}></table:table-cell></table:table-row>`,
        ),
      ),
    null,
  ],
  'as many charts as sheets': [
    'x.xlsx',
    () => {
      const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
      const parts = workbookParts({ rows: written })
      const charts = many(
        19_000,
        index => `<Relationship Id="c${index}" Type="${relations}/chartsheet" Target="c.xml"/>`,
      )
      const named = many(
        90_000,
        index => `<sheet name="s${index}" sheetId="${index + 2}" r:id="c${index % 19_000}"/>`,
      )
      return workbook({
        rows: written,
        parts: {
          'xl/_rels/workbook.xml.rels': String(parts['xl/_rels/workbook.xml.rels']).replace(
            '</Relationships>',
            `${charts}</Relationships>`,
          ),
          'xl/workbook.xml': String(parts['xl/workbook.xml']).replace('</sheets>', `${named}</sheets>`),
        },
      })
    },
    null,
  ],
  'a format of a million brackets': [
    'x.xlsx',
    () =>
      workbook({ rows: written + row(3, '<c r="D3" s="1"><v>1</v></c>'), formats: ['['.repeat(million)] }),
    '',
  ],
  'entities in OpenDocument': [
    'x.ods',
    () =>
      odsOf(
        odsTable(odsRow(heads) + odsRow(['2018-10-01', '区科协', '&b;'])),
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
      ),
    '文档类型声明',
  ],
  'a file from outside in OpenDocument': [
    'x.ods',
    () =>
      odsOf(
        odsTable(odsRow(heads) + odsRow(['2018-10-01', '区科协', '&b;'])),
        '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
      ),
    '文档类型声明',
  ],
}

describe.each(Object.entries(sheets))('%s', (_, [name, bytes, words]) => {
  it('is read or refused in words, within five seconds and 600 MB', () => {
    writeFileSync(join(folder, name), bytes())
    const argv = [resolve('bin/kepu.js'), 'import', name, '--kind', 'activity', '--dry-run']
    const { code, out, err, time, peak } = costOf(argv, folder)
    rmSync(join(folder, name))
    if (words === null) expect([code, out]).toEqual([0, expect.stringContaining('可以写入 1 条')])
    else expect([code, err]).toEqual([1, expect.stringContaining(words)])
    expect(err).not.toMatch(/内部出错|root:/)
    expect(peak).toBeLessThan(600)
    expect(time).toBeLessThan(5000)
  }, 120_000)
})
