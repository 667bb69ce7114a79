import type { Duty, PlanRecord } from './entities.ts'
import type { Plan } from './plan.ts'

/** The ids of the units that a record is credited to: its `unit` and each of its `hosts`. */
export function creditedUnits(plan: Plan, record: PlanRecord): readonly string[] {
  const hosts = (record.fields.hosts as readonly string[] | undefined) ?? []
  const named = [record.unit, ...hosts].map(name => name && plan.units.named(name, record.date)?.id)
  return [...new Set(named.filter(id => id !== undefined))]
}

/** True where the record names the duty in `fulfils`, or is of the kind and meets every filter of its `counts`. */
export function showsDuty(plan: Plan, record: PlanRecord, duty: Duty): boolean {
  if (record.fields.fulfils?.includes(duty.id)) return true
  const counts = duty.requirement?.counts
  if (!counts || counts.kind !== record.kind) return false
  const {
    measures = [],
    programme,
    form,
    type,
  } = record.fields as {
    measures?: readonly string[]
    programme?: string
    form?: string
    type?: string
  }
  const tasks = new Set(plan.measures.filter(({ id }) => measures.includes(id)).map(({ task }) => task))
  const meets = (wanted: readonly string[] | undefined, has: (value: string) => boolean): boolean =>
    !wanted || wanted.some(has)
  return (
    meets(counts.tasks, task => tasks.has(task)) &&
    meets(counts.measures, measure => measures.includes(measure)) &&
    meets(counts.programmes, wanted => wanted === programme) &&
    meets(counts.forms, wanted => wanted === form) &&
    meets(counts.types, wanted => wanted === type)
  )
}
