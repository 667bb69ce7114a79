import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openRepository } from '../../src/repository/open.ts'
import { check, checkFiles, countErrors, findingsIn, readingErrors } from '../../src/rules/check.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { repositoryOf } from '../plan-of.ts'
import { exampleRepository } from '../scratch.ts'
import { type Edits, edited } from './edited.ts'

const day = '2020-12-01'
const activity = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const inspection = 'records/inspection/2019/2019-05-20-kexie-a9d2c.yaml'
const nobody = { [activity]: [['unit: 区科协', 'unit: 某某']] } satisfies Edits
/** A warning of the plan itself. */
const ownerless = { 'duties.yaml': [['    owners:\n      - kexie\n', '    owners: []\n']] } satisfies Edits

const planWith = (edits: Edits) => repositoryOf(edited(examplePlan, edits))
const told = (problems: readonly { readonly rule: string; readonly file: string; readonly line: number }[]) =>
  problems.map(({ rule, file, line }) => `${rule} ${file}:${line}`)

describe('the errors', () => {
  it('of reading are those that were met when the files were read, and no warnings', async () => {
    expect(readingErrors(await planWith({}))).toBe(0)
    expect(readingErrors(await planWith(nobody))).toBe(0)
    const broken = { [activity]: 'id: [\n', [inspection]: 'id: [\n', '.units.yaml.0123456789ab.tmp': 'x' }
    const repository = await planWith(broken)
    expect(repository.findings.map(({ rule }) => rule).sort()).toEqual([
      'left-over',
      'yaml-syntax',
      'yaml-syntax',
    ])
    expect(readingErrors(repository)).toBe(2)
  })

  it('are counted as they are told, and warnings and notes are not', async () => {
    expect(countErrors(await planWith({}), day)).toBe(0)
    expect(countErrors(await planWith(ownerless), day)).toBe(0)
    const repository = await planWith({
      ...ownerless,
      ...nobody,
      'tasks/T1.yaml': [['clause: 三（一）1', 'clause: 三（二）1']],
    })
    const errors = (await check(repository, day)).filter(({ severity }) => severity === 'error')
    expect(errors.length).toBe(2)
    expect(countErrors(repository, day)).toBe(2)
  })
})

describe('a warning of the plan itself', () => {
  const cover = '    covers:\n      - rule: duty-no-owner\n        id: action-plan\n'
  const covered: Edits = {
    ...ownerless,
    'rulings.yaml': [['    status: proposed\n', `    status: proposed\n${cover}`]],
  }

  it('is a note where a ruling covers it, and names that', async () => {
    const [problem, ...others] = await check(await planWith(covered), day)
    expect(problem).toMatchObject({ rule: 'duty-no-owner', severity: 'note', ruling: 'whole-years' })
    expect(others).toEqual([])
    const [bare] = await check(await planWith(ownerless), day)
    expect(bare).toMatchObject({ rule: 'duty-no-owner', severity: 'warning', ruling: null })
  })

  it('is not told while the rulings cannot be read, but errors are, and what no ruling could cover', async () => {
    const repository = await planWith({
      ...ownerless,
      ...nobody,
      'rulings.yaml': 'rulings: [\n',
      'units.yaml': [['    to: "2019-12-31"', '    to: "2018-12-31"']],
      '.units.yaml.0123456789ab.tmp': 'x',
    })
    const rules = (await check(repository, day)).map(({ rule }) => rule)
    expect(rules.sort()).toEqual(['left-over', 'unit-not-there', 'unit-unknown', 'yaml-syntax'])
  })
})

describe('problems', () => {
  it('come by file, line, column and rule', async () => {
    const late = 'records/activity/2019/2021-05-01-kexie-z9z9z.yaml'
    const repository = await planWith({
      [activity]: [
        ['unit: 区科协', 'unit: 某某'],
        ['  - T1.1', '  - T1.9'],
      ],
      [inspection]: [['about: 东风镇', 'about: 东方镇']],
      [late]: 'id: 2021-05-01-kexie-z9z9z\ndate: "2021-05-01"\nunit: 区科协\ntitle: 讲座\n',
      'units.yaml': [
        ['      - unit: kexie\n', '      - { unit: b, from: "2019-01-02", to: "2019-01-01" }\n'],
      ],
    })
    const problems = await check(repository, day)
    expect(problems.map(({ rule, file, line, column }) => `${file}:${line}:${column} ${rule}`)).toEqual([
      `${activity}:3:7 unit-unknown`,
      `${activity}:8:5 reference-unknown`,
      `${late}:2:7 date-outside-plan`,
      `${late}:2:7 future-date`,
      `${late}:2:7 misplaced-file`,
      `${inspection}:5:8 unit-unknown`,
      'units.yaml:36:17 reference-unknown',
      'units.yaml:36:44 dates-reversed',
    ])
  })
})

