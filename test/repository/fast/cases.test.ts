import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, parseDocument } from 'yaml'
import { canonicalForm } from '../../../src/repository/canonical-form.ts'
import { scalarText } from '../../../src/repository/canonical-text.ts'
import { canonicalPlaces, readCanonical } from '../../../src/repository/fast/canonical.ts'
import { lookAt } from '../../../src/repository/fast/clean-bytes.ts'
import { keyRanks } from '../../../src/repository/fast/key-ranks.ts'
import { Scalars } from '../../../src/repository/fast/scalars.ts'
import type { BuiltInKind } from '../../../src/repository/kinds.ts'
import { parseOptions } from '../../../src/repository/yaml.ts'

interface Case {
  readonly name: string
  readonly text: string
  readonly kind?: BuiltInKind
  readonly exact: boolean
}

const sheet = parse(readFileSync('test/repository/fast/canonical.yaml', 'utf8')) as {
  readonly taken: string
  readonly declined: string
  readonly texts: readonly Case[]
  readonly others: readonly string[]
}
const lines = (text: string) => text.trimEnd().split('\n')
const byYaml = (text: string): unknown => parseDocument(text, parseOptions).toJS()

describe('a scalar of a canonical file', () => {
  it.each(lines(sheet.taken))('%s is taken, and told whether fmt would write it so', scalar => {
    const ranks = new Map([['a', { rank: 0, below: undefined }]])
    for (const text of [`a: ${scalar}\n`, `- ${scalar}\n`]) {
      const value = byYaml(text) as { a: never } & [never]
      const isExact = scalarText(value.a ?? value[0] ?? null) === scalar
      // Twice and once more: what recurs is kept.
      for (let time = 0; time < 3; time++)
        expect(readCanonical(Buffer.from(text), ranks)).toEqual({ value, isExact })
    }
  })

  it.each(lines(sheet.declined))('%s is left to yaml', scalar => {
    for (const text of [`a: ${scalar}\n`, `- ${scalar}\n`])
      expect([text, readCanonical(Buffer.from(text))]).toEqual([text, undefined])
  })
})

describe('a canonical file', () => {
  it.each(sheet.texts.map(one => [one.name, one] as const))('%s', (_name, { text, kind, exact }) => {
    const bytes = Buffer.from(text)
    const ranks = kind && keyRanks(kind)
    expect(readCanonical(bytes, ranks)).toEqual({ value: byYaml(text), isExact: exact })
    if (!exact || !kind) return
    const tree = { folder: null, list: () => [], read: () => bytes }
    expect(canonicalForm({ tree, plan: { ownSchemas: {} } as never }, 'x.yaml', kind)?.text).toBe(text)
  })

  it.each(sheet.others.map((text, index) => [`${index} ${JSON.stringify(text).slice(0, 60)}`, text]))(
    'is not %s',
    (_name, text) => {
      expect(readCanonical(Buffer.from(text ?? ''))).toBeUndefined()
      expect(canonicalPlaces(text ?? '')).toBeUndefined()
    },
  )

  it('may lie anywhere in a buffer', () => {
    const bytes = new TextEncoder().encode('x: 0\nid: 科普\n')
    expect(readCanonical(bytes.subarray(5))).toEqual({ value: { id: '科普' }, isExact: false })
  })

  it('has every key, item and value in its place', () => {
    const text = '# 头\nid: 科\nlist:\n  - 普\n  - k: "日"\n    m:\n      n: 1\nflow: [甲, 乙乙]\nnone: []\n'
    const places = canonicalPlaces(text)
    if (!places) throw new Error('not canonical')
    const { root, spans, inText } = places
    expect(root).toEqual(byYaml(text))
    const told: string[] = []
    const tell = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) return
      for (const [key, { key: keySpan, value: valueSpan }] of spans.get(value) ?? []) {
        told.push(`${path}${key}: ${text.slice(...inText(keySpan))} | ${text.slice(...inText(valueSpan))}`)
        tell((value as Record<string | number, unknown>)[key], `${path}${key}.`)
      }
    }
    tell(root, '')
    expect(told).toEqual([
      'id: id | 科',
      'list: list | list',
      'list.0: 普 | 普',
      'list.1:  | k: "日"',
      'list.1.k: k | "日"',
      'list.1.m: m | m',
      'list.1.m.n: n | 1',
      'flow: flow | [甲, 乙乙]',
      'flow.0: 甲 | 甲',
      'flow.1: 乙乙 | 乙乙',
      'none: none | []',
    ])
    // Keys come before what they hold, and containers are told even where they are empty.
    expect(spans.size).toBe(6)
  })
})

