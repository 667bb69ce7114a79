import type { RecordLine } from '../reports/record-lines.ts'

/** What a page, a letter or a workbook says besides the answer itself. */
export interface Edition {
  /** Null where plan.yaml is broken, or nothing was asked of a plan. */
  readonly planTitle: string | null
  /** When a file says that it was made: SOURCE_DATE_EPOCH, else the start of the day that is asked about; `…T00:00:00Z`. */
  readonly made: string
  /** A record that a cell names as standing behind it; undefined where the plan has none of that id. */
  record(id: string): RecordLine | undefined
}
