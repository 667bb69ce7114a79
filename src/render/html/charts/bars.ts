import { scaleLinear } from 'd3-scale'
import type { BarChart } from '../../../reports/view.ts'
import { cellText } from '../../table.ts'
import { html } from '../html.ts'
import type { Pen } from '../pen.ts'
import {
  type Drawing,
  fitted,
  fullWidth,
  labelWidth,
  lineHeight,
  lines,
  round,
  summed,
  textWidth,
} from './drawing.ts'

const top = 24

/** Bars to the right, as far as each thing is; a stroke across a bar is where it should be by now. */
export function drawBars({ form, full, rows }: BarChart, pen: Pen): Drawing {
  const text = (value: number | null) => cellText({ value }, pen, form)
  const left = labelWidth(rows.map(({ label }) => pen.say(label)))
  const numbers = Math.max(0, ...rows.map(({ value }) => textWidth(text(value)))) + 12
  const values = rows.flatMap(({ value, mark }) => [value ?? 0, mark ?? 0])
  const x = scaleLinear()
    .domain([Math.min(0, ...values), Math.max(full, ...values)])
    .range([left, fullWidth - numbers])

  let y = top
  let linked = false
  const shapes = rows.map(({ label, value, mark, tone, note, records }) => {
    const words = fitted(pen.say(label), left - 12)
    const reason = note ? fitted(pen.say(note), fullWidth - left) : []
    const below = value === null ? 0 : reason.length * lineHeight
    const height = Math.max(
      24,
      (value === null ? Math.max(words.length, reason.length) : words.length) * lineHeight + 6,
    )
    const middle = y + height / 2
    y += height + below + 4
    const told =
      value === null
        ? lines(reason, left, middle, { className: 'faint' })
        : lines(reason, left, middle + height / 2 + below / 2 - 3, { className: 'faint' })
    const bar =
      value === null
        ? null
        : html`<rect class="track" x="${round(x(0))}" y="${round(middle - 8)}" width="${round(x(full) - x(0))}" height="16"/><rect class="bar ${tone ?? 'plain'}" x="${round(Math.min(x(0), x(value)))}" y="${round(middle - 8)}" width="${round(Math.abs(x(value) - x(0)))}" height="16"/>${lines([text(value)], fullWidth, middle, { anchor: 'end' })}`
    const stroke =
      mark === undefined
        ? null
        : html`<line class="mark" x1="${round(x(mark))}" x2="${round(x(mark))}" y1="${round(middle - 12)}" y2="${round(middle + 12)}"/>`
    const address = pen.sources.address(records)
    if (address && bar) linked = true
    const shown =
      address && bar
        ? html`<a href="${address}" aria-label="${pen.say(label)} ${text(value)}">${bar}</a>`
        : bar
    return html`${lines(words, left - 12, middle, { anchor: 'end' })}${shown}${stroke}${told}`
  })

  const items = rows.map(({ label, value, note }) =>
    [pen.say(label), value === null ? (note ? pen.say(note) : '') : text(value)].join(' '),
  )
  return {
    width: fullWidth,
    height: y + 4,
    body: html`<line class="grid" x1="${round(x(full))}" x2="${round(x(full))}" y1="${top - 4}" y2="${round(y)}"/>${lines([text(full)], x(full), 10, { anchor: 'middle', className: 'faint' })}${shapes}`,
    description: summed(items, pen.language),
    linked,
  }
}
