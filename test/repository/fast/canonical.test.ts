import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { decode } from '../../../src/repository/bytes.ts'
import { canonicalForm } from '../../../src/repository/canonical-form.ts'
import { canonicalPlaces, readCanonical } from '../../../src/repository/fast/canonical.ts'
import { lookAt } from '../../../src/repository/fast/clean-bytes.ts'
import { keyRanks } from '../../../src/repository/fast/key-ranks.ts'
import type { BuiltInKind } from '../../../src/repository/kinds.ts'
import { scanText } from '../../../src/repository/text-scan.ts'
import { parseOptions, parseYaml } from '../../../src/repository/yaml.ts'
import { examplePlan } from '../../../src/rules/example-plan.ts'

const shipped = readdirSync('data', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.yaml'))
  .map(name => readFileSync(join('data', name), 'utf8'))
const samples = [
  ...shipped.filter(text => text.length < 4000),
  ...Object.values(examplePlan),
  'a: [x, y, 科普]\nb: []\nc: "q"\nd: \'s\'\ne: -1.5\nf: 2018-09-15\n# 注\n\ng:\n  - h: 1\n    i:\n      - j\n  - 12 人\n',
]

/** Pieces that matter to YAML, put where they may do harm. */
const pieces = [
  ' ',
  '  ',
  '\n',
  '\n\n',
  ':',
  ': ',
  ' :',
  '-',
  '- ',
  '#',
  ' #',
  '"',
  "'",
  '\\',
  '[',
  ']',
  '{',
  '}',
  ',',
  ', ',
  '&a ',
  '*a',
  '!t ',
  '|',
  '>',
  '%',
  '@',
  '`',
  '?',
  '? ',
  '---\n',
  '...\n',
  '\t',
  '0',
  '007',
  '0x1F',
  '0o7',
  '1e3',
  '.5',
  '5.',
  '-0',
  '+1',
  '~',
  'null',
  'true',
  'False',
  '.inf',
  '.nan',
  '<<: ',
  '科',
  '：',
  'a: b',
  'key:\n',
  '- - ',
  '12:30',
  '2018-09-15',
  '1_000',
  '=',
  'yes',
  'on',
  '2018-09-15-kexie-x7f3q',
  'id: x\n',
  '\n  ',
]

/** Characters that rules about bytes and texts look for, and what merely looks like them. */
const characters = [
  '\u0000',
  '\r\n',
  '\t',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u200b',
  '\u2028',
  '\u202e',
  '\u3000',
  '\ufeff',
  '\ufffd',
  '\u2f00',
  '\uf9dc',
  '\u{2f800}',
  '\u{1f600}',
  '<<<<<<< a\n',
  '13800138000',
  '138 0013 8000',
  '１３８００１３８０００',
  '1380013\u30008000',
  '110105194912310029',
  '·',
  '—“”…',
  '㐀',
  'é',
]

/** A text with comments between its lines, mostly in the column of the next. */
const commented = fc
  .record({
    text: fc.constantFrom(...samples),
    comments: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        words: fc.constantFrom('# 注', '#', '#x: y', '# - a ', '## b #'),
        shift: fc.constantFrom(0, 0, 0, 0, 0, 0, -2, 2, 1),
        column: fc.constantFrom('own', 'own', 'own', 'first', 'last'),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ text, comments }) => {
    const lines = text.split('\n')
    for (const { at, words, shift, column } of comments) {
      const index = Math.floor(at * lines.length)
      const margin = (line: string | undefined) => /^ */.exec(line ?? '')?.[0].length ?? 0
      const own = column === 'own' ? margin(lines[index]) : column === 'last' ? margin(lines[index - 1]) : 0
      lines.splice(index, 0, ' '.repeat(Math.max(0, own + shift)) + words)
    }
    return lines.join('\n')
  })

const kinds: readonly BuiltInKind[] = [
  'records/activity',
  'records/inspection',
  'task',
  'duties',
  'units',
  'plan',
]

/** A text with one to three edits at random places. */
const mutated = fc
  .record({
    text: fc.constantFrom(...samples),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(6),
        insert: fc.oneof(fc.constantFrom(...pieces), fc.constant('')),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ text, edits }) =>
    edits.reduce((whole, { at, cut, insert }) => {
      const place = Math.floor(at * whole.length)
      return whole.slice(0, place) + insert + whole.slice(place + cut)
    }, text),
  )

