import { contains } from '../model/period.ts'
import { at } from '../model/place.ts'
import type { SheetRule } from './rule.ts'

export const dueOutsidePlan: SheetRule = {
  id: 'due-outside-plan',
  severity: 'warning',
  summary: {
    zh: '责任和目标的期限在方案实施期内',
    en: 'due dates of duties and targets lie in the period of the plan',
  },
  page: {
    zh: '期限在方案之外，多半是年份抄错了。原文如此的，用口径说明。',
    en: 'A due date outside the plan is mostly a slip in the year. If it is printed so, explain it by a ruling.',
  },
  example: { file: 'duties.yaml', right: '    due: "2018-06-30"', wrong: '    due: "2028-06-30"' },

  *checkWithSheet(plan, { sheet: { period } }) {
    for (const entity of [...plan.duties, ...plan.targets]) {
      if (!entity.due || contains(period, entity.due)) continue
      yield {
        at: at(entity, 'due'),
        about: entity.id,
        message: {
          zh: `期限“${entity.due}”不在方案实施期（${period.from} 至 ${period.to}）内`,
          en: `the due date "${entity.due}" lies outside the period of the plan (${period.from} to ${period.to})`,
        },
        hint: { zh: '核对年份', en: 'check the year' },
      }
    }
  },
}
