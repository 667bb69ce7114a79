import { max, min } from 'd3-array'
import { scaleBand, scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { SeriesChart } from '../../../reports/view.ts'
import { cellText } from '../../table.ts'
import { html, type Markup } from '../html.ts'
import type { Pen } from '../pen.ts'
import { type Drawing, fullWidth, lines, round, summed, textWidth } from './drawing.ts'
import { legend } from './legend.ts'
import { valueAxis } from './value-axis.ts'

const plotHeight = 200

/** Numbers over equal steps of time: columns for one series, lines for several. */
export function drawSeries({ form, steps, series }: SeriesChart, pen: Pen): Drawing {
  const text = (value: number) => cellText({ value }, pen, form)
  const head =
    series.length > 1
      ? legend(series.map(({ label }, index) => ({ label: pen.say(label), className: `line s${index % 6}` })))
      : null
  const top = (head?.height ?? 0) + 16
  const bottom = top + plotHeight
  const y = scaleLinear()
    .domain([
      Math.min(0, min(series, ({ values }) => min(values)) ?? 0),
      Math.max(0, max(series, ({ values }) => max(values)) ?? 0) || 1,
    ])
    .range([bottom, top])
    .nice(5)
  const axis = valueAxis(y, text, form === 'count')
  const x = scaleBand<number>()
    .domain(steps.map((_, index) => index))
    .range([axis.width, fullWidth])
    .padding(0.2)
  const centre = (index: number) => (x(index) ?? 0) + x.bandwidth() / 2

  // As many names of steps as there is room for.
  const widest = Math.max(0, ...steps.map(step => textWidth(pen.say(step)))) + 8
  const every = Math.max(1, Math.ceil(widest / x.step()))
  const names = steps.map((step, index) =>
    index % every === 0
      ? lines([pen.say(step)], centre(index), bottom + 14, { anchor: 'middle', className: 'faint' })
      : html``,
  )

  let linked = false
  const shapes = series.map(({ label, values, records }, number) => {
    const led = (index: number, shape: Markup): Markup => {
      const address = pen.sources.address(records?.[index])
      if (!address) return shape
      linked = true
      const step = steps[index]
      return html`<a href="${address}" aria-label="${pen.say(label)} ${step ? pen.say(step) : ''} ${text(values[index] ?? 0)}">${shape}</a>`
    }
    if (series.length === 1) {
      return html`${values.map((value, index) => led(index, html`<rect class="bar plain" x="${round(x(index) ?? 0)}" y="${round(Math.min(y(0), y(value)))}" width="${round(x.bandwidth())}" height="${round(Math.abs(y(value) - y(0)))}"/>${value !== 0 && textWidth(text(value)) <= x.step() ? lines([text(value)], centre(index), Math.min(y(0), y(value)) - 8, { anchor: 'middle' }) : null}`))}`
    }
    const path =
      line<number>(
        (_, index) => centre(index),
        value => y(value),
      ).digits(1)(values) ?? ''
    const dots = values.map((value, index) =>
      led(
        index,
        html`<circle class="dot s${number % 6}" cx="${round(centre(index))}" cy="${round(y(value))}" r="3"/>`,
      ),
    )
    return html`<path class="line s${number % 6}" d="${path}"/>${dots}`
  })

  return {
    width: fullWidth,
    height: bottom + 28,
    body: html`${head?.body ?? null}${axis.body}${names}${shapes}`,
    linked,
    description: summed(
      series.map(({ label, values }) => `${pen.say(label)} ${values.map(text).join(' ')}`),
      pen.language,
    ),
  }
}
