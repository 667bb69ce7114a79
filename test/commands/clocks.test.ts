import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execaSync } from 'execa'
import { afterEach, describe, expect, it } from 'vitest'
import { lists } from '../../src/reports/list.ts'
import { reports } from '../../src/reports/reports.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { run } from '../run.ts'
import { exampleRepository, type Files } from '../scratch.ts'

const zoneOfTheMachine = process.env.TZ
afterEach(() => {
  if (zoneOfTheMachine === undefined) delete process.env.TZ
  else process.env.TZ = zoneOfTheMachine
})

const machines = ['Etc/GMT+12', 'America/New_York', 'UTC', 'Asia/Shanghai', 'Pacific/Kiritimati']

/**
 * What clocks are ahead of Greenwich, in minutes, and since when, by the tables of the law of each place: the whole span from
 * −12 to +14 hours, half hours and quarters, and summer time by an hour and by half of one, in both halves of the earth.
 */
const clocks: Readonly<Record<string, readonly (readonly [since: string, ahead: number])[]>> = {
  'Asia/Shanghai': [['2019-01-01T00:00:00Z', 480]],
  'Etc/GMT+12': [['2019-01-01T00:00:00Z', -720]],
  'Pacific/Kiritimati': [['2019-01-01T00:00:00Z', 840]],
  'Asia/Kathmandu': [['2019-01-01T00:00:00Z', 345]],
  'America/New_York': [
    ['2019-01-01T00:00:00Z', -300],
    ['2019-03-10T07:00:00Z', -240],
    ['2019-11-03T06:00:00Z', -300],
  ],
  'Europe/London': [
    ['2019-01-01T00:00:00Z', 0],
    ['2019-03-31T01:00:00Z', 60],
    ['2019-10-27T01:00:00Z', 0],
  ],
  'Australia/Lord_Howe': [
    ['2019-01-01T00:00:00Z', 660],
    ['2019-04-06T15:00:00Z', 630],
    ['2019-10-05T15:30:00Z', 660],
  ],
  'America/Santiago': [
    ['2019-01-01T00:00:00Z', -180],
    ['2019-04-07T03:00:00Z', -240],
    ['2019-09-08T04:00:00Z', -180],
  ],
}

const second = 1000
const days = [
  '2019-03-10',
  '2019-04-07',
  '2019-09-08',
  '2019-12-31',
  '2020-01-01',
  '2020-02-29',
  '2020-03-01',
]

/** Instants at which a day may be mistaken: around each change of the clocks, and around midnight of days in question. */
function instantsOf(
  turns: readonly (readonly [since: string, ahead: number])[],
): [at: number, day: string][] {
  const aheadAt = (at: number) => turns.findLast(([since]) => Date.parse(since) <= at)?.[1] ?? 0
  const midnights = days.flatMap(day =>
    turns.map(([, ahead]) => Date.parse(`${day}T00:00:00Z`) - ahead * 60 * second),
  )
  const all = [...turns.slice(1).map(([since]) => Date.parse(since)), ...midnights]
  return all
    .flatMap(at => [at - second, at])
    .map(at => [at, new Date(at + aheadAt(at) * 60 * second).toISOString().slice(0, 10)])
}

const file = (path: string, from: string | RegExp, to: string): Files => {
  const before = examplePlan[path] ?? ''
  const after = before.replace(from, () => to)
  if (after === before) throw new Error(`nothing to change in ${path}`)
  return { [path]: after }
}
const inZone = (zone: string) =>
  exampleRepository(zone === 'Asia/Shanghai' ? {} : file('plan.yaml', 'Asia/Shanghai', zone))

