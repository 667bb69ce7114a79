import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'

const activity = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const amendment = 'records/amendment/2019/2019-03-01-kexie-q5w7e.yaml'
const closing = {
  'records/closing/2019/2019-01-31-kexie-c4d5e.yaml':
    'id: 2019-01-31-kexie-c4d5e\ndate: "2019-01-31"\nunit: 区科协\ntitle: 2018 年封账\nperiod: "2018"\n',
}
const corrects = (id: string) => ({
  [amendment]: `${examplePlan[amendment]}corrects:\n  - ${id}\n`,
})
const backdated = (more = '') => ({
  'records/activity/2018/2018-12-30-kexie-b2b2b.yaml': `id: 2018-12-30-kexie-b2b2b\ndate: "2018-12-30"\nunit: 区科协\ntitle: 补记\n${more}`,
})
const late = (kind: string, more: string) => ({
  [`records/${kind}/2019/2019-04-05-kexie-c3c3c.yaml`]: `id: 2019-04-05-kexie-c3c3c\ndate: "2019-04-05"\nunit: 区科协\ntitle: 补报\n${more}`,
})
const covered = 'amendment: 2019-03-01-kexie-q5w7e\n'
const edited = (file: string, from: string, to: string) => {
  const before = { ...examplePlan, ...closing }[file] ?? ''
  if (!before.includes(from)) throw new Error(`${file} does not hold ${from}`)
  return { [file]: before.replace(from, () => to) }
}

/** What is changed after the closing of 2018, and the rules that then speak. */
const cases: readonly (readonly [
  name: string,
  changed: Readonly<Record<string, string | null>>,
  rules: readonly string[],
])[] = [
  ['nothing', {}, []],
  ['a record in an open year', late('activity', ''), []],
  ['a record dated back', backdated(), ['closed-period']],
  ['a record dated back, with an amendment', backdated(covered), []],
  ['… with an amendment that is none', backdated('amendment: 2018-09-15-kexie-x7f3q\n'), ['closed-period']],
  [
    '… with an amendment that is withdrawn',
    {
      ...backdated(covered),
      [amendment]: `${examplePlan[amendment]}withdrawn:\n  on: "2019-04-01"\n  reason: 作废\n`,
    },
    ['closed-period'],
  ],
  [
    'a zero report for the closed year',
    late('zero-report', 'duty: action-plan\nperiod: "2018"\n'),
    ['closed-period'],
  ],
  [
    'a zero report for a month of it',
    late('zero-report', 'duty: action-plan\nperiod: 2018-09\n'),
    ['closed-period'],
  ],
  ['a zero report for the open year', late('zero-report', 'duty: action-plan\nperiod: "2019"\n'), []],
  ['funding of the closed year', late('funding', 'year: 2018\nfund: fiscal\nspent: 10\n'), ['closed-period']],
  [
    'funding of the closed year, with an amendment',
    late('funding', `year: 2018\nfund: fiscal\nspent: 10\n${covered}`),
    [],
  ],
  ['a record altered', edited(activity, 'attendance: 320', 'attendance: 420'), ['closed-period']],
  [
    'a record altered, with an amendment',
    edited(activity, 'attendance: 320', `attendance: 420\n${covered.trim()}`),
    [],
  ],
  [
    'a record withdrawn',
    edited(activity, 'attendance: 320', 'withdrawn:\n  on: "2019-04-01"\n  reason: 重复'),
    ['closed-period'],
  ],
  ['a comment in a record', edited(activity, 'attendance: 320', '# 签到表\nattendance: 320'), []],
  [
    'a record moved out of the year',
    { ...edited(activity, 'date: "2018-09-15"', 'date: "2019-05-15"') },
    ['closed-period', 'misplaced-file'],
  ],
  ['a record deleted', { [activity]: null }, ['record-deleted']],
  [
    'a record of an open year deleted',
    { 'records/inspection/2019/2019-05-20-kexie-a9d2c.yaml': null },
    ['record-deleted'],
  ],
  [
    'the closing withdrawn',
    edited(
      'records/closing/2019/2019-01-31-kexie-c4d5e.yaml',
      'period: "2018"\n',
      'period: "2018"\nwithdrawn:\n  on: "2019-02-01"\n  reason: 误封\n',
    ),
    ['closed-period'],
  ],
  ['the closing deleted', { 'records/closing/2019/2019-01-31-kexie-c4d5e.yaml': null }, ['record-deleted']],
  ['a target lowered', edited('targets.yaml', 'value: 12', 'value: 10'), ['issued-plan']],
  [
    'a target lowered, which an amendment corrects',
    { ...edited('targets.yaml', 'value: 12', 'value: 10'), ...corrects('literacy') },
    [],
  ],
  [
    'a target lowered, which a withdrawn amendment corrects',
    {
      ...edited('targets.yaml', 'value: 12', 'value: 10'),
      [amendment]: `${corrects('literacy')[amendment]}withdrawn:\n  on: "2019-04-01"\n  reason: 作废\n`,
    },
    ['issued-plan'],
  ],
  [
    'a target lowered, while an amendment corrects another',
    { ...edited('targets.yaml', 'value: 12', 'value: 10'), ...corrects('action-plan') },
    ['issued-plan'],
  ],
  ['a duty put off', edited('duties.yaml', '"2018-06-30"', '"2018-12-31"'), ['issued-plan']],
  [
    'a lead added',
    edited('tasks/T1.yaml', 'leads:\n', 'leads:\n  - 区教育局\n'),
    ['issued-plan', 'lead-and-participant', 'owner-variant'],
  ],
  [
    'owners in another order',
    edited('tasks/T1.yaml', '  - 区教体局\n  - 各镇（街道）\n', '  - 各镇（街道）\n  - 区教体局\n'),
    ['issued-plan'],
  ],
  [
    'a measure renamed, its task corrected',
    { ...edited('tasks/T1.yaml', '广泛开展校外', '大力开展校外'), ...corrects('T1') },
    [],
  ],
  ['the plan extended', edited('plan.yaml', '  to: "2020-12-31"', '  to: "2021-12-31"'), ['issued-plan']],
  ['another time zone', edited('plan.yaml', 'Asia/Shanghai', 'Asia/Urumqi'), []],
  [
    'a ruling decided',
    edited(
      'rulings.yaml',
      'status: proposed',
      'status: decided\n    decidedBy: 领导小组\n    decidedOn: "2019-04-01"',
    ),
    [],
  ],
]

