import type { SpanChart } from '../../../reports/view.ts'
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
import { timeScale, yearAxis } from './time-axis.ts'

const top = 26

/** Spans of time below each other, and a stroke for the day that is asked about. */
export function drawSpans({ day, rows }: SpanChart, pen: Pen): Drawing {
  const left = labelWidth(rows.map(({ label }) => pen.say(label)))
  const days = [day, ...rows.flatMap(({ from, to }) => [from, to])]
  const x = timeScale(days, [left, fullWidth - 30])
  let y = top
  const shapes = rows.map(({ label, from, to, tone }) => {
    const words = fitted(pen.say(label), left - 12)
    const height = Math.max(34, words.length * lineHeight + 8)
    const middle = y + height / 2
    y += height
    const dates = `${from} – ${to}`
    const wide = textWidth(dates)
    // Beside the bar, on the side that has the room; below it where neither has.
    const [at, anchor] =
      x(to) + 6 + wide <= fullWidth ? ([x(to) + 6, 'start'] as const) : ([x(from) - 6, 'end'] as const)
    const outside = anchor === 'start' || at - wide >= left
    return html`${lines(words, left - 12, middle, { anchor: 'end' })}<rect class="bar ${tone ?? 'plain'}" x="${round(x(from))}" y="${round(middle - (outside ? 8 : 14))}" width="${round(Math.max(2, x(to) - x(from)))}" height="${outside ? 16 : 10}"/>${
      outside
        ? lines([dates], at, middle, { anchor, className: 'faint' })
        : lines([dates], (x(from) + x(to)) / 2, middle + 8, { anchor: 'middle', className: 'faint' })
    }`
  })
  const today = round(x(day))
  return {
    width: fullWidth,
    height: y + 26,
    body: html`${yearAxis(days, x, top, y)}${shapes}<line class="mark" x1="${today}" x2="${today}" y1="${top - 6}" y2="${round(y)}"/>${lines([day], Math.min(Math.max(today, textWidth(day) / 2), fullWidth - textWidth(day) / 2), 10, { anchor: 'middle', className: 'strong' })}`,
    description: summed(
      rows.map(({ label, from, to }) => `${pen.say(label)} ${from} – ${to}`),
      pen.language,
    ),
  }
}
