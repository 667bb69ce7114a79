import { strToU8, zipSync } from 'fflate'
import { writeOds } from 'hucre'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/model/user-error.ts'
import { openSheet } from '../../src/sheets/open-sheet.ts'
import { inline, number, ods, row, workbook, workbookParts } from './workbooks.ts'

const rows =
  row(1, inline('A1', '单位'), inline('B1', '人次')) + row(2, inline('A2', '区科协'), number('B2', 120))
const plain = [
  ['单位', '人次'],
  ['区科协', 120],
]

/** The values of the sheets that are read, or the words of the refusal; never another error. */
async function outcome(bytes: Uint8Array): Promise<unknown> {
  // Of the processor: on the clock of the wall others take time too.
  const start = process.cpuUsage()
  try {
    const { sheets } = await openSheet(bytes, 'x.xlsx')
    return sheets.length === 1 ? sheets[0]?.rows.map(({ cells }) => cells.map(({ value }) => value)) : sheets
  } catch (error) {
    if (error instanceof UserError && error.exitCode === 1) return error.text.zh
    throw error
  } finally {
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1000).toBeLessThan(5000)
  }
}

const many = (count: number, piece: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => piece(index)).join('')
const spaces = (mebibytes: number): Uint8Array => new Uint8Array(mebibytes * 1024 * 1024).fill(0x20)

