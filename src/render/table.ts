import type { Cell, Column, NumberForm, Table } from '../reports/view.ts'
import { safe } from './safe.ts'
import type { Screen } from './screen.ts'
import { displayWidth, narrowestWidth, pad, wrap } from './width.ts'

/** Columns of the screen between two columns of a table. */
export const gap = 2
/** No column is squeezed below this many columns of the screen. */
const narrowest = 6

/** Rows whose cells are wrapped to the widths of their columns; each line of a cell is painted by itself. */
export interface WrappedRows {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly (readonly string[])[])[]
  readonly widths: readonly number[]
  paint(row: number, column: number, line: string): string
}

/** Writes wrapped rows as lines. */
export type DrawRows = (rows: WrappedRows) => string[]

/** A table as lines: columns aligned, and fitted to the width of the screen by wrapping the widest cells. */
export function tableLines({ columns, rows }: Table, screen: Screen, draw: DrawRows): string[] {
  const heads = columns.map(({ head }) => head[screen.language])
  const texts = rows.map(row => row.map((cell, index) => cellText(cell, screen, columns[index]?.form)))
  const widths = columnWidths([heads, ...texts], screen.width)
  if (!fits([heads, ...texts], widths, screen.width)) {
    return rowByRow(heads, texts, rows, screen)
  }
  const wrapped = (row: readonly string[]) => row.map((text, column) => wrap(text, widths[column] ?? 0))
  const head = {
    columns,
    widths,
    rows: [wrapped(heads)],
    paint: (_row: number, _column: number, line: string) => screen.paint.tone('strong', line),
  }
  const body = {
    columns,
    widths,
    rows: texts.map(wrapped),
    paint: (row: number, column: number, line: string) => screen.paint.tone(rows[row]?.[column]?.tone, line),
  }
  return [...plainRows(head), ...draw(body)].map(line => line.trimEnd())
}

/** True where columns of these widths stand beside each other on the screen, and no word is broken. */
function fits(rows: readonly (readonly string[])[], widths: readonly number[], width: number): boolean {
  const spare = roomIn(width, widths) - sumOf(widths)
  // What was narrowed fills the screen; the rest need not be measured.
  if (spare !== 0) return spare > 0
  return greatest(rows, narrowestWidth).every((least, column) => least <= (widths[column] ?? 0))
}

/** Where a screen is too narrow for so many columns, each row is told by itself, a line or more for each cell. */
function rowByRow(
  heads: readonly string[],
  texts: readonly (readonly string[])[],
  rows: Table['rows'],
  { paint, width }: Screen,
): string[] {
  const indent = Math.max(...heads.map(displayWidth)) + gap
  return texts.flatMap((row, index) => [
    ...(index > 0 ? [''] : []),
    ...row.flatMap((text, column) =>
      text === ''
        ? []
        : wrap(text, width - indent).map((line, part) => {
            const head = part === 0 ? (heads[column] ?? '') : ''
            return paint.tone('strong', pad(head, indent)) + paint.tone(rows[index]?.[column]?.tone, line)
          }),
    ),
  ])
}

/** How wide each column becomes, in columns of the screen: as its widest cell asks, or less where it has to be. */
function columnWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const natural = greatest(rows, lineWidth)
  return sumOf(natural) <= roomIn(width, natural)
    ? natural
    : squeezed(natural, greatest(rows, narrowestWidth), width)
}

/** The greatest measure of the cells of each column. */
const greatest = (rows: readonly (readonly string[])[], measure: (text: string) => number): number[] =>
  (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, row) => Math.max(most, measure(row[column] ?? '')), 0),
  )

/** The words of a cell in the screen's language. */
export function cellText({ value }: Cell, { language }: Pick<Screen, 'language'>, form?: NumberForm): string {
  if (value === null) return ''
  return safe(typeof value === 'number' ? numberText(value, form) : value[language])
}

/** A number for eyes: 0.1667 as a percentage is 16.7%; an amount has groups of three digits. */
export function numberText(value: number, form: NumberForm | undefined): string {
  if (form === 'percent') return `${Number((value * 100).toFixed(1))}%`
  if (form === 'amount') return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
  return String(value)
}

const sumOf = (widths: readonly number[]): number => widths.reduce((sum, one) => sum + one, 0)
/** What the gaps leave of a width. */
const roomIn = (width: number, columns: readonly number[]): number => width - gap * (columns.length - 1)

const lineWidth = (text: string): number => Math.max(...text.split('\n').map(displayWidth))

/**
 * Takes from the widest columns until the table fits; they are wrapped, never cut. Words are broken only where there is
 * no other way.
 */
function squeezed(natural: readonly number[], unbroken: readonly number[], width: number): number[] {
  const widths = [...natural]
  let excess = sumOf(widths) - roomIn(width, widths)
  for (const least of [unbroken.map(one => Math.max(one, narrowest)), unbroken.map(() => narrowest)]) {
    while (excess > 0) {
      const loose = widths.map((one, index) => (one > (least[index] ?? 0) ? one : 0))
      const widest = Math.max(...loose)
      if (widest === 0) break
      widths[loose.indexOf(widest)] = widest - 1
      excess--
    }
  }
  return widths
}

/** Rows as plain lines, each cell filled to the width of its column. */
export function plainRows({ columns, rows, widths, paint }: WrappedRows): string[] {
  return rows.flatMap((row, index) => {
    const height = Math.max(...row.map(lines => lines.length))
    return Array.from({ length: height }, (_, line) =>
      row
        .map((lines, column) => {
          const text = lines[line] ?? ''
          const side = columns[column]?.align === 'right' ? 'left' : 'right'
          const padded = pad(text, widths[column] ?? 0, side)
          return text === '' ? padded : padded.replace(text, () => paint(index, column, text))
        })
        .join(' '.repeat(gap)),
    )
  })
}
