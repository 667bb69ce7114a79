import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safe } from '../../src/render/safe.ts'
import { renderWorkbook } from '../../src/render/xlsx.ts'
import { answerOf, anyTitle, editionOf, envelope, hostileTitles } from './hostile.ts'
import { readWorkbook } from './readers.ts'

/** What is written where a title was, and in which cells it is read back by a library that did not write it. */
async function readBack(title: string) {
  const bytes = await renderWorkbook(answerOf(title), envelope, { language: 'zh' }, editionOf(title))
  const sheets = await readWorkbook(bytes)
  return { alive: sheets.flatMap(({ alive }) => alive), tables: sheets.filter(sheet => sheet.frozenRows > 0) }
}

describe('hostile titles in a workbook', () => {
  it.each(hostileTitles)('%j is text, and the same', async title => {
    const { alive, tables } = await readBack(title)
    expect(alive).toEqual([])
    // The card, and the table: a cell where the title stood alone.
    const [card, table] = tables
    expect(card?.rows[card.frozenRows]?.slice(0, 2)).toEqual([safe(title), safe(title)])
    expect(table?.rows[table.frozenRows]?.slice(0, 2)).toEqual([safe(title), 2])
  })

  it('never live, and come back whole', async () => {
    await fc.assert(
      fc.asyncProperty(anyTitle, async title => {
        const { alive, tables } = await readBack(title)
        expect(alive).toEqual([])
        expect(tables[0]?.rows[tables[0].frozenRows]?.[1]).toBe(safe(title))
      }),
      { numRuns: Number(process.env.WORKBOOKS ?? 60), seed: 13 },
    )
  })
})
