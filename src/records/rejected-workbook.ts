import type { Language } from '../model/text.ts'
import type { Sheet, SheetRow } from '../sheets/sheet.ts'
import type { WrittenCell } from '../sheets/workbook-spec.ts'
import { writeWorkbook } from '../sheets/write-workbook.ts'
import type { Columns } from './columns.ts'
import type { RejectedRow } from './import-rows.ts'

/** The rows that were not imported, as they stand, with the reasons in a last column that an import passes over. */
export function rejectedWorkbook(
  { rows }: Sheet,
  { headRow }: Columns,
  rejected: readonly RejectedRow[],
  language: Language,
  created: string,
): Promise<Uint8Array> {
  const reasons = new Map(
    rejected.map(({ row, problems }) => [
      row,
      problems.map(({ column, message }) => `${column ? `${column} ` : ''}${message[language]}`).join('；'),
    ]),
  )
  const wrong = rows.filter(({ number }) => reasons.has(number))
  // A row may be broader than the heads; what it holds there is for the person to put where it belongs.
  const width = Math.max(headRow.cells.length, ...wrong.map(({ cells }) => cells.length))
  const heads = Array.from({ length: width }, (_, index) => {
    const head = headRow.cells[index]?.value
    return typeof head === 'string' ? head : ''
  })
  const title = { zh: '退回', en: 'Rejected' }[language]
  return writeWorkbook({
    title,
    language,
    created,
    sheets: [
      {
        name: title,
        columns: [
          ...heads.map(head => ({ head, kind: 'text' as const })),
          { head: { zh: '退回原因', en: 'reason' }[language], kind: 'text', width: 60 },
        ],
        rows: wrong.map(row => [
          ...cellsOf(row, width),
          { value: reasons.get(row.number) ?? '', tone: 'bad' },
        ]),
      },
    ],
  })
}

function cellsOf({ cells }: SheetRow, width: number): WrittenCell[] {
  return Array.from({ length: width }, (_, index) => ({ value: cells[index]?.value ?? null }))
}
