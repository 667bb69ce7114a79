import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/model/user-error.ts'
import { openSheet } from '../../src/sheets/open-sheet.ts'
import { type CellKind, readCell } from '../../src/sheets/read-cell.ts'
import type { SheetCell } from '../../src/sheets/sheet.ts'
import { type OdsParts, ods, odsCell, odsRow, odsText } from './workbooks.ts'

/** The cell B2 of an OpenDocument table with a head. */
async function cellB2(cell: string): Promise<SheetCell> {
  const { sheets } = await openSheet(
    ods(odsRow(odsText('名称'), odsText('栏')) + odsRow(odsText('x'), cell)),
    'x.ods',
  )
  return sheets[0]?.rows[1]?.cells[1] ?? { address: 'B2', value: null }
}

const float = (value: string, shown?: string) =>
  odsCell(`office:value-type="float" office:value="${value}" calcext:value-type="float"`, shown)
const date = (value: string, shown?: string) =>
  odsCell(`office:value-type="date" office:date-value="${value}" calcext:value-type="date"`, shown)
const note =
  '<office:annotation draw:style-name="gr1"><dc:creator>甲</dc:creator><text:p>批注 2018</text:p></office:annotation>'

const read: readonly (readonly [
  what: string,
  cell: string,
  kind: CellKind,
  value: string | number | null,
])[] = [
  ['a day', date('2018-09-15', '2018-09-15'), 'date', '2018-09-15'],
  ['a day in Chinese clothes', date('2018-09-15', '2018年9月15日'), 'date', '2018-09-15'],
  ['a day in English clothes', date('2018-09-15', '15-Sep-2018'), 'date', '2018-09-15'],
  ['a day without its text', date('2018-09-15'), 'date', '2018-09-15'],
  ['a day at its midnight', date('2018-09-15T00:00:00', '2018-09-15 00:00'), 'date', '2018-09-15'],
  ['a day under a note', date('2018-09-15', '2018-09-15').replace('><', `>${note}<`), 'date', '2018-09-15'],
  ['a day as text', odsText('2018年9月15日'), 'date', '2018-09-15'],
  ['a whole number', float('120', '120'), 'integer', 120],
  ['a number with thousands shown', float('1234.5', '1,234.50'), 'number', 1234.5],
  ['a number as text', odsText('120'), 'integer', 120],
  ['an amount', odsCell('office:value-type="currency" office:value="5"', '¥5.00'), 'number', 5],
  ['zeros shown in front', float('12', '0012'), 'text', '0012'],
  ['zeros shown in front of a number', float('12', '0012'), 'integer', 12],
  ['an 18-digit text', odsText('110105194912310029'), 'text', '110105194912310029'],
  ['a text like a formula', odsText('=1+1'), 'text', '=1+1'],
  ['a text under a note', odsText('科普').replace('><', `>${note}<`), 'text', '科普'],
  [
    'two lines, blanks and a link',
    odsCell(
      'office:value-type="string"',
      '一<text:s text:c="3"/>二<text:line-break/><text:a xlink:href="x">三</text:a>',
    ),
    'text',
    '一   二\n三',
  ],
  [
    'what a formula came out as',
    odsCell('table:formula="of:=[.A1]" office:value-type="float" office:value="12"', '12'),
    'integer',
    12,
  ],
  ['nothing', '<table:table-cell/>', 'text', null],
  ['a note alone', `<table:table-cell>${note}</table:table-cell>`, 'text', null],
]

