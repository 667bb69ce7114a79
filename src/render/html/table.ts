import type { Cell, Column, Table } from '../../reports/view.ts'
import { cellText } from '../table.ts'
import { displayWidth } from '../width.ts'
import { html, type Markup } from './html.ts'
import type { Pen } from './pen.ts'

/** What is as short as a day or a status, in columns of a screen, is not broken. */
const short = 10

/** Above so many columns a table is printed across the sheet. */
const broadFrom = 11

/**
 * The rows and the note of a table; the script of the page makes it sort and filter.
 * @param labelledBy the id of the heading that names it; null where its columns have to do
 */
export function tableMarkup({ columns, rows, note }: Table, pen: Pen, labelledBy: string | null): Markup {
  const body = rows.map(row => {
    pen.step()
    return html`<tr>${row.map((cell, index) => cellMarkup(cell, columns[index], pen))}</tr>\n`
  })
  return html`${rows.length > 0 ? sheetMarkup({ columns, rows: body, labelledBy }, pen) : null}${
    note ? html`<p class="note">${pen.say(note)}</p>\n` : null
  }`
}

/** Rows under their heads, in a frame that scrolls where the screen is narrow. */
export function sheetMarkup(
  sheet: {
    readonly columns: readonly Column[]
    readonly rows: readonly Markup[]
    /** The id of its heading, as above. */
    readonly labelledBy: string | null
  },
  pen: Pen,
): Markup {
  const { columns, rows, labelledBy } = sheet
  const heads = columns.map(
    ({ head, align }) => html`<th scope="col"${align ? html` class="n"` : null}>${pen.say(head)}</th>`,
  )
  const name = labelledBy
    ? html` aria-labelledby="${labelledBy}"`
    : html` aria-label="${columns.map(({ head }) => pen.say(head)).join(' ')}"`
  const broad = columns.length >= broadFrom ? html` broad` : null
  return html`<div class="frame${broad}" role="group" tabindex="0"${name}>
<table class="sheet"${name}>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
`
}

function cellMarkup(cell: Cell, column: Column | undefined, pen: Pen): Markup {
  const text = cellText(cell, pen, column?.form)
  // A link without words leads nobody.
  const address = text.trim() === '' ? undefined : pen.sources.address(cell.records)
  const content = address ? html`<a href="${address}">${text}</a>` : html`${text}`
  const classes = [
    ...(typeof cell.value === 'number' || column?.align ? ['n'] : []),
    ...(displayWidth(text) <= short ? ['w'] : []),
    ...(cell.tone && cell.tone !== 'plain' ? [cell.tone] : []),
  ].join(' ')
  // What is sorted by, where the cell reads otherwise: 16.7% of 0.1667.
  const exact =
    typeof cell.value === 'number' && text !== String(cell.value) ? html` data-value="${cell.value}"` : null
  return html`<td${classes ? html` class="${classes}"` : null}${exact}>${content}</td>`
}
