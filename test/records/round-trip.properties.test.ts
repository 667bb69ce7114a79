import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recordPath, recordText } from '../../src/records/record-file.ts'
import { openRepository } from '../../src/repository/open.ts'
import { wordsOf } from '../../src/repository/words.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'
import { anyRecord, kindsIn } from './any-record.ts'

/** A kind of the repository's own, with every sort of field. */
const ownKind = {
  'kinds/visit.schema.json': JSON.stringify({
    title: '走访',
    properties: {
      household: { title: '户数', type: 'integer', minimum: 1 },
      isReturn: { title: '是否回访', type: 'boolean' },
      mood: {
        title: '态度',
        enum: ['warm', 'cold'],
        'x-values': { warm: { zh: '热情', en: 'warm' }, cold: { zh: '冷淡', en: 'cold' } },
      },
      topics: { title: '话题', type: 'array', items: { type: 'string', maxLength: 60 } },
      leader: {
        title: '带队',
        type: 'object',
        properties: { post: { title: '职务' }, unit: { title: '带队单位', 'x-refers': 'unit-name' } },
      },
      gifts: {
        title: '发放',
        type: 'array',
        items: {
          type: 'object',
          properties: { what: { title: '物品' }, count: { title: '数量', type: 'integer' } },
          required: ['what'],
        },
      },
    },
    required: ['household'],
  }),
}

const plan = Object.fromEntries(Object.entries(examplePlan).filter(([path]) => !path.startsWith('records/')))
/** `npm run hard` makes 100. */
const runs = Number(process.env.RUNS ?? 1)

it(
  'records of every kind come back from a sheet as they were, and write nothing a second time',
  async () => {
    const template = exampleRepository(ownKind)
    const location = { root: template, prefix: '' }
    const words = wordsOf((await openRepository(location)).plan)
    // Rules refuse some of them: of two of each kind one stays more often than not.
    const ofEachKind = fc.tuple(
      ...kindsIn(words).flatMap(kind => Array.from({ length: 2 }, () => anyRecord(words, kind))),
    )
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(ofEachKind, async records => {
        const cwd = exampleRepository(ownKind)
        for (const { kind, fields } of records) {
          const path = join(cwd, recordPath(kind, fields))
          mkdirSync(dirname(path), { recursive: true })
          writeFileSync(path, recordText(location, words, kind, fields))
        }
        await withoutFaults(cwd)
        const before = tree(cwd)
        for (const path of Object.keys(before)) seen.add(path.split('/')[0] ?? '')
        for (const argv of [
          ['-o', 'all.csv'],
          ['-o', 'all.xlsx'],
          ['--lang', 'en', '-o', 'en.csv'],
          ['--lang', 'en', '-o', 'en.xlsx'],
        ]) {
          const name = argv.at(-1) ?? ''
          expect(await run(['list', 'records', ...argv], { cwd })).toMatchObject({ code: 0 })
          const same = await run(['import', name, '--format', 'json'], { cwd })
          const { written, already, rejected } = JSON.parse(
            same.out || `{"data": {"rejected": ${JSON.stringify(same.err)}}}`,
          ).data
          expect({ written, rejected }, name).toEqual({ written: [], rejected: [] })
          expect(already).toHaveLength(Object.keys(before).length)
          const empty = scratch({ ...plan, ...ownKind, [name]: readFileSync(join(cwd, name)) })
          const { code, err, out } = await run(['import', name], { cwd: empty })
          expect(tree(empty), name + err + out).toEqual(before)
          expect(code).toBe(0)
          rmSync(empty, { recursive: true })
        }
        rmSync(cwd, { recursive: true })
      }),
      { numRuns: runs, endOnFailure: true },
    )
    if (runs > 9) expect(kindsIn(words).filter(kind => !seen.has(kind))).toEqual([])
  },
  600_000 * Math.max(1, runs / 8),
)

/** What a rule refuses is no record: its files go, until `validate` is content. */
async function withoutFaults(cwd: string): Promise<void> {
  for (;;) {
    const { out } = await run(['validate', '--format', 'json'], { cwd })
    const { problems } = JSON.parse(out).data as { problems: readonly { severity: string; file: string }[] }
    const wrong = new Set(problems.filter(({ severity }) => severity === 'error').map(({ file }) => file))
    if (wrong.size === 0) return
    for (const file of wrong) rmSync(join(cwd, file))
  }
}

function tree(folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  const top = join(folder, 'records')
  for (const path of readdirSync(top, { recursive: true }) as string[]) {
    if (path.endsWith('.yaml')) found[path] = readFileSync(join(top, path), 'utf8')
  }
  return found
}
