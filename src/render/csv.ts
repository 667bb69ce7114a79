import { plainNumber } from '../model/plain-number.ts'
import type { Language } from '../model/text.ts'
import type { Table, View } from '../reports/view.ts'
import type { Envelope } from './json.ts'
import { safe } from './safe.ts'
import { sampleWord } from './sample.ts'
import { cellText } from './table.ts'

/** What spreadsheets would take for a formula, and what reads as such a text that is guarded already. */
const formula = /^'*[=+\-@\t]/

/** The tables of an answer for Excel: UTF-8 with BOM, CRLF, nothing that is run as a formula. */
export function renderCsv(
  view: View,
  screen: { readonly language: Language },
  envelope?: Pick<Envelope, 'sample'>,
): string {
  const tables = view.flatMap(section => ('table' in section ? [section.table] : []))
  return `\ufeff${tables.map(table => rows(envelope?.sample ? markedAsSample(table) : table, screen)).join('\r\n')}`
}

/** A column, not a row: a row would be counted. */
const markedAsSample = (table: Table): Table => ({
  ...table,
  columns: [...table.columns, { head: sampleWord }],
  rows: table.rows.map(row => [...row, { value: sampleWord }]),
})

function rows(table: Table, screen: { readonly language: Language }): string {
  const head = table.columns.map(column => quoted(column.head[screen.language]))
  const body = table.rows.map(row =>
    row.map(cell =>
      typeof cell.value === 'number' ? plainNumber(cell.value) : quoted(cellText(cell, screen)),
    ),
  )
  return [head, ...body].map(fields => `${fields.join(',')}\r\n`).join('')
}

function quoted(text: string): string {
  const shown = safe(text)
  const field = formula.test(shown) ? `'${shown}` : shown
  return /[",;\t\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
