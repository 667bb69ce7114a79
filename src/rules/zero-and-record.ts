import { creditedUnits, showing, tasksOfMeasures } from '../model/counting.ts'
import type { Duty, PlanRecord } from '../model/entities.ts'
import { contains, periodSpan, type Span } from '../model/period.ts'
import { at } from '../model/place.ts'
import type { Plan } from '../model/plan.ts'
import type { SheetRule } from './rule.ts'

/** The records are gone through once, and once more for each duty that a zero-report names; then they are looked up. */
export const zeroAndRecord: SheetRule = {
  id: 'zero-and-record',
  severity: 'error',
  summary: {
    zh: '报了零报告的时段里没有计入的记录',
    en: 'no record counts in a period for which nothing was reported',
  },
  page: {
    zh: '单位报告本期没有，却又有记录计入这一期：两者必有一误。撤回（withdraw）其中一条。',
    en: 'The unit reported nothing, yet a record counts for the period: one of the two is wrong. Withdraw it.',
  },
  example: {
    file: 'records/zero-report/2019/2019-01-05-nanhu-k2m4p.yaml',
    right: 'unit: 南湖街道',
    wrong: 'unit: 东风镇',
  },

  *checkWithSheet(plan, { sheet }) {
    const reports = plan.records.filter(({ kind, fields }) => kind === 'zero-report' && !fields.withdrawn)
    if (reports.length === 0) return
    const shown = showingByUnit(plan)
    for (const report of reports) {
      const duty = plan.duties.find(({ id }) => id === report.fields.duty)
      const span = periodSpan(String(report.fields.period), sheet.period, plan.milestones)
      const [unit = ''] = creditedUnits(plan, report)
      if (!duty || !span) continue
      const counted = shown(duty).get(unit)?.within(span)
      if (!counted) continue
      yield {
        at: at(report, 'period'),
        about: report.id,
        message: {
          zh: `“${report.unit}”报告 ${report.fields.period} 没有，却有记录“${counted.title}”计入`,
          en: `"${report.unit}" reported nothing for ${report.fields.period}, yet the record "${counted.title}" counts`,
        },
        hint: { zh: '撤回其中一条', en: 'withdraw one of them' },
        related: [{ at: at(counted, 'date'), message: { zh: '计入的记录', en: 'the record that counts' } }],
      }
    }
  },
}

/** For each duty, the records that show it by the units that they are credited to. */
function showingByUnit(plan: Plan): (duty: Duty) => ReadonlyMap<string, ByDate> {
  const inForce = plan.records.filter(({ kind, fields }) => kind !== 'zero-report' && !fields.withdrawn)
  const taskOf = tasksOfMeasures(plan)
  const known = new Map<Duty, Map<string, ByDate>>()
  return duty => {
    let byUnit = known.get(duty)
    if (!byUnit) {
      byUnit = new Map()
      known.set(duty, byUnit)
      const shows = showing(duty, taskOf)
      for (const record of inForce) {
        if (!shows(record)) continue
        for (const unit of creditedUnits(plan, record)) {
          const records = byUnit.get(unit) ?? new ByDate()
          byUnit.set(unit, records)
          records.add(record)
        }
      }
    }
    return byUnit
  }
}

/** Records, found by a span of days in the time that a search by halves takes. */
class ByDate {
  readonly #records: PlanRecord[] = []
  #dates: readonly string[] | undefined

  add(record: PlanRecord): void {
    this.#records.push(record)
  }

  /** The first, in the order of files, of those within a span. */
  within(span: Span): PlanRecord | undefined {
    this.#dates ??= this.#records.map(({ date }) => date).sort()
    let low = 0
    let high = this.#dates.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#dates[middle] ?? '') < span.from) low = middle + 1
      else high = middle
    }
    const next = this.#dates[low]
    return next !== undefined && next <= span.to
      ? this.#records.find(({ date }) => contains(span, date))
      : undefined
  }
}
