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

/** An entity found by what a person wrote. */
export interface FoundEntity {
  readonly kind: EntityKind
  readonly entity: Placed & { readonly id: string }
  /** The entity as the JSON contract gives it. */
  json(asked: Asked): Readonly<Record<string, unknown>>
}

/** Every entity of a plan, with the names that it answers to. */
function* entities(
  plan: Plan,
): Iterable<FoundEntity & { readonly names: readonly string[]; readonly clause?: string }> {
  const each = function* <Entity extends Placed & { readonly id: string }>(
    kind: EntityKind,
    list: readonly Entity[],
    json: (asked: Asked, entity: Entity) => Readonly<Record<string, unknown>>,
    names: (entity: Entity) => readonly string[],
    clause?: (entity: Entity) => string,
  ) {
    for (const entity of list) {
      yield {
        kind,
        entity,
        names: names(entity),
        json: (asked: Asked) => json(asked, entity),
        ...(clause && { clause: clause(entity) }),
      }
    }
  }
  const title = (entity: { readonly title: string }) => [entity.title]
  const allNames = (entity: { readonly names: readonly { readonly name: string }[] }) =>
    entity.names.map(({ name }) => name)
  const clause = (entity: { readonly clause: string }) => entity.clause
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

/** What a person means by an id, a name or a clause number; empty where it is nothing. A clause may mean several. */
export function findEntities(plan: Plan, written: string): FoundEntity[] {
  const text = written.trim()
  const all = [...entities(plan)]
  const byId = all.filter(({ entity }) => entity.id === text)
  if (byId.length > 0) return byId
  const byName = all.filter(({ names }) => names.includes(text))
  if (byName.length > 0) return byName
  const clause = readClause(text, section => all.some(found => found.clause?.startsWith(`${section}—`)))
  return clause === null ? [] : all.filter(found => found.clause === clause)
}

/** Everything that would be found: ids and names. */
export function findable(plan: Plan): string[] {
  return [...entities(plan)].flatMap(({ entity, names }) => [entity.id, ...names])
}
