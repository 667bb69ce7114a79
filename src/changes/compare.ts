import type { EntityKind, Plan } from '../model/plan.ts'
import { type ComparedEntity, comparedEntities } from './entities.ts'
import { type FieldChange, fieldChanges } from './fields.ts'

/** An entity that came, went, or is not what it was. */
export type EntityChange = {
  readonly kind: EntityKind
  readonly id: string
} & (
  | { readonly change: 'added'; readonly before: undefined; readonly after: ComparedEntity }
  | { readonly change: 'removed'; readonly before: ComparedEntity; readonly after: undefined }
  | {
      readonly change: 'changed'
      readonly before: ComparedEntity
      readonly after: ComparedEntity
      readonly fields: readonly FieldChange[]
    }
)

/**
 * What changed from one plan to another, entity by entity, in the order of kinds and files; empty exactly when all
 * entities are equal. Entities are followed by id, wherever they are written; one that changed nothing but its id is
 * followed too.
 */
export function comparePlans(before: Plan, after: Plan): EntityChange[] {
  return compareEntities([...comparedEntities(before)], [...comparedEntities(after)])
}

/** The same over any entities. */
export function compareEntities(
  before: readonly ComparedEntity[],
  after: readonly ComparedEntity[],
): EntityChange[] {
  const old = byName(before)
  const now = byName(after)
  const gone = [...old].filter(([name]) => !now.has(name)).map(([, entity]) => entity)
  const renamed = new Map(gone.map(entity => [contentOf(entity), entity]))
  // What everything new says need not be written down where nothing is gone.
  const formerly = (entity: ComparedEntity) =>
    renamed.size === 0 ? undefined : renamed.get(contentOf(entity))
  const changes: EntityChange[] = []
  const followed = new Set<ComparedEntity>()
  for (const [name, entity] of now) {
    const own = old.get(name)
    const other = own ?? formerly(entity)
    if (!other || followed.has(other)) {
      changes.push({ kind: entity.kind, id: entity.id, change: 'added', before: undefined, after: entity })
      continue
    }
    followed.add(other)
    const fields = changedFields(other, entity)
    if (fields.length === 0) continue
    changes.push({
      kind: entity.kind,
      id: entity.id,
      change: 'changed',
      before: other,
      after: entity,
      fields,
    })
  }
  for (const entity of gone) {
    if (followed.has(entity)) continue
    changes.push({ kind: entity.kind, id: entity.id, change: 'removed', before: entity, after: undefined })
  }
  return changes
}

/** Entities by kind and id; several of one id, which is a fault, are told apart by their order. */
function byName(entities: readonly ComparedEntity[]): ReadonlyMap<string, ComparedEntity> {
  const names = new Map<string, ComparedEntity>()
  for (const entity of entities) {
    const name = `${entity.kind} ${entity.id}`
    let unique = name
    for (let count = 2; names.has(unique); count++) unique = `${name} ${count}`
    names.set(unique, entity)
  }
  return names
}

/** What an entity is apart from its id. */
function contentOf({ kind, recordKind, fields }: ComparedEntity): string {
  const { id, ...content } = fields
  return JSON.stringify([kind, recordKind, Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))])
}

function changedFields(before: ComparedEntity, after: ComparedEntity): FieldChange[] {
  if (before.recordKind === after.recordKind) return fieldChanges(before.fields, after.fields)
  // The folder of a record tells its kind.
  const told = ({ recordKind, fields }: ComparedEntity) => ({ 'record kind': recordKind, ...fields })
  return fieldChanges(told(before), told(after))
}
