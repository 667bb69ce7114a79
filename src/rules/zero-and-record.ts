import { creditedUnits, push, showing, tasksOfMeasures } from '../model/counting.ts'
import type { PlanRecord } from '../model/entities.ts'
import { contains, periodSpan, type Span } from '../model/period.ts'
import { at } from '../model/place.ts'
import type { Plan, PlanSheet } from '../model/plan.ts'
import type { Finding } from '../model/problem.ts'
import { nothing, type RecordSheetRule } from './rule.ts'

/** Each record is asked whether it shows a duty that some zero-report names; only then are the reports of its unit gone through. */
export const zeroAndRecord: RecordSheetRule = {
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

  ofRecordsWithSheet(plan, { sheet }) {
    const reports = reportsOf(plan, sheet)
    if (reports.size === 0) return () => nothing
    const taskOf = tasksOfMeasures(plan)
    const shown = plan.duties
      .filter(({ id }) => reports.has(id))
      .map(duty => ({ shows: showing(duty, taskOf), byUnit: reports.get(duty.id) }))
    const told = new Set<PlanRecord>()
    return record => {
      if (record.kind === 'zero-report' || record.fields.withdrawn) return nothing
      const findings: Finding[] = []
      for (const { byUnit } of shown.filter(({ shows }) => shows(record))) {
        for (const unit of creditedUnits(plan, record)) {
          for (const { report, span } of byUnit?.get(unit) ?? []) {
            if (!contains(span, record.date) || told.has(report)) continue
            told.add(report)
            findings.push(contradiction(report, record))
          }
        }
      }
      return findings
    }
  },
}

/** The first record that counts, in the order of files, is named. */
const contradiction = (report: PlanRecord, counted: PlanRecord): Finding => ({
  at: at(report, 'period'),
  about: report.id,
  message: {
    zh: `“${report.unit}”报告 ${report.fields.period} 没有，却有记录“${counted.title}”计入`,
    en: `"${report.unit}" reported nothing for ${report.fields.period}, yet the record "${counted.title}" counts`,
  },
  hint: { zh: '撤回其中一条', en: 'withdraw one of them' },
  related: [{ at: at(counted, 'date'), message: { zh: '计入的记录', en: 'the record that counts' } }],
})

/** A zero-report in force, and the days that it speaks of. */
interface ZeroReport {
  readonly report: PlanRecord
  readonly span: Span
}

/** The zero-reports of a plan, by duty and unit. */
function reportsOf(
  plan: Plan,
  sheet: PlanSheet,
): ReadonlyMap<string, ReadonlyMap<string, readonly ZeroReport[]>> {
  const reports = new Map<string, Map<string, ZeroReport[]>>()
  for (const report of plan.records) {
    if (report.kind !== 'zero-report' || report.fields.withdrawn) continue
    const span = periodSpan(String(report.fields.period), sheet.period, plan.milestones)
    const [unit] = creditedUnits(plan, report)
    if (!span || unit === undefined) continue
    const duty = String(report.fields.duty)
    const byUnit = reports.get(duty) ?? new Map<string, ZeroReport[]>()
    reports.set(duty, byUnit)
    push(byUnit, unit, { report, span })
  }
  return reports
}
