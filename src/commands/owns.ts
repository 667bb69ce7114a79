import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { UserError } from '../model/user-error.ts'
import { ownsAnswer } from '../reports/owns.ts'
import { resolveParty } from '../reports/parties.ts'

export function addOwns(program: Command, context: Context): void {
  program
    .command('owns')
    .argument('<unit>', context.say({ zh: '单位或组', en: 'a unit or group' }))
    .summary(context.say({ zh: '一个单位要负责的全部事项', en: 'all that a unit answers for' }))
    .option(
      '--role <role>',
      context.say({
        zh: '只看 lead（牵头）或 participant（参与）的任务',
        en: 'only tasks as lead or participant',
      }),
    )
    .action(async (written: string, { role }: { role?: string }) => {
      if (role !== undefined && role !== 'lead' && role !== 'participant') {
        throw new UserError(
          2,
          { zh: `没有“${role}”这种分工`, en: `there is no role "${role}"` },
          { zh: '写 lead（牵头）或 participant（参与）', en: 'write lead or participant' },
        )
      }
      const opened = await context.openPlan()
      const party = await resolveParty(opened.asked.plan, written)
      await context.print(ownsAnswer(party, opened.asked, role, context.say), opened)
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu owns 区教体局\n  kepu owns 教体 --role lead    名称的一部分即可\n  kepu owns jtj                拼音首字母\n  kepu owns 古荥镇             也列出作为 各镇（街道） 之一要负责的\n',
        en: '\nExamples:\n  kepu owns jiaoti\n  kepu owns 教体 --role lead    part of a name will do\n  kepu owns jtj                pinyin initials\n  kepu owns 古荥镇             with what it owes as one of 各镇（街道）\n',
      }),
    )
}
