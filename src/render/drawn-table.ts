import CliTable from 'cli-table3'
import { type DrawRows, gap, plainRows } from './table.ts'

/** Above so many rows they are written plainly: cli-table3 takes a third of a millisecond for each. */
const drawn = 300

const none = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
}

/** Rows on a terminal, drawn by cli-table3; loaded only there. Its own wrapping loses Chinese text and is never used. */
export const drawRows: DrawRows = wrapped => {
  const { columns, rows, widths, paint } = wrapped
  if (rows.length === 0) return []
  if (rows.length > drawn) return plainRows(wrapped)
  const table = new CliTable({
    chars: { ...none, middle: ' '.repeat(gap) },
    style: { 'padding-left': 0, 'padding-right': 0, border: [], head: [], compact: true },
    colWidths: [...widths],
    colAligns: columns.map(({ align }) => align ?? 'left'),
  })
  for (const [index, row] of rows.entries()) {
    table.push(row.map((lines, column) => lines.map(line => paint(index, column, line)).join('\n')))
  }
  return table.toString().split('\n')
}
