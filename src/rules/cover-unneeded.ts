import { nearest } from '../model/nearest.ts'
import { at } from '../model/place.ts'
import type { Plan } from '../model/plan.ts'
import type { Finding } from '../model/problem.ts'
import type { RulePage } from './rule.ts'

/** A rule about the findings of the others, so it runs last. */
export const coverUnneeded = {
  id: 'cover-unneeded',
  severity: 'warning',
  summary: { zh: '口径解释的问题确实存在', en: 'what a ruling covers is there' },
  page: {
    zh: 'covers 里写的规则没有对这个编号提出问题：问题已经改掉，或规则、编号写错了。删去这一项，或改正。',
    en: 'The rule named in `covers` has nothing to say of that id: it was put right, or the rule or id is a slip. Delete the entry or correct it.',
  },
  example: {
    file: 'rulings.yaml',
    right: '    status: proposed\n',
    wrong: '    status: proposed\n    covers:\n      - rule: duty-no-owner\n        id: action-plan\n',
  },

  /**
   * @param used the pairs of rule and id that lowered something
   * @param ruleIds the rules that exist
   */
  *check(plan: Plan, used: ReadonlySet<string>, ruleIds: readonly string[]): Iterable<Finding> {
    for (const ruling of plan.rulings) {
      for (const [index, cover] of (ruling.covers ?? []).entries()) {
        if (used.has(coverKey(cover.rule, cover.id))) continue
        if (!ruleIds.includes(cover.rule)) {
          const near = nearest(cover.rule, ruleIds)
          yield {
            at: at(ruling, 'covers', index, 'rule'),
            message: { zh: `没有叫“${cover.rule}”的规则`, en: `there is no rule "${cover.rule}"` },
            hint: near[0]
              ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
              : undefined,
          }
        } else if (plan.defined.complete) {
          yield {
            at: at(ruling, 'covers', index, 'id'),
            message: {
              zh: `规则 ${cover.rule} 对“${cover.id}”没有提出问题`,
              en: `the rule ${cover.rule} has nothing to say of "${cover.id}"`,
            },
            hint: { zh: '删去这一项', en: 'delete the entry' },
          }
        }
      }
    }
  },
} satisfies RulePage & Record<'check', unknown>

/** One key for a pair of rule and entity id. */
export const coverKey = (rule: string, id: string): string => `${rule} ${id}`
