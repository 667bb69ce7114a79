import CliTable from 'cli-table3'
import type { Cell, Column, Table } from '../reports/view.ts'
import { safe } from './safe.ts'
import type { Screen } from './screen.ts'
import { displayWidth, narrowestWidth, pad, wrap } from './width.ts'

/** Above so many rows the lines are written plainly: cli-table3 takes a third of a millisecond for each. */
const drawn = 300
const gap = 2
/** No column is squeezed below this many columns of the screen. */
const narrowest = 6

/** A table as lines: columns aligned, and fitted to the width of the screen by wrapping the widest cells. */
export function tableLines(table: Table, screen: Screen): string[] {
  const heads = table.columns.map(({ head }) => head[screen.language])
  const texts = table.rows.map(row => row.map(cell => cellText(cell, screen)))
  const columns = heads.map((head, index) => [head, ...texts.map(row => row[index] ?? '')])
  const widths = squeezed(
    columns.map(cells => Math.max(...cells.map(lineWidth))),
    columns.map(cells => Math.max(...cells.map(narrowestWidth))),
    screen.width,
  )
  const rows = texts.map(row => row.map((text, index) => wrap(text, widths[index] ?? text.length)))
  const painted = (cell: Cell | undefined, line: string) => screen.paint.tone(cell?.tone, line)
  const lines =
    table.rows.length <= drawn
      ? draw(table, rows, widths, painted)
      : rows.flatMap((row, index) =>
          plainRow(table.columns, row, widths, (column, line) => painted(table.rows[index]?.[column], line)),
        )
  const head = plainRow(
    table.columns,
    heads.map((text, index) => wrap(text, widths[index] ?? 0)),
    widths,
    (_, line) => screen.paint.tone('strong', line),
  )
  return [...head, ...lines].map(line => line.trimEnd())
}

/** The words of a cell in the screen's language. */
export function cellText({ value }: Cell, { language }: Pick<Screen, 'language'>): string {
  if (value === null) return ''
  return safe(typeof value === 'number' ? String(value) : value[language])
}

const lineWidth = (text: string): number => Math.max(...text.split('\n').map(displayWidth))

/**
 * Takes from the widest columns until the table fits; they are wrapped, never cut. Words are broken only where there is
 * no other way.
 */
function squeezed(natural: readonly number[], unbroken: readonly number[], width: number): number[] {
  const widths = [...natural]
  const room = width - gap * (widths.length - 1)
  let excess = widths.reduce((sum, one) => sum + one, 0) - room
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

function draw(
  table: Table,
  rows: readonly (readonly string[][])[],
  widths: readonly number[],
  painted: (cell: Cell | undefined, line: string) => string,
): string[] {
  if (rows.length === 0) return []
  const none = ''
  const drawing = new CliTable({
    chars: {
      top: none,
      'top-mid': none,
      'top-left': none,
      'top-right': none,
      bottom: none,
      'bottom-mid': none,
      'bottom-left': none,
      'bottom-right': none,
      left: none,
      'left-mid': none,
      mid: none,
      'mid-mid': none,
      right: none,
      'right-mid': none,
      middle: ' '.repeat(gap),
    },
    style: { 'padding-left': 0, 'padding-right': 0, border: [], head: [], compact: true },
    colWidths: [...widths],
    colAligns: table.columns.map(({ align }) => align ?? 'left'),
  })
  for (const [index, row] of rows.entries()) {
    drawing.push(
      row.map((lines, column) => lines.map(line => painted(table.rows[index]?.[column], line)).join('\n')),
    )
  }
  return drawing.toString().split('\n')
}

function plainRow(
  columns: readonly Column[],
  row: readonly (readonly string[])[],
  widths: readonly number[],
  paint: (column: number, line: string) => string,
): string[] {
  const height = Math.max(...row.map(lines => lines.length))
  return Array.from({ length: height }, (_, line) =>
    row
      .map((lines, column) => {
        const text = lines[line] ?? ''
        const side = columns[column]?.align === 'right' ? 'left' : 'right'
        const padded = pad(text, widths[column] ?? 0, side)
        return text === '' ? padded : padded.replace(text, () => paint(column, text))
      })
      .join(' '.repeat(gap)),
  )
}