describe.each(Object.entries(clocks))('today in %s', (zone, turns) => {
  it('is the day that a clock shows there, whatever the machine is set to', async () => {
    const cwd = inZone(zone)
    const instants = instantsOf(turns)
    expect(instants.length).toBeGreaterThanOrEqual(14)
    for (const [index, [at, day]] of instants.entries()) {
      process.env.TZ = machines[index % machines.length]
      const { out } = await run(['matrix', '--format', 'json'], { cwd, now: new Date(at).toISOString() })
      expect([new Date(at).toISOString(), JSON.parse(out).asOf]).toEqual([new Date(at).toISOString(), day])
    }
  })
})

describe.each(machines)('on a machine in %s', machine => {
  const before = '2019-06-01T15:59:59Z'
  const after = '2019-06-01T16:00:00Z'

  it('a withdrawal bears the day of the plan’s zone', async () => {
    process.env.TZ = machine
    for (const [now, day] of [
      [before, '2019-06-01'],
      [after, '2019-06-02'],
    ] as const) {
      const argv = ['withdraw', '2018-09-15-kexie-x7f3q', '--reason', '重复', '--dry-run']
      expect((await run(argv, { cwd: exampleRepository(), now })).out).toContain(`on: "${day}"`)
    }
  })

  it('tomorrow is in the future until midnight in the plan’s zone', async () => {
    process.env.TZ = machine
    const id = '2019-06-02-kexie-bbbbb'
    const record = `id: ${id}\ndate: "2019-06-02"\nunit: 区科协\ntitle: 讲座\n`
    const cwd = exampleRepository({ [`records/activity/2019/${id}.yaml`]: record })
    const rules = async (now: string) => {
      const { problems } = JSON.parse((await run(['validate', '--format', 'json'], { cwd, now })).out).data
      return problems.map(({ rule }: { rule: string }) => rule)
    }
    expect(await rules(before)).toContain('future-date')
    expect(await rules(after)).toEqual([])
  })

  it('a day means the last commit of that day in the plan’s zone, and the log tells its hour', async () => {
    process.env.TZ = machine
    const cwd = exampleRepository()
    const git = (at: string, ...args: string[]): string =>
      execaSync('git', ['-c', 'user.name=李明', '-c', 'user.email=liming@example.org', ...args], {
        cwd,
        env: { GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at, GIT_CONFIG_GLOBAL: '/dev/null' },
      }).stdout
    git(before, 'init', '-q', '-b', 'main')
    const hashes = [before, after].map((at, index) => {
      const task = (examplePlan['tasks/T1.yaml'] ?? '').replace('青少年', ['青年', '少年'][index] ?? '')
      writeFileSync(join(cwd, 'tasks/T1.yaml'), task)
      git(at, 'add', '-A')
      git(at, 'commit', '-qm', '改')
      return git(at, 'rev-parse', 'HEAD')
    })
    const revOf = async (day: string) =>
      JSON.parse((await run(['matrix', '--rev', day, '--format', 'json'], { cwd })).out).rev
    expect([await revOf('2019-06-01'), await revOf('2019-06-02')]).toEqual(hashes)
    const { out } = await run(['log', 'T1'], { cwd })
    expect(out).toMatch(/2019-06-02 00:00[\s\S]*2019-06-01 23:59/)
  })
})

const compliance = async (cwd: string, duty: string, asOf: string) => {
  const argv = ['report', 'compliance', '--duty', duty, '--explain', '--format', 'json', '--as-of', asOf]
  const { rows } = JSON.parse((await run(argv, { cwd })).out).data
  return rows.map(
    (row: { unit: string; period: string; status: string; actual: number; working: { daysLeft: number } }) =>
      [row.unit, row.period, row.status, row.actual, row.working.daysLeft] as const,
  )
}
const activity = (date: string, unit = '东风镇'): Files => {
  const id = `${date}-ref-${unit === '东风镇' ? 'aaaaa' : 'bbbbb'}`
  const text = `id: ${id}\ndate: "${date}"\nunit: ${unit}\ntitle: 讲座\nfulfils:\n  - action-plan\n`
  return { [`records/activity/${date.slice(0, 4)}/${id}.yaml`]: text }
}

