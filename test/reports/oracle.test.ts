import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { scratch } from '../scratch.ts'
import { expectedRow, expectedUnitYears, members, ofTask, readRaw, sums, withFormer } from './oracle.ts'
import { reportedFiles } from './reported.ts'

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds
type Any = any

/** The folders whose reports are recomputed; the sample where there is one. */
const folders: readonly (readonly [string, () => string])[] = [
  ['a plan with something of everything', () => scratch(reportedFiles)],
  ['the shipped plan', () => 'data'],
  ...(existsSync('examples/huiji/data/plan.yaml')
    ? [['the sample', () => 'examples/huiji/data'] as const]
    : []),
]
const days = ['2018-07-15', '2019-06-30', '2019-12-31', '2020-12-15', '2020-12-31']
const cases = folders.flatMap(([name, folder]) => days.map(day => [name, day, folder] as const))

async function report(folder: string, day: string, ...argv: string[]): Promise<Any> {
  const { code, out } = await run(['-C', folder, 'report', ...argv, '--as-of', day, '--format', 'json'])
  expect(code).toBe(0)
  return JSON.parse(out).data
}

/** The sample and the shipped plan change by amendments and evidence of other sorts; only what is plain is recomputed. */
const isPlain = (raw: ReturnType<typeof readRaw>): boolean =>
  !raw.records.some(({ kind, until }) => kind === 'amendment' || (kind === 'waiver' && until))

describe.each(cases)('%s on %s', (_name, day, make) => {
  it('compliance', async () => {
    const folder = make()
    const raw = readRaw(folder, day)
    const { rows, totals, summary } = await report(folder, day, 'compliance')
    expect(rows.length).toBeGreaterThan(10)
    if (isPlain(raw)) {
      for (const row of rows) {
        const { id, required, actual, unevidenced, status, records } = row
        expect({ id, required, actual, unevidenced, status, records: [...records].sort() }).toEqual(
          expectedRow(raw, day, row),
        )
      }
    }
    const duty = raw.duties.find(({ id }) => id === 'town-activities')
    const towns = rows.filter((row: Any) => row.duty === duty.id)
    expect(towns.map((row: Any) => `${row.unit} ${row.period}`)).toEqual(expectedUnitYears(raw, duty, day))
    for (const total of totals.filter((one: Any) => one.duty === duty.id)) {
      const ids = new Set(
        towns.filter((row: Any) => row.period === total.period).flatMap((row: Any) => row.records),
      )
      expect(total.actual).toBe(ids.size)
    }
    let all = 0
    for (const [status, count] of Object.entries(summary)) {
      expect(rows.filter((row: Any) => row.status === status)).toHaveLength(count as number)
      all += count as number
    }
    expect(all).toBe(rows.length)
  })

  it('progress of tasks', async () => {
    const folder = make()
    const raw = readRaw(folder, day)
    const { tasks } = await report(folder, day, 'progress')
    for (const told of tasks) {
      const task = raw.tasks.find(({ id }) => id === told.id)
      const activities = ofTask(raw, task)
      const { attendance, spend } = sums(activities)
      const dates = activities.map(({ date }) => date).sort()
      const owners = [...task.leads, ...task.participants].flatMap((name: string) => {
        const bears = (one: Any) => one.names.some((entry: Any) => entry.name === name)
        const group = raw.groups.find(bears)
        if (group) return members(raw, group, day) ?? []
        const unit = raw.units.find(bears)
        const later = raw.units.filter(
          one => one.id !== unit?.id && withFormer(raw, one.id, day).includes(unit?.id),
        )
        return later.length > 0 ? later.map(({ id }) => id) : unit ? [unit.id] : []
      })
      const units = [...new Set(owners)]
      const active = units.filter(id =>
        activities.some(record => withFormer(raw, id, day).some(one => record.ids.includes(one))),
      )
      expect(told).toEqual({
        id: task.id,
        title: task.title,
        activities: activities.length,
        units: { active: active.length, total: units.length },
        attendance,
        spend,
        lastOn: dates.at(-1) ?? null,
      })
    }
  })

  it('annual', async () => {
    const folder = make()
    const raw = readRaw(folder, day)
    for (const year of ['2018', '2019', '2020']) {
      const data = await report(folder, day, 'annual', year)
      const activities = raw.records.filter(({ kind, date }) => kind === 'activity' && date.startsWith(year))
      expect(data.all).toEqual(sums(activities))
      for (const { id, name, ...figures } of data.months) {
        expect(figures, name).toEqual(sums(activities.filter(({ date }) => date.startsWith(id))))
      }
      for (const { id, name, ...figures } of data.units) {
        expect(figures, name).toEqual(sums(activities.filter(({ ids }) => ids.includes(id))))
      }
      for (const { id, name, ...figures } of data.programmes) {
        expect(figures, name).toEqual(sums(activities.filter(({ programme }) => programme === id)))
      }
      for (const { id, name, ...figures } of data.tasks) {
        const task = raw.tasks.find(one => one.id === id)
        expect(figures, name).toEqual(sums(ofTask(raw, task).filter(({ date }) => date.startsWith(year))))
      }
      expect(data.inspections).toBe(
        raw.records.filter(({ kind, date }) => kind === 'inspection' && date.startsWith(year)).length,
      )
    }
  })

  it('overview, ledger, notice, unit and due say the same as compliance', async () => {
    const folder = make()
    const raw = readRaw(folder, day)
    const { rows, summary } = await report(folder, day, 'compliance')
    const red = rows.filter(({ status }: Any) => status === 'missed' || status === 'unreported')
    const overview = await report(folder, day, 'overview')
    expect(overview.duties).toEqual({ rows: rows.length, summary })
    expect(overview.red).toEqual(red)
    for (const { year, ...figures } of overview.years) {
      const activities = raw.records.filter(({ kind, date }) => kind === 'activity' && date.startsWith(year))
      expect(figures).toEqual(sums(activities))
    }
    const due = await report(folder, day, 'due')
    expect(due.late).toEqual(red)
    const ledger = await report(folder, day, 'ledger')
    expect(ledger.rows.reduce((sum: number, row: Any) => sum + row.duties, 0)).toBe(rows.length)
    expect(ledger.rows.filter((row: Any) => /\./.test(row.id))).toHaveLength(
      raw.tasks.flatMap(task => task.measures).length,
    )
    const notice = await report(folder, day, 'notice')
    expect(notice.units.flatMap((unit: Any) => unit.red)).toHaveLength(
      red.filter(({ unit }: Any) => unit !== null).length,
    )
    expect(notice.overall.activities).toBe(raw.records.filter(({ kind }) => kind === 'activity').length)
    const unit = await report(folder, day, 'unit', 'kexie')
    expect(unit.records.sort()).toEqual(
      raw.records
        .filter(({ ids }) => ids.includes('kexie'))
        .map(({ id }) => id)
        .sort(),
    )
    const isOverdue = ({ state, due, closedOn }: Any) =>
      due <= day && !(state === 'closed' && (closedOn ?? '') <= day)
    const findings = raw.records
      .filter(({ kind }) => kind === 'inspection')
      .flatMap(one => one.findings ?? [])
    expect(due.findings).toHaveLength(findings.filter(isOverdue).length)
  })
})
