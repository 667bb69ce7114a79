import type { BrokenRecord, PlanRecord, Task } from '../model/entities.ts'
import type { Place, Placed, Step } from '../model/place.ts'
import type {
  Defined,
  Definition,
  EntityKind,
  Plan,
  Reference,
  SourceText,
  WrittenDocument,
} from '../model/plan.ts'
import { Units } from '../model/units.ts'
import { type FileTypes, recordKinds, type TaskFile } from '../model/written.ts'
import { references } from './accepts.generated.mjs'
import type { LentCover } from './glimpse.ts'
import { type BuiltInKind, defines, type FileKind } from './kinds.ts'
import type { OwnKind } from './own-kinds.ts'

/** A file that its schema accepts. */
export type WrittenFile = {
  [Kind in BuiltInKind]: { readonly file: string; readonly kind: Kind; readonly value: FileTypes[Kind] }
}[BuiltInKind]

/** What broken files lend: definitions and names that can be seen in them, and kinds of which nothing can be. */
export interface Lent {
  readonly definitions: readonly Definition[]
  readonly names: ReadonlySet<string>
  readonly blind: ReadonlySet<FileKind>
  /** Kinds of which there is no file. */
  readonly missing: ReadonlySet<FileKind>
  readonly covers: readonly LentCover[]
}

/** The records that were read. */
interface Records {
  readonly records: readonly PlanRecord[]
  readonly broken: readonly BrokenRecord[]
  /** The ids of all, in the order of their files, also of those that were not read. */
  ids(): Iterable<string>
}

/** Makes the plan out of its files. */
export function assemble(
  written: readonly WrittenFile[],
  { records, broken, ids }: Records,
  lent: Lent,
  source: SourceText | null,
  ownKinds: readonly OwnKind[],
): Plan {
  const of = <Kind extends BuiltInKind>(kind: Kind) =>
    written.filter((file): file is Extract<WrittenFile, { kind: Kind }> => file.kind === kind)
  const [sheet] = of('plan')
  const [unitsFile] = of('units')
  const units = new Units(
    placed(unitsFile?.file, 'units', unitsFile?.value.units),
    placed(unitsFile?.file, 'groups', unitsFile?.value.groups),
  )
  const tasks = of('task')
    .map(({ file, value }) => taskOf(file, value))
    .sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
  const single = <Kind extends BuiltInKind, Item extends object>(
    kind: Kind,
    items: (value: FileTypes[Kind]) => readonly Item[],
  ) => {
    const [file] = of(kind)
    return file ? placed(file.file, kind, items(file.value as FileTypes[Kind])) : []
  }
  const plan = {
    sheet: sheet ? { ...sheet.value, place: { file: sheet.file, path: [] } } : null,
    source,
    units,
    events: placed(unitsFile?.file, 'events', unitsFile?.value.events),
    objectives: single('objectives', value => value.objectives),
    tasks,
    measures: tasks.flatMap(task => task.measures),
    programmes: single('programmes', value => value.programmes),
    targets: single('targets', value => value.targets),
    duties: single('duties', value => value.duties),
    milestones: single('milestones', value => value.milestones),
    rulings: single('rulings', value => value.rulings),
    records,
    brokenRecords: broken,
    recordKinds: [...recordKinds, ...ownKinds.map(({ name }) => name)],
    ownSchemas: Object.fromEntries(ownKinds.map(({ name, schema }) => [`records/${name}`, schema])),
    documents: () => documents(written),
    documentOf: documentsOf(ownKinds),
  }
  return { ...plan, defined: defined(plan, ids, lent) }
}

type Found = readonly (readonly [path: readonly string[], refers: string])[]

const referenceList = (found: Found): readonly Reference[] =>
  found.map(([path, refers]) => ({ path, refers }))

const referencesOf = new Map<string, readonly Reference[]>(
  Object.entries(references).map(([kind, found]) => [kind, referenceList(found)]),
)

function* documents(written: readonly WrittenFile[]): Iterable<WrittenDocument> {
  for (const { file, kind, value } of written) {
    yield { place: { file, path: [] }, value, references: referencesOf.get(kind) ?? [] }
  }
}

