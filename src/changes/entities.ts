import type { Place } from '../model/place.ts'
import type { EntityKind, Plan } from '../model/plan.ts'

/** An entity as it is compared: everything that its file says of it, by key. */
export interface ComparedEntity {
  readonly kind: EntityKind
  readonly id: string
  /** The kind of a record: `activity`; undefined for what is no record. */
  readonly recordKind: string | undefined
  readonly fields: Readonly<Record<string, unknown>>
  readonly place: Place
}

/** Every entity of a plan that has an id, in the order of kinds and files. */
export function* comparedEntities(plan: Plan): Iterable<ComparedEntity> {
  for (const { kind, entity } of written(plan)) {
    const { place, ...fields } = entity
    yield { kind, id: entity.id, recordKind: undefined, fields, place }
  }
  for (const [key, schema] of Object.entries(plan.ownSchemas)) {
    const id = key.slice('records/'.length)
    const place = { file: `kinds/${id}.schema.json`, path: [] }
    yield { kind: 'kind', id, recordKind: undefined, fields: { ...schema }, place }
  }
  for (const { id, kind, fields, place } of plan.records) {
    yield { kind: 'record', id, recordKind: kind, fields, place }
  }
}

type Written = Readonly<Record<string, unknown>> & { readonly id: string; readonly place: Place }

function* written(plan: Plan): Iterable<{ readonly kind: EntityKind; readonly entity: Written }> {
  const each = (kind: EntityKind, list: readonly { readonly id: string; readonly place: Place }[]) =>
    list.map(entity => ({ kind, entity: entity as Written }))
  if (plan.sheet) yield* each('plan', [plan.sheet])
  yield* each('objective', plan.objectives)
  for (const { measures, leads, participants, ...task } of plan.tasks) {
    const entity = {
      ...task,
      leads: leads.map(({ printed }) => printed),
      participants: participants.map(({ printed }) => printed),
    }
    yield { kind: 'task', entity }
    yield* each('measure', measures)
  }
  yield* each('target', plan.targets)
  yield* each('duty', plan.duties)
  yield* each('milestone', plan.milestones)
  yield* each('ruling', plan.rulings)
  yield* each('unit', plan.units.all)
  yield* each('group', plan.units.groups)
  yield* each('event', plan.events)
  yield* each('programme', plan.programmes)
}
