import type { PlainDate } from './dates.ts'
import type { Milestone } from './entities.ts'

/** A span of days, both included. */
export interface Span {
  readonly from: PlainDate
  readonly to: PlainDate
}

export const contains = (span: Span, day: PlainDate): boolean => span.from <= day && day <= span.to

const lastDay = ['31', '28', '31', '30', '31', '30', '31', '31', '30', '31', '30', '31']

/** The last day of a month, `2020-02` → `2020-02-29`. */
export function endOfMonth(month: string): PlainDate {
  const year = Number(month.slice(0, 4))
  const leap = month.endsWith('-02') && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return `${month}-${leap ? '29' : lastDay[Number(month.slice(5)) - 1]}`
}

/**
 * The days of a period as records and reports name it: `2018`, `2018-Q3`, `2018-09`, a milestone id, or `plan`.
 * @param plan the days of the plan
 * @returns null where it names nothing; a milestone without a first day begins with the plan
 */
export function periodSpan(period: string, plan: Span, milestones: readonly Milestone[]): Span | null {
  if (period === 'plan') return plan
  const match = /^(\d{4})(?:-(?:Q([1-4])|(\d{2})))?$/.exec(period)
  if (match) {
    const [, year, quarter, month] = match
    if (quarter) {
      const first = Number(quarter) * 3 - 2
      const from = `${year}-${String(first).padStart(2, '0')}`
      return { from: `${from}-01`, to: endOfMonth(`${year}-${String(first + 2).padStart(2, '0')}`) }
    }
    if (month) return { from: `${period}-01`, to: endOfMonth(period) }
    return { from: `${year}-01-01`, to: `${year}-12-31` }
  }
  const milestone = milestones.find(({ id }) => id === period)
  return milestone ? { from: milestone.from ?? plan.from, to: milestone.to } : null
}

const quarterWords: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4' }

/** A period as people write it, as records name it: 2018年 is `2018`, 2018年第三季度 `2018-Q3`, 2018年9月 `2018-09`. */
export function readPeriod(written: string): string {
  const text = written.normalize('NFKC').replaceAll(/\s/g, '')
  const match = /^(\d{4})[年-]?(?:(?:第?([一二三四1-4])季度?|[Qq]([1-4]))|(\d{1,2})月|)$/.exec(text)
  if (!match) return text
  const [, year = '', word, number, month] = match
  if (month) return `${year}-${month.padStart(2, '0')}`
  const quarter = number ?? (word && (quarterWords[word] ?? word))
  return quarter ? `${year}-Q${quarter}` : year
}

/** A period by its name: `2018`, `2018-Q3`. */
export interface NamedSpan extends Span {
  readonly name: string
}

/** The calendar years, or quarters, that lie wholly within a span, in order. */
export function wholePeriods(cadence: 'yearly' | 'quarterly', { from, to }: Span): NamedSpan[] {
  const found: NamedSpan[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    const names = cadence === 'yearly' ? [`${year}`] : [1, 2, 3, 4].map(quarter => `${year}-Q${quarter}`)
    for (const name of names) {
      const span = periodSpan(name, { from, to }, [])
      if (span && from <= span.from && span.to <= to) found.push({ name, ...span })
    }
  }
  return found
}

/** The quarter of a day: `2018-Q3`. */
export const quarterOf = (day: PlainDate): string =>
  `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
