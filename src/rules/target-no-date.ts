import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const targetNoDate: Rule = {
  id: 'target-no-date',
  severity: 'warning',
  summary: { zh: '每个目标都有期限', en: 'every target has a due date' },
  page: {
    zh: '原文没有写明期限的，不填 due，用口径说明按方案最后一天算。',
    en: 'Where none is printed, leave `due` out and say by a ruling that the last day of the plan counts.',
  },
  example: { file: 'targets.yaml', right: '    due: "2020-12-31"\n', wrong: '' },

  *check(plan) {
    for (const target of plan.targets) {
      if (target.due) continue
      yield {
        at: at(target, 'id'),
        about: target.id,
        message: {
          zh: `目标“${target.title}”没有写明期限`,
          en: `no due date is given for the target "${target.title}"`,
        },
        hint: { zh: '填上 due，或写一条口径', en: 'give `due`, or write a ruling' },
      }
    }
  },
}
