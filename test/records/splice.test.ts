import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { CannotSplice, spliced } from '../../src/records/splice.ts'
import { wordsOf } from '../../src/repository/words.ts'

interface Case {
  readonly name: string
  readonly kind?: string
  readonly text: string
  readonly path: readonly (string | number)[]
  readonly value?: unknown
  readonly becomes?: string
  readonly refused?: true
}

const cases = parse(readFileSync('test/records/splice.yaml', 'utf8')) as readonly Case[]
const { schemas } = wordsOf({ ownSchemas: {} })

describe('an edit of a text', () => {
  it.each(cases.map(one => [one.name, one] as const))('%s', (_name, one) => {
    const edit = () => spliced(one.text, one.path, one.value, { schemas, kind: one.kind ?? '' })
    if (one.refused) expect(edit).toThrow(CannotSplice)
    else expect(edit()).toBe(one.becomes)
  })
})
