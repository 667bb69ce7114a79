import { dayAfter, type PlainDate } from './dates.ts'
import type { PlanRecord, RecordFields } from './entities.ts'
import { contains, periodSpan, type Span } from './period.ts'
import type { Plan } from './plan.ts'

/** A period that a closing record closed. */
export interface Closing {
  /** As the record names it: `2018`, `2018-Q3`, `2018-09`, a milestone id, or `plan`. */
  readonly period: string
  readonly span: Span
  readonly record: PlanRecord
}

/** What tells whether a record lies in a closed period; `fields` as written, of whatever kind. */
export type Dated = Pick<RecordFields, 'date'> & Readonly<Record<string, unknown>>

/** While plan.yaml cannot be read, a closing of `plan` closes every day: a broken file opens no gate. */
const everyDay: Span = { from: '0001-01-01', to: '9999-12-31' }

/** The periods of a plan that are closed, in the order of their first days. A withdrawn closing closes nothing. */
export function closingsOf(plan: Plan): readonly Closing[] {
  const closings = plan.records.flatMap((record): Closing[] => {
    if (record.kind !== 'closing' || record.fields.withdrawn) return []
    const period = String(record.fields.period)
    const span = periodSpan(period, plan.sheet?.period ?? everyDay, plan.milestones)
    return span ? [{ period, span, record }] : []
  })
  return closings.sort((a, b) => (a.span.from < b.span.from ? -1 : a.span.from > b.span.from ? 1 : 0))
}

/**
 * The closing that a record lies in, by its `date`, or by its `period` or `year` where it has one; undefined where it
 * lies in none. A longer period lies in closed ones only when all its days are closed: the figure of a year can still be
 * recorded when its first quarter is closed.
 * @param closings what `closingsOf` gives of the same plan
 */
export function closingOf(plan: Plan, closings: readonly Closing[], fields: Dated): Closing | undefined {
  if (closings.length === 0) return undefined
  const { date, period, year } = fields
  const named = [period, year]
    .filter(name => typeof name === 'string' || typeof name === 'number')
    .map(name => periodSpan(String(name), plan.sheet?.period ?? everyDay, plan.milestones))
  for (const span of [{ from: date, to: date }, ...named]) {
    const closing = span && covering(closings, span)
    if (closing) return closing
  }
  return undefined
}

/** The first closing that reaches into a span all of whose days are closed. */
function covering(closings: readonly Closing[], { from, to }: Span): Closing | undefined {
  const whole = closings.find(({ span }) => contains(span, from) && contains(span, to))
  if (whole) return whole
  let open: PlainDate = from
  for (const { span } of closings) if (span.from <= open && open <= span.to) open = dayAfter(span.to)
  return open > to ? closings.find(({ span }) => contains(span, from)) : undefined
}

/**
 * The amendment that lets a record be added or altered in a closed period: the one that it names in `amendment`, where
 * that is recorded and not withdrawn. An amendment does not let itself in.
 */
export function admittedBy(
  plan: Plan,
  fields: Pick<RecordFields, 'id' | 'amendment'>,
): PlanRecord | undefined {
  const { id, amendment } = fields
  if (amendment === undefined || amendment === id) return undefined
  return plan.records.find(
    record => record.id === amendment && record.kind === 'amendment' && !record.fields.withdrawn,
  )
}
