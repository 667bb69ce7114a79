import { eastAsianWidth } from 'get-east-asian-width'
import { narrowestWidth } from '../width.ts'

/** What a cell takes besides its words: its margins, and room to spare. */
const margins = 3

/** A text up to this width is not broken where there is room: a status, a day, a head. */
const unbroken = 13

/** No column is narrower than three characters. */
const narrowest = 6

/** So many rows tell what the others are like. */
const sample = 400

/** How the columns of a table share a line of paper; widths are in halves of a character, margins counted in. */
interface Shares {
  readonly widths: readonly number[]
  /** The lines that a row takes, on average. */
  readonly height: number
  /** There is room for what should not be broken. */
  readonly fits: boolean
}

/**
 * Shares the room so that rows stay low: each column gets what must not be broken, then the one that makes the most rows
 * high gets the next half character.
 * @param rows the texts of the cells, the head first
 */
export function shares([head = [], ...rows]: readonly (readonly string[])[], room: number): Shares {
  const body = sampled(rows).map(row => row.map(textWidth))
  const widths = head.map((text, column) =>
    rows.reduce(leastFor(column), Math.ceil(Math.min(textWidth(text), unbroken))),
  )
  let free = room - widths.length * margins - sum(widths)
  const fits = free >= 0
  while (free < 0 && Math.max(...widths) > narrowest) {
    const widest = widths.indexOf(Math.max(...widths))
    widths[widest] = (widths[widest] ?? 0) - 1
    free++
  }
  while (free > 0) {
    const needy = neediest(body, widths)
    if (needy < 0) break
    widths[needy] = (widths[needy] ?? 0) + 1
    free--
  }
  const lines = body.map(row => highest(row, widths).lines)
  return {
    widths: widths.map(width => width + margins),
    height: lines.length === 0 ? 1 : sum(lines) / lines.length,
    fits,
  }
}

const leastFor =
  (column: number) =>
  (most: number, row: readonly string[]): number =>
    Math.max(most, leastOf(row[column] ?? ''))

/** A short text, or the longest word of a longer one. */
function leastOf(text: string): number {
  const width = textWidth(text)
  return Math.ceil(width <= unbroken ? width : narrowestWidth(text) * latin)
}

/** The column that makes the most lines; -1 where every row is one line high. */
function neediest(body: readonly (readonly number[])[], widths: readonly number[]): number {
  const votes = widths.map(() => 0)
  for (const row of body) {
    const { column, lines } = highest(row, widths)
    if (lines > 1) votes[column] = (votes[column] ?? 0) + lines
  }
  const most = Math.max(...votes)
  return most === 0 ? -1 : votes.indexOf(most)
}

function highest(row: readonly number[], widths: readonly number[]): { column: number; lines: number } {
  let [column, lines] = [0, 1]
  for (const [index, width] of row.entries()) {
    const own = Math.ceil(width / (widths[index] ?? narrowest))
    if (own > lines) [column, lines] = [index, own]
  }
  return { column, lines }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

function sampled<Row>(rows: readonly Row[]): readonly Row[] {
  const step = Math.ceil(rows.length / sample)
  return step <= 1 ? rows : rows.filter((_, index) => index % step === 0)
}

/** A Latin letter, as the widest of the fonts that may stand in draws it; Chinese ones count two. */
const latin = 1.3

/** The width of the widest line of a text on paper; what is ambiguous is wide in Chinese fonts. */
function textWidth(text: string): number {
  let [widest, width] = [0, 0]
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code === 0x0a) width = 0
    else width += code < 0x7f ? latin : eastAsianWidth(code, { ambiguousAsWide: true })
    widest = Math.max(widest, width)
  }
  return widest
}