/** How many texts were tried and taken; `npm run fuzz:canonical` keeps the figures for docs/performance.md. */
const counts: Record<string, number> = {}
afterAll(() => {
  if (!process.env.KEPU_FUZZ) return
  mkdirSync('bench/results', { recursive: true })
  writeFileSync('bench/results/differential.json', `${JSON.stringify(counts, null, 2)}\n`)
})

describe('the canonical reader', () => {
  it('reads every shipped file by itself', () => {
    expect(shipped.length).toBeGreaterThan(20)
    for (const text of shipped)
      expect(readCanonical(Buffer.from(text))?.value).toEqual(parseDocument(text, parseOptions).toJS())
  })

  it('never differs from yaml, and never takes what is refused', () => {
    const runs = Number(process.env.KEPU_FUZZ ?? 20_000)
    let taken = 0
    fc.assert(
      fc.property(mutated, text => {
        if (decode(Buffer.from(text), 'x.yaml').text === null) return
        const value = readCanonical(Buffer.from(text))?.value
        if (value === undefined) return
        taken++
        const parsed = parseYaml(text, 'x.yaml')
        expect(parsed.findings).toEqual([])
        expect(value).toEqual(parsed.value)
      }),
      { numRuns: runs, seed: Number(process.env.KEPU_SEED ?? 20170221) },
    )
    expect(taken).toBeGreaterThan(runs / 20)
    Object.assign(counts, { texts: runs, taken })
  })

  it('takes for clean only what has nothing to tell, and for canonical only what fmt leaves alone', () => {
    const runs = Number(process.env.KEPU_FUZZ ?? 20_000) / 4
    let clean = 0
    let exact = 0
    const changed = fc.record({
      text: fc.oneof(mutated, commented, fc.constantFrom(...samples)),
      insert: fc.oneof(fc.constant(''), fc.constantFrom(...characters)),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      kind: fc.constantFrom(...kinds),
    })
    fc.assert(
      fc.property(changed, ({ text: whole, insert, at, kind }) => {
        const place = Math.floor(at * whole.length)
        const text = whole.slice(0, place) + insert + whole.slice(place)
        const bytes = Buffer.from(text)
        const look = lookAt(bytes)
        if (look === 'unsure') return
        clean++
        expect(decode(bytes, 'x.yaml')).toEqual({ text, glimpse: text, findings: [] })
        if (look === 'clean') expect(scanText(text, 'x.yaml')).toEqual([])
        if (!readCanonical(bytes, keyRanks(kind))?.isExact) return
        exact++
        const tree = { folder: null, list: () => [], read: () => bytes }
        const plan = { ownSchemas: {} } as never
        expect(canonicalForm({ tree, plan }, 'x.yaml', kind)).toEqual({ before: text, text })
      }),
      { numRuns: runs, seed: Number(process.env.KEPU_SEED ?? 20170221) },
    )
    expect(clean).toBeGreaterThan(runs / 4)
    expect(exact).toBeGreaterThan(runs / 20)
    Object.assign(counts, { looked: runs, clean, exact })
  })

  it('takes any bytes that are cut or turned for clean only where they are good text', () => {
    const bytes = Buffer.from(samples.join(''))
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(40), fc.nat(255), (start, length, byte) => {
        const cut = Buffer.from(bytes.subarray(start, start + length))
        if (cut.length > 0) cut[length % cut.length] = byte
        if (lookAt(cut) !== 'unsure') expect(decode(cut, 'x.yaml').findings).toEqual([])
      }),
      { numRuns: 5000, seed: Number(process.env.KEPU_SEED ?? 20170221) },
    )
  })

  it('knows where everything stands', () => {
    let values = 0
    for (const text of shipped) {
      const places = canonicalPlaces(text)
      if (!places) throw new Error('not canonical')
      for (const [container, spans] of places.spans) {
        for (const [key, { key: keySpan, value: valueSpan }] of spans) {
          const value = (container as Record<string | number, unknown>)[key]
          if (typeof key === 'string') expect(text.slice(...places.inText(keySpan))).toBe(key)
          if (typeof value !== 'object') {
            values++
            expect(text.slice(...places.inText(valueSpan)).replace(/^"(.*)"$/, '$1')).toBe(String(value))
          }
        }
      }
    }
    expect(values).toBeGreaterThan(1000)
  })
})
