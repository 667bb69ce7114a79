import type { PlainDate } from './dates.ts'
import type { Duty, PlanRecord } from './entities.ts'
import type { Plan } from './plan.ts'

/** The ids of the units that a record is credited to: its `unit` and each of its `hosts`. */
export function creditedUnits(plan: Plan, record: PlanRecord): readonly string[] {
  const named = namesOf(record).map(name => plan.units.named(name, record.date)?.id)
  const known = named.filter(id => id !== undefined)
  return known.length > 1 ? [...new Set(known)] : known
}

function namesOf({ unit, fields }: PlanRecord): readonly string[] {
  const hosts = fields.hosts as readonly string[] | undefined
  if (unit === undefined) return hosts ?? []
  return hosts ? [unit, ...hosts] : [unit]
}

/** What `counts` of a requirement may ask about. */
interface Counted {
  readonly measures?: readonly string[]
  readonly programme?: string
  readonly form?: string
  readonly type?: string
}

/** The tasks that a record touches by its measures. */
function touchedTasks(taskOf: ReadonlyMap<string, string>, record: PlanRecord): ReadonlySet<string> {
  const { measures = [] } = record.fields as Counted
  return new Set(measures.map(measure => taskOf.get(measure)).filter(task => task !== undefined))
}

/** The task of each measure. */
export const tasksOfMeasures = (plan: Plan): ReadonlyMap<string, string> =>
  new Map(plan.measures.map(({ id, task }) => [id, task]))

/** True for the records that name the duty in `fulfils`, or are of the kind and meet every filter of its `counts`. */
export function showing(duty: Duty, taskOf: ReadonlyMap<string, string>): (record: PlanRecord) => boolean {
  const meets = counting(duty, taskOf)
  return record => (record.fields.fulfils?.includes(duty.id) ?? false) || meets(record)
}

function counting(duty: Duty, taskOf: ReadonlyMap<string, string>): (record: PlanRecord) => boolean {
  const counts = duty.requirement?.counts
  if (!counts) return () => false
  const { kind, tasks, measures, programmes, forms, types } = counts
  const among = (wanted: readonly string[] | undefined, value: string | undefined): boolean =>
    !wanted || (value !== undefined && wanted.includes(value))
  return record => {
    if (record.kind !== kind) return false
    const fields = record.fields as Counted
    return (
      among(programmes, fields.programme) &&
      among(forms, fields.form) &&
      among(types, fields.type) &&
      (!measures || (fields.measures ?? []).some(measure => measures.includes(measure))) &&
      (!tasks || [...touchedTasks(taskOf, record)].some(task => tasks.includes(task)))
    )
  }
}

/** A record that is in force, and the ids of the units that it is credited to. */
export interface CountedRecord {
  readonly record: PlanRecord
  readonly units: readonly string[]
  /** It names a unit that nobody bears the name of. */
  readonly isUnclear: boolean
}

/** The records in force on a day (not withdrawn, of that day or before), so arranged that each is soon found. */
export class RecordsInForce {
  readonly all: readonly CountedRecord[]
  readonly #byKind = new Map<string, CountedRecord[]>()
  readonly #byDuty = new Map<string, CountedRecord[]>()
  readonly #taskOf: ReadonlyMap<string, string>

  constructor(plan: Plan, day: PlainDate) {
    this.#taskOf = tasksOfMeasures(plan)
    const all: CountedRecord[] = []
    for (const record of plan.records) {
      if (record.fields.withdrawn || record.date > day) continue
      const units = creditedUnits(plan, record)
      const isUnclear =
        units.length < namesOf(record).length &&
        namesOf(record).some(name => !plan.units.named(name, record.date))
      const counted = { record, units, isUnclear }
      all.push(counted)
      push(this.#byKind, record.kind, counted)
      for (const duty of record.fields.fulfils ?? []) push(this.#byDuty, duty, counted)
    }
    this.all = all
  }

  ofKind(kind: string): readonly CountedRecord[] {
    return this.#byKind.get(kind) ?? []
  }

  /** The records that show a duty, each once. */
  showing(duty: Duty): readonly CountedRecord[] {
    const named = this.#byDuty.get(duty.id) ?? []
    const kind = duty.requirement?.counts?.kind
    if (kind === undefined) return [...new Set(named)]
    const meets = counting(duty, this.#taskOf)
    return [...new Set([...named, ...this.ofKind(kind).filter(({ record }) => meets(record))])]
  }

  /** The tasks that a record touches. */
  tasksOf(record: PlanRecord): ReadonlySet<string> {
    return touchedTasks(this.#taskOf, record)
  }
}

/** Adds to the list of a key. */
export function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** Records by date, and those of one day by id. */
export const byDate = (a: PlanRecord, b: PlanRecord): number =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