describe('what lies beside the cells costs nothing', () => {
  const beside: readonly (readonly [string, Parameters<typeof workbook>[0]])[] = [
    [
      'a drop-down over the whole sheet',
      {
        rows,
        after:
          '<dataValidations><dataValidation type="list" sqref="F1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>',
      },
    ],
    [
      '100,000 drop-downs',
      {
        rows,
        after: `<dataValidations>${many(100_000, () => '<dataValidation type="list" sqref="A1:XFD1048576"/>')}</dataValidations>`,
      },
    ],
    [
      'a merge of what is empty',
      { rows, after: '<mergeCells><mergeCell ref="F1:XFD1048576"/></mergeCells>' },
    ],
    [
      'widths of all columns, 20,000 times',
      { rows, before: `<cols>${many(20_000, () => '<col min="1" max="16384" width="9"/>')}</cols>` },
    ],
    [
      'conditional formats',
      {
        rows,
        after: many(
          50_000,
          () =>
            '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression"><formula>1</formula></cfRule></conditionalFormatting>',
        ),
      },
    ],
    [
      'links without end',
      {
        rows,
        after: `<hyperlinks>${many(100_000, index => `<hyperlink ref="A${index}" location="x"/>`)}</hyperlinks>`,
      },
    ],
    [
      'an empty formatted cell in the last corner',
      { rows: `${rows}${row(1_048_576, '<c r="XFD1048576" s="1"/>')}`, formats: [14] },
    ],
    [
      'a formatted column down to the last row',
      {
        rows: rows + many(200_000, index => row(index + 3, `<c r="C${index + 3}" s="1"></c>`)),
        formats: [14],
      },
    ],
    [
      '200,000 styles of one format that closes no bracket',
      {
        rows,
        parts: {
          'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="${'['.repeat(5000)}"/></numFmts><cellXfs><xf numFmtId="0"/>${'<xf numFmtId="170"/>'.repeat(200_000)}</cellXfs></styleSheet>`,
        },
      },
    ],
    ['pictures of 100 MB', { rows, parts: { 'xl/media/image1.png': spaces(100) } }],
    ['a drawing that unpacks to 100 MB', { rows, parts: { 'xl/drawings/drawing1.xml': spaces(100) } }],
  ]
  for (const [what, parts] of beside) {
    it(what, async () => expect(await outcome(workbook(parts))).toEqual(plain))
  }

  it('a chart as a sheet of its own', async () => {
    const parts = workbookParts({ rows })
    const rels = String(parts['xl/_rels/workbook.xml.rels'])
    const sheets = String(parts['xl/workbook.xml'])
    const bytes = workbook({
      rows,
      parts: {
        'xl/workbook.xml': sheets.replace('<sheets>', '<sheets><sheet name="图" sheetId="9" r:id="rId9"/>'),
        'xl/_rels/workbook.xml.rels': rels.replace(
          '<Relationships>',
          '<Relationships><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet" Target="chartsheets/sheet1.xml"/>',
        ),
        'xl/chartsheets/sheet1.xml': '<chartsheet/>',
      },
    })
    expect(await outcome(bytes)).toEqual(plain)
  })

  it('a hidden sheet', async () => {
    const sheets = String(workbookParts({ rows })['xl/workbook.xml'])
    const bytes = workbook({
      rows,
      parts: { 'xl/workbook.xml': sheets.replace('name="数据"', 'name="数据" state="hidden"') },
    })
    expect(await outcome(bytes)).toEqual([])
  })
})

describe('what is too much is refused at once', () => {
  const tooMuch: readonly (readonly [string, Uint8Array, string])[] = [
    [
      'a cell in the last corner',
      workbook({ rows: rows + row(1_048_576, number('XFD1048576', 1)) }),
      '“XFD1048576”有 1048576 行',
    ],
    [
      'a cell in the last column',
      workbook({ rows: row(1, inline('A1', 'x'), number('XFD1', 1)) }),
      '“XFD1”有 16384 列',
    ],
    [
      'a table spread wide and far',
      workbook({ rows: row(1, number('GR1', 1)) + row(150_000, number('A150000', 1)) }),
      '150000 行 × 200 列',
    ],
    [
      '200 MB of cells in half a megabyte',
      workbook({ rows: '<row r="1"></row>'.repeat(12_000_000) }),
      '解开后超过 64 MB',
    ],
    [
      '600,000 cells',
      workbook({
        rows: many(60_000, index => `<row r="${index + 1}">${'<c><v>1</v></c>'.repeat(10)}</row>`),
      }),
      '单元格超过 500000 个',
    ],
    [
      '600,000 shared strings',
      workbook({ rows, strings: Array.from({ length: 600_000 }, String) }),
      '文字或格式太多',
    ],
    [
      'a million formats',
      workbook({ rows, parts: { 'xl/styles.xml': `<styleSheet>${'<xf/>'.repeat(1_000_000)}</styleSheet>` } }),
      '文字或格式太多',
    ],
    [
      'a list of a million sheets',
      workbook({ rows, parts: { 'xl/workbook.xml': `<workbook>${'<a>'.repeat(1_000_000)}</workbook>` } }),
      '文字或格式太多',
    ],
    [
      'depth without end',
      workbook({ rows, parts: { 'xl/sharedStrings.xml': `<sst>${'<a>'.repeat(10_000_000)}</sst>` } }),
      '文字或格式太多',
    ],
    [
      'a cell of a million attributes',
      workbook({ rows: row(1, `<c r="A1" ${many(1_000_000, index => `a${index}="" `)}><v>1</v></c>`) }),
      '已损坏',
    ],
    [
      'OpenDocument cells that repeat without end',
      ods(
        `<table:table-row>${'<table:table-cell table:number-columns-repeated="16384"/>'.repeat(100_000)}</table:table-row>`,
      ),
      '重复的单元格太多',
    ],
    [
      'OpenDocument rows that repeat without end',
      ods(
        `<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>`,
      ),
      '最多 200000 行',
    ],
    [
      '20,000 parts',
      workbook({
        rows,
        parts: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`x/${index}.xml`, 'x'])),
      }),
      '最多 1000 个',
    ],
    [
      '20,000 merged ranges',
      workbook({ rows, after: `<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(20_000)}</mergeCells>` }),
      '合并单元格太多',
    ],
    ['a file of 21 MB', new Uint8Array(21 * 1024 * 1024), '文件有 21 MB，最多 20 MB'],
  ]
  for (const [what, bytes, words] of tooMuch) {
    it(what, async () => expect(await outcome(bytes)).toEqual(expect.stringContaining(words)))
  }
})

