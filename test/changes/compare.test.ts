import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareEntities } from '../../src/changes/compare.ts'
import type { ComparedEntity } from '../../src/changes/entities.ts'
import { hunksOf } from '../../src/changes/hunks.ts'
import type { EntityKind } from '../../src/model/plan.ts'

const kinds: readonly EntityKind[] = ['duty', 'target', 'task', 'record']
const word = fc.constantFrom('a', 'b', 'c', '区科协', '区妇联')
const scalar = fc.oneof(word, fc.integer({ min: 0, max: 3 }), fc.boolean())
const value = fc.letrec(tie => ({
  any: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(word, { maxLength: 3 }),
    fc.array(tie('object'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.constantFrom('name', 'id', 'field', 'as', 'from', 'to', 'value'), tie('any'), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
}))
const entities = fc
  .uniqueArray(
    fc.record({
      kind: fc.constantFrom(...kinds),
      id: word,
      content: value.object as fc.Arbitrary<Readonly<Record<string, unknown>>>,
    }),
    { selector: ({ kind, id }) => `${kind} ${id}`, maxLength: 5 },
  )
  .map(list =>
    list.map(
      ({ kind, id, content }): ComparedEntity => ({
        kind,
        id,
        recordKind: kind === 'record' ? 'activity' : undefined,
        fields: { ...content, id },
        place: { file: `${kind}.yaml`, path: [] },
      }),
    ),
  )

const contents = (list: readonly ComparedEntity[]) =>
  new Map(list.map(({ kind, id, fields }) => [`${kind} ${id}`, fields]))

describe('a comparison', () => {
  it('is empty exactly when the entities are equal', () => {
    fc.assert(
      fc.property(entities, entities, (before, after) => {
        const isSame = isDeepStrictEqual([...contents(before)].sort(), [...contents(after)].sort())
        expect(compareEntities(before, after).length === 0).toBe(isSame)
        expect(compareEntities(before, [...before].reverse())).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('tells every edit of a field, of that entity and of no other', () => {
    fc.assert(
      fc.property(entities, fc.nat(), value.any, (before, at, to) => {
        const index = before.length === 0 ? -1 : at % before.length
        const after = before.map((entity, number) =>
          number === index ? { ...entity, fields: { ...entity.fields, value: to } } : entity,
        )
        const changes = compareEntities(before, after)
        const edited = before[index]
        const isSame = edited === undefined || isDeepStrictEqual(edited.fields.value, to)
        expect(changes.length).toBe(isSame ? 0 : 1)
        for (const change of changes) {
          expect(change).toMatchObject({ change: 'changed', kind: edited?.kind, id: edited?.id })
          if (change.change === 'changed') {
            expect(change.fields.length).toBeGreaterThan(0)
            expect(new Set(change.fields.map(({ field }) => field[0]))).toEqual(new Set(['value']))
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('tells that items of a list stand in another order, and nothing besides', () => {
    const unit = (...names: string[]): ComparedEntity => ({
      kind: 'task',
      id: 'T1',
      recordKind: undefined,
      fields: { id: 'T1', names: names.map(name => ({ name, as: 'short' })) },
      place: { file: 'units.yaml', path: ['units', 0] },
    })
    const [change] = compareEntities([unit('甲', '乙')], [unit('乙', '甲')])
    expect(change).toMatchObject({
      fields: [{ field: ['names'], before: ['甲', '乙'], after: ['乙', '甲'], reordered: true }],
    })
  })

  it('follows what changed nothing but its id', () => {
    const entity = (id: string): ComparedEntity => ({
      kind: 'duty',
      id,
      recordKind: undefined,
      fields: { id, title: '年度活动', owners: ['kexie'] },
      place: { file: 'duties.yaml', path: ['duties', 0] },
    })
    const [change, ...others] = compareEntities([entity('a')], [entity('b')])
    expect(others).toEqual([])
    expect(change).toMatchObject({ change: 'changed', fields: [{ field: ['id'], before: 'a', after: 'b' }] })
  })
})

describe('runs of lines', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map(lines => lines.join('\n'))

  it('make the one text out of the other, and are as short as they can be', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [old, now] = [before.split('\n'), after.split('\n')]
        const made: string[] = []
        let at = 0
        let edits = 0
        for (const hunk of hunksOf(old, now)) {
          made.push(...old.slice(at, hunk.before[0]))
          expect(made.length).toBe(hunk.after[0])
          made.push(...now.slice(...hunk.after))
          edits += hunk.before[1] - hunk.before[0] + hunk.after[1] - hunk.after[0]
          at = hunk.before[1]
        }
        expect([...made, ...old.slice(at)]).toEqual(now)
        expect(edits).toBe(old.length + now.length - 2 * longestCommon(old, now))
      }),
      { numRuns: 1000 },
    )
  })

  it('are one where everything is different', () => {
    const lines = (letter: string) => Array.from({ length: 5000 }, (_, index) => `${letter}${index}`)
    expect(hunksOf(lines('a'), lines('b'))).toEqual([{ before: [0, 5000], after: [0, 5000] }])
  })
})

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = b.map(() => 0)
  for (const line of a) {
    const next: number[] = []
    for (const [index, other] of b.entries()) {
      const above = row[index] ?? 0
      const corner = row[index - 1] ?? 0
      next.push(line === other ? corner + 1 : Math.max(above, next[index - 1] ?? 0))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