describe('what changed since a revision', () => {
  it.each(cases)('%s', async (_, changed, rules) => {
    const folder = exampleRepository(closing)
    committed(folder)
    for (const [path, text] of Object.entries(changed)) {
      if (text === null) rmSync(join(folder, path))
      else {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
    }
    const now = '2019-06-30T10:00:00+08:00'
    const plain = await run(['validate', '--format', 'json'], { cwd: folder, now })
    const before = new Set(rulesOf(plain.out))
    const { code, out, err } = await run(['validate', '--since', 'HEAD', '--format', 'json'], {
      cwd: folder,
      now,
    })
    expect(err).toBe('')
    const told = rulesOf(out)
    expect([...new Set(told)].sort()).toEqual([...rules].sort())
    const isAboutChange = (rule: string) => ['closed-period', 'issued-plan', 'record-deleted'].includes(rule)
    expect([...before].filter(isAboutChange)).toEqual([])
    expect(code).toBe(rules.some(rule => isAboutChange(rule) || before.has(rule)) && errors(out) ? 1 : 0)
  })

  it('is asked of a revision, of a day, and from where a branch parted', async () => {
    const folder = exampleRepository(closing)
    const { git, commit } = committed(folder)
    git('switch', '-qc', 'work')
    writeFileSync(join(folder, 'notes.txt'), 'x')
    commit('on the branch')
    git('switch', '-q', 'main')
    mkdirSync(join(folder, 'records/activity/2019'), { recursive: true })
    writeFileSync(
      join(folder, 'records/activity/2019/2019-04-05-kexie-d4d4d.yaml'),
      'id: 2019-04-05-kexie-d4d4d\ndate: "2019-04-05"\nunit: 区科协\ntitle: 讲座\n',
    )
    commit('meanwhile on main')
    git('switch', '-q', 'work')
    const codes = async (...argv: string[]) => (await run(['validate', ...argv], { cwd: folder })).code
    // Seen from main as it is now, a record is missing; from where the branch parted, none is.
    expect(await codes('--since', 'main')).toBe(1)
    expect(await codes('--since', 'main...')).toBe(0)
    expect(await codes('--since', '2019-06-01')).toBe(0)
    expect(await codes('--since', 'main', '--rev', 'main')).toBe(0)
    expect(await codes('--since', 'main', '--rev', 'work')).toBe(1)
    expect(await codes('--since', 'nowhere')).toBe(2)
    expect(await codes('--since', '-x')).toBe(2)
  })

  it('knows a record by its id, wherever its file lies', async () => {
    const folder = exampleRepository()
    committed(folder)
    const text = readFileSync(join(folder, activity), 'utf8')
    writeFileSync(join(folder, activity), text.replace('date: "2018-09-15"', 'date: "2019-05-15"'))
    mkdirSync(join(folder, 'records/activity/2019'))
    renameSync(join(folder, activity), join(folder, activity.replace('/2018/', '/2019/')))
    const { code, out } = await run(['validate', '--since', 'HEAD'], { cwd: folder })
    expect(out).toContain('通过')
    expect(code).toBe(0)
  })

  it('does not take a record for deleted whose file is broken', async () => {
    const folder = exampleRepository()
    committed(folder)
    writeFileSync(join(folder, activity), 'id: [\n')
    const { out } = await run(['validate', '--since', 'HEAD', '--format', 'json'], { cwd: folder })
    expect(rulesOf(out)).toEqual(['yaml-syntax'])
  })

  it('tells of a deleted record that was broken before', async () => {
    const folder = exampleRepository()
    writeFileSync(join(folder, activity), 'id: [\n')
    committed(folder)
    rmSync(join(folder, activity))
    const { out, code } = await run(['validate', '--since', 'HEAD', '--format', 'json'], { cwd: folder })
    expect(rulesOf(out)).toEqual(['record-deleted'])
    expect(code).toBe(1)
  })

  it('follows the folder of the plan to another place', async () => {
    const folder = scratch(inFolder('data'))
    const { commit } = committed(folder)
    renameSync(join(folder, 'data'), join(folder, 'plan'))
    const since = async () => {
      const { out } = await run(['-C', 'plan', 'validate', '--since', 'HEAD', '--format', 'json'], {
        cwd: folder,
      })
      return rulesOf(out)
    }
    const changes = async (...argv: string[]) => {
      const { out } = await run(['-C', 'plan', 'diff', ...argv, '--format', 'json'], { cwd: folder })
      return JSON.parse(out).data.changes.map(({ id, file }: { id: string; file: string }) => [id, file])
    }
    expect(await since()).toEqual([])
    expect(await changes()).toEqual([])
    const targets = readFileSync(join(folder, 'plan/targets.yaml'), 'utf8')
    writeFileSync(join(folder, 'plan/targets.yaml'), targets.replace('value: 12', 'value: 10'))
    rmSync(join(folder, 'plan', activity))
    expect((await since()).sort()).toEqual(['issued-plan', 'record-deleted'])
    expect(await changes()).toEqual([
      ['literacy', 'plan/targets.yaml'],
      ['2018-09-15-kexie-x7f3q', `data/${activity}`],
    ])
    // It stays where it was, too, under its own id: that is no second plan.
    cpSync(join(folder, 'plan'), join(folder, 'data'), { recursive: true })
    expect((await since()).sort()).toEqual(['issued-plan', 'record-deleted'])
    const sheet = readFileSync(join(folder, 'plan/plan.yaml'), 'utf8')
    writeFileSync(join(folder, 'plan/plan.yaml'), sheet.replace('id: example', 'id: another'))
    expect(await since()).toEqual([])
    rmSync(join(folder, 'data'), { recursive: true })
    expect((await since()).sort()).toEqual(['issued-plan', 'record-deleted'])
    commit('moved')
    expect(await changes('HEAD~1', 'HEAD~1')).toEqual([])
  })

  it('lets a sample be written over by a plan of one’s own, and holds from then on', async () => {
    const sheet = examplePlan['plan.yaml'] ?? ''
    const folder = exampleRepository({ 'plan.yaml': `${sheet}sample: true\n` })
    const { commit } = committed(folder)
    const targets = examplePlan['targets.yaml'] ?? ''
    const since = async () => {
      const { out } = await run(['validate', '--since', 'HEAD', '--format', 'json'], { cwd: folder })
      return rulesOf(out)
    }
    writeFileSync(join(folder, 'targets.yaml'), targets.replace('value: 12', 'value: 10'))
    expect(await since()).toEqual(['issued-plan'])
    writeFileSync(join(folder, 'plan.yaml'), sheet)
    expect(await since()).toEqual([])
    commit('录入完毕')
    writeFileSync(join(folder, 'targets.yaml'), targets.replace('value: 12', 'value: 9'))
    expect(await since()).toEqual(['issued-plan'])
  })

  it('cannot be covered by a ruling', async () => {
    const folder = exampleRepository()
    committed(folder)
    for (const [path, text] of Object.entries({
      ...edited('targets.yaml', 'value: 12', 'value: 10'),
      ...edited(
        'rulings.yaml',
        'status: proposed\n',
        'status: proposed\n    covers:\n      - rule: issued-plan\n        id: literacy\n',
      ),
    })) {
      writeFileSync(join(folder, path), text)
    }
    expect((await run(['validate', '--since', 'HEAD'], { cwd: folder })).code).toBe(1)
  })
})

/** The example in a folder. */
const inFolder = (name: string) =>
  Object.fromEntries(Object.entries(examplePlan).map(([path, text]) => [`${name}/${path}`, text]))

const rulesOf = (out: string): string[] =>
  JSON.parse(out).data.problems.map(({ rule }: { rule: string }) => rule)
const errors = (out: string): boolean => !JSON.parse(out).data.ok
