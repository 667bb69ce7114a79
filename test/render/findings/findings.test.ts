import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem, Severity } from '../../../src/model/problem.ts'
import { verbatim } from '../../../src/model/text.ts'
import { findingFormats } from '../../../src/render/findings/findings.ts'
import { fingerprints } from '../../../src/render/findings/fingerprint.ts'
import type { Validation } from '../../../src/render/findings/validation.ts'
import { paintOf } from '../../../src/render/paint.ts'
import { safe } from '../../../src/render/safe.ts'
import type { Screen } from '../../../src/render/screen.ts'
import { examplePlan } from '../../../src/rules/example-plan.ts'
import { rulePages } from '../../../src/rules/index.ts'
import { payloadsOf } from '../../payloads.ts'
import { run } from '../../run.ts'
import { exampleRepository, scratch } from '../../scratch.ts'

const screen: Screen = {
  language: 'zh',
  isTerminal: false,
  width: Number.POSITIVE_INFINITY,
  paint: paintOf(0),
}

/** What would forge an annotation, a cell, an element or a line, if a format let it. */
const hostile = payloadsOf()
const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.tuple(fc.constantFrom(...hostile), fc.constantFrom(...hostile)).map(pair => pair.join('')),
)
const problem = fc.record({
  rule: fc.constantFrom(...rulePages.map(({ id }) => id)),
  severity: fc.constantFrom<Severity>('error', 'warning', 'note'),
  // A path comes from the disk, where a line break is possible too.
  file: text.map(name => name || 'a'),
  line: fc.integer({ min: 1, max: 999 }),
  column: fc.integer({ min: 1, max: 99 }),
  message: text.map(verbatim),
  hint: fc.option(text.map(verbatim)),
  ruling: fc.option(fc.constantFrom('口径一', 'b')),
  source: fc.option(text),
})
const problems = fc.array(
  problem.map(
    (one): Problem => ({
      ...one,
      endColumn: one.column + 1,
      related: [{ file: one.file, line: 1, column: 1, endColumn: 2, message: one.message }],
    }),
  ),
  { maxLength: 30 },
)

const validationOf = (found: readonly Problem[]): Validation => ({
  problems: found,
  files: 3,
  records: 1,
  failing: ['error'],
  everyNote: true,
  envelope: { plan: 'x', asOf: '2020-01-01', rev: null },
})
const rendered = async (format: keyof typeof findingFormats, found: readonly Problem[]): Promise<string> =>
  findingFormats[format](validationOf(found), screen)

/** Nothing that a terminal, a log or an editor acts on. */
function expectPlain(out: string): void {
  expect(safe(out)).toBe(out)
}

