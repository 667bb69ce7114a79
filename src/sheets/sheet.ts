import type { PlainDate } from '../model/dates.ts'
import type { Text } from '../model/text.ts'

/** What stands in a cell: text, a number, a logical value, a day, or nothing. CSV knows text only. */
export type SheetValue = string | number | boolean | { readonly date: PlainDate } | null

export interface SheetCell {
  /** As the program shows it: `C7`. */
  readonly address: string
  readonly value: SheetValue
  /** Why the value cannot be trusted, whatever is meant by its column, and what to do. */
  readonly fault?: Text
}

export interface SheetRow {
  /** As the program shows it, from 1; in CSV the line on which the row begins, empty lines counted. */
  readonly number: number
  /** By position: the first is column A; there is none after the last that holds something. */
  readonly cells: readonly SheetCell[]
  /** What is wrong with the row as a whole. */
  readonly fault?: Text
}

/** One table of a file; rows without any value are left out. */
export interface Sheet {
  readonly name: string
  readonly rows: readonly SheetRow[]
}

/** The letters of a column by its index from 0: A, Z, AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
