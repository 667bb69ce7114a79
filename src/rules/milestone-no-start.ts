import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const milestoneNoStart: Rule = {
  id: 'milestone-no-start',
  severity: 'warning',
  summary: { zh: '每个阶段都有起始日期', en: 'every milestone has a first day' },
  page: {
    zh: '原文没有写明的，不填 from，用口径说明从方案第一天算起。',
    en: 'Where none is printed, leave `from` out and say by a ruling that the first day of the plan counts.',
  },
  example: { file: 'milestones.yaml', right: '    from: "2018-01-01"\n', wrong: '' },

  *check(plan) {
    for (const milestone of plan.milestones) {
      if (milestone.from) continue
      yield {
        at: at(milestone, 'id'),
        about: milestone.id,
        message: {
          zh: `阶段“${milestone.title}”没有写明起始日期`,
          en: `no first day is given for the milestone "${milestone.title}"`,
        },
        hint: { zh: '填上 from，或写一条口径', en: 'give `from`, or write a ruling' },
      }
    }
  },
}
