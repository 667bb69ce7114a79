import { deepStrictEqual, notDeepStrictEqual, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { parseOptions, parseYaml } from '../../src/repository/yaml.ts'
import { syntaxMessage } from '../../src/repository/yaml-words.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { yamlRules } from '../../src/rules/yaml-rules.ts'

const samples = [
  ...Object.values(examplePlan),
  'a: {b: [1, -2.5, true, null, ~], "c d": \'e\'}\nf: |\n  g\n\n  h\ni: >-\n  j\n  k\n? l\n: m\n"n\\u4e00": "o\\tp"\n',
]
const pieces =
  ' |  |\n|\n\n|\n  |:|: |- |-|? |,|, |[|]|{|}|"|\'|\\|\\u00|\\ud800|\\u202e|#| #|&a |*a|!t |!!set |%YAML 1.1\n|@|`|>\n|---\n|...\n|\t|\r|\r\n|007|0x1F|0o7|1e400|.inf|.nan|-.inf|+1|1_000|99999999999999999999|-0|1.|.5|<<: |__proto__: |constructor: |科|：|=|null|True|no|2018-02-30|😀'
    .split('|')
    .concat('|', '|\n', '|+\n', ' |2\n')

/** A text with one to four edits at random places. */
const mutated = fc
  .record({
    text: fc.constantFrom(...samples),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(8),
        insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 4 })),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ text, edits }) =>
    edits.reduce((whole, { at, cut, insert }) => {
      const place = Math.floor(at * whole.length)
      return whole.slice(0, place) + insert + whole.slice(place + cut)
    }, text),
  )

const ruleIds = new Set([...yamlRules.map(({ id }) => id), 'control-character', 'invisible-character'])
const generic = syntaxMessage('NO_SUCH_CODE', '', 0).message

describe('parseYaml', () => {
  it('returns what yaml returns or says by a rule why not, whatever the text', () => {
    const seen = { read: 0, refused: 0, refusedByYaml: 0 }
    fc.assert(
      fc.property(mutated, text => {
        const { value, findings } = parseYaml(text, 'x.yaml')
        const document = parseDocument(text, parseOptions)
        if (value === undefined) {
          seen.refused++
          if (document.errors.length > 0) seen.refusedByYaml++
          ok(findings.length > 0)
          for (const { rule, message, at } of findings) {
            ok(ruleIds.has(rule), rule)
            notDeepStrictEqual(message, generic)
            const [start = -1, end = -1] = at.span ?? []
            ok(0 <= start && start <= end && start <= text.length, `${start}–${end}`)
            if (rule === 'yaml-syntax') ok(document.errors.length > 0, 'yaml takes it')
          }
        } else {
          seen.read++
          deepStrictEqual({ findings, errors: document.errors }, { findings: [], errors: [] })
          deepStrictEqual(value, document.toJS())
        }
      }),
      { numRuns: Number(process.env.KEPU_FUZZ ?? 5000), seed: Number(process.env.KEPU_SEED ?? 20170221) },
    )
    expect(seen.read).toBeGreaterThan(500)
    expect(seen.refusedByYaml).toBeGreaterThan(500)
    expect(seen.refused).toBeGreaterThan(seen.refusedByYaml)
  })
})

/** A text for each error of `yaml` that can still come up once the tokens have been looked at, and its place. */
const provoked: Readonly<Record<string, readonly [text: string, offset: number]>> = {
  BAD_INDENT: ['a:\n  b: 1\n c: 2\n', 10],
  TAB_AS_INDENT: ['a:\n\t- x\n', 3],
  BAD_SCALAR_START: ['a: @x\n', 3],
  UNEXPECTED_TOKEN: ['a: "x" y\n', 7],
  MISSING_CHAR: ['a: 1\nb\nc: 2\n', 5],
  MULTILINE_IMPLICIT_KEY: ['a\nb: 1\n', 0],
  BLOCK_AS_IMPLICIT_KEY: ['a: b: c\n', 3],
  KEY_OVER_1024_CHARS: [`${'k'.repeat(1100)}: 1\n`, 0],
  NON_STRING_KEY: ['[]: 1\n', 0],
  BLOCK_IN_FLOW: ['a: {b: 1 c: 2}\n', 7],
}

describe.each(Object.entries(provoked))('the error %s of yaml', (code, [text, offset]) => {
  it('has words of its own in both languages, and a place', () => {
    expect(parseDocument(text, parseOptions).errors[0]?.code).toBe(code)
    const [finding, ...others] = parseYaml(text, 'x.yaml').findings
    expect(others).toEqual([])
    expect(finding?.rule).toBe('yaml-syntax')
    expect(finding?.message.zh).not.toBe(generic.zh)
    expect(finding?.message.en).not.toBe(generic.en)
    expect(finding?.message.zh).toMatch(/\p{Script=Han}/u)
    expect(finding?.at.span?.[0]).toBe(offset)
  })
})

it('what the tokens tell is told before yaml is asked', () => {
  const told = {
    'a: "x\nb: 1\n': 3,
    "a: 'x\nb: 1\n": 3,
    'a: [x\nb: 1\n': 3,
    'a: {x: [1}\n': 7,
    'a: "\\q"\n': 4,
    'a: 1\n---\nb: 2\n': 5,
    'a: 1\n...\nb: 2\n': 9,
    'a: !!set {b}\n': 3,
    'a: &b 1\n': 3,
    'a: *b\n': 3,
    '%YAML 1.1\n---\na: 1\n': 0,
  }
  expect(Object.keys(told)).toHaveLength(11)
  for (const [text, offset] of Object.entries(told)) {
    const { findings } = parseYaml(text, 'x.yaml')
    expect(findings.map(({ at }) => at.span?.[0])).toEqual([offset])
    expect(findings[0]?.message).not.toEqual(generic)
  }
})
