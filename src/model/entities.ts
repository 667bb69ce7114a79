import type { Clause } from './clause.ts'
import type { PlainDate } from './dates.ts'
import type { Place, Placed } from './place.ts'
import type {
  ActivityRecord,
  DutiesFile,
  MilestonesFile,
  Name,
  ObjectivesFile,
  ProgrammesFile,
  RulingsFile,
  TargetsFile,
  TaskFile,
  UnitsFile,
} from './written.ts'

type Item<List> = List extends readonly (infer Entry)[] ? Entry : never

/** An identity that owes and acts: 区科协, 古荥镇. */
export type Unit = Placed & Item<UnitsFile['units']>
/** Units named together: 各镇（街道）, the leads of a task. Neither members nor query: its members are unknown. */
export type Group = Placed & Item<NonNullable<UnitsFile['groups']>>
export type UnitEvent = Placed & Item<NonNullable<UnitsFile['events']>>
export type Objective = Placed & Item<ObjectivesFile['objectives']>
export type Programme = Placed & Item<ProgrammesFile['programmes']>
export type Target = Placed & Item<TargetsFile['targets']>
export type Duty = Placed & Item<DutiesFile['duties']>
export type Milestone = Placed & Item<MilestonesFile['milestones']>
export type Ruling = Placed & Item<RulingsFile['rulings']>
export type { Name }

/** An owner as a task prints it; `plan.units.named(printed)` says who that is. */
export interface Owner {
  readonly printed: string
  readonly place: Place
}

export type Role = 'lead' | 'participant'

export interface Measure extends Placed {
  readonly id: string
  readonly task: string
  readonly clause: Clause
  readonly title: string
  readonly programmes: readonly string[]
}

export interface Task extends Placed {
  readonly id: string
  readonly kind: TaskFile['kind']
  readonly title: string
  readonly clause: Clause
  readonly leads: readonly Owner[]
  readonly participants: readonly Owner[]
  readonly open: boolean
  readonly measures: readonly Measure[]
}

/** What every record holds; the further fields of its kind are in `fields`. */
export interface PlanRecord extends Placed {
  readonly id: string
  readonly kind: string
  readonly date: PlainDate
  /** The name of the unit on `date`, as written; absent where the kind allows it. */
  readonly unit: string | undefined
  readonly title: string
  /** The record as written, every field of its kind. */
  readonly fields: RecordFields
}

/** The fields of records of any kind, as far as the tool itself asks for them. */
export type RecordFields = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly date: PlainDate
  readonly unit?: string
  readonly title: string
  readonly withdrawn?: { readonly on: PlainDate; readonly reason: string }
  readonly fulfils?: readonly string[]
  readonly evidence?: readonly WrittenEvidence[]
  /** The amendment that lets the record be added or changed in a closed period. */
  readonly amendment?: string
}

/** A record file that could not be read whole. It happened, but nobody can say surely what it says. */
export interface BrokenRecord {
  /** POSIX path from the folder of plan.yaml. */
  readonly file: string
  readonly kind: string
  /** The year of its folder. */
  readonly year: string
  /** Its text, as far as it is one; null where it cannot be read at all. */
  readonly text: string | null
}

/** What shows a record, as written: one line, or its parts by name. */
export type WrittenEvidence = NonNullable<ActivityRecord['evidence']>[number]
