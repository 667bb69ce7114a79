import { fold } from './fold.ts'

/** Where something stands in the source text: UTF-16 offsets, `end` exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Words as the document prints them, page breaks closed up, and where they stand. */
export interface Printed extends Range {
  readonly text: string
}

/** Text joined out of pieces of the source; `offsets[i]` is where `text[i]` stands there. */
export interface Passage {
  readonly text: string
  readonly offsets: readonly number[]
}

/** The source range of `text[from, to)`; `to` must be greater than `from`. */
export function rangeIn({ offsets }: Passage, from: number, to: number): Range {
  const start = offsets[from] ?? 0
  return { start, end: (offsets[to - 1] ?? start) + 1 }
}

/** `text[from, to)` without the spaces around it; null when nothing is left. */
export function printedIn(passage: Passage, from = 0, to = passage.text.length): Printed | null {
  const piece = passage.text.slice(from, to)
  const text = piece.trim()
  if (!text) return null
  const first = from + piece.indexOf(text)
  return { text, ...rangeIn(passage, first, first + text.length) }
}

/**
 * Where words stand in a passage; widths, dashes, quotes, brackets and spaces are forgiven, and a page break in
 * the middle of them too. Null when they do not stand there.
 */
export function find(passage: Passage, words: string): Range | null {
  const sought = fold(words).text
  if (!sought) return null
  const folded = fold(passage.text)
  const at = folded.text.indexOf(sought)
  if (at < 0) return null
  return rangeIn(passage, folded.offsets[at] ?? 0, (folded.offsets[at + sought.length - 1] ?? 0) + 1)
}
