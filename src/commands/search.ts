import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { searchAnswer } from '../reports/search.ts'

export function addSearch(program: Command, context: Context): void {
  program
    .command('search')
    .argument('<text>', context.say({ zh: '要找的文字', en: 'the words to look for' }))
    .summary(context.say({ zh: '在方案和记录里找文字', en: 'find words anywhere in plan and records' }))
    .action(async (written: string) => {
      const opened = await context.open()
      await context.print(searchAnswer(written, opened.asked), opened)
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu search 科普惠农兴村计划\n  kepu search 志愿者 --format csv\n',
        en: '\nExamples:\n  kepu search 科普惠农兴村计划\n  kepu search 志愿者 --format csv\n',
      }),
    )
}
