import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { openSheet } from '../../src/sheets/open-sheet.ts'
import { encode } from './encode.ts'

const table = '日期,单位\r\n2018-09-15,区科协\r\n'
const rows = [
  ['日期', '单位'],
  ['2018-09-15', '区科协'],
]
const values = ({ sheets }: Awaited<ReturnType<typeof openSheet>>) =>
  sheets.map(sheet => sheet.rows.map(({ cells }) => cells.map(({ value }) => value)))

describe('a file is opened by its content', () => {
  it('as CSV, with the encoding that was found', async () => {
    const opened = await openSheet(encode(table, 'gb18030'), '/tmp/2018/台账.xlsx')
    expect(opened.encoding).toBe('gb18030')
    expect(opened.sheets[0]?.name).toBe('台账.xlsx')
    expect(values(opened)).toEqual([rows])
  })

  it('as a workbook, whatever it is called', async () => {
    const opened = await openSheet(
      await writeXlsx({
        sheets: [
          { name: '一', rows },
          { name: '二', rows },
        ],
      }),
      '台账.csv',
    )
    expect(opened.encoding).toBeUndefined()
    expect(opened.sheets.map(({ name }) => name)).toEqual(['一', '二'])
    expect(values(opened)).toEqual([rows, rows])
  })

  it('strictly in the encoding that the user names', async () => {
    await expect(openSheet(encode(table, 'gb18030'), 'x', { encoding: 'utf-8' })).rejects.toThrow('not UTF-8')
  })
})

it('10,000 rows are read in less than 600 MB', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => [
    '2018-09-15',
    '区科协',
    `科普活动第 ${index} 场`,
    ...Array.from({ length: 17 }, (_, column) => index * column),
  ])
  const before = process.memoryUsage().rss
  const { sheets } = await openSheet(await writeXlsx({ sheets: [{ name: '数据', rows: many }] }), 'x.xlsx')
  expect(sheets[0]?.rows).toHaveLength(10_000)
  expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(450)
})
