import type { Language } from '../model/text.ts'
import type { Table, View } from '../reports/view.ts'
import { safe } from './safe.ts'
import { cellText } from './table.ts'

/** What spreadsheets would take for a formula. */
const formula = /^[=+\-@\t\r]/

/** The tables of an answer for Excel: UTF-8 with BOM, CRLF, nothing that is run as a formula. */
export function renderCsv(view: View, screen: { readonly language: Language }): string {
  const tables = view.flatMap(section => ('table' in section ? [section.table] : []))
  return `\ufeff${tables.map(table => rows(table, screen)).join('\r\n')}`
}

function rows(table: Table, screen: { readonly language: Language }): string {
  const head = table.columns.map(column => quoted(column.head[screen.language]))
  const body = table.rows.map(row =>
    row.map(cell => (typeof cell.value === 'number' ? String(cell.value) : quoted(cellText(cell, screen)))),
  )
  return [head, ...body].map(fields => `${fields.join(',')}\r\n`).join('')
}

function quoted(text: string): string {
  const field = formula.test(text) ? `'${safe(text)}` : safe(text)
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
