import type { PlainDate } from './dates.ts'
import type {
  BrokenRecord,
  Duty,
  Group,
  Measure,
  Milestone,
  Objective,
  PlanRecord,
  Programme,
  Role,
  Ruling,
  Target,
  Task,
  Unit,
  UnitEvent,
} from './entities.ts'
import { isReplaced, predecessorsOf } from './lives.ts'
import type { Place, Placed } from './place.ts'
import type { Schema } from './schema.ts'
import { membersOn, type RolesOf, type Units } from './units.ts'
import type { PlanFile } from './written.ts'

/** What plan.yaml says of the plan itself. */
export type PlanSheet = Placed & PlanFile

/** The kinds of entity that have ids. */
export type EntityKind =
  | 'plan'
  | 'unit'
  | 'group'
  | 'event'
  | 'objective'
  | 'task'
  | 'measure'
  | 'programme'
  | 'target'
  | 'duty'
  | 'milestone'
  | 'ruling'
  | 'record'
  /** A record kind of the repository's own. */
  | 'kind'

/** A place that defines an id. */
export interface Definition {
  readonly id: string
  readonly kind: EntityKind
  readonly place: Place
}

/** The official text that plan.yaml names. */
export interface SourceText {
  /** Its path, from plan.yaml. */
  readonly file: string
  /** Null where it cannot be read as text. */
  readonly text: string | null
  /** What its bytes hash to now; null where there is no such file. */
  readonly sha256: string | null
}

/** A value that a schema says names something: its path (`*` for any item) and what it refers to (`x-refers`). */
export interface Reference {
  readonly path: readonly string[]
  readonly refers: string
}

/** A file as written, with the references that its kind makes. */
export interface WrittenDocument extends Placed {
  readonly value: unknown
  readonly references: readonly Reference[]
}

/** Everything a repository says on one revision, checked against its schemas. */
export interface Plan {
  /** Null where plan.yaml is broken; rules that need it are then skipped. */
  readonly sheet: PlanSheet | null
  /** Null where plan.yaml names no official text. */
  readonly source: SourceText | null
  readonly units: Units
  readonly events: readonly UnitEvent[]
  readonly objectives: readonly Objective[]
  readonly tasks: readonly Task[]
  readonly measures: readonly Measure[]
  readonly programmes: readonly Programme[]
  readonly targets: readonly Target[]
  readonly duties: readonly Duty[]
  readonly milestones: readonly Milestone[]
  readonly rulings: readonly Ruling[]
  /** In the order of their files: by kind, year and id. */
  readonly records: readonly PlanRecord[]
  /** The record files that could not be read whole. */
  readonly brokenRecords: readonly BrokenRecord[]
  /** The record kinds known here: the built-in ones and the repository's own. */
  readonly recordKinds: readonly string[]
  /** The schemas of the repository's own kinds, by `records/<kind>`. */
  readonly ownSchemas: Readonly<Record<string, Schema>>
  /** Every file that its schema accepts, as written, but for the records. */
  documents(): Iterable<WrittenDocument>
  /** The file of a record. */
  documentOf(record: PlanRecord): WrittenDocument
  /** Every id and name that the files define, also those of files that were too broken to be read as entities. */
  readonly defined: Defined
}

/** A plan of which not all records may have been read, so that nobody may ask for them. */
export type PlanAlone = Omit<Plan, 'records' | 'brokenRecords'>

/** What exists, for checking references: broken files lend the ids that they can be seen to define. */
export interface Defined {
  has(kind: EntityKind, id: string): boolean
  /** True where some entity of any kind has this id. */
  hasAny(id: string): boolean
  /** True where a broken units file can be seen to hold this name. */
  lendsName(name: string): boolean
  ids(kind: EntityKind): Iterable<string>
  /** The ids of all that was read whole, and of the records that were not read. */
  everyId(): Iterable<string>
  /** Every definition that was read whole, in the order of kinds and files. */
  readonly all: readonly Definition[]
  /** The files that are not there, by the word of their kind. */
  readonly missing: ReadonlyMap<string, string>
  /** What rulings of a broken file can be seen to cover. */
  readonly covers: readonly { readonly rule: string; readonly id: string; readonly ruling: string }[]
  /** The rulings cannot be read at all: whether they cover something is not known. */
  readonly coversUnknown: boolean
  /** False where a file is broken, so that what is missing may stand in it. */
  readonly complete: boolean
}

/** The roles of each unit in the owner lines, groups not expanded; gathered when the first is asked for. */
function printedRoles(plan: PlanAlone): RolesOf {
  let roles: ReadonlyMap<string, readonly { task: string; role: Role }[]> | undefined
  return unit => {
    roles ??= rolesOfAll(plan)
    return roles.get(unit) ?? []
  }
}

function rolesOfAll(plan: PlanAlone): ReadonlyMap<string, readonly { task: string; role: Role }[]> {
  const roles = new Map<string, { task: string; role: Role }[]>()
  for (const task of plan.tasks) {
    for (const [role, owners] of [
      ['lead', task.leads] as const,
      ['participant', task.participants] as const,
    ]) {
      for (const owner of owners) {
        const party = plan.units.named(owner.printed, plan.sheet?.issuedOn)
        if (!party) continue
        roles.set(party.id, [...(roles.get(party.id) ?? []), { task: task.id, role }])
      }
    }
  }
  return roles
}

/** The members of a group on a day; null where nothing says who they are. */
export function groupMembers(plan: PlanAlone, group: Group, day: PlainDate): readonly Unit[] | null {
  return membersOn(group, day, plan.units, printedRoles(plan), {
    predecessors: unit => predecessorsOf(plan.events, unit, day),
    isReplaced: unit => isReplaced(plan.events, unit, day),
  })
}

/** The plan's last day stands for today once it is over: a plan is judged on its own time. */
export function defaultDay(sheet: PlanSheet | null, today: PlainDate): PlainDate {
  return sheet && sheet.period.to < today ? sheet.period.to : today
}