describe('what writing some files brings', () => {
  const files = new Set([activity])
  const never = () => {
    throw new Error('nobody asks how it was before')
  }

  it('is what is told of them, warnings too, and nothing that was wrong elsewhere before', async () => {
    const elsewhere: Edits = { [inspection]: [['about: 东风镇', 'about: 东方镇']] }
    const after = await planWith({ ...nobody, ...elsewhere, ...ownerless })
    const before = await planWith(elsewhere)
    expect(told(await checkFiles(after, files, day, async () => before))).toEqual([
      `unit-unknown ${activity}:3`,
    ])
  })

  it('is also the errors elsewhere that were not there before, and no warnings', async () => {
    const after = await planWith({
      ...ownerless,
      [activity]: [['id: 2018-09-15-kexie-x7f3q', 'id: 2019-05-20-kexie-a9d2c']],
    })
    const before = await planWith({})
    const problems = await checkFiles(after, files, day, async () => before)
    expect(told(problems)).toEqual([`misplaced-file ${activity}:1`, `id-taken ${inspection}:1`])
    const same = await checkFiles(after, new Set([activity, 'x']), day, async () => after)
    expect(told(same)).toEqual([`misplaced-file ${activity}:1`])
  })

  it('is told without a look at how it was where there are no errors elsewhere', async () => {
    const after = await planWith({ ...nobody, ...ownerless })
    expect((await findingsIn(after, files, day, never)).map(({ rule }) => rule)).toEqual(['unit-unknown'])
    expect(await findingsIn(await planWith(ownerless), files, day, never)).toEqual([])
  })

  it('knows an error elsewhere by its rule, place and words', async () => {
    const other = 'records/activity/2018/2018-10-01-kexie-b1c2d.yaml'
    const plan = (unit: string, hosts: string) =>
      planWith({
        [other]: `id: 2018-10-01-kexie-b1c2d\ndate: "2018-10-01"\nunit: ${unit}\ntitle: 讲座\nhosts:\n  - ${hosts}\n`,
      })
    const found = async (before: readonly [string, string], after: readonly [string, string]) =>
      told(await checkFiles(await plan(...after), files, day, () => plan(...before)))
    expect(await found(['某甲', '东风镇'], ['某甲', '东风镇'])).toEqual([])
    expect(await found(['某甲', '东风镇'], ['某乙', '东风镇'])).toEqual([`unit-unknown ${other}:3`])
    expect(await found(['某甲', '东风镇'], ['区科协', '某甲'])).toEqual([`unit-unknown ${other}:6`])
  })

  it('looks at the evidence of these records, and of no others; at the form of none', async () => {
    const evidence = (name: string): Edits[string] => [
      ['unit: 区科协\n', `unit: 区科协\nevidence:\n  - file: ${name}\n`],
    ]
    const folder = exampleRepository()
    for (const [file, text] of Object.entries(
      edited(examplePlan, {
        [activity]: evidence('none-a.jpg'),
        [inspection]: evidence('none-b.jpg'),
      }),
    ))
      put(folder, file, text)
    const repository = await openRepository({ root: folder, prefix: '' })
    const found = await findingsIn(repository, files, day, async () => repository)
    expect(found.map(({ rule, at: { file } }) => `${rule} ${file}`)).toEqual([`evidence-missing ${activity}`])
    expect(told(await check(repository, day)).sort()).toEqual([
      `evidence-missing ${activity}:5`,
      `evidence-missing ${inspection}:5`,
      `not-canonical ${activity}:1`,
      `not-canonical ${inspection}:1`,
    ])
  })
})

function put(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}
