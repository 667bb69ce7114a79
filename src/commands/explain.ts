import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { nearest } from '../model/nearest.ts'
import { UserError } from '../model/user-error.ts'

export function addExplain(program: Command, context: Context): void {
  program
    .command('explain')
    .argument(
      '<what>',
      context.say({
        zh: '规则（owner-unknown）、状态（未报、unreported）、目标，或责任的结论（town-activities/古荥镇/2018）',
        en: 'a rule (owner-unknown), a status (unreported), a target, or a verdict (town-activities/guxing/2018)',
      }),
    )
    .summary(
      context.say({
        zh: '说明一条规则、一种状态，或一个结论的依据',
        en: 'explain a rule, a status, or the working of a verdict',
      }),
    )
    .action(async (written: string) => {
      const { rulePages } = await import('../rules/index.ts')
      const rule = rulePages.find(page => page.id === written)
      if (rule) {
        const { ruleAnswer } = await import('../reports/explain.ts')
        await context.print(ruleAnswer(rule, context.say))
        return
      }
      const { statusAnswer, statusPageNames, statusPageOf } = await import('../reports/explain-status.ts')
      const page = statusPageOf(written)
      if (page) {
        await context.print(statusAnswer(page, context.say))
        return
      }
      const { verdictAnswer, verdictNames } = await import('../reports/explain-verdict.ts')
      const known = [...rulePages.map(({ id }) => id), ...statusPageNames()]
      const opened = await context.open().catch(error => {
        // Without a repository only rules and statuses can be meant.
        if (error instanceof UserError && error.exitCode === 2) throw unknown(written, known)
        throw error
      })
      const answer = await verdictAnswer(opened.asked, written)
      if (!answer) throw unknown(written, [...known, ...verdictNames(opened.asked, written)])
      await context.print(answer, opened)
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu explain owner-unknown\n  kepu explain 未报\n  kepu explain literacy\n  kepu explain town-activities/古荥镇/2018\n  kepu explain town-activities/2018        这一年的每个单位\n',
        en: '\nExamples:\n  kepu explain owner-unknown\n  kepu explain unreported\n  kepu explain literacy\n  kepu explain town-activities/guxing/2018\n  kepu explain town-activities/2018        each unit in that year\n',
      }),
    )
}

function unknown(written: string, known: readonly string[]): UserError {
  const near = nearest(written, known)
  return new UserError(
    2,
    {
      zh: `没有叫“${written}”的规则、状态或结论`,
      en: `there is no rule, status or verdict "${written}"`,
    },
    near[0]
      ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
      : {
          zh: '规则写在 validate 每个问题后面的方括号里；结论写 责任/单位/时段',
          en: 'validate prints rules in brackets; a verdict is written duty/unit/period',
        },
  )
}
