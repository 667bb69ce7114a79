import type { EntityKind } from '../model/plan.ts'
import { type FileTypes, recordKinds } from '../model/written.ts'

/** A kind of file, named like its schema: `plan`, `units`, `task` …, `records/activity` … */
export type FileKind = keyof FileTypes | `records/${string}`

/** The kinds of file whose schemas the tool carries. */
export type BuiltInKind = keyof FileTypes

export const isBuiltIn = (kind: FileKind): kind is BuiltInKind =>
  !kind.startsWith('records/') || isRecordKind(kind.slice('records/'.length))

/** The files of a data repository that stand once, and what they define. */
export const singleFiles = {
  'plan.yaml': 'plan',
  'units.yaml': 'units',
  'objectives.yaml': 'objectives',
  'programmes.yaml': 'programmes',
  'targets.yaml': 'targets',
  'duties.yaml': 'duties',
  'milestones.yaml': 'milestones',
  'rulings.yaml': 'rulings',
} as const satisfies Record<string, FileKind>

/** True for the names in `singleFiles`, not for what every object has besides (`constructor`). */
export const isSingleFile = (name: string): name is keyof typeof singleFiles =>
  Object.hasOwn(singleFiles, name)

/** What kinds of entity a file of each kind defines, as far as ids tell. */
export const defines: Readonly<Partial<Record<FileKind, readonly EntityKind[]>>> = {
  plan: ['plan'],
  units: ['unit', 'group', 'event'],
  objectives: ['objective'],
  task: ['task', 'measure'],
  programmes: ['programme'],
  targets: ['target'],
  duties: ['duty'],
  milestones: ['milestone'],
  rulings: ['ruling'],
}

type RecordKind = (typeof recordKinds)[number]

/** True for the record kinds that the tool carries. */
export const isRecordKind = (name: string): name is RecordKind =>
  (recordKinds as readonly string[]).includes(name)