describe('29 February', () => {
  const leap = file('duties.yaml', '"2018-06-30"', '"2020-02-29"')
  // The amendment would put the day off.
  const without: Files = {
    'records/amendment/2019/2019-03-01-kexie-q5w7e.yaml': (
      examplePlan['records/amendment/2019/2019-03-01-kexie-q5w7e.yaml'] ?? ''
    ).replace(/from: "2018-06-30"\n {4}to: "2018-12-31"/, 'from: "2020-02-29"\n    to: "2020-02-29"'),
  }

  it('is a day to record on, in leap years alone', async () => {
    const record = (date: string) =>
      run(['record', 'activity', '--unit', '区科协', '--title', '讲座', '--date', date, '--format', 'json'], {
        cwd: exampleRepository(),
        now: '2020-12-31T08:00:00+08:00',
      })
    for (const written of ['2020-02-29', '2020/2/29', '2020年2月29日']) {
      const { code, out } = await record(written)
      expect([written, code]).toEqual([written, 0])
      expect(JSON.parse(out).data.file).toMatch(/^records\/activity\/2020\/2020-02-29-kexie-/)
    }
    for (const written of ['2019-02-29', '2020-02-30', '2019年2月29日']) {
      expect((await record(written)).code, written).toBeGreaterThan(0)
    }
    for (const [day, code] of [
      ['2020-02-29', 0],
      ['2019-02-29', 2],
      ['1900-02-29', 2],
    ] as const) {
      expect((await run(['list', 'tasks', '--as-of', day], { cwd: exampleRepository() })).code).toBe(code)
    }
  })

  it('is a due day: open the day before, over at its close', async () => {
    const cwd = exampleRepository({ ...leap, ...without })
    expect(await compliance(cwd, 'action-plan', '2020-02-28')).toEqual([['kexie', 'plan', 'underway', 0, 1]])
    expect(await compliance(cwd, 'action-plan', '2020-02-29')).toEqual([
      ['kexie', 'plan', 'unreported', 0, null],
    ])
    for (const [date, status] of [
      ['2020-02-29', 'met'],
      ['2020-03-01', 'late'],
    ] as const) {
      const done = exampleRepository({ ...leap, ...without, ...activity(date, '区科协') })
      const [row] = await compliance(done, 'action-plan', '2020-03-01')
      expect([date, row?.[2]]).toEqual([date, status])
    }
  })

  it('falls due within a day, a week and a month of the days before it', async () => {
    const cwd = exampleRepository({ ...leap, ...without })
    const falling = async (asOf: string, within: string): Promise<string[]> => {
      const argv = ['due', '--within', within, '--as-of', asOf, '--format', 'json']
      const { data } = JSON.parse((await run(argv, { cwd })).out)
      return data.falling.map(({ duty }: { duty: string }) => duty)
    }
    expect(await falling('2020-02-28', '1d')).toContain('action-plan')
    expect(await falling('2020-02-27', '1d')).not.toContain('action-plan')
    expect(await falling('2020-02-22', '1w')).toContain('action-plan')
    expect(await falling('2020-01-29', '1m')).toContain('action-plan')
    expect(await falling('2020-01-28', '1m')).not.toContain('action-plan')
    // A month after 31 January is the last day of February.
    expect(await falling('2020-01-31', '1m')).toContain('action-plan')
    expect(await falling('2020-02-29', '30d')).not.toContain('action-plan')
  })

  it('is a day of the life of a value', async () => {
    const observed = '2019-02-28-ref-ccccc'
    const cwd = exampleRepository({
      ...file('targets.yaml', '    owners:', '    staleAfter: 366\n    owners:'),
      [`records/observation/2019/${observed}.yaml`]: `id: ${observed}\ndate: "2019-02-28"\ntitle: 调查\nindicator: literacy\nvalue: 9\nscope: district\n`,
    })
    const reason = async (asOf: string): Promise<string> => {
      const { data } = JSON.parse(
        (await run(['report', 'progress', '--format', 'json', '--as-of', asOf], { cwd })).out,
      )
      return data.targets[0].reason
    }
    expect(await reason('2020-02-29')).not.toBe('stale')
    expect(await reason('2020-03-01')).toBe('stale')
  })

  it('lies in its month, its quarter and its year, which a closing binds', async () => {
    const flags = ['--unit', '区科协', '--title', '讲座', '--date', '2020-02-29']
    for (const period of ['2020-02', '2020-Q1', '2020']) {
      const id = '2020-12-31-kexie-ddddd'
      const cwd = exampleRepository({
        [`records/closing/2020/${id}.yaml`]: `id: ${id}\ndate: "2020-12-31"\nunit: 区科协\ntitle: 封账\nperiod: "${period}"\n`,
      })
      const { code, err } = await run(['record', 'activity', ...flags], { cwd })
      expect([code, err]).toEqual([1, expect.stringContaining(`${period} 已封账`)])
    }
  })
})