describe('hostile findings', () => {
  it('make as many workflow commands as there are annotations, and each reads back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(problems, async found => {
        const out = await rendered('github', found)
        expectPlain(out)
        const lines = out.trimEnd().split('\n')
        const commands = lines.filter(line => line.trimStart().startsWith('::'))
        const told = (['error', 'warning', 'note'] as const).flatMap(severity =>
          found.filter(one => one.severity === severity && (severity !== 'note' || !one.ruling)).slice(0, 10),
        )
        expect(commands.map(asRunner)).toEqual(
          told.map(one => ({
            command: { error: 'error', warning: 'warning', note: 'notice' }[one.severity],
            file: safe(one.file),
            line: String(one.line),
            title: one.rule,
            message: safe(one.hint ? `${one.message.zh}\n${one.hint.zh}` : one.message.zh),
          })),
        )
        for (const line of lines) {
          if (!commands.includes(line)) expect(line).toMatch(/^(?:(?:错误|警告|说明)另有 \d+ 个|通过|不通过)/)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('make as many tests of JUnit as there are problems and rules kept', async () => {
    await fc.assert(
      fc.asyncProperty(problems, async found => {
        const out = await rendered('junit', found)
        expectPlain(out)
        const tags = [...out.matchAll(/<(\/?[a-z]+|\?xml)((?: [a-z]+="[^"<>]*")*) ?(\?|\/)?>/g)]
        const names = tags.map(([, name]) => name)
        const kept = rulePages.filter(({ id }) => !found.some(({ rule }) => rule === id)).length
        expect(names.filter(name => name === 'testcase').length).toBe(found.length + kept)
        const failures = found.filter(({ severity }) => severity === 'error').length
        expect(names.filter(name => name === 'failure').length).toBe(failures)
        // What is no tag is text, and holds nothing that XML would read.
        const rest = out.replaceAll(/<(\/?[a-z]+|\?xml)((?: [a-z]+="[^"<>]*")*) ?(\?|\/)?>/g, '')
        expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|apos|#10|#9);)/)
        expect(out).not.toMatch(/[\ufffe\uffff]/)
      }),
      { numRuns: 300 },
    )
  })

  it('are data and nothing else in SARIF, Code Quality and JSON', async () => {
    await fc.assert(
      fc.asyncProperty(problems, async found => {
        const sarif = await rendered('sarif', found)
        expectPlain(sarif)
        const { results } = JSON.parse(sarif).runs[0]
        expect(results.length).toBe(found.length)
        for (const result of results) {
          const { uri } = result.locations[0].physicalLocation.artifactLocation
          expect(uri).toMatch(/^[\w.~!*'()%/-]+$/)
        }
        const gitlab = await rendered('gitlab', found)
        expectPlain(gitlab)
        const report = JSON.parse(gitlab) as { fingerprint: string }[]
        expect(report.length).toBe(found.length)
        expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(found.length)
        expect(JSON.parse(await rendered('json', found)).data.problems.length).toBe(found.length)
      }),
      { numRuns: 200 },
    )
  })

  it('are one row each in Markdown', async () => {
    await fc.assert(
      fc.asyncProperty(problems, async found => {
        const out = await rendered('markdown', found)
        expectPlain(out)
        const rows = out.split('\n').filter(line => line.startsWith('|'))
        expect(rows.length).toBe(found.length === 0 ? 0 : found.length + 2)
        for (const row of rows) expect(row.replaceAll(/\\[\\|]/g, '').split('|').length).toBe(7)
        expect(out).not.toContain('<script')
      }),
      { numRuns: 200 },
    )
  })
})

/** A workflow command as the runner of the platform reads it. */
function asRunner(line: string): object {
  const [, command, written = '', message = ''] = /^::(\w+) ?(.*?)::(.*)$/s.exec(line) ?? []
  const back = (text: string) =>
    text
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%25', '%')
  const properties = Object.fromEntries(
    written.split(',').map(pair => pair.split('=', 1).concat(back(pair.slice(pair.indexOf('=') + 1)))),
  )
  const { file, line: number, title } = properties
  return { command, file, line: number, title, message: back(message) }
}

describe('fingerprints', () => {
  const at = (line: number, source: string, rule = 'owner-unknown'): Problem => ({
    rule,
    severity: 'error',
    file: 'tasks/T1.yaml',
    line,
    column: 3,
    endColumn: 5,
    message: verbatim('x'),
    hint: null,
    ruling: null,
    related: [],
    source,
  })

  it('stay when lines move, and tell alike problems apart', () => {
    const [one, two, other] = fingerprints([at(3, '  - 区科委'), at(9, '  - 区科委'), at(12, '  - 区某局')])
    expect(new Set([one, two, other]).size).toBe(3)
    expect(fingerprints([at(4, '  - 区科委'), at(10, '- 区科委'), at(13, '  - 区某局')])).toEqual([
      one,
      two,
      other,
    ])
    expect(fingerprints([at(3, '  - 区科委', 'owner-variant')])).not.toEqual([one])
  })
})

describe('the machine formats of validate', () => {
  const broken = () =>
    exampleRepository({
      'tasks/T1.yaml': (exampleTask ?? '').replace('  - 区教体局', '  - 区教育局\n  - 区某某局'),
    })

  it('write SARIF with a page for every rule', async () => {
    const { code, out } = await run(['validate', '--format', 'sarif'], { cwd: broken() })
    expect(code).toBe(1)
    const log = JSON.parse(out)
    const [{ tool, results }] = log.runs
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(rulePages.map(({ id }) => id))
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId)
    expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain('owner-unknown')
  })

  it('write SARIF that the official schema accepts', async () => {
    const official = officialSarif()
    const holds = (out: string) => {
      official(JSON.parse(out))
      expect(official.errors).toBeNull()
    }
    const { out } = await run(['validate', '--format', 'sarif'], { cwd: broken() })
    holds(out)
    holds((await run(['validate', '--format', 'sarif'])).out)
    holds((await run(['validate', '--format', 'sarif', '--lang', 'en'])).out)
    await fc.assert(
      fc.asyncProperty(problems, async found => holds(await rendered('sarif', found))),
      { numRuns: 25 },
    )
    // It is no schema that accepts anything.
    const log = JSON.parse(out)
    const [runOf] = log.runs
    const [result] = runOf.results
    const withResult = (other: object) => ({
      ...log,
      runs: [{ ...runOf, results: [{ ...result, ...other }] }],
    })
    expect(official(withResult({}))).toBe(true)
    for (const wrong of [
      { ...log, version: '2.0.0' },
      { ...log, extra: 1 },
      withResult({ level: 'fatal' }),
      withResult({ message: 'x' }),
      withResult({ ruleIndex: -2 }),
      withResult({ locations: [{ physicalLocation: { artifactLocation: { uri: 'a b' } } }] }),
    ]) {
      expect(official(wrong)).toBe(false)
    }
  })

  it('are chosen by the environment, and the summary of a job is appended', async () => {
    const folder = broken()
    const summary = join(scratch({ 'summary.md': '已有\n' }), 'summary.md')
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }
    const github = await run(['validate', '--format', 'auto'], { cwd: folder, env })
    expect(github.code).toBe(1)
    expect(github.out).toMatch(
      /^::error file=tasks\/T1\.yaml,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=owner-unknown::/m,
    )
    expect(readFileSync(summary, 'utf8')).toMatch(/^已有\n### 数据检查\n\n不通过：/)
    const plain = await run(['validate'], { cwd: folder })
    expect((await run(['validate', '--format', 'auto'], { cwd: folder })).out).toBe(plain.out)
    const gitlab = { GITLAB_CI: 'true' }
    expect((await run(['validate', '--format', 'auto'], { cwd: folder, env: gitlab })).out).toBe(plain.out)
    const file = join(scratch({ 'x.txt': '' }), 'report.json')
    await run(['validate', '--format', 'auto', '-o', file], { cwd: folder, env: gitlab })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toContainEqual(
      expect.objectContaining({ severity: 'critical', check_name: 'owner-unknown' }),
    )
  })

  it('fail with the choices for a format that is none', async () => {
    const { code, err } = await run(['validate', '--format', 'toString'], { cwd: broken() })
    expect(code).toBe(2)
    expect(err).toContain('sarif')
  })
})

const require = createRequire(import.meta.url)
const exampleTask = examplePlan['tasks/T1.yaml']

/** The official schema of SARIF 2.1.0, in the draft of JSON Schema that it was written in. */
function officialSarif(): ValidateFunction {
  const path = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
  const { id, $schema, ...schema } = JSON.parse(readFileSync(process.env.SARIF_SCHEMA ?? path, 'utf8'))
  const formats = {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) => !/[^\x21-\x7e]/.test(text) && URL.canParse(text, 'file:///'),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  }
  return new Ajv({ strict: false, unicodeRegExp: false, formats }).compile(schema)
}
