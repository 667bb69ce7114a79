import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const dutyNoDate: Rule = {
  id: 'duty-no-date',
  severity: 'warning',
  summary: { zh: '一次性的责任有期限或阶段', en: 'a duty to be done once has a due date or a milestone' },
  page: {
    zh: '原文没有写明期限的，不填 due，用口径说明按方案最后一天算。',
    en: 'Where none is printed, leave `due` out and say by a ruling that the last day of the plan counts.',
  },
  example: {
    file: 'duties.yaml',
    right: '    cadence: once\n    due: "2018-06-30"\n',
    wrong: '    cadence: once\n',
  },

  *check(plan) {
    for (const duty of plan.duties) {
      if (duty.cadence !== 'once' || duty.due || duty.milestone) continue
      yield {
        at: at(duty, 'cadence'),
        about: duty.id,
        message: {
          zh: `责任“${duty.title}”没有写明期限`,
          en: `no due date is given for the duty "${duty.title}"`,
        },
        hint: {
          zh: '填上 due 或 milestone，或写一条口径',
          en: 'give `due` or `milestone`, or write a ruling',
        },
      }
    }
  },
}