const refused: readonly (readonly [what: string, cell: string, kind: CellKind, words: string])[] = [
  ['18 digits as a number', float('110105194912310029', '110105194912310029'), 'text', '超过 15 位'],
  ['18 digits abbreviated', float('1.10105194912310E+017', '1.10E+17'), 'number', '超过 15 位'],
  ['a serial number', float('45361', '45361'), 'date', '指 2024-03-10'],
  ['a day with a time', date('2018-09-15T09:30:00', '2018-09-15 09:30'), 'date', '带有时刻'],
  [
    'a time',
    odsCell('office:value-type="time" office:time-value="PT09H30M00S"', '09:30'),
    'date',
    '带有时刻',
  ],
  ['3-24 that got a year', date('2026-03-24', '3月24日'), 'date', '看不出年份'],
  [
    '3-24 that got a year, under a note',
    date('2026-03-24', '3月24日').replace('><', `>${note}<`),
    'date',
    '看不出年份',
  ],
  ['3-24 in single quotes', date('2026-03-24', '3月24日').replaceAll('"', "'"), 'date', '看不出年份'],
  ['2018-9 that got a day', date('2018-09-01', '2018年9月'), 'date', '没有日'],
  ['2018-9 that got a day like its month', date('2018-09-09', '2018年9月'), 'date', '没有日'],
  ['Mar-24 that got a day', date('2024-03-01', 'Mar-24'), 'date', '看不出年份'],
  ['a day in a column of text', date('2018-09-15', '2018-09-15'), 'text', '当成了日期'],
  ['a day in a column of numbers', date('2018-09-15', '2018-09-15'), 'number', '当成了日期'],
  ['a day of the age before', date('1899-12-30', '1899-12-30'), 'date', '不是近一百年的日期'],
  [
    'a percentage',
    odsCell('office:value-type="percentage" office:value="0.12"', '12%'),
    'number',
    '“12%”带有百分号',
  ],
  [
    'a percentage without its text',
    odsCell('office:value-type="percentage" office:value="0.062"'),
    'number',
    '“6.2%”带有百分号',
  ],
  [
    'an error',
    odsCell('office:value-type="string" office:string-value="" calcext:value-type="error"', '#N/A'),
    'text',
    '#N/A',
  ],
  [
    'an error by its number',
    odsCell(
      'table:formula="of:=1+" office:value-type="string" office:string-value="" calcext:value-type="error"',
      'Err:502',
    ),
    'text',
    'Err:502',
  ],
  ['a formula that was never computed', odsCell('table:formula="of:=[.A1]"'), 'number', '还没有算出结果'],
  [
    'a logical value',
    odsCell('office:value-type="boolean" office:boolean-value="true"', 'TRUE'),
    'text',
    'TRUE',
  ],
  ['a unit behind the number', odsText('200人'), 'integer', '不是数字'],
  ['a number that is none', float('NaN', '12人'), 'integer', '不是数字'],
]

describe('cells of OpenDocument', () => {
  for (const [what, cell, kind, value] of read) {
    it(`${what} is read exactly`, async () => expect(readCell(await cellB2(cell), kind)).toEqual({ value }))
  }

  for (const [what, cell, kind, words] of refused) {
    it(`${what} is refused`, async () => {
      const reading = readCell(await cellB2(cell), kind)
      expect('fault' in reading ? reading.fault.zh : reading).toContain(words)
    })
  }

  it.each([
    ['2018-02-30', { value: '2018-02-30' }],
    ['2018-9-15', { value: '2018-09-15' }],
    ['15.9.2018', { fault: expect.anything() }],
    ['', { value: null }],
  ])('the day %j is not guessed at', async (written, bare) => {
    const reading = readCell(await cellB2(date(written, '2018年9月')), 'date')
    expect('fault' in reading ? reading.fault.zh : reading).toContain('没有日')
    // What is no day is told by the caller, who knows more ways to write one.
    expect(readCell(await cellB2(date(written)), 'date')).toEqual(bare)
  })
})

const heads = odsRow(odsText('单位'), odsText('名称'), odsText('人次'))
const shown = async (bytes: Uint8Array) =>
  (await openSheet(bytes, 'x.ods')).sheets.map(({ name, rows }) => [
    name,
    ...rows.map(({ number, cells }) => [
      number,
      ...cells.map(({ value, fault }) => fault?.zh.slice(0, 11) ?? value),
    ]),
  ])

