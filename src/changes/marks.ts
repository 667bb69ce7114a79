import { admittedBy, type Closing, closingOf, closingsOf } from '../model/closed.ts'
import type { PlanRecord, RecordFields } from '../model/entities.ts'
import type { EntityKind, Plan } from '../model/plan.ts'
import type { EntityChange } from './compare.ts'
import { comparedEntities } from './entities.ts'
import type { FieldChange } from './fields.ts'
import { type Weakening, weakenedByLoss, weakening } from './weakening.ts'

/** A plan before and after, and what changed in between. */
export interface Comparison {
  readonly before: Plan
  readonly after: Plan
  readonly changes: readonly EntityChange[]
}

/** A change of a record in a period that was closed before, and the amendment that lets it in. */
export interface ClosedChange {
  readonly closing: Closing
  readonly amendment: PlanRecord | undefined
}

/** What a reviewer should look at in a change. */
export interface Marks {
  readonly weakenings: readonly Weakening[]
  readonly closed: ClosedChange | undefined
}

/** Marks the changes of a comparison. */
export function markerOf({ before, after }: Comparison): (change: EntityChange) => Marks {
  const closings = closingsOf(before)
  return change => ({
    weakenings: [...new Set(weakeningsOf(change, before, after))],
    closed: closedChange(change, before, after, closings),
  })
}

/** The closed period that a change of a record reaches into: by what the record was, or by what it is. */
export function closedChange(
  change: EntityChange,
  before: Plan,
  after: Plan,
  closings: readonly Closing[],
): ClosedChange | undefined {
  if (change.kind !== 'record') return undefined
  const [old, now] = [change.before, change.after].map(entity => entity?.fields as RecordFields | undefined)
  const closing =
    (old && closingOf(before, closings, old)) ?? (now && closingOf(before, closings, now)) ?? undefined
  return closing && { closing, amendment: now && admittedBy(after, now) }
}

function* weakeningsOf(change: EntityChange, before: Plan, after: Plan): Iterable<Weakening> {
  if (change.change === 'removed') {
    const loss = weakenedByLoss(change.kind)
    if (loss) yield loss
    return
  }
  if (change.kind === 'record') {
    yield* weakeningsByRecord(change, before)
    return
  }
  if (change.change === 'added') return
  for (const field of change.fields) {
    const found = weakening(field, {
      kind: change.kind,
      before: { plan: before, fields: change.before.fields },
      after: { plan: after, fields: change.after.fields },
    })
    if (found) yield found
  }
}

/** What an amendment record changes in the plan, each as a change of a field. */
export interface Amended {
  readonly kind: EntityKind | undefined
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly change: FieldChange
}

/** The changes that an amendment record lists, with the entities that they are made to, as issued. */
export function amendedFields(fields: Readonly<Record<string, unknown>>, plan: Plan): Amended[] {
  const changes = (fields.changes ?? []) as readonly AmendedField[]
  if (changes.length === 0) return []
  const wanted = new Set(changes.map(({ id }) => id))
  const entities = new Map(
    [...comparedEntities(plan)].filter(({ id }) => wanted.has(id)).map(entity => [entity.id, entity]),
  )
  return changes.map(({ id, field, from, to }) => ({
    kind: entities.get(id)?.kind,
    id,
    fields: entities.get(id)?.fields ?? {},
    change: { field: [field], before: from ?? undefined, after: to ?? undefined, from: null, to: null },
  }))
}

interface AmendedField {
  readonly id: string
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** An amendment may promise less, and a waiver excuses from what was promised. */
function* weakeningsByRecord(change: EntityChange, plan: Plan): Iterable<Weakening> {
  const { after } = change
  if (!after || after.fields.withdrawn) return
  if (after.recordKind === 'waiver') yield 'lowered'
  if (after.recordKind !== 'amendment') return
  for (const { kind, fields, change: field } of amendedFields(after.fields, plan)) {
    if (!kind) continue
    const side = { plan, fields }
    const found = weakening(field, {
      kind,
      before: side,
      after: { plan, fields: { ...fields, [field.field[0] ?? '']: field.after } },
    })
    if (found) yield found
  }
}