describe('the end of a year', () => {
  const towns = (rows: readonly (readonly unknown[])[], period: string) =>
    rows.filter(([unit, of]) => unit === 'dongfeng' && of === period).map(row => row.slice(2))

  it('closes its period, and parts the records of the old and the new year', async () => {
    const cwd = exampleRepository({
      ...activity('2018-12-31'),
      ...activity('2019-01-01'),
      // It was a host of this one too.
      'records/activity/2018/2018-09-15-kexie-x7f3q.yaml': (
        examplePlan['records/activity/2018/2018-09-15-kexie-x7f3q.yaml'] ?? ''
      ).replace('hosts:\n  - 东风镇\n', ''),
    })
    const on = (asOf: string) => compliance(cwd, 'town-activities', asOf)
    expect(towns(await on('2018-12-30'), '2018')).toEqual([['underway', 0, 1]])
    expect(towns(await on('2018-12-31'), '2018')).toEqual([['missed', 1, null]])
    expect(towns(await on('2018-12-31'), '2019')).toEqual([['not-due', 0, null]])
    expect(towns(await on('2019-01-01'), '2018')).toEqual([['missed', 1, null]])
    expect(towns(await on('2019-01-01'), '2019')).toEqual([['underway', 1, 364]])
    expect(towns(await on('2020-01-01'), '2020')).toEqual([['underway', 0, 365]])
  })

  it('does not let today pass the end of the plan', async () => {
    const asOf = async (now: string) =>
      JSON.parse((await run(['matrix', '--format', 'json'], { cwd: exampleRepository(), now })).out).asOf
    expect(await asOf('2020-12-30T15:59:59Z')).toBe('2020-12-30')
    expect(await asOf('2020-12-30T16:00:00Z')).toBe('2020-12-31')
    expect(await asOf('2020-12-31T16:00:00Z')).toBe('2020-12-31')
  })
})

describe('days at the ends of the calendar', () => {
  it.each(['0001-01-01', '1899-12-31', '1970-01-01', '2038-01-19', '2100-02-28', '9999-12-31'])(
    'are answered about as any other: %s',
    async day => {
      const cwd = exampleRepository()
      for (const argv of [
        ...Object.keys(lists).map(name => ['list', name]),
        ...Object.keys(reports).map(name => [
          'report',
          name,
          ...({ unit: ['kexie'], annual: ['2018'] }[name] ?? []),
        ]),
        ['due', '--within', '9999m'],
        ['due', '--within', '9999w'],
        ['due', '--within', '0d'],
        ['report', 'due', '--format', 'ics'],
        ['owns', 'towns'],
        ['validate'],
      ]) {
        const { code, err } = await run([...argv, '--as-of', day], { cwd })
        expect([argv, code, err.includes('内部出错')]).toEqual([argv, 0, false])
      }
    },
  )
})
