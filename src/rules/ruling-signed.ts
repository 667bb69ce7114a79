import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const rulingSigned: Rule = {
  id: 'ruling-signed',
  severity: 'error',
  summary: { zh: '已定的口径写明谁、哪天定的', en: 'a decided ruling says who decided it, and when' },
  page: {
    zh: 'status 是 decided 时要有 decidedBy 和 decidedOn；还是建议的，不写这两项。',
    en: 'With `status: decided` give `decidedBy` and `decidedOn`; a proposed ruling has neither.',
  },
  example: { file: 'rulings.yaml', right: '    status: proposed', wrong: '    status: decided' },

  *check(plan) {
    for (const ruling of plan.rulings) {
      const signed = ruling.decidedBy !== undefined && ruling.decidedOn !== undefined
      const unsigned = ruling.decidedBy === undefined && ruling.decidedOn === undefined
      if (ruling.status === 'decided' ? signed : unsigned) continue
      yield {
        at: at(ruling, 'status'),
        about: ruling.id,
        message:
          ruling.status === 'decided'
            ? {
                zh: `口径“${ruling.id}”没有写明谁、哪天定的`,
                en: `the ruling "${ruling.id}" does not say who decided it, and when`,
              }
            : {
                zh: `口径“${ruling.id}”还是建议，却写了决定单位或日期`,
                en: `the ruling "${ruling.id}" is only proposed, yet names who decided it or when`,
              },
        hint: {
          zh: '补上 decidedBy 和 decidedOn，或改 status',
          en: 'add `decidedBy` and `decidedOn`, or change `status`',
        },
      }
    }
  },
}
