import type { Comparison } from '../changes/marks.ts'
import type { PlainDate } from '../model/dates.ts'
import type { PlanRecord } from '../model/entities.ts'
import type { Plan, PlanAlone, PlanSheet } from '../model/plan.ts'
import type { Finding, Severity } from '../model/problem.ts'
import type { Text } from '../model/text.ts'
import type { Repository } from '../repository/open.ts'

/**
 * A wrong edit of the example plan: `right` is a piece of one of its files, `wrong` what it becomes.
 * The tests make the edit and expect this rule, and no other, to speak.
 */
export interface Example {
  readonly file: string
  readonly right: string
  readonly wrong: string
  /** The bytes of the wrong file, where text cannot say it. */
  readonly bytes?: Uint8Array
  /** What stands in the place of the file. */
  readonly entry?: 'folder' | 'denied' | 'gone'
  /** Where the file lies when it is wrong. */
  readonly movedTo?: string
  /** Files that the plan has besides, before the edit and after it. */
  readonly beside?: Readonly<Record<string, string>>
  /** Another piece that the edit changes too. */
  readonly also?: { readonly file: string; readonly right: string; readonly wrong: string }
}

/** What is told of every rule, whoever finds it out. */
export interface RulePage {
  readonly id: string
  readonly severity: Severity
  /** What holds when the rule is kept, in one sentence. */
  readonly summary: Text
  /** Why it matters, and what to do. */
  readonly page: Text
  readonly example: Example
}

/** What a rule may ask beside the plan. */
interface Setting {
  /** The plan's own sheet. */
  readonly sheet: PlanSheet
  /** The day of the validation. */
  readonly today: PlainDate
}

/** A rule over the whole plan, but for its records. What failed its schema never reaches it. */
export interface Rule extends RulePage {
  check(plan: PlanAlone): Iterable<Finding>
}

/** A rule that needs plan.yaml; skipped with one note where that file is broken. */
export interface SheetRule extends RulePage {
  checkWithSheet(plan: PlanAlone, setting: Setting): Iterable<Finding>
}

/**
 * A rule about records, each by itself: what it says of one depends on that record, on the plan, and on the records that tell
 * of others (`tellingKinds`); never on any further record. So a record of which it has nothing to say can be left out.
 */
export interface RecordRule extends RulePage {
  /** @param plan whose records are at least the telling ones */
  ofRecords(plan: Plan): SaidOfRecord
}

/** A rule about records that needs plan.yaml. */
export interface RecordSheetRule extends RulePage {
  ofRecordsWithSheet(plan: Plan, setting: Setting): SaidOfRecord
}

/** What a rule says of a record; it is asked of one after the other, in the order of their files. */
export type SaidOfRecord = (record: PlanRecord) => readonly Finding[]

/** Nothing is wrong. */
export const nothing: readonly Finding[] = []

/** A rule about the files themselves. Only `validate` asks it: it reads more than the questions need. */
export interface FileRule extends RulePage {
  checkFiles(repository: Repository): Promise<readonly Finding[]>
}

/** A rule about what changed since a revision; asked only where one is given. A ruling cannot cover what it finds. */
export interface ChangeRule extends RulePage {
  checkChanges(comparison: Comparison): Iterable<Finding>
}
