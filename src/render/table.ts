import CliTable from 'cli-table3'
import type { Cell, Column, Table } from '../reports/view.ts'
import { safe } from './safe.ts'
import type { Screen } from './screen.ts'
import { displayWidth, pad, wrap } from './width.ts'

/** Above so many rows the lines are written plainly: cli-table3 takes a third of a millisecond for each. */
const drawn = 300
const gap = 2
/** No column is squeezed below this many columns of the screen. */
const narrowest = 6

/** A table as lines: columns aligned, and fitted to the width of the screen by wrapping the widest cells. */
export function tableLines(table: Table, screen: Screen): string[] {
  const heads = table.columns.map(({ head }) => head[screen.language])
  const texts = table.rows.map(row => row.map(cell => cellText(cell, screen)))
  const widths = squeezed(
    heads.map((head, index) =>
      Math.max(displayWidth(head), ...texts.map(row => lineWidth(row[index] ?? ''))),
    ),
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

/** Takes from the widest columns until the table fits; they are wrapped, never cut. */
function squeezed(natural: readonly number[], width: number): number[] {
  const widths = [...natural]
  const room = width - gap * (widths.length - 1)
  for (let total = widths.reduce((sum, one) => sum + one, 0); total > room; total--) {
    const widest = Math.max(...widths)
    if (widest <= narrowest) break
    widths[widths.indexOf(widest)] = widest - 1
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
