import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openSheet } from '../../src/sheets/open-sheet.ts'
import { writeWorkbook } from '../../src/sheets/write-workbook.ts'
import { readWorkbook } from '../render/readers.ts'

const written = (choices: readonly (readonly string[])[], language: 'zh' | 'en' = 'zh') =>
  writeWorkbook({
    title: '表',
    created: '2018-01-01',
    language,
    sheets: [
      {
        name: '选项',
        columns: choices.map((list, index) => ({ head: `列${index}`, kind: 'text' as const, choices: list })),
        rows: [choices.map(() => ({ value: null }))],
      },
    ],
  })

async function partsOf(bytes: Promise<Uint8Array>): Promise<Readonly<Record<string, string>>> {
  const files = unzipSync(await bytes)
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strFromU8(content)]))
}
const formulas = (parts: Readonly<Record<string, string>>) =>
  [...(parts['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<formula1>(.*?)<\/formula1>/g)].map(
    ([, one]) => one,
  )

const long = Array.from({ length: 60 }, (_, index) => `第${index + 1}个单位的名称`)
const odd = ['含,逗号', '含"引号"', '=1+1', '甲']

describe('the choices of a column', () => {
  it('stand in the list itself where they are few and plain', async () => {
    const parts = await partsOf(written([['讲座', '展览']]))
    expect(formulas(parts)).toEqual(['"讲座,展览"'])
    expect(Object.keys(parts).filter(name => name.includes('worksheets/sheet'))).toHaveLength(1)
  })

  it('stand on a hidden sheet where they are many or odd, each list once', async () => {
    const parts = await partsOf(written([long, odd, ['讲座'], long]))
    expect(formulas(parts)).toHaveLength(4)
    const [first, second, third, fourth] = formulas(parts)
    // A sheet of the data that is called so gives its name to the lists.
    expect([first, second, third, fourth]).toEqual([
      "'选项'!$A$1:$A$60",
      "'选项'!$B$1:$B$4",
      '"讲座"',
      "'选项'!$A$1:$A$60",
    ])
    expect(parts['xl/workbook.xml']).toContain('<sheet name="选项" sheetId="2" r:id="rId2" state="hidden"/>')
  })

  it('are read by others as they are, and passed over by an import', async () => {
    const bytes = Buffer.from(await written([long, odd], 'en'))
    const lists = (await readWorkbook(bytes)).find(({ name }) => name === 'Choices')
    expect(lists?.alive).toEqual([])
    expect(lists?.rows.map(([first]) => first)).toEqual(long)
    expect(lists?.rows.map(([, second]) => second).slice(0, 5)).toEqual([...odd, null])
    const { sheets } = await openSheet(bytes, 'a.xlsx')
    expect(sheets.map(({ name }) => name)).toEqual(['选项'])
  })
})
