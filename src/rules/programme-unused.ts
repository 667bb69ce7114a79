import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const programmeUnused: Rule = {
  id: 'programme-unused',
  severity: 'warning',
  summary: { zh: '每个项目都有措施点名', en: 'every programme is named by a measure' },
  page: {
    zh: '没有措施点名的项目，说明漏填了措施的 programmes，或这个项目不在方案里。',
    en: 'A programme that no measure names is missing from `programmes` of a measure, or does not belong to the plan.',
  },
  example: {
    file: 'programmes.yaml',
    right: '      - name: 科普日\n',
    wrong: '      - name: 科普日\n  - id: science-month\n    names:\n      - name: 科普月\n',
  },

  *check(plan) {
    if (!plan.defined.complete) return
    const used = new Set(plan.measures.flatMap(measure => measure.programmes))
    for (const programme of plan.programmes) {
      if (used.has(programme.id)) continue
      yield {
        at: at(programme, 'id'),
        about: programme.id,
        message: { zh: `没有措施点名“${programme.id}”`, en: `no measure names "${programme.id}"` },
        hint: {
          zh: '填进措施的 programmes，或删去',
          en: 'add it to `programmes` of a measure, or delete it',
        },
      }
    }
  },
}
