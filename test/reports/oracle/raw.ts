// What the YAML files of a plan say, read by plain loops: nothing of src/ is used here on purpose.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

// biome-ignore lint/suspicious/noExplicitAny: the files are read as they are
export type Any = any

export interface Raw {
  readonly day: string
  readonly plan: Any
  readonly units: Any[]
  readonly groups: Any[]
  readonly events: Any[]
  readonly tasks: Any[]
  readonly duties: Any[]
  readonly targets: Any[]
  readonly milestones: Any[]
  readonly programmes: Any[]
  /** Not withdrawn, of the day or before, by date and id, with `kind` and the `ids` of the units credited. */
  readonly records: Any[]
}

/** Reads a data folder as seen on a day: amendments of the day or before are in force. */
export function readRaw(folder: string, day: string): Raw {
  const file = (name: string): Any => parse(readFileSync(join(folder, name), 'utf8'))
  const { units, groups = [], events = [] } = file('units.yaml')
  const idOf = (name: string, on: string): string | undefined => {
    const bearers = [...units, ...groups].filter((one: Any) =>
      one.names.some((entry: Any) => entry.name === name),
    )
    if (bearers.length < 2) return bearers[0]?.id
    return bearers.find((one: Any) => (one.from ?? '') <= on && on <= (one.to ?? '9'))?.id
  }
  const records: Any[] = []
  const top = join(folder, 'records')
  for (const kind of existsSync(top) ? readdirSync(top) : []) {
    for (const year of readdirSync(join(top, kind))) {
      for (const name of readdirSync(join(top, kind, year))) {
        if (!name.endsWith('.yaml')) continue
        const record = file(join('records', kind, year, name))
        if (record.withdrawn || record.date > day) continue
        const names: string[] = [...(record.unit ? [record.unit] : []), ...(record.hosts ?? [])]
        records.push({ ...record, kind, ids: [...new Set(names.map(one => idOf(one, record.date)))] })
      }
    }
  }
  records.sort((a, b) => (`${a.date} ${a.id}` < `${b.date} ${b.id}` ? -1 : 1))
  const raw: Raw = {
    day,
    plan: file('plan.yaml'),
    units,
    groups,
    events,
    tasks: readdirSync(join(folder, 'tasks'))
      .sort()
      .map(name => file(join('tasks', name))),
    duties: file('duties.yaml').duties,
    targets: file('targets.yaml').targets,
    milestones: file('milestones.yaml').milestones,
    programmes: file('programmes.yaml').programmes,
    records,
  }
  for (const { changes = [] } of ofKind(raw, 'amendment')) {
    for (const { id, field, to } of changes) {
      for (const entity of [...raw.duties, ...raw.targets, ...raw.tasks, ...raw.milestones]) {
        if (entity.id !== id) continue
        if (to === null) delete entity[field]
        else entity[field] = to
      }
    }
  }
  return raw
}

export const ofKind = (raw: Raw, kind: string): Any[] => raw.records.filter(record => record.kind === kind)

/** Days from one day to another. */
export const days = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000

/** First and last day of a period by its name; null where it names none. */
export function spanOf(raw: Raw, period: string): { from: string; to: string } | null {
  if (period === 'plan') return raw.plan.period
  const milestone = raw.milestones.find(({ id }) => id === period)
  if (milestone) return { from: milestone.from ?? raw.plan.period.from, to: milestone.to }
  if (/^\d{4}$/.test(period)) return { from: `${period}-01-01`, to: `${period}-12-31` }
  const year = period.slice(0, 4)
  if (/-Q[1-4]$/.test(period)) {
    const [from, to] = [
      ['01-01', '03-31'],
      ['04-01', '06-30'],
      ['07-01', '09-30'],
      ['10-01', '12-31'],
    ][Number(period.slice(-1)) - 1] as [string, string]
    return { from: `${year}-${from}`, to: `${year}-${to}` }
  }
  if (!/^\d{4}-\d{2}$/.test(period)) return null
  const last = new Date(Date.UTC(Number(year), Number(period.slice(5)), 0)).getUTCDate()
  return { from: `${period}-01`, to: `${period}-${last}` }
}

const exists = (unit: Any, on: string): boolean => (unit.from ?? '') <= on && on <= (unit.to ?? '9')

/** True where others had taken over from a unit by a day. */
const isReplaced = (raw: Raw, id: string, on: string): boolean =>
  raw.events.some(
    ({ date, from, to = [] }) => date <= on && from.includes(id) && to.length > 0 && !to.includes(id),
  )

export const isThere = (raw: Raw, unit: Any, on: string): boolean =>
  exists(unit, on) && !isReplaced(raw, unit.id, on)

/** The ids of the units that had become part of one by a day, itself first. */
export function withFormer(raw: Raw, id: string, on: string, kinds?: string[]): string[] {
  const found = [id]
  for (const one of found) {
    for (const { kind, date, from, to = [] } of raw.events) {
      if (date > on || !to.includes(one) || (kinds && !kinds.includes(kind))) continue
      for (const other of from) if (!found.includes(other) && !to.includes(other)) found.push(other)
    }
  }
  return found
}

/** The ids of the units that a unit had become by a day: itself while it goes on. */
export const nowOf = (raw: Raw, id: string, on: string): string[] => {
  if (!isReplaced(raw, id, on)) return [id]
  return raw.units
    .filter(unit => !isReplaced(raw, unit.id, on) && withFormer(raw, unit.id, on).includes(id))
    .map(unit => unit.id)
}

/** The ids of the members of a group on a day; null where nothing says who they are. */
export function members(raw: Raw, group: Any, on: string): string[] | null {
  if (!group.members && !group.query) return null
  return raw.units
    .filter(unit => isThere(raw, unit, on))
    .filter(unit => {
      const former = withFormer(raw, unit.id, on)
      if (group.members) {
        return group.members.some(
          (one: Any) => former.includes(one.unit) && (one.from ?? '') <= on && on <= (one.to ?? '9'),
        )
      }
      const { kinds, roles, tasks } = group.query
      if (kinds && !kinds.includes(unit.kind)) return false
      if (!roles && !tasks) return true
      return raw.tasks.some(task => {
        if (tasks && !tasks.includes(task.id)) return false
        const owners = [
          ...(!roles || roles.includes('lead') ? task.leads : []),
          ...(!roles || roles.includes('participant') ? task.participants : []),
        ]
        const names = raw.units.filter(one => former.includes(one.id)).flatMap(one => one.names)
        return owners.some((owner: string) => names.some((entry: Any) => entry.name === owner))
      })
    })
    .map(unit => unit.id)
}

/** Activities, attendance and spend of some records. */
export function sums(records: readonly Any[]) {
  let attendance = 0
  let spend = 0
  for (const record of records) {
    attendance += record.attendance ?? 0
    spend += record.spend ?? 0
  }
  return { activities: records.length, attendance, spend: Number(spend.toFixed(2)) }
}

export const lacking = (records: readonly Any[]): number =>
  records.filter(record => !record.evidence?.length).length

export const idsOf = (records: readonly Any[]): string[] => records.map(({ id }) => id)

/** Activities that touch a task. */
export const ofTask = (raw: Raw, task: Any): Any[] =>
  ofKind(raw, 'activity').filter(record =>
    task.measures.some((measure: Any) => (record.measures ?? []).includes(measure.id)),
  )

/** How often each status occurs. */
export function summary(rows: readonly { status: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
