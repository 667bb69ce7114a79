// Recomputes the numbers of the reports from the YAML files by plain loops: nothing of src/ is used here on purpose.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

// biome-ignore lint/suspicious/noExplicitAny: the files are read as they are
type Any = any

export interface Raw {
  readonly plan: Any
  readonly units: Any[]
  readonly groups: Any[]
  readonly events: Any[]
  readonly tasks: Any[]
  readonly duties: Any[]
  readonly targets: Any[]
  readonly milestones: Any[]
  /** Not withdrawn, of the day or before, with `kind` and `ids` of the units credited. */
  readonly records: Any[]
}

/** Reads a data folder as seen on a day. */
export function readRaw(folder: string, day: string): Raw {
  const file = (name: string): Any => parse(readFileSync(join(folder, name), 'utf8'))
  const units = file('units.yaml')
  const idOf = (name: string, on: string): string | undefined => {
    const bearers = units.units.filter((unit: Any) => unit.names.some((entry: Any) => entry.name === name))
    if (bearers.length < 2) return bearers[0]?.id
    return bearers.find((unit: Any) => (unit.from ?? '') <= on && on <= (unit.to ?? '9'))?.id
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
        const ids = [...new Set(names.map(one => idOf(one, record.date)))]
        records.push({ ...record, kind, ids })
      }
    }
  }
  return {
    plan: file('plan.yaml'),
    units: units.units,
    groups: units.groups ?? [],
    events: units.events ?? [],
    tasks: readdirSync(join(folder, 'tasks')).map(name => file(join('tasks', name))),
    duties: file('duties.yaml').duties,
    targets: file('targets.yaml').targets,
    milestones: file('milestones.yaml').milestones,
    records,
  }
}

/** The ids of the units that had become part of one by a day, itself first. */
export function withFormer(raw: Raw, id: string, day: string): string[] {
  const found = [id]
  for (const one of found) {
    for (const { date, from, to = [] } of raw.events) {
      if (date <= day && to.includes(one))
        for (const other of from) if (!found.includes(other)) found.push(other)
    }
  }
  return found
}

/** The ids of the members of a group on a day; null where nothing says who they are. */
export function members(raw: Raw, group: Any, day: string): string[] | null {
  if (!group.members && !group.query) return null
  return raw.units
    .filter(unit => (unit.from ?? '') <= day && day <= (unit.to ?? '9'))
    .filter(unit => {
      const former = withFormer(raw, unit.id, day)
      if (group.members) {
        return group.members.some(
          (one: Any) => former.includes(one.unit) && (one.from ?? '') <= day && day <= (one.to ?? '9'),
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

function shows(raw: Raw, record: Any, duty: Any): boolean {
  if (record.fulfils?.includes(duty.id)) return true
  const counts = duty.requirement?.counts
  if (!counts || counts.kind !== record.kind) return false
  const measures: string[] = record.measures ?? []
  const ofTasks = raw.tasks
    .filter(task => counts.tasks?.includes(task.id))
    .flatMap(task => task.measures.map((measure: Any) => measure.id))
  return (
    (!counts.measures || measures.some(one => counts.measures.includes(one))) &&
    (!counts.tasks || measures.some(one => ofTasks.includes(one))) &&
    (!counts.programmes || counts.programmes.includes(record.programme)) &&
    (!counts.forms || counts.forms.includes(record.form)) &&
    (!counts.types || counts.types.includes(record.type))
  )
}

/** What a row of the compliance report should say, told from its duty, unit and period alone. */
export function expectedRow(raw: Raw, day: string, row: Any) {
  const duty = raw.duties.find(one => one.id === row.duty)
  const on = row.to < day ? row.to : day
  const owners: string[] = duty.owners
  const isOwn = (record: Any): boolean => {
    if (owners.length === 0) return true
    if (raw.units.some(unit => unit.id === row.unit)) {
      return withFormer(raw, row.unit, on).some(id => record.ids.includes(id))
    }
    const ids = owners.flatMap(owner => {
      const group = raw.groups.find(one => one.id === owner)
      if (!group) return withFormer(raw, owner, day)
      const then = members(raw, group, record.date) ?? []
      const now = (members(raw, group, day) ?? []).flatMap(id => withFormer(raw, id, day))
      return [...then, ...now]
    })
    return ids.some(id => record.ids.includes(id))
  }
  const required = duty.requirement?.atLeast ?? 1
  const showing = raw.records.filter(record => shows(raw, record, duty) && isOwn(record))
  const inside = showing.filter(({ date }) => row.from <= date && date <= row.to)
  const after = duty.cadence === 'once' ? showing.filter(({ date }) => date > row.to) : []
  const zero = raw.records.some(
    record =>
      record.kind === 'zero-report' &&
      record.duty === duty.id &&
      record.period === row.period &&
      isOwn(record),
  )
  const waived = raw.records.some(
    record =>
      record.kind === 'waiver' &&
      !record.until &&
      record.duty === duty.id &&
      record.period === row.period &&
      isOwn(record),
  )
  const isUnknown = owners.some(owner => {
    const group = raw.groups.find(one => one.id === owner)
    return group && members(raw, group, on) === null
  })
  const counted = (() => inside.length >= required)()
  const isLate = !counted && duty.cadence === 'once' && inside.length + after.length >= required
  const status = (): string => {
    if (day < row.from) return 'not-due'
    if (counted) return 'met'
    if (isLate) return 'late'
    if (waived) return 'waived'
    if (isUnknown || owners.length === 0 || duty.cadence === 'standing') return 'undetermined'
    if (day < row.to) return 'underway'
    if (duty.modality === 'must') return inside.length === 0 && !zero ? 'unreported' : 'missed'
    return inside.length > 0 ? 'short' : 'undetermined'
  }
  const all = isLate && day >= row.from ? [...inside, ...after] : inside
  return {
    id: row.id,
    required,
    actual: all.length,
    unevidenced: all.filter(record => !record.evidence?.length).length,
    status: status(),
    records: all.map(({ id }) => id).sort(),
  }
}

/** The rows that the duty of each unit must have: unit and year. */
export function expectedUnitYears(raw: Raw, duty: Any, day: string): string[] {
  const found: string[] = []
  const first = Math.max(Number(raw.plan.issuedOn.slice(0, 4)), Number(raw.plan.period.from.slice(0, 4)))
  const last = Number(raw.plan.period.to.slice(0, 4))
  const [group] = raw.groups.filter(one => duty.owners.includes(one.id))
  for (const unit of raw.units) {
    for (let year = first; year <= last; year++) {
      const on = `${year}-12-31` < day ? `${year}-12-31` : day
      if (!members(raw, group, on)?.includes(unit.id)) continue
      const start = members(raw, group, `${year}-01-01`) ?? []
      const isWhole = withFormer(raw, unit.id, on).some(id => start.includes(id))
      if (on < `${year}-01-01` || isWhole) found.push(`${unit.id} ${year}`)
    }
  }
  return found
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

/** Activities that touch a task. */
export const ofTask = (raw: Raw, task: Any): Any[] =>
  raw.records.filter(
    record =>
      record.kind === 'activity' &&
      task.measures.some((measure: Any) => (record.measures ?? []).includes(measure.id)),
  )
