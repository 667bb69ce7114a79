import { describe, expect, it } from 'vitest'
import { openSheet } from '../../src/sheets/open-sheet.ts'
import { type CellKind, readCell } from '../../src/sheets/read-cell.ts'
import type { SheetCell } from '../../src/sheets/sheet.ts'
import { inline, number, type Parts, row, workbook } from './workbooks.ts'

/** The cell B2 of a workbook with a head, read in a column of some kind. */
async function cellB2(cell: string, more: Parts = {}): Promise<SheetCell | undefined> {
  const rows = row(1, inline('A1', '名称'), inline('B1', '栏')) + row(2, inline('A2', 'x'), cell)
  const { sheets } = await openSheet(workbook({ rows, ...more }), 'x.xlsx')
  return sheets[0]?.rows[1]?.cells[1]
}

const formula = (value: string, type = '') => `<c r="B2"${type}><f>A1</f>${value}</c>`

const read: readonly (readonly [
  what: string,
  cell: string,
  kind: CellKind,
  value: string | number | null,
  more?: Parts,
])[] = [
  ['a day', number('B2', 43358, 1), 'date', '2018-09-15', { formats: [14] }],
  [
    'a day in Chinese clothes',
    number('B2', 43358, 1),
    'date',
    '2018-09-15',
    { formats: ['[$-804]yyyy"年"m"月"d"日";@'] },
  ],
  ['a day in built-in Chinese clothes', number('B2', 43358, 1), 'date', '2018-09-15', { formats: [31] }],
  [
    'a day of the 1904 system',
    number('B2', 41896, 1),
    'date',
    '2018-09-15',
    { formats: [14], date1904: true },
  ],
  ['a day shown with its midnight', number('B2', 43358, 1), 'date', '2018-09-15', { formats: [22] }],
  ['a day as text', inline('B2', '2018年9月15日'), 'date', '2018-09-15'],
  ['a day as a number of eight digits', number('B2', 20180915), 'date', '2018-09-15'],
  ['an ISO cell', '<c r="B2" t="d"><v>2018-09-15</v></c>', 'date', '2018-09-15'],
  ['a whole number', number('B2', 120), 'integer', 120],
  ['a number with thousands shown', number('B2', 1234.5, 1), 'number', 1234.5, { formats: [4] }],
  ['a sum of doubles', number('B2', '0.30000000000000004'), 'number', 0.3],
  ['a small exponent', number('B2', '1.2E-2'), 'number', 0.012],
  ['fifteen digits', number('B2', '123456789012345'), 'number', 123_456_789_012_345],
  ['a number in a column of text', number('B2', 2018), 'text', '2018'],
  ['zeros shown in front', number('B2', 12, 1), 'text', '0012', { formats: ['0000'] }],
  ['zeros shown in front of a number', number('B2', 12, 1), 'integer', 12, { formats: ['0000'] }],
  ['an 18-digit text', inline('B2', '110105194912310029'), 'text', '110105194912310029'],
  ['a text like a formula', inline('B2', '=1+1'), 'text', '=1+1'],
  ['an escape of Excel', inline('B2', '_x005F_x000D_'), 'text', '_x000D_'],
  ['a text of two lines', inline('B2', '一_x000D_\n二'), 'text', '一\n二'],
  [
    'a shared text',
    '<c r="B2" t="s"><v>1</v></c>',
    'text',
    '科普“日”&<讲座>',
    { strings: ['a', '科普“日”&<讲座>'] },
  ],
  [
    'rich text',
    '<c r="B2" t="inlineStr"><is><r><t>科</t></r><r><rPr><b/></rPr><t>普</t></r></is></c>',
    'text',
    '科普',
  ],
  ['what a formula came out as', formula('<v>12</v>'), 'integer', 12],
  ['the text of a formula', formula('<v>区科协</v>', ' t="str"'), 'text', '区科协'],
  ['the empty text of a formula', formula('<v></v>', ' t="str"'), 'text', null],
  ['nothing', '<c r="B2"/>', 'text', null],
  ['full-width digits', inline('B2', '１，２３４'), 'integer', 1234],
]

