import { extent } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { PathChart } from '../../../reports/view.ts'
import { cellText } from '../../table.ts'
import { html } from '../html.ts'
import type { Pen } from '../pen.ts'
import { type Drawing, fullWidth, lines, round, summed } from './drawing.ts'
import { legend } from './legend.ts'
import { timeScale, yearAxis } from './time-axis.ts'
import { valueAxis } from './value-axis.ts'

const plotHeight = 210

/** A target against its path: what was observed, the line that it should follow, and where it is heading. */
export function drawPath({ unit, observed, expected, projected }: PathChart, pen: Pen): Drawing {
  const points = [...observed, ...expected, ...(projected ? [projected] : [])]
  const text = (value: number) => cellText({ value }, pen)
  const head = legend([
    { label: pen.say({ zh: '应走的路线', en: 'expected' }), className: 'line expected' },
    { label: pen.say({ zh: '实测', en: 'observed' }), className: 'line s0' },
    ...(projected
      ? [{ label: pen.say({ zh: '按目前进度推算', en: 'projected' }), className: 'line projected' }]
      : []),
  ])
  const top = head.height + 26
  const bottom = top + plotHeight
  const [least = 0, greatest = 1] = extent(points, ({ value }) => value)
  const y = scaleLinear()
    .domain(least === greatest ? [least - 1, greatest + 1] : [least, greatest])
    .range([bottom, top])
    .nice(5)
  const axis = valueAxis(y, text)
  const days = points.map(({ on }) => on)
  const x = timeScale(days, [axis.width + 10, fullWidth - 40])
  const path = line<(typeof points)[number]>(
    ({ on }) => x(on),
    ({ value }) => y(value),
  ).digits(1)

  const last = observed.at(-1)
  const dots = observed.map(
    ({ on, value }) =>
      html`<circle class="dot s0" cx="${round(x(on))}" cy="${round(y(value))}" r="4"/>${lines([text(value)], x(on), y(value) - 14, { anchor: 'middle' })}`,
  )
  const goal = expected.at(-1)
  return {
    width: fullWidth,
    height: bottom + 26,
    body: html`${head.body}${lines([pen.say(unit)], 0, top - 16, { className: 'faint' })}${points.length > 0 ? html`${axis.body}${yearAxis(days, x, top, bottom)}` : null}<path class="line expected" d="${path(expected) ?? ''}"/>${
      goal ? lines([text(goal.value)], x(goal.on) + 6, y(goal.value), { className: 'strong' }) : null
    }${
      projected
        ? html`${last ? html`<path class="line projected" d="${path([last, projected]) ?? ''}"/>` : null}<circle class="dot projected" cx="${round(x(projected.on))}" cy="${round(y(projected.value))}" r="4"/>`
        : null
    }<path class="line s0" d="${path(observed) ?? ''}"/>${dots}`,
    description: summed(
      [
        ...(last
          ? [
              pen.say({
                zh: `${last.on} 实测 ${text(last.value)}`,
                en: `observed ${text(last.value)} on ${last.on}`,
              }),
            ]
          : []),
        ...(goal
          ? [
              pen.say({
                zh: `${goal.on} 应达到 ${text(goal.value)}`,
                en: `expected ${text(goal.value)} on ${goal.on}`,
              }),
            ]
          : []),
        ...(projected
          ? [
              pen.say({
                zh: `推算 ${projected.on} 为 ${text(projected.value)}`,
                en: `projected ${text(projected.value)} on ${projected.on}`,
              }),
            ]
          : []),
      ],
      pen.language,
    ),
  }
}
