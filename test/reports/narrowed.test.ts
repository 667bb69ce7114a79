import { beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'

// biome-ignore lint/suspicious/noExplicitAny: each report has a shape of its own, held by schemas/output
type Data = any

const day = '2019-12-31'
const ask = async (...argv: string[]): Promise<Data> => {
  const { code, out, err } = await run(
    [...argv, '-C', 'examples/huiji', '--as-of', day, '--format', 'json'],
    {},
  )
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out).data
}

describe('progress, narrowed', () => {
  let whole: Data
  beforeAll(async () => {
    whole = await ask('report', 'progress')
  })

  it('to a task: its targets, and itself', async () => {
    const { targets, tasks } = await ask('report', 'progress', '--task', 'T8')
    const ids = (await ask('list', 'targets', '--clause', '三（八）')).map(({ id }: Data) => id)
    const own = whole.targets.filter(({ id }: Data) => ids.includes(id))
    expect(own.length).toBeGreaterThan(2)
    expect(targets).toEqual(own)
    expect(tasks).toEqual(whole.tasks.filter(({ id }: Data) => id === 'T8'))
  })

  it('to a target: that alone', async () => {
    const { targets, tasks } = await ask('report', 'progress', '--target', '公民具备')
    expect([targets.map(({ id }: Data) => id), tasks]).toEqual([['literacy'], []])
  })

  it('to statuses: those, and every task', async () => {
    const { targets, tasks } = await ask('report', 'progress', '--status', '符合进度,已完成')
    const own = whole.targets.filter(({ status }: Data) => ['on-track', 'met'].includes(status))
    expect(own.length).toBeGreaterThan(0)
    expect([targets, tasks]).toEqual([own, whole.tasks])
  })
})

describe('compliance, narrowed', () => {
  let rows: Data[] = []
  beforeAll(async () => {
    rows = (await ask('report', 'compliance')).rows
  })

  it.each<readonly [flags: readonly string[], keeps: (row: Data) => boolean]>([
    [['--unit', '古荥镇'], ({ unit }) => unit === 'guxing'],
    [
      ['--duty', 'town-activities', '--year', '2018'],
      ({ duty, period }) => duty === 'town-activities' && period === '2018',
    ],
    [['--status', 'missed,未报'], ({ status }) => status === 'missed' || status === 'unreported'],
    [['--task', 'T6'], ({ clause }) => clause.startsWith('三（六）')],
  ])('by %j', async (flags, keeps) => {
    const own = rows.filter(keeps)
    expect(own.length).toBeGreaterThan(0)
    const narrowed = await ask('report', 'compliance', ...flags)
    expect(narrowed.rows).toEqual(own)
    const counts: Record<string, number> = {}
    for (const { status } of own) counts[status] = (counts[status] ?? 0) + 1
    expect(narrowed.summary).toEqual(counts)
  })
})

describe('ledger, narrowed to a unit', () => {
  it('holds the lines of the tasks that it leads or takes part in', async () => {
    const whole = await ask('report', 'ledger')
    const owned = await ask('owns', 'guxing')
    const { rows } = await ask('report', 'ledger', '--unit', '古荥镇')
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.length).toBeLessThan(whole.rows.length)
    const tasks = new Set([...owned.leads, ...owned.participates])
    // They are numbered anew.
    expect(rows.map(({ no }: Data) => no)).toEqual(rows.map((_: Data, index: number) => index + 1))
    const lines = whole.rows.map(({ no: _, ...line }: Data) => line)
    for (const { no: _, ...line } of rows) {
      expect(lines).toContainEqual(line)
      if (line.task !== null) expect(tasks).toContain(line.task)
    }
  })
})

describe('due', () => {
  it('for a group names its members alone', async () => {
    const whole = await ask('due')
    const { late, quarter } = await ask('due', '--unit', '各镇（街道）')
    const towns = (await ask('list', 'units')).filter(
      ({ kind }: Data) => kind === 'town' || kind === 'subdistrict',
    )
    const ids = towns.map(({ id }: Data) => id)
    expect(late).toEqual(whole.late.filter(({ unit }: Data) => ids.includes(unit)))
    expect(quarter.units.length).toBeGreaterThan(0)
    const names = quarter.units.map((unit: Data) => unit.unit ?? unit.id ?? unit)
    expect(ids).toEqual(expect.arrayContaining(names))
    expect(whole.quarter.units.length).toBeGreaterThan(quarter.units.length)
  })

  it('takes weeks and months for their days', async () => {
    const within = async (written: string) => (await ask('due', '--within', written)).within
    expect(await within('2周')).toBe(14)
    expect(await within('３０天')).toBe(30)
    expect(await within('1月')).toBe(31)
    expect(await within('一个月')).toBe(31)
    expect(await within('2m')).toBe(60)
    expect(await within('1w')).toBe(7)
  })
})
