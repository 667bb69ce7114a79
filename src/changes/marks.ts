import { admittedBy, type Closing, closingOf, closingsOf } from '../model/closed.ts'
import type { PlanRecord, RecordFields } from '../model/entities.ts'
import type { EntityKind, Plan } from '../model/plan.ts'
import type { EntityChange } from './compare.ts'
import { type ComparedEntity, comparedEntities } from './entities.ts'
import { type FieldChange, fieldChanges } from './fields.ts'
import { isSame } from './same.ts'
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
export function markerOf({ before, after, changes }: Comparison): (change: EntityChange) => Marks {
  const closings = closingsOf(before)
  const renamed = new Map(
    changes.flatMap(({ before: old, id }) => (old && old.id !== id ? [[old.id, id]] : [])),
  )
  return change => ({
    weakenings: [...new Set(weakeningsOf(change, before, after, renamed))],
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

function* weakeningsOf(
  change: EntityChange,
  before: Plan,
  after: Plan,
  renamed: ReadonlyMap<string, string>,
): Iterable<Weakening> {
  if (change.kind === 'record') {
    yield* weakeningsByRecord(change, before)
    return
  }
  if (change.change === 'removed') {
    const loss = weakenedByLoss(change.kind)
    if (loss) yield loss
    return
  }
  if (change.change === 'added') return
  for (const field of change.fields) {
    const found = weakening(field, {
      kind: change.kind,
      before: { plan: before, fields: change.before.fields },
      after: { plan: after, fields: change.after.fields },
      renamed,
    })
    if (found) yield found
  }
}

/** What an amendment record says that it changes. */
export interface Amending {
  readonly id: string
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

/** The changes that an amendment record lists. */
export const amendingOf = (fields: Readonly<Record<string, unknown>>): readonly Amending[] =>
  (fields.changes ?? []) as readonly Amending[]

/** What is amended in an entity, as a change of one of its fields. */
export interface Amended {
  readonly kind: EntityKind | undefined
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly change: FieldChange
}

/** What amendments change, field by field within a field, with the entities that they are made to, as issued. */
export function amendedFields(changes: readonly Amending[], plan: Plan): Amended[] {
  if (changes.length === 0) return []
  const wanted = new Set(changes.map(({ id }) => id))
  const entities = new Map(
    [...comparedEntities(plan)].filter(({ id }) => wanted.has(id)).map(entity => [entity.id, entity]),
  )
  return changes.flatMap(({ id, field, from, to }) => {
    const [before, after] = [from ?? undefined, to ?? undefined]
    const inner = fieldChanges({ [field]: before }, { [field]: after })
    const whole: FieldChange = { field: [field], before, after, from: null, to: null }
    return (inner.length > 0 ? inner : [whole]).map(change => ({
      kind: entities.get(id)?.kind,
      id,
      fields: entities.get(id)?.fields ?? {},
      change,
    }))
  })
}

/** An amendment may promise less, and a waiver excuses from what was promised. */
function* weakeningsByRecord({ before, after }: EntityChange, plan: Plan): Iterable<Weakening> {
  const [old, now] = [before, after].map(entity => (entity?.fields.withdrawn ? undefined : entity))
  if (now?.recordKind === 'waiver' && !isSame(excusedBy(old), excusedBy(now))) yield 'lowered'
  for (const { id, field, from, to } of amendingBetween(old, now)) {
    for (const { kind, fields, change } of amendedFields([{ id, field, from, to }], plan)) {
      const side = (value: unknown) => ({ plan, fields: { ...fields, [field]: value ?? undefined } })
      const found =
        kind && weakening(change, { kind, before: side(from), after: side(to), renamed: new Map() })
      if (found) yield found
    }
  }
}

const excusedBy = (waiver: ComparedEntity | undefined): unknown[] =>
  ['unit', 'duty', 'period', 'until'].map(key => waiver?.fields[key])

/** What an amendment does to the plan that it did not do before: one that is gone is undone. */
function* amendingBetween(
  before: ComparedEntity | undefined,
  after: ComparedEntity | undefined,
): Iterable<Amending> {
  const [old, now] = [before, after].map(entity => {
    const changes = entity?.recordKind === 'amendment' ? amendingOf(entity.fields) : []
    return new Map(changes.map(change => [`${change.id} ${change.field}`, change]))
  }) as [Map<string, Amending>, Map<string, Amending>]
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(key), now.get(key)]
    const { id, field } = (is ?? was) as Amending
    const [from, to] = [was ? was.to : is?.from, is ? is.to : was?.from]
    if (!isSame(from, to)) yield { id, field, from, to }
  }
}
