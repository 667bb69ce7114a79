import { expect, it } from 'vitest'
import { type CellKind, mangled, readCell } from '../../src/sheets/read-cell.ts'
import { readCsv } from '../../src/sheets/read-csv.ts'

/** What Excel and WPS leave in a CSV file: the field, what its column is meant to hold, what it must come out as. */
const read: readonly (readonly [field: string, kind: CellKind, value: string | number])[] = [
  ['2018-09-15', 'date', '2018-09-15'],
  ['2018/9/15', 'date', '2018-09-15'],
  ['2024/3/10', 'date', '2024-03-10'],
  ['2018.9.15', 'date', '2018-09-15'],
  ['2018年9月15日', 'date', '2018-09-15'],
  ['２０１８－０９－１５', 'date', '2018-09-15'],
  ['20180915', 'date', '2018-09-15'],
  ['2018/9/15 0:00', 'date', '2018-09-15'],
  ['2018-09-15 00:00:00', 'date', '2018-09-15'],
  ['昨天', 'date', '昨天'],
  ['2018-02-30', 'date', '2018-02-30'],
  ['120', 'integer', 120],
  ['１２０', 'integer', 120],
  ['1,234', 'integer', 1234],
  ['１，２３４', 'integer', 1234],
  ['1，234，567', 'integer', 1_234_567],
  ['0012', 'integer', 12],
  ['-5', 'number', -5],
  ['－５', 'number', -5],
  ['−5', 'number', -5],
  ['6.20', 'number', 6.2],
  ['1,234.50', 'number', 1234.5],
  ['123456789012345', 'number', 123_456_789_012_345],
  ['0012', 'text', '0012'],
  ['110105194912310029', 'text', '110105194912310029'],
  ['1E5', 'text', '1E5'],
  ['12%', 'text', '12%'],
  ['2018-09', 'text', '2018-09'],
  ['惠政办〔2017〕4号', 'text', '惠政办〔2017〕4号'],
  ['TRUE', 'text', 'TRUE'],
  [' 科普 ', 'text', ' 科普 '],
]

const refused: readonly (readonly [field: string, kind: CellKind, words: string])[] = [
  ['1.1E+17', 'text', '后面的数位已经丢失'],
  ['1.10105E+17', 'number', '后面的数位已经丢失'],
  ['1.1e+17', 'date', '后面的数位已经丢失'],
  ['110105194912310000', 'text', '超过 15 位'],
  ['110105194912310029', 'number', '超过 15 位'],
  ['1234567890123456', 'integer', '超过 15 位'],
  ['Mar-24', 'date', '看不出年份'],
  ['24-Mar', 'date', '看不出年份'],
  ['Mar-24', 'text', '自动改成的日期'],
  ['3月24日', 'date', '看不出年份'],
  ['3月24日', 'text', '自动改成的日期'],
  ['3/24', 'date', '看不出年份'],
  ['3-24', 'date', '看不出年份'],
  ['45361', 'date', '指 2024-03-10'],
  ['45361.5', 'date', '不是日期'],
  ['12', 'date', '不是日期'],
  ['2018.9', 'date', '不是日期'],
  ['20180931', 'date', '不是日期'],
  ['2018/9/15 9:30', 'date', '带有时刻'],
  ['9:30', 'date', '带有时刻'],
  ['9/15/2018', 'date', '顺序不明'],
  ['15-Sep-18', 'date', '顺序不明'],
  ['18-9-15', 'date', '顺序不明'],
  ['#N/A', 'text', '#N/A'],
  ['#REF!', 'number', '#REF!'],
  ['#DIV/0!', 'number', '#DIV/0!'],
  ['#NAME?', 'text', '#NAME?'],
  ['########', 'date', '########'],
  ['12%', 'number', '百分号'],
  ['3万', 'number', '不是数字'],
  ['200人', 'integer', '不是数字'],
  ['约200', 'integer', '不是数字'],
  ['200余', 'integer', '不是数字'],
  ['1200元', 'number', '不是数字'],
  ['¥1,200', 'number', '不是数字'],
  ['(1,200)', 'number', '不是数字'],
  ['十二', 'integer', '不是数字'],
  ['1,23', 'number', '位置不对'],
  ['1,2345', 'number', '位置不对'],
  ['1.2.3', 'number', '位置不对'],
  ['1、234', 'number', '不是数字'],
  ['1 234', 'number', '不是数字'],
]

const cellOf = (field: string) => readCsv(`栏,备注\n"${field}",x\n`, 'x.csv').rows[1]?.cells[0]

it.each(read)('%s in a column of %s is read exactly', (field, kind, value) => {
  const cell = cellOf(field)
  expect(cell?.value).toBe(field)
  expect(cell && readCell(cell, kind)).toEqual({ value })
})

it.each(refused)('%s in a column of %s is refused', (field, kind, words) => {
  const fault = mangled(cellOf(field)?.value ?? null, kind)
  expect(fault?.zh).toContain(words)
  expect(fault?.en).toEqual(expect.any(String))
})

it('covers the cases that were asked for', () => {
  expect(read.length + refused.length).toBeGreaterThan(44)
})

it('reads nothing as nothing, in every kind', () => {
  for (const kind of ['text', 'date', 'number', 'integer'] as const) {
    expect(readCell({ value: null }, kind)).toEqual({ value: null })
  }
})

it('repeats no number that may be a person’s', () => {
  expect(mangled('身份证110105194912310029', 'number')?.zh).not.toContain('110105194912310029')
})
