import { periodSpan } from '../model/period.ts'
import { at } from '../model/place.ts'
import { nothing, type RecordSheetRule } from './rule.ts'

export const periodUnknown: RecordSheetRule = {
  id: 'period-unknown',
  severity: 'error',
  summary: {
    zh: '时段是年、季、月、已有的阶段或 plan',
    en: 'a period is a year, quarter, month, known milestone or plan',
  },
  page: {
    zh: '写 2018、2018-Q3、2018-09、milestones.yaml 里的阶段编号，或 plan（整个实施期）。',
    en: 'Write 2018, 2018-Q3, 2018-09, the id of a milestone, or plan for the whole period.',
  },
  example: {
    file: 'records/zero-report/2019/2019-01-05-nanhu-k2m4p.yaml',
    right: 'period: "2018"',
    wrong: 'period: lanch',
  },

  ofRecordsWithSheet(plan, { sheet }) {
    return record => {
      const { period } = record.fields
      if (typeof period !== 'string' || periodSpan(period, sheet.period, plan.milestones)) return nothing
      if (plan.defined.has('milestone', period)) return nothing
      return [
        {
          at: at(record, 'period'),
          about: record.id,
          message: { zh: `没有“${period}”这个时段`, en: `there is no period "${period}"` },
          hint: {
            zh: `阶段有：${plan.milestones.map(({ id }) => id).join('、')}；或写 2018、2018-Q3、plan`,
            en: `the milestones are ${plan.milestones.map(({ id }) => id).join(', ')}; or write 2018, 2018-Q3, plan`,
          },
        },
      ]
    }
  },
}
