import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const coverageNoDenominator: Rule = {
  id: 'coverage-no-denominator',
  severity: 'warning',
  summary: { zh: '全覆盖的目标说明以什么为全', en: 'a full coverage says what the whole is' },
  page: {
    zh: '“全覆盖”没有分母就无法计算。原文没有写明的，用口径说明由监测记录给出分母。',
    en: 'A coverage without a denominator cannot be computed. Where none is printed, say by a ruling that each observation gives it.',
  },
  example: {
    file: 'targets.yaml',
    right: '    op: ">"\n    value: 12\n',
    wrong: '    op: ">="\n    value: 100\n',
  },

  *check(plan) {
    for (const target of plan.targets) {
      if (target.value !== 100 || target.unit !== '%' || target.denominator) continue
      yield {
        at: at(target, 'value'),
        about: target.id,
        message: {
          zh: `目标“${target.title}”没有说明以什么为全`,
          en: `the target "${target.title}" does not say what the whole is`,
        },
        hint: { zh: '填上 denominator，或写一条口径', en: 'give `denominator`, or write a ruling' },
      }
    }
  },
}
