import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { promises, readOfficialText } from '../../src/official/official-text.ts'
import { texts } from './plan.ts'

// The text of an issued plan is not kept here; KEPU_PLAN_TEXT names a file that holds it.
const file = process.env.KEPU_PLAN_TEXT

describe('the plan as issued', () => {
  const text = readOfficialText(file ? readFileSync(file, 'utf8') : '')
  const inChapter = (chapter: number) => text.clauses.filter(clause => clause.chapter === chapter)

  it.skipIf(!file)('has its tasks, measures, objectives and dash items', () => {
    expect(text.documentNumber?.text).toBe('惠政办〔2017〕4号')
    expect(text.issuedOn?.day).toBe('2017-02-21')
    expect(inChapter(3).filter(({ kind }) => kind === 'section')).toHaveLength(9)
    expect(inChapter(3).filter(({ kind }) => kind === 'item')).toHaveLength(33)
    expect(inChapter(2).filter(({ kind }) => kind === 'item')).toHaveLength(5)
    expect(inChapter(4).filter(({ kind }) => kind === 'dash')).toHaveLength(11)
    expect(text.clauses.every(({ isPrinted }) => isPrinted)).toBe(true)
    expect(new Set(text.clauses.map(({ path }) => path)).size).toBe(text.clauses.length)
  })

  it.skipIf(!file)('names its owners', () => {
    const names = text.ownerLines.flatMap(line => texts([...line.leads, ...line.participants]))
    expect(text.ownerLines).toHaveLength(9)
    expect(text.ownerLines.every(({ open }) => open)).toBe(true)
    expect(names).toHaveLength(149)
    expect(new Set(names).size).toBe(28)
    expect(text.ownerLines[1]?.participants.at(-2)?.text).toBe('古荣镇')
  })

  it.skipIf(!file)('promises five numbers', () => {
    const found = text.clauses.flatMap(clause =>
      promises(clause).map(({ comparison, value, unit }) => [clause.path, comparison, value, unit]),
    )
    expect(found).toEqual([
      ['二（二）', '>', 12, '%'],
      ['三（八）4', '>=', 2, '个'],
      ['三（八）4', '>=', 6, '个'],
      ['三（八）4', '>=', 7, '个'],
      ['四（一）—2', '>=', 3, '项'],
    ])
  })
})
