import { scaleLinear } from 'd3-scale'
import type { PlainDate } from '../../../model/dates.ts'
import { html, type Markup } from '../html.ts'
import { lines, round, textWidth } from './drawing.ts'

/** Days between two edges of a picture: a plain date has no zone, so its days are counted in UTC. */
export function timeScale(
  days: readonly PlainDate[],
  [left, right]: readonly [left: number, right: number],
): (day: PlainDate) => number {
  const numbers = days.map(dayNumber)
  const x = scaleLinear()
    .domain([Math.min(...numbers), Math.max(...numbers)])
    .range([left, right])
  return day => x(dayNumber(day))
}

const dayNumber = (day: PlainDate): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** A line through the picture where each year begins, and its number; not all of them where there are many. */
export function yearAxis(
  days: readonly PlainDate[],
  x: (day: PlainDate) => number,
  top: number,
  bottom: number,
): Markup {
  const sorted = [...days].sort()
  const first = Number(sorted[0]?.slice(0, 4))
  const last = Number(sorted.at(-1)?.slice(0, 4))
  const begin = (year: number): PlainDate => `${String(year).padStart(4, '0')}-01-01`
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    year => begin(year) >= (sorted[0] ?? ''),
  )
  const [one, two] = years
  const step =
    one !== undefined && two !== undefined ? x(begin(two)) - x(begin(one)) : Number.POSITIVE_INFINITY
  const every = Math.max(1, Math.ceil((textWidth('2020') + 10) / step))
  const body = years
    .filter((_, index) => index % every === 0)
    .map(year => {
      const at = round(x(begin(year)))
      return html`<line class="grid" x1="${at}" x2="${at}" y1="${round(top)}" y2="${round(bottom)}"/>${lines([String(year)], at, bottom + 12, { anchor: 'middle', className: 'faint' })}`
    })
  return html`${body}`
}
