import type { Text } from '../model/text.ts'

/** What a cell means; only a terminal turns it into colour. */
export type Tone = 'plain' | 'strong' | 'faint' | 'good' | 'warning' | 'bad'

/** A value in a table: words, a number (printed in full), or nothing. */
export interface Cell {
  readonly value: Text | number | null
  readonly tone?: Tone
}

export interface Column {
  readonly head: Text
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

export type Section = { readonly table: Table } | { readonly card: Card } | { readonly text: Text }

/** An answer as it reads: what a person sees of `data`. */
export type View = readonly Section[]

/** What a question or report answers: the data for programs, and how it reads. */
export interface Answer {
  /** The kind in the JSON envelope, without `kepu/`: `list-tasks`. */
  readonly kind: string
  readonly data: unknown
  readonly view: View
}

export const cell = (value: Text | string | number | null | undefined, tone?: Tone): Cell => ({
  value: typeof value === 'string' ? { zh: value, en: value } : (value ?? null),
  ...(tone && { tone }),
})

export const column = (zh: string, en: string, align?: 'right'): Column => ({
  head: { zh, en },
  ...(align && { align }),
})