describe('the bytes of a file', () => {
  it.each([
    [
      'clean',
      ['a', '\n', ' ', '~', '·', '–', '‧', '\u3000', '\u303f', '\u4000', '\u9fff', '\uff00', '\uff7f'],
    ],
    ['clean', ['a < b > c | d', '<a>', '123456', '-----']],
    [
      'unsure',
      [
        ...['', '\t', '\r', '\u007f', '\u00b6', '\u00b8', '\u2012', '\u2028', '\u2fff', '\u3040', '\u3fff'],
        ...['\ua000', '\ufeff', '\uff80', '\u{1f600}', '<<', '>>', '||', '<>', '|>'],
      ],
    ],
    [
      'long-number',
      [
        ...['13800138000', 'a: "13800138000"', '110105194912310029', '138 0013 8000', '138-0013-8000'],
        ...[
          '138.0013.8000',
          '138·0013·8000',
          '138- 0013 -8000',
          '１３８００１３８０００',
          '138\u30000013\u30008000',
        ],
        ...['138－0013－8000', '138–0013–8000', '138—0013—8000', '13800138000年', '0123456789９'],
      ],
    ],
    [
      'clean',
      [
        ...[
          '1380013800',
          '138 - 0013 - 8000',
          '138   0013   8000',
          '138年0013年8000',
          '138…0013…8000',
          '138a0013a8000',
        ],
        ...[
          '138、0013、8000',
          '138，0013，8000',
          '１３８／００１３／８０００',
          '138\n0013\n8000',
          '１３８００１３８００',
        ],
        ...['138：0013：8000', '138！00138000', '!"#$%&\'()*+,/:;=?@[\\]^_`{}~'],
      ],
    ],
    ['unsure', ['\ua013', '\u00a7', '\u0137', '\u08b7', '\u3100', '\u1fff', '\uf800']],
  ] as const)('are %s', (look, texts) => {
    for (const text of texts) expect([text, lookAt(Buffer.from(text))]).toEqual([text, look])
  })

  it('are unsure where they are no text', () => {
    expect(lookAt(Uint8Array.of(0x61, 0xff))).toBe('unsure')
    expect(lookAt(new TextEncoder().encode('\t科普').subarray(1))).toBe('clean')
  })
})

describe('the order of keys', () => {
  it('is that of the schema, and goes down into what stands below', () => {
    const ranks = keyRanks('records/activity')
    expect([...(ranks?.keys() ?? [])].slice(0, 3)).toEqual(['id', 'date', 'unit'])
    expect([...(ranks?.values() ?? [])].map(({ rank }) => rank)).toEqual(
      Array.from({ length: ranks?.size ?? 0 }, (_, rank) => rank),
    )
    expect([...(ranks?.get('volunteers')?.below?.keys() ?? [])]).toEqual(['people', 'hours'])
    expect(ranks?.get('id')?.below).toBeUndefined()
    expect(keyRanks('records/activity')).toBe(ranks)
    expect(keyRanks('records/visit' as BuiltInKind)).toBeUndefined()
  })
})

describe('values that recur', () => {
  const counting = () => {
    const reads: string[] = []
    const scalars = new Scalars((bytes, start, end) => {
      const value = bytes.toString('utf8', start, end)
      reads.push(value)
      return { value, isExact: true }
    })
    const at = (text: string) => scalars.at(Buffer.from(`__${text}__`), 2, 2 + Buffer.byteLength(text)).value
    return { reads, at }
  }

  it('are read twice, and kept then', () => {
    const { reads, at } = counting()
    for (let time = 0; time < 5; time++) expect(at('区科协')).toBe('区科协')
    expect(reads).toEqual(['区科协', '区科协'])
  })

  it('are read each time where they are long', () => {
    const { reads, at } = counting()
    const [kept, long] = ['x'.repeat(48), 'x'.repeat(49)]
    for (let time = 0; time < 5; time++) expect([at(kept), at(long)]).toEqual([kept, long])
    expect([kept, long].map(text => reads.filter(one => one === text).length)).toEqual([2, 5])
  })

  it('are never taken for one another', () => {
    const { reads, at } = counting()
    const many = Array.from({ length: 20_000 }, (_, index) => `v${index}`)
    for (let time = 0; time < 3; time++)
      for (const text of many) if (at(text) !== text) expect(at(text)).toBe(text)
    expect(reads.length).toBeGreaterThan(many.length)
    for (const text of many.slice(-1000)) for (let time = 0; time < 3; time++) at(text)
    reads.length = 0
    for (const text of many.slice(-1000)) at(text)
    expect(reads.length).toBeLessThan(500)
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60, unit: 'binary' }), { maxLength: 20 }), texts => {
        for (const text of [...texts, ...texts, ...texts]) expect(at(text)).toBe(Buffer.from(text).toString())
      }),
    )
  })
})
