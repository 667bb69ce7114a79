import type { PlainDate } from '../model/dates.ts'

/** What a cell means to whoever looks at it; shown by colour and weight. */
export type CellTone = 'plain' | 'strong' | 'faint' | 'good' | 'warning' | 'bad'

/** Text stays text whatever it looks like, a day is a day in every time zone. */
export type WrittenValue = string | number | boolean | { readonly date: PlainDate } | null

export interface WrittenCell {
  readonly value: WrittenValue
  readonly tone?: CellTone | undefined
}

/** How the numbers of a column are shown; a percentage is written as its fraction, 0.12 for 12%. */
export type ColumnKind = 'text' | 'integer' | 'number' | 'percent' | 'amount' | 'date'

export interface WrittenColumn {
  readonly head: string
  readonly kind: ColumnKind
  /** In characters; measured from what is in the column where it is left out. */
  readonly width?: number
  /** A drop-down list for the rows of the table and those to be filled in. */
  readonly choices?: readonly string[]
  /** The list only helps: other words are taken, too. */
  readonly isOpen?: boolean
  /** Shown beside the head when the mouse is over it. */
  readonly note?: string
}

export interface WrittenSheet {
  /** Made fit for a sheet's name, and unlike the others. */
  readonly name: string
  /** Lines above the head: a title, what to do. */
  readonly lead?: readonly WrittenCell[]
  readonly columns: readonly WrittenColumn[]
  readonly rows: readonly (readonly WrittenCell[])[]
  /** Lines below the table. */
  readonly notes?: readonly string[]
  /** Rows below the others that are prepared to be filled in: formats and drop-down lists. */
  readonly blanks?: number
  /** Columns at the left that stay in view. */
  readonly frozenColumns?: number
  /** Printed at the top of every page. */
  readonly pageHead?: string
  /** No head, no filter: lines to be read. */
  readonly isProse?: boolean
}

/** A workbook as plain data. The same spec makes the same bytes. */
export interface WorkbookSpec {
  readonly title: string
  readonly sheets: readonly WrittenSheet[]
  /** The day that stands in the properties of the file. */
  readonly created: PlainDate
  /** What the page numbers and the hidden sheet of choices are called. */
  readonly language: 'zh' | 'en'
  /** Called for each row of a table. */
  readonly step?: () => void
}
