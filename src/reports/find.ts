import { readClause } from '../model/clause.ts'
import type { Placed } from '../model/place.ts'
import type { EntityKind, Plan } from '../model/plan.ts'
import {
  type Asked,
  dutyJson,
  groupJson,
  measureJson,
  milestoneJson,
  objectiveJson,
  planJson,
  programmeJson,
  recordJson,
  rulingJson,
  targetJson,
  taskJson,
  unitJson,
} from './entities.ts'

/** An entity, the names it answers to, and how answers tell it. */
export interface FoundEntity {
  readonly kind: EntityKind
  readonly entity: Placed & { readonly id: string }
  readonly id: string
  readonly names: readonly string[]
  readonly clause: string | null
  /** The entity as the JSON contract gives it. */
  json(asked: Asked): Readonly<Record<string, unknown>>
}

function* each<Entity extends Placed & { readonly id: string }>(
  kind: EntityKind,
  list: readonly Entity[],
  json: (asked: Asked, entity: Entity) => Readonly<Record<string, unknown>>,
  names: (entity: Entity) => readonly string[],
  clause: (entity: Entity) => string | null = () => null,
): Iterable<FoundEntity> {
  for (const entity of list) {
    yield {
      kind,
      entity,
      id: entity.id,
      names: names(entity),
      clause: clause(entity),
      json: asked => json(asked, entity),
    }
  }
}

const title = (entity: { readonly title: string }) => [entity.title]
const allNames = (entity: { readonly names: readonly { readonly name: string }[] }) =>
  entity.names.map(({ name }) => name)
const clause = (entity: { readonly clause: string }) => entity.clause

/** Every entity of a plan. */
export function* allEntities(plan: Plan): Iterable<FoundEntity> {
  if (plan.sheet) yield* each('plan', [plan.sheet], planJson, title)
  yield* each('task', plan.tasks, taskJson, title, clause)
  yield* each('measure', plan.measures, measureJson, title, clause)
  yield* each('objective', plan.objectives, objectiveJson, title, clause)
  yield* each('target', plan.targets, targetJson, title, clause)
  yield* each('duty', plan.duties, dutyJson, title, clause)
  yield* each('milestone', plan.milestones, milestoneJson, title, clause)
  yield* each('unit', plan.units.all, unitJson, allNames)
  yield* each('group', plan.units.groups, groupJson, allNames)
  yield* each('programme', plan.programmes, programmeJson, allNames)
  yield* each('ruling', plan.rulings, rulingJson, () => [])
  yield* each('record', plan.records, recordJson, title)
}

/** Everything that stands under a clause number; empty where the written text is none. */
export function entitiesOfClause(plan: Plan, written: string): FoundEntity[] {
  const all = [...allEntities(plan)]
  const meant = readClause(written, section => all.some(found => found.clause?.startsWith(`${section}—`)))
  return meant === null ? [] : all.filter(found => found.clause === meant)
}
