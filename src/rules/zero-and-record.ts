import { creditedUnits, push, showing, tasksOfMeasures } from '../model/counting.ts'
import type { PlanRecord } from '../model/entities.ts'
import { contains, periodSpan } from '../model/period.ts'
import { at } from '../model/place.ts'
import type { SheetRule } from './rule.ts'

/** Linear in the records: they are looked up by unit. */
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
    const byUnit = new Map<string, PlanRecord[]>()
    for (const record of plan.records) {
      if (record.kind === 'zero-report' || record.fields.withdrawn) continue
      for (const unit of creditedUnits(plan, record)) push(byUnit, unit, record)
    }
    const taskOf = tasksOfMeasures(plan)
    for (const report of reports) {
      const duty = plan.duties.find(({ id }) => id === report.fields.duty)
      const span = periodSpan(String(report.fields.period), sheet.period, plan.milestones)
      const [unit = ''] = creditedUnits(plan, report)
      if (!duty || !span) continue
      const shows = showing(duty, taskOf)
      const counted = byUnit.get(unit)?.find(record => contains(span, record.date) && shows(record))
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
