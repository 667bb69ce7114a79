import { daysBetween, type PlainDate } from '../model/dates.ts'
import type { Target } from '../model/entities.ts'

/** A value on a day. */
export interface Point {
  readonly on: PlainDate
  readonly value: number
}

/** The way from the baseline to the value promised for the due day, over the interim values in between. */
export function expectedPath(target: Target, baseline: Point, value: number, due: PlainDate): Point[] {
  const between = (target.interim ?? [])
    .filter(({ on }) => baseline.on < on && on < due)
    .sort((a, b) => (a.on < b.on ? -1 : 1))
  return [baseline, ...between, { on: due, value }].map(point => ({ on: point.on, value: point.value }))
}

/** The value of a path on a day, linear by day between its points; flat before and behind it. */
export function valueOn(path: readonly Point[], day: PlainDate): number {
  const after = path.findIndex(({ on }) => day < on)
  const [first, last] = [path[0], path.at(-1)]
  const [from, to] = [path[after - 1], path[after]]
  if (!from || !to) return (after === 0 ? first : last)?.value ?? Number.NaN
  return from.value + ((to.value - from.value) * daysBetween(from.on, day)) / daysBetween(from.on, to.on)
}

/** Where the line from one point through another leads by a day. */
export const projection = (from: Point, through: Point, day: PlainDate): number =>
  from.value + ((through.value - from.value) * daysBetween(from.on, day)) / daysBetween(from.on, through.on)