describe('tables of OpenDocument', () => {
  it('tell of each cell that is merged away, also of the last in its row', async () => {
    const covered = '<table:covered-table-cell/>'
    const spanned = (columns: number, rows: number, text: string) =>
      odsCell(
        `table:number-columns-spanned="${columns}" table:number-rows-spanned="${rows}" office:value-type="string"`,
        text,
      )
    const bytes = ods(
      heads +
        odsRow(spanned(1, 2, '区科协'), odsText('甲'), float('1', '1')) +
        odsRow(covered, odsText('乙'), float('2', '2')) +
        odsRow(odsText('区教体局'), spanned(2, 1, '丙'), covered),
    )
    expect(await shown(bytes)).toEqual([
      [
        '数据',
        [1, '单位', '名称', '人次'],
        [2, '区科协', '甲', 1],
        [3, '单元格与 A2 合并，', '乙', 2],
        [4, '区教体局', '丙', '单元格与 B4 合并，'],
      ],
    ])
  })

  it('that are hidden are passed over', async () => {
    const style = (name: string, display: boolean) =>
      `<style:style style:name="${name}" style:family="table" style:master-page-name="Default"><style:table-properties table:display="${display}" style:writing-mode="lr-tb"/></style:style>`
    const table = (name: string, styleName: string) =>
      `<table:table table:name="${name}" table:style-name="${styleName}">${heads}</table:table>`
    const bytes = ods(heads, {
      before: `<office:automatic-styles>${style('ta1', true)}${style('ta2', false)}</office:automatic-styles>`,
      after: `${table('底稿', 'ta2')}${table('第二', 'ta1')}`,
    })
    expect((await shown(bytes)).map(([name]) => name)).toEqual(['数据', '第二'])
  })

  it('keep the numbers of rows after blank ones that are told as one', async () => {
    const bytes = ods(
      `${heads}<table:table-row table:number-rows-repeated="150000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>${odsRow(odsText('区科协'))}`,
    )
    expect(await shown(bytes)).toEqual([['数据', [1, '单位', '名称', '人次'], [150_002, '区科协']]])
  })
})

describe('OpenDocument that is too much, dishonest or locked is refused', () => {
  const blanks = '<table:table-cell table:number-columns-repeated="16384"/>'
  it.each<readonly [what: string, rows: string, words: string, more: OdsParts]>([
    [
      'a record below a million blank rows',
      `${heads}<table:table-row table:number-rows-repeated="1000000">${blanks}</table:table-row>${odsRow(odsText('x'))}`,
      '最多 200000 行',
      {},
    ],
    [
      'a million records told as one',
      `${heads}<table:table-row table:number-rows-repeated="1000000">${odsText('x').repeat(3)}</table:table-row>`,
      '最多 200000 行',
      {},
    ],
    [
      'rows that repeat so often that none can',
      `${heads}<table:table-row table:number-rows-repeated="9999999999">${odsText('x')}</table:table-row>`,
      '行',
      {},
    ],
    [
      'a count that is none',
      `${heads}<table:table-row table:number-rows-repeated="1e3">${odsText('x')}</table:table-row>`,
      '已损坏',
      {},
    ],
    [
      'no rows',
      `${heads}<table:table-row table:number-rows-repeated="0">${odsText('x')}</table:table-row>`,
      '已损坏',
      {},
    ],
    ['a count in code', odsRow(odsCell('table:number-columns-repeated="&#49;6384"', 'x')), '已损坏', {}],
    ['a count without quotes', odsRow(odsCell('table:number-columns-repeated=16384', 'x')), '已损坏', {}],
    [
      'two counts',
      odsRow(odsCell('table:number-columns-repeated="1" table:number-columns-repeated="16384"', 'x')),
      '已损坏',
      {},
    ],
    ['cells under another prefix', odsRow(odsText('x').replaceAll('table:', 'x:')), '已损坏', {}],
    [
      'rows under another prefix',
      odsRow(odsText('x')).replaceAll('table:table-row', 'x:table-row'),
      '已损坏',
      {},
    ],
    ['blanks that repeat', odsRow(odsText('<text:s text:c="99999"/>'.repeat(50))), '重复的单元格太多', {}],
    ['a note that does not end', odsRow(odsText('<office:annotation x="1">x')), '已损坏', {}],
    [
      'a table in tables without end',
      odsRow(`<table:table-cell>${'<table:table x="1">'.repeat(1_000_000)}</table:table-cell>`),
      '已损坏',
      {},
    ],
    ['200 MB of blanks', ' '.repeat(200 * 1024 * 1024), '解开后超过 64 MB', {}],
    [
      'a billion laughs',
      heads,
      '文档类型声明',
      { before: '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' },
    ],
    [
      'a file from outside',
      heads,
      '文档类型声明',
      { before: '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>' },
    ],
    [
      'a password',
      heads,
      '设有打开密码',
      {
        parts: {
          'META-INF/manifest.xml':
            '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>',
        },
      },
    ],
  ])('%s', async (_, rows, words, more) => {
    const bytes = ods(rows, more)
    const start = process.cpuUsage()
    const told = await openSheet(bytes, 'x.ods').then(
      ({ sheets }) => sheets,
      (error: unknown) => (error instanceof UserError && error.exitCode === 1 ? error.text.zh : error),
    )
    expect(told).toEqual(expect.stringContaining(words))
    const { user, system } = process.cpuUsage(start)
    expect((user + system) / 1000).toBeLessThan(5000)
  })
})
