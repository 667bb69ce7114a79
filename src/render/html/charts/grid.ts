import { max } from 'd3-array'
import { scaleBand } from 'd3-scale'
import type { Cell, GridChart } from '../../../reports/view.ts'
import { cellText } from '../../table.ts'
import { html, type Markup } from '../html.ts'
import type { Pen } from '../pen.ts'
import { type Drawing, fitted, fullWidth, labelWidth, lineHeight, lines, round, summed } from './drawing.ts'

/** No column is narrower than three Chinese characters; a grid of many columns is wider than the page and scrolls. */
const narrowest = 46
const broadest = 130

/** A heat grid: one cell a row and column, its colour its tone or, without one, how great its number is. */
export function drawGrid({ columns, rows }: GridChart, pen: Pen): Drawing {
  const left = labelWidth(rows.map(({ label }) => pen.say(label)))
  const step = Math.min(broadest, Math.max(narrowest, (fullWidth - left) / Math.max(1, columns.length)))
  const width = Math.max(fullWidth, left + step * columns.length)
  const x = scaleBand<number>()
    .domain(columns.map((_, index) => index))
    .range([left, left + step * columns.length])
    .paddingInner(0.04)
  const greatest =
    max(rows, ({ cells }) => max(cells, cell => (typeof cell.value === 'number' ? cell.value : 0))) ?? 0

  const heads = columns.map(column => fitted(pen.say(column), step - 4))
  const headHeight = Math.max(1, ...heads.map(({ length }) => length)) * lineHeight + 8
  const headMarkup = heads.map((words, index) =>
    lines(words, (x(index) ?? 0) + x.bandwidth() / 2, headHeight / 2, {
      anchor: 'middle',
      className: 'faint',
    }),
  )

  let y = headHeight
  let linked = false
  const shapes = rows.map(({ label, cells }) => {
    const words = fitted(pen.say(label), left - 12)
    const texts = cells.map(cell => fitted(cellText(cell, pen), x.bandwidth() - 4))
    const height = Math.max(26, Math.max(words.length, ...texts.map(({ length }) => length)) * lineHeight + 8)
    const middle = y + height / 2
    const row = cells.map((cell, index) => {
      const at = x(index) ?? 0
      const shape = html`<rect class="${fill(cell, greatest)}" x="${round(at)}" y="${round(y + 1)}" width="${round(x.bandwidth())}" height="${round(height - 2)}"/>${lines(texts[index] ?? [], at + x.bandwidth() / 2, middle, { anchor: 'middle', className: cell.tone ?? '' })}`
      const address = cellText(cell, pen).trim() === '' ? undefined : pen.sources.address(cell.records)
      if (!address) return shape
      linked = true
      return html`<a href="${address}" aria-label="${pen.say(label)} ${columnWord(columns[index], pen)} ${cellText(cell, pen)}">${shape}</a>`
    })
    y += height
    return html`${lines(words, left - 12, middle, { anchor: 'end' })}${row}`
  })

  return {
    width,
    height: y + 4,
    body: html`${headMarkup}${shapes}` as Markup,
    description: summed(
      rows.map(({ label }) => pen.say(label)),
      pen.language,
    ),
    linked,
  }
}

const columnWord = (column: GridChart['columns'][number] | undefined, pen: Pen): string =>
  column ? pen.say(column) : ''

/** A tone has its colour; numbers without one are five steps of another. */
function fill({ value, tone }: Cell, greatest: number): string {
  if (tone && tone !== 'plain') return `cell ${tone}`
  if (typeof value !== 'number' || value <= 0) return 'cell'
  return `cell heat-${Math.max(1, Math.ceil((5 * value) / greatest))}`
}
