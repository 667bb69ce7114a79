import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/model/user-error.ts'
import { renderCsv } from '../../src/render/csv.ts'
import { safe } from '../../src/render/safe.ts'
import { cell, column } from '../../src/reports/view.ts'
import { readCsv } from '../../src/sheets/read-csv.ts'
import type { Sheet } from '../../src/sheets/sheet.ts'

/** `npm run hard` tries 100,000. */
const strings = Number(process.env.STRINGS ?? 2000)

const values = (sheet: Sheet) => sheet.rows.map(row => row.cells.map(({ value }) => value))
const refusal = (text: string): string => {
  try {
    return JSON.stringify(values(readCsv(text, '台账.csv')))
  } catch (error) {
    if (error instanceof UserError) return error.text.zh
    throw error
  }
}

describe('delimiters', () => {
  it.each([
    ['comma', '日期,单位\n2018-09-15,区科协\n'],
    ['semicolon', '日期;单位\n2018-09-15;区科协\n'],
    ['tab', '日期\t单位\r\n2018-09-15\t区科协\r\n'],
    ['sep= line', 'sep=|\r\n日期|单位\r\n2018-09-15|区科协\r\n'],
    ['quoted sep= line', '"sep=;"\n日期;单位\n2018-09-15;区科协\n'],
    [
      'more of one than of the other, outside quotes',
      '"日;期,,,"\t单位\n2018-09-15\t区科协\n'.replace('日;期,,,', '日期'),
    ],
  ])('%s', (_, text) => {
    const sheet = readCsv(text, '台账.csv')
    expect(values(sheet)).toEqual([
      ['日期', '单位'],
      ['2018-09-15', '区科协'],
    ])
    expect(sheet.rows.map(row => row.number)).toEqual([1, 2])
  })

  it('in quotes do not count', () => {
    expect(values(readCsv('"a,b,c";d\n1;2\n', 'x'))).toEqual([
      ['a,b,c', 'd'],
      ['1', '2'],
    ])
  })

  it('of full width make no columns', () => {
    expect(refusal('日期，单位，名称\n2018-09-15，区科协，讲座\n')).toBe('表头用全角逗号“，”分隔，读不成列')
  })
})

describe('rows', () => {
  it('are counted as Excel counts them', () => {
    const { rows } = readCsv('a,b\r\n"x\r\ny",2\r\n\r\n,\r\n3,4\r\n', 'x')
    expect(rows.map(row => row.number)).toEqual([1, 2, 5])
    expect(rows[1]?.cells).toEqual([
      { address: 'A2', value: 'x\ny' },
      { address: 'B2', value: '2' },
    ])
    expect(rows[2]?.cells[1]?.address).toBe('B5')
  })

  it('may end in any mixture of line ends', () => {
    expect(values(readCsv('a,b\r\n1,2\n3,4\r5,6', 'x'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ])
  })

  it('of another length are at fault, each by itself', () => {
    const { rows } = readCsv('2018 年台账\na,b\n1,2,3\n4\n5,6\n', 'x')
    expect(rows.map(row => row.fault?.zh.slice(0, 15))).toEqual([
      '这一行有 1 格，应有 2 格',
      undefined,
      '这一行有 3 格，应有 2 格',
      '这一行有 1 格，应有 2 格',
      undefined,
    ])
    expect(values({ name: 'x', rows })[2]).toEqual(['1', '2', '3'])
  })

  it('keep cells under equal or odd heads', () => {
    expect(values(readCsv('a,a,__proto__,constructor,\n1,2,3,4,5\n', 'x'))).toEqual([
      ['a', 'a', '__proto__', 'constructor'],
      ['1', '2', '3', '4', '5'],
    ])
  })

  it('are none in an empty file', () => {
    for (const text of ['', '\n\n', ',,\n']) expect(readCsv(text, 'x').rows).toEqual([])
  })
})

describe('quotes that do not match', () => {
  it.each([
    ['a,b\n1,2\n"x,3\n4,5\n6,7\n', '第 3 行的双引号没有结束'],
    ['"a,b\n1,2', '第 1 行的双引号没有结束'],
    ['sep=,\na,b\n"1\n2",x\n3,"4', '第 5 行的双引号没有结束'],
    ['a,b\r\n"x\r\ny",2\r\n"z"w,3\r\n', '第 4 行的双引号不成对'],
    ['a,b\n1,2\nx"y,3\n', '第 3 行的双引号不成对'],
    ['a,b\n1,"x\n2,"y"\n', '第 2—3 行的双引号不成对'],
  ])('%j', (text, words) => expect(refusal(text)).toBe(words))
})

describe('what our own writer wrote', () => {
  const hostile = fc.string({
    unit: fc.constantFrom(...`'=+-@\t",;\r\n科普a1 \u0000\u202e。|`),
    maxLength: 8,
  })
  const text = fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 8 }))

  it('comes back as it was, for all texts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { maxLength: 5 }), rows => {
        const columns = [column('日期', 'Date'), column('单位', 'Unit'), column('名称', 'Title')]
        const csv = renderCsv(
          [{ table: { columns, rows: rows.map(row => row.map(value => cell(value))) } }],
          { language: 'zh' },
        )
        const written = rows.map(row => row.map(value => safe(value)))
        const sheet = readCsv(csv.slice(1), 'x')
        const back = rows.map((_, index) => {
          const cells = sheet.rows.find(row => row.number === index + 2)?.cells ?? []
          return [0, 1, 2].map(position => cells[position]?.value ?? '')
        })
        expect(back).toEqual(written)
        expect(sheet.rows.every(row => row.fault === undefined)).toBe(true)
      }),
      { numRuns: strings, seed: 5 },
    )
  })

  it('holds no formula, and nothing that another delimiter would make one', () => {
    fc.assert(
      fc.property(hostile, value => {
        const csv = renderCsv([{ table: { columns: [column('名', 'N')], rows: [[cell(value)]] } }], {
          language: 'zh',
        })
        const field = csv.slice('\ufeff名\r\n'.length, -'\r\n'.length)
        expect(field).not.toMatch(/^[=+\-@\t\r]/)
        if (/[,;\t]/.test(field)) expect(field).toMatch(/^".*"$/s)
      }),
      { numRuns: strings, seed: 6 },
    )
  })
})

it('reads 100,000 rows in a breath', () => {
  const text = `日期,单位,名称,人次\r\n${'2018-09-15,区科协,"全国,科普日",120\r\n'.repeat(100_000)}`
  const start = performance.now()
  expect(readCsv(text, 'x').rows).toHaveLength(100_001)
  expect(performance.now() - start).toBeLessThan(5000)
})

it('refuses more rows or columns than anybody fills in', () => {
  expect(refusal('a\n'.repeat(200_001))).toContain('最多 200000 行')
  expect(refusal(`${','.repeat(200)}x\n`)).toContain('最多 200 列')
})
