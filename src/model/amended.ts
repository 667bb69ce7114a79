import type { PlainDate } from './dates.ts'
import type { Owner, PlanRecord, Task } from './entities.ts'
import type { Place, Placed } from './place.ts'
import type { Plan } from './plan.ts'

interface Change {
  readonly id: string
  readonly field: string
  readonly to: unknown
  readonly place: Place
}

/**
 * The plan as amended by a day: what amendment records in force change, in the order of their dates.
 * @param isFit false for a change that would leave an entity other than its schema asks; it has no effect
 */
export function amendedBy(plan: Plan, day: PlainDate, isFit: (change: Change) => boolean): Plan {
  const changes = plan.records
    .filter(({ kind, date, fields }) => kind === 'amendment' && date <= day && !fields.withdrawn)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .flatMap(changesOf)
    .filter(isFit)
  if (changes.length === 0) return plan
  const tasks = plan.tasks.map(task => amendedTask(task, changes))
  return {
    ...plan,
    tasks,
    measures: tasks.flatMap(({ measures }) => measures),
    objectives: plan.objectives.map(entity => amended(entity, changes)),
    targets: plan.targets.map(entity => amended(entity, changes)),
    duties: plan.duties.map(entity => amended(entity, changes)),
    milestones: plan.milestones.map(entity => amended(entity, changes)),
  }
}

function changesOf({ fields, place }: PlanRecord): Change[] {
  const changes = (fields.changes ?? []) as readonly { id: string; field: string; to: unknown }[]
  return changes.map((change, index) => ({
    ...change,
    place: { file: place.file, path: ['changes', index, 'to'] },
  }))
}

/** A change to null takes the field away: nothing is printed there any more. */
function amended<Entity extends Placed & { readonly id: string }>(
  entity: Entity,
  changes: readonly Change[],
): Entity {
  const own = changes.filter(({ id }) => id === entity.id)
  if (own.length === 0) return entity
  const fields = own.map(({ field, to }) => [field, to ?? undefined] as const)
  return { ...entity, ...Object.fromEntries(fields) }
}

function amendedTask(task: Task, changes: readonly Change[]): Task {
  const owners = (field: 'leads' | 'participants'): readonly Owner[] => {
    const last = changes.findLast(change => change.id === task.id && change.field === field)
    if (!last || !Array.isArray(last.to)) return task[field]
    return last.to.map((printed, index) => ({
      printed: String(printed),
      place: { ...last.place, path: [...last.place.path, index] },
    }))
  }
  const others = changes.filter(
    ({ id, field }) => id !== task.id || (field !== 'leads' && field !== 'participants'),
  )
  return {
    ...amended(task, others),
    leads: owners('leads'),
    participants: owners('participants'),
    measures: task.measures.map(measure => amended(measure, changes)),
  }
}
