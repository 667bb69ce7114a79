import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { nearest } from '../model/nearest.ts'
import { UserError } from '../model/user-error.ts'

export function addExplain(program: Command, context: Context): void {
  program
    .command('explain')
    .argument(
      '<rule>',
      context.say({ zh: '规则编号，如 owner-unknown', en: 'the id of a rule, such as owner-unknown' }),
    )
    .summary(context.say({ zh: '说明一条规则', en: 'explain a rule' }))
    .action(async (id: string) => {
      const { rulePages } = await import('../rules/index.ts')
      const { ruleAnswer } = await import('../reports/explain.ts')
      const rule = rulePages.find(page => page.id === id)
      if (!rule) {
        const near = nearest(
          id,
          rulePages.map(page => page.id),
        )
        throw new UserError(
          2,
          { zh: `没有叫“${id}”的规则`, en: `there is no rule "${id}"` },
          near[0]
            ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
            : {
                zh: '规则编号写在 validate 每个问题后面的方括号里',
                en: 'validate prints the rule of each problem in brackets',
              },
        )
      }
      await context.print(ruleAnswer(rule, context.say))
    })
}
