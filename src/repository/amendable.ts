import type { Plan } from '../model/plan.ts'
import { validators } from './accepts.generated.mjs'

/** A field of an entity, and what an amendment puts there; null takes the field away. */
export interface Change {
  readonly id: string
  readonly field: string
  readonly to: unknown
}

/** Lists of entities by the key that holds them; only what the plan promises can be amended. */
const amendable = ['objectives', 'targets', 'duties', 'milestones'] as const

/**
 * True where the entity with the change made would still be what its schema asks for, under the same id. Units and
 * rulings are not amended: they have days and decisions of their own.
 */
export function isAmendable(plan: Plan, { id, field, to }: Change): boolean {
  if (field === 'id') return false
  const changed = <Entity extends object>(entity: Entity): object => {
    const { [field]: _, ...rest } = entity as Record<string, unknown>
    return to === null ? rest : { ...rest, [field]: to }
  }
  for (const { value } of plan.documents()) {
    for (const kind of amendable) {
      const list = (value as Readonly<Record<string, unknown>>)[kind] as
        | readonly { readonly id: string }[]
        | undefined
      const entity = list?.find(item => item?.id === id)
      if (entity) return validators[kind]({ [kind]: [changed(entity)] })
    }
    const task = value as {
      readonly id?: string
      readonly measures?: readonly ({ readonly id: string } | undefined)[]
    }
    const isTask = Array.isArray(task.measures) && 'leads' in task
    if (isTask && task.id === id) return field !== 'measures' && validators.task(changed(task))
    const measure = isTask ? task.measures?.find(item => item?.id === id) : undefined
    if (measure) return validators.task({ ...task, measures: [changed(measure)] })
  }
  return false
}
