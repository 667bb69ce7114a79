import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSchemas } from '../../scripts/schemas.ts'
import type { Example } from '../../src/rules/rule.ts'
import { wrongRepository } from '../rules/examples.ts'
import { run } from '../run.ts'

const activity = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const amendment = 'records/amendment/2019/2019-03-01-kexie-q5w7e.yaml'

/** For every keyword that the schemas use, an edit of the example plan that breaks it, and the rule that says so. */
const broken: Readonly<Record<string, Example & { readonly rule: string }>> = {
  type: {
    rule: 'wrong-type',
    file: 'tasks/T1.yaml',
    right: 'leads:\n  - 区科协\n',
    wrong: 'leads: 区科协\n',
  },
  required: { rule: 'missing-key', file: activity, right: 'title: 科普日主场活动\n', wrong: '' },
  unevaluatedProperties: {
    rule: 'unknown-key',
    file: activity,
    right: 'attendance: 320',
    wrong: '人次: 320',
  },
  additionalProperties: {
    rule: 'unknown-key',
    file: 'kinds/visit.schema.json',
    right: '',
    wrong: '{"title": "走访", "properties": {"place": {"title": "地点", "maxlength": 20}}}\n',
  },
  items: { rule: 'wrong-type', file: 'tasks/T1.yaml', right: '  - 区科协\n', wrong: '  - 12\n' },
  properties: { rule: 'missing-key', file: 'units.yaml', right: '    kind: mass\n', wrong: '' },
  enum: { rule: 'not-listed', file: 'duties.yaml', right: 'cadence: yearly', wrong: 'cadence: yaerly' },
  pattern: {
    rule: 'wrong-form',
    file: 'tasks/T1.yaml',
    right: '      - science-day',
    wrong: '      - Science Day',
  },
  format: {
    rule: 'impossible-date',
    file: activity,
    right: 'date: "2018-09-15"',
    wrong: 'date: "2018-09-31"',
  },
  minLength: { rule: 'wrong-length', file: 'units.yaml', right: 'code: "410100100"', wrong: 'code: "4101"' },
  maxLength: {
    rule: 'wrong-length',
    file: 'units.yaml',
    right: '      - name: 区科协\n',
    wrong: `      - name: 区科协\n      - name: ${'区'.repeat(201)}\n`,
  },
  minItems: { rule: 'wrong-length', file: activity, right: 'measures:\n  - T1.1\n', wrong: 'measures: []\n' },
  maxItems: {
    rule: 'wrong-length',
    file: activity,
    right: 'hosts:\n  - 东风镇\n',
    wrong: `hosts:\n${Array.from({ length: 51 }, (_, index) => `  - 单位${index}\n`).join('')}`,
  },
  minProperties: {
    rule: 'wrong-length',
    file: activity,
    right: 'attendance: 320\n',
    wrong: 'attendance: 320\nvolunteers: {}\n',
  },
  uniqueItems: {
    rule: 'repeated-item',
    file: activity,
    right: 'hosts:\n  - 东风镇\n',
    wrong: 'hosts:\n  - 东风镇\n  - 东风镇\n',
  },
  minimum: { rule: 'out-of-range', file: activity, right: 'attendance: 320', wrong: 'attendance: -1' },
  maximum: {
    rule: 'out-of-range',
    file: activity,
    right: 'attendance: 320',
    wrong: 'attendance: 999999999999',
  },
  exclusiveMinimum: {
    rule: 'out-of-range',
    file: 'records/observation/2018/2018-12-31-ref-aaaaa.yaml',
    right: '',
    wrong:
      'id: 2018-12-31-ref-aaaaa\ndate: "2018-12-31"\ntitle: 监测\nindicator: literacy\nvalue: 8\nof: 0\nscope: nation\n',
  },
  anyOf: {
    rule: 'missing-key',
    file: amendment,
    right: 'changes:\n  - id: action-plan\n    field: due\n    from: "2018-06-30"\n    to: "2018-12-31"\n',
    wrong: '',
  },
  $ref: { rule: 'wrong-form', file: 'tasks/T1.yaml', right: 'id: T1\n', wrong: 'id: Task1\n' },
}

/** Words for readers and tools, and the two that only hold other keywords. */
const notChecked = new Set([
  '$schema',
  '$defs',
  'title',
  'description',
  'x-en',
  'x-also',
  'x-values',
  'x-form',
  'x-refers',
])

function keywords(schema: unknown, found = new Set<string>(), named = false): Set<string> {
  if (Array.isArray(schema)) for (const item of schema) keywords(item, found)
  else if (typeof schema === 'object' && schema !== null) {
    for (const [key, value] of Object.entries(schema)) {
      if (!named) found.add(key)
      if (named || !key.startsWith('x-'))
        keywords(value, found, !named && (key === 'properties' || key === '$defs'))
    }
  }
  return found
}

describe('each keyword that a schema uses', () => {
  it('has a wrong file here', () => {
    const used = [...keywords(Object.values(readSchemas()))].filter(keyword => !notChecked.has(keyword))
    expect(Object.keys(broken).sort()).toEqual(used.sort())
    expect(used.length).toBeGreaterThan(15)
  })

  it.each(Object.entries(broken))(
    '%s is told in our words, at its place',
    async (keyword, { rule, ...example }) => {
      const { folder } = wrongRepository(example)
      const { out } = await run(['validate', '--format', 'json'], { cwd: folder })
      const problems = JSON.parse(out).data.problems as { rule: string; file: string }[]
      expect(problems.map(problem => [problem.rule, problem.file])).toEqual([[rule, example.file]])
      for (const lang of ['zh', 'en']) {
        const shown = await run(['validate', '--lang', lang], { cwd: folder, columns: 80 })
        expect(shown.code).toBe(1)
        await expect(shown.out).toMatchFileSnapshot(
          join(process.cwd(), 'test/schemas/frames', `${keyword}.${lang}.txt`),
        )
      }
    },
  )
})