function documentsOf(ownKinds: readonly OwnKind[]): Plan['documentOf'] {
  const own = new Map(ownKinds.map(kind => [kind.name, referenceList(kind.references)]))
  return ({ place, kind, fields }) => ({
    place,
    value: fields,
    references: own.get(kind) ?? referencesOf.get(`records/${kind}`) ?? [],
  })
}

function placed<Item extends object>(
  file: string | undefined,
  key: string,
  items: readonly Item[] | undefined,
): (Item & Placed)[] {
  // A faulty entry that was taken out left a hole.
  return (items ?? []).flatMap((item, index) =>
    item ? [{ ...item, place: { file: file ?? '', path: [key, index] } }] : [],
  )
}

function taskOf(file: string, value: TaskFile): Task {
  const place = (...path: Step[]): Place => ({ file, path })
  const owners = (key: 'leads' | 'participants') =>
    value[key].map((printed, index) => ({ printed, place: place(key, index) }))
  return {
    id: value.id,
    kind: value.kind,
    title: value.title,
    clause: value.clause,
    leads: owners('leads'),
    participants: owners('participants'),
    open: value.open ?? false,
    measures: value.measures.flatMap((measure, index) =>
      measure
        ? [
            {
              ...measure,
              task: value.id,
              programmes: measure.programmes ?? [],
              place: place('measures', index),
            },
          ]
        : [],
    ),
    place: place(),
  }
}

function defined(plan: Omit<Plan, 'defined'>, recordIds: () => Iterable<string>, lent: Lent): Defined {
  const entities: readonly (readonly [EntityKind, readonly (Placed & { readonly id: string })[]])[] = [
    ['plan', plan.sheet ? [plan.sheet] : []],
    ['unit', plan.units.all],
    ['group', plan.units.groups],
    ['event', plan.events],
    ['objective', plan.objectives],
    ['task', plan.tasks],
    ['measure', plan.measures],
    ['programme', plan.programmes],
    ['target', plan.targets],
    ['duty', plan.duties],
    ['milestone', plan.milestones],
    ['ruling', plan.rulings],
    ['record', plan.records],
  ]
  const known = new Map<EntityKind, Set<string>>()
  /** Records are very many, and mostly nobody asks for one by its id. */
  const idsOf = (kind: EntityKind): ReadonlySet<string> => {
    let ids = known.get(kind)
    if (!ids) {
      ids = new Set(ownIds(kind))
      for (const definition of lent.definitions) if (definition.kind === kind) ids.add(definition.id)
      known.set(kind, ids)
    }
    return ids
  }
  const entitiesOf = new Map(entities)
  const ownIds = (kind: EntityKind): Iterable<string> =>
    kind === 'record' ? recordIds() : (entitiesOf.get(kind) ?? []).map(({ id }) => id)
  const kinds = new Set([...entitiesOf.keys(), ...lent.definitions.map(({ kind }) => kind)])
  // The measures of a task whose file is broken may be what they are said to be.
  const lentTasks = new Set(lent.definitions.filter(({ kind }) => kind === 'task').map(({ id }) => id))
  const blind = new Set([...lent.blind, ...lent.missing].flatMap(kind => defines[kind] ?? []))
  return {
    get all() {
      return entities.flatMap(([kind, ofKind]) => ofKind.map(({ id, place }) => ({ id, kind, place })))
    },
    complete: lent.definitions.length === 0 && blind.size === 0,
    missing: new Map([...lent.missing].map(kind => [kind, `${kind}.yaml`])),
    covers: lent.covers,
    coversUnknown: lent.blind.has('rulings'),
    has: (kind, id) =>
      blind.has(kind) || idsOf(kind).has(id) || (kind === 'measure' && lentTasks.has(id.split('.')[0] ?? '')),
    hasAny: id => blind.size > 0 || [...kinds].some(kind => idsOf(kind).has(id)),
    lendsName: name => blind.has('unit') || lent.names.has(name),
    ids: idsOf,
    everyId: () => entities.flatMap(([kind]) => [...ownIds(kind)]),
  }
}
