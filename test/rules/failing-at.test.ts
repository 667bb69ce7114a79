import { describe, expect, it } from 'vitest'
import type { WrittenDocument } from '../../src/model/plan.ts'
import { failingAt } from '../../src/rules/failing-at.ts'

describe('failing-at', () => {
  const value = { unit: 'x', owners: ['a', 'b', 'a'], map: { list: [{ id: 'p' }, {}, { id: 'q' }] } }
  const document = { value, place: { file: 'f.yaml', path: ['duties', 0] } } as unknown as WrittenDocument
  const failing = (path: readonly string[], good: readonly unknown[] = []) => {
    const asked: unknown[] = []
    const found = failingAt(document, path, one => {
      asked.push(one)
      return good.includes(one)
    })
    return { asked: new Set(asked), found: found.map(({ value, at }) => [value, at.file, at.path]) }
  }

  it('finds the values that do not pass, each with its place', () => {
    expect(failing(['unit']).found).toEqual([['x', 'f.yaml', ['duties', 0, 'unit']]])
    expect(failing(['owners', '*'], ['a']).found).toEqual([['b', 'f.yaml', ['duties', 0, 'owners', 1]]])
    expect(failing(['owners', '*'], ['b']).found.map(([, , path]) => path)).toEqual([
      ['duties', 0, 'owners', 0],
      ['duties', 0, 'owners', 2],
    ])
    expect(failing(['map', 'list', '*', 'id'], ['p']).found).toEqual([
      ['q', 'f.yaml', ['duties', 0, 'map', 'list', 2, 'id']],
    ])
  })

  it('asks of the values at the end of the path, and of these alone', () => {
    expect(failing(['owners', '*'], ['a', 'b'])).toEqual({ asked: new Set(['a', 'b']), found: [] })
    expect(failing(['map', 'list', '*', 'id'], ['p', 'q'])).toEqual({ asked: new Set(['p', 'q']), found: [] })
    expect(failing(['unit'], ['x'])).toEqual({ asked: new Set(['x']), found: [] })
  })

  it.each([[['none']], [['none', '*']], [['map', 'none', 'id']], [['map', 'none', '*']], [['unit', '*']]])(
    'finds nothing where %s leads nowhere',
    path => expect(failing(path ?? [])).toEqual({ asked: new Set(), found: [] }),
  )
})
