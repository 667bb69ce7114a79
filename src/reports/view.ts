import type { PlainDate } from '../model/dates.ts'
import type { Text } from '../model/text.ts'

/** What a cell means; only a terminal turns it into colour. */
export type Tone = 'plain' | 'strong' | 'faint' | 'good' | 'warning' | 'bad'

/** A value in a table: words, a number (printed in full), or nothing. */
export interface Cell {
  readonly value: Text | number | null
  readonly tone?: Tone
  /** The ids of the records behind it; a format that can link links to them. */
  readonly records?: readonly string[]
}

/** How numbers of a column or chart are meant: 0.1667 as a percentage is 16.7%, an amount is in yuan. */
export type NumberForm = 'count' | 'percent' | 'amount'

export interface Column {
  readonly head: Text
  /** How its numbers are meant; as they are where it is left out. */
  readonly form?: NumberForm
  /** Its cells are texts, also where each of them reads like a day. */
  readonly isText?: boolean
  /** Numbers stand right. */
  readonly align?: 'left' | 'right'
}

/** A table; every format knows how to write one. */
export interface Table {
  readonly title?: Text
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** Printed below, also where there are no rows. */
  readonly note?: Text
}

/** One thing told field by field. */
export interface Card {
  readonly title: Text
  readonly fields: readonly { readonly label: Text; readonly value: Text }[]
}

/** Bars beside each other: how far each thing is. */
export interface BarChart {
  readonly kind: 'bars'
  readonly title: Text
  readonly form: NumberForm
  /** The value of a full bar. */
  readonly full: number
  /** `mark` is where the value should be by now; a value of null has no bar, and `note` says why. */
  readonly rows: readonly {
    readonly label: Text
    readonly value: number | null
    readonly mark?: number
    readonly tone?: Tone
    readonly note?: Text
    readonly records?: readonly string[]
  }[]
}

/** A heat grid: one toned cell for each row and column (unit × year). */
export interface GridChart {
  readonly kind: 'grid'
  readonly title: Text
  readonly columns: readonly Text[]
  readonly rows: readonly { readonly label: Text; readonly cells: readonly Cell[] }[]
}

/** Numbers over equal steps of time: activities by month. */
export interface SeriesChart {
  readonly kind: 'series'
  readonly title: Text
  readonly form: NumberForm
  readonly steps: readonly Text[]
  readonly series: readonly {
    readonly label: Text
    readonly values: readonly number[]
    /** The ids of the records behind each value. */
    readonly records?: readonly (readonly string[])[]
  }[]
}

/** A target against its path: what was observed, and the line from baseline to due. */
export interface PathChart {
  readonly kind: 'path'
  readonly title: Text
  readonly unit: Text
  readonly observed: readonly { readonly on: PlainDate; readonly value: number }[]
  readonly expected: readonly { readonly on: PlainDate; readonly value: number }[]
  readonly projected: { readonly on: PlainDate; readonly value: number } | null
}

/** Spans of time below each other: the phases of the schedule. */
export interface SpanChart {
  readonly kind: 'spans'
  readonly title: Text
  readonly day: PlainDate
  readonly rows: readonly {
    readonly label: Text
    readonly from: PlainDate
    readonly to: PlainDate
    readonly tone?: Tone
  }[]
}

export type Chart = BarChart | GridChart | SeriesChart | PathChart | SpanChart

/** How an official letter begins. */
export interface Letterhead {
  readonly title: Text
  readonly addressees: Text
}

export type Section =
  | { readonly table: Table }
  | { readonly card: Card }
  /** The records are those behind its numbers. */
  | {
      readonly text: Text
      readonly records?: readonly string[]
      /** It says the day and the revision: what has a head that says them leaves it out. */
      readonly isBasis?: true
    }
  | { readonly heading: Text; readonly level: 1 | 2 | 3 }
  | { readonly chart: Chart }
  | { readonly letterhead: Letterhead }
  | { readonly signature: { readonly by: Text; readonly on: PlainDate } }

/** An answer as it reads: what a person sees of `data`. */
export type View = readonly Section[]

/** What a question or report answers: the data for programs, and how it reads. */
export interface Answer {
  /** The kind in the JSON envelope, without `kepu/`: `list-tasks`. */
  readonly kind: string
  readonly data: unknown
  readonly view: View
  /** What pages, documents and workbooks hold, where that is more than one screen. */
  readonly page?: () => View
  /** What sheets (csv, xlsx) hold, where that is more than eyes want to see. */
  readonly sheet?: () => Table
  /** How its figures were reached, for a workbook that travels without the rest. */
  readonly method?: () => Table
  /** The statuses that occur in it, for `--fail-on`. */
  readonly statuses?: readonly string[]
  /** Whole days to be put into a calendar, made where one is asked for. */
  readonly days?: () => readonly CalendarDay[] | Promise<readonly CalendarDay[]>
}

/** A deadline or the like; `uid` never changes for the same thing. */
export interface CalendarDay {
  readonly uid: string
  readonly on: PlainDate
  readonly title: Text
  readonly description: Text
}

export const cell = (value: Text | string | number | null | undefined, tone?: Tone): Cell => ({
  value: typeof value === 'string' ? { zh: value, en: value } : (value ?? null),
  ...(tone && { tone }),
})

/** A number and the records that it was made from. */
export const counted = (value: number, records: readonly { readonly id: string }[], tone?: Tone): Cell => ({
  value,
  ...(tone && { tone }),
  ...behind(records),
})

/** The records behind a number, by their ids; nothing where there are none. */
export const behind = (
  records: readonly { readonly id: string }[],
): { readonly records?: readonly string[] } =>
  records.length > 0 ? { records: [...new Set(records.map(({ id }) => id))] } : {}

export const column = (zh: string, en: string, align?: 'right'): Column => ({
  head: { zh, en },
  ...(align && { align }),
})