/** A workbook with some bytes of its archive changed. */
function tampered(change: (bytes: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(workbook({ rows }))
  change(bytes)
  return bytes
}
const directoryEntry = (bytes: Buffer): number => bytes.indexOf(Buffer.from('504b0102', 'hex'))
/** The directory entry of the worksheet. */
const sheetEntry = (bytes: Buffer): number => bytes.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 46

describe('what is dishonest or broken is refused', () => {
  const broken: readonly (readonly [string, Uint8Array, string])[] = [
    [
      'a size that is told too small',
      tampered(bytes => bytes.writeUInt32LE(10, sheetEntry(bytes) + 24)),
      '已损坏',
    ],
    [
      'a size that is told too large',
      tampered(bytes => bytes.writeUInt32LE(60_000_000, sheetEntry(bytes) + 24)),
      '已损坏',
    ],
    [
      'a size that is told enormous',
      tampered(bytes => bytes.writeUInt32LE(0xfffffff0, sheetEntry(bytes) + 24)),
      '解开后超过',
    ],
    ['a wrong checksum', tampered(bytes => bytes.writeUInt32LE(1, sheetEntry(bytes) + 16)), '已损坏'],
    ['no checksum', tampered(bytes => bytes.writeUInt32LE(0, sheetEntry(bytes) + 16)), '已损坏'],
    ['an unknown packing', tampered(bytes => bytes.writeUInt16LE(12, sheetEntry(bytes) + 10)), '已损坏'],
    [
      'a part that begins nowhere',
      tampered(bytes => bytes.writeUInt32LE(0xffffff00, sheetEntry(bytes) + 42)),
      '已损坏',
    ],
    ['a directory that is none', tampered(bytes => bytes.writeUInt32LE(1, directoryEntry(bytes))), '已损坏'],
    ['an archive cut off', workbook({ rows }).subarray(0, -30), '已损坏'],
    [
      'a worksheet cut off',
      workbook({
        rows,
        parts: { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${row(1, number('A1', 1))}` },
      }),
      '已损坏',
    ],
    [
      'a worksheet that is missing',
      workbook({ rows, parts: { 'xl/worksheets/sheet1.xml': null } }),
      '已损坏',
    ],
    [
      'a list of sheets that is missing',
      workbook({ rows, parts: { 'xl/workbook.xml': null } }),
      '这不是 Excel 工作簿',
    ],
    ['no relations', workbook({ rows, parts: { '_rels/.rels': null } }), '已损坏'],
    [
      'a shared string that is not there',
      workbook({ rows: row(1, '<c r="A1" t="s"><v>7</v></c>'), strings: ['x'] }),
      '已损坏',
    ],
    ['a cell that is nowhere', workbook({ rows: row(1, '<c r="A0"><v>1</v></c>') }), '已损坏'],
    ['an address that is none', workbook({ rows: row(1, '<c r="ABCD1"><v>1</v></c>') }), '已损坏'],
    [
      'bytes that are no UTF-8',
      workbook({ parts: { 'xl/sharedStrings.xml': Uint8Array.from([0x3c, 0x73, 0x73, 0x74, 0x3e, 0xff]) } }),
      '已损坏',
    ],
    [
      'a document type',
      workbook({
        rows,
        parts: {
          'xl/sharedStrings.xml':
            '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>',
        },
      }),
      '文档类型声明',
    ],
    [
      'a billion laughs',
      workbook({
        rows,
        parts: {
          'xl/worksheets/sheet1.xml': '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet/>',
        },
      }),
      '文档类型声明',
    ],
    ['another archive', zipSync({ 'readme.txt': strToU8('x') }), '这不是 Excel 工作簿'],
    [
      'a text document',
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<document/>') }),
      '这不是 Excel 工作簿',
    ],
    [
      'a binary workbook',
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.bin': strToU8('x') }),
      '这不是 Excel 工作簿',
    ],
    [
      'an OLE file that is no workbook',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), new Uint8Array(2000)]),
      '这不是能读的表格文件',
    ],
    [
      'a locked workbook',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        new Uint8Array(2000),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      '设有打开密码',
    ],
    [
      'an old workbook that is noise',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        new Uint8Array(2000),
        Buffer.from('0908100000060500', 'hex'),
        new Uint8Array(500),
      ]),
      '已损坏',
    ],
  ]
  for (const [what, bytes, words] of broken) {
    it(what, async () => expect(await outcome(bytes)).toEqual(expect.stringContaining(words)))
  }

  it('every flipped byte, too, or it changes nothing that is read', async () => {
    const whole = workbook({ rows, strings: ['科普'] })
    let refused = 0
    for (let index = 0; index < whole.length; index++) {
      const bytes = Uint8Array.from(whole)
      bytes[index] = (bytes[index] ?? 0) ^ 0x55
      // Without its first bytes it is no archive but a text that cannot be decoded.
      const found = await outcome(bytes)
      if (typeof found === 'string') refused++
      else expect(found).toEqual(plain)
    }
    expect(refused).toBeGreaterThan(whole.length / 2)
  })
})

describe('workbooks of other programs', () => {
  it('rows and cells without addresses', async () => {
    const bytes = workbook({
      rows: '<row><c t="inlineStr"><is><t>单位</t></is></c><c t="inlineStr"><is><t>人次</t></is></c></row><row><c t="inlineStr"><is><t>区科协</t></is></c><c><v>120</v></c></row>',
    })
    expect(await outcome(bytes)).toEqual(plain)
  })

  it('names with a prefix', async () => {
    const sheet = `<x:worksheet xmlns:x="main"><x:sheetData>${rows.replaceAll(/<(\/?)(\w)/g, '<$1x:$2')}</x:sheetData></x:worksheet>`
    expect(await outcome(workbook({ parts: { 'xl/worksheets/sheet1.xml': sheet } }))).toEqual(plain)
  })

  it('heads that are merged above the table', async () => {
    const title = row(1, inline('A1', '2018 年台账'), '<c r="B1"/>')
    const { sheets } = await openSheet(
      workbook({
        rows:
          title +
          rows
            .replaceAll('"A1"', '"A2"')
            .replaceAll('"B1"', '"B2"')
            .replace('<row r="1">', '<row r="2">')
            .split('<row r="2">')
            .slice(0, 2)
            .join('<row r="2">'),
        after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
      }),
      'x',
    )
    expect(sheets[0]?.rows[0]?.cells.map(cell => cell.value ?? cell.fault?.zh.slice(0, 10))).toEqual([
      '2018 年台账',
      '单元格与 A1 合并，'.slice(0, 10),
    ])
  })

  it('OpenDocument', async () => {
    const bytes = await writeOds({
      sheets: [{ name: '数据', rows: [...plain, [new Date(Date.UTC(2018, 8, 15)), true]] }],
    })
    expect(await outcome(bytes)).toEqual([...plain, [{ date: '2018-09-15' }, true]])
  })

  it('OpenDocument with rows that repeat on each page, hidden years, percentages and formatted emptiness', async () => {
    const cell = (attributes: string, shown: string) =>
      `<table:table-cell ${attributes}><text:p>${shown}</text:p></table:table-cell>`
    const string = (shown: string) => cell('office:value-type="string"', shown)
    const far = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16380"/>'
    const bytes = ods(
      `<table:table-header-rows><table:table-row>${string('日期')}${string('率')}${far}</table:table-row></table:table-header-rows><table:table-row>${cell('office:value-type="date" office:date-value="2026-03-24"', '3月24日')}${cell('office:value-type="percentage" office:value="0.12"', '12%')}${far}</table:table-row><table:table-row>${cell('office:value-type="date" office:date-value="2018-09-15"', '2018年9月15日')}</table:table-row><table:table-row table:number-rows-repeated="1048570">${far}</table:table-row>`,
    )
    expect(await outcome(bytes)).toEqual([['日期', '率'], ['3月24日', '12%'], [{ date: '2018-09-15' }]])
  })
})
