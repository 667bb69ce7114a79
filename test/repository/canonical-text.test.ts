import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  type Annotated,
  annotated,
  canonicalText,
  keyText,
  type Scalar,
  scalarText,
} from '../../src/repository/canonical-text.ts'
import { reformatted } from '../../src/repository/reformat.ts'
import { wordsOf } from '../../src/repository/words.ts'

const sheet = parse(readFileSync('test/repository/canonical-text.yaml', 'utf8')) as {
  readonly scalars: readonly (readonly [value: Scalar, text: string])[]
  readonly keys: readonly (readonly [key: string, text: string])[]
  readonly texts: readonly {
    readonly name: string
    readonly kind?: string
    readonly from: string
    readonly becomes: string
  }[]
}
const { schemas } = wordsOf({ ownSchemas: {} })

describe('a value', () => {
  it.each(sheet.scalars.map(([value, text]) => [JSON.stringify(value), value, text] as const))(
    '%s is written so that all read it back',
    (_name, value, text) => {
      expect(scalarText(value)).toBe(text)
      for (const version of ['1.2', '1.1'] as const)
        expect([version, parse(`- ${text}\n`, { version })]).toEqual([version, [value]])
    },
  )

  it.each(sheet.keys)('%s is a key written so that it is read back', (key, text) => {
    expect(keyText(key)).toBe(text)
    expect(parse(`${text}: 1\n`)).toEqual({ [key]: 1 })
  })

  it('with half a character in it is written by its number', () => {
    expect(scalarText('a\ud800')).toBe('"a\\ud800"')
  })
})

describe('a file in canonical form', () => {
  it.each(sheet.texts.map(one => [one.name, one] as const))('%s', (_name, { kind = '', from, becomes }) => {
    const formed = reformatted(from, { schemas, kind })
    expect(formed).toBe(becomes)
    expect(parse(formed)).toEqual(parse(from))
    expect(reformatted(formed, { schemas, kind })).toBe(formed)
  })

  it('is made of plain values too, and of the order of their schema', () => {
    const value = {
      title: '讲座',
      id: 'x',
      hosts: ['东风镇'],
      volunteers: { hours: 9, people: 3 },
      spend: null,
    }
    const text = canonicalText(annotated(value), { schemas, kind: 'records/activity' })
    expect(text).toBe(
      'id: x\ntitle: 讲座\nhosts:\n  - 东风镇\nvolunteers:\n  people: 3\n  hours: 9\nspend: null\n',
    )
  })

  it('may be one value, and begins with no empty line', () => {
    const order = { schemas, kind: '' }
    const bare = (value: Annotated['value'], ...before: string[]): Annotated => ({ before, value, after: [] })
    expect(canonicalText(annotated('科普'), order)).toBe('科普\n')
    expect(canonicalText(bare(new Map([['a', bare(1, '', '# 注')]])), order)).toBe('# 注\na: 1\n')
  })

  it('has the comments of the first entry of an item above its dash', () => {
    const order = { schemas, kind: '' }
    const bare = (value: Annotated['value'], ...before: string[]): Annotated => ({ before, value, after: [] })
    const item = bare(
      new Map([
        ['b', bare(1, '# 注', '', '# 又')],
        ['c', bare(2, '# 三')],
      ]),
    )
    expect(canonicalText(bare(new Map([['a', bare([item])]])), order)).toBe(
      'a:\n  # 注\n\n  # 又\n  - b: 1\n    # 三\n    c: 2\n',
    )
    expect(canonicalText(bare([bare([bare(1, '# 注'), bare(2, '# 又')])]), order)).toBe(
      '# 注\n- - 1\n  # 又\n  - 2\n',
    )
  })
})