const refused: readonly (readonly [
  what: string,
  cell: string,
  kind: CellKind,
  words: string,
  more?: Parts,
])[] = [
  ['18 digits as a number', number('B2', '110105194912310029'), 'text', '超过 15 位'],
  ['18 digits as Excel keeps them', number('B2', '1.1010519491231E+17'), 'text', '超过 15 位'],
  ['18 digits in a column of numbers', number('B2', '1.1010519491231E+17'), 'number', '超过 15 位'],
  ['what Excel shows of them', inline('B2', '1.1E+17'), 'text', '数位已经丢失'],
  ['a serial number', number('B2', 45361), 'date', '指 2024-03-10'],
  ['a day with a time', number('B2', 43358.395833, 1), 'date', '带有时刻', { formats: [22] }],
  ['a time', number('B2', 0.5, 1), 'date', '不是近一百年的日期', { formats: [20] }],
  ['a count in a date’s clothes', number('B2', 12, 1), 'integer', '不是近一百年的日期', { formats: [14] }],
  ['29 February 1900', number('B2', 60, 1), 'date', '不是近一百年的日期', { formats: [14] }],
  ['3-24 that Excel gave a year', number('B2', 46105, 1), 'date', '看不出年份', { formats: [58] }],
  ['3-24 in English', number('B2', 46105, 1), 'text', '自动改成的日期', { formats: [16] }],
  ['3-24 in clothes of its own', number('B2', 46105, 1), 'date', '看不出年份', { formats: ['m"月"d"日";@'] }],
  ['2018-9 that Excel gave a day', number('B2', 43344, 1), 'date', '没有日', { formats: [57] }],
  ['Mar-24 that Excel gave a day', number('B2', 45352, 1), 'date', '没有日', { formats: [17] }],
  ['Mar-24 as text', inline('B2', 'Mar-24'), 'date', '看不出年份'],
  ['a day in a column of text', number('B2', 43358, 1), 'text', '当成了日期', { formats: [14] }],
  ['a day in a column of numbers', number('B2', 43358, 1), 'number', '当成了日期', { formats: [14] }],
  ['a percentage', number('B2', 0.12, 1), 'number', '“12%”带有百分号', { formats: [9] }],
  [
    'a percentage in clothes of its own',
    number('B2', 0.062, 1),
    'number',
    '“6.2%”带有百分号',
    { formats: ['0.00%;[Red]-0.00%'] },
  ],
  ['an error', '<c r="B2" t="e"><v>#N/A</v></c>', 'text', '#N/A'],
  ['the error of a formula', formula('<v>#REF!</v>', ' t="e"'), 'number', '#REF!'],
  ['a formula that was never computed', formula(''), 'number', '还没有算出结果'],
  [
    'a shared formula that was never computed',
    '<c r="B2"><f t="shared" si="0"/></c>',
    'number',
    '还没有算出结果',
  ],
  ['a logical value', '<c r="B2" t="b"><v>1</v></c>', 'text', 'TRUE'],
  [
    'a cell that is merged away',
    '<c r="B2"/>',
    'text',
    '与 A2 合并',
    { after: '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>' },
  ],
  [
    'a cell that is merged away and not written',
    '',
    'text',
    '与 A2 合并',
    { after: '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>' },
  ],
  ['an error of LibreOffice', inline('B2', 'Err:502'), 'text', 'Err:502'],
  ['a unit behind the number', inline('B2', '200人'), 'integer', '不是数字'],
  ['2018.10 as a number', number('B2', 2018.1), 'date', '不是日期'],
]

describe('cells of a workbook', () => {
  for (const [what, cell, kind, value, more] of read) {
    it(`${what} is read exactly`, async () => {
      const found = await cellB2(cell, more)
      expect(readCell(found ?? { value: null }, kind)).toEqual({ value })
    })
  }

  for (const [what, cell, kind, words, more] of refused) {
    it(`${what} is refused`, async () => {
      const found = await cellB2(cell, more)
      expect(found?.address).toBe('B2')
      const reading = readCell(found ?? { value: null }, kind)
      expect('fault' in reading && reading.fault.zh).toContain(words)
    })
  }

  it('cover the cases that were asked for', () => expect(read.length + refused.length).toBeGreaterThan(50))
})

/** The calendar, counted by hand: Excel's day 1 is 1900-01-01, and it has a 29 February 1900. */
function* calendar(): Generator<[serial: number, date: string]> {
  let serial = 0
  for (let year = 1900; year <= 2064; year++) {
    const isLeap = year === 1900 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
    for (const [month, days] of [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries()) {
      for (let day = 1; day <= days; day++) {
        serial++
        yield [serial, `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`]
      }
    }
  }
}

describe.each([
  ['1900', false],
  ['1904', true],
])('in the system of %s', (_, date1904) => {
  it('every day from 1905 to 2064 is the day that Excel shows, and none before is guessed at', async () => {
    const days = [...calendar()].map(([serial, date]) => [serial - (date1904 ? 1462 : 0), date] as const)
    expect(days.length).toBeGreaterThan(60_000)
    const rows = days.map(([serial], index) => row(index + 1, number(`A${index + 1}`, serial, 1))).join('')
    const { sheets } = await openSheet(workbook({ rows, formats: [14], date1904 }), 'x.xlsx')
    const found = sheets[0]?.rows.map(({ cells }) => cells[0]?.value)
    expect(found).toEqual(days.map(([, date]) => (date < '1905-01-01' ? null : { date })))
  })
})
