import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { formOf } from '../forms/form.ts'
import { periodSpan, readPeriod } from '../model/period.ts'
import { UserError } from '../model/user-error.ts'
import { wordsOf } from '../repository/words.ts'
import { openToWrite, type Switches } from './record.ts'

interface Options extends Switches {
  readonly unit?: string
  readonly date?: string
  readonly title?: string
}

export function addClose(program: Command, context: Context): void {
  const { say } = context
  program
    .command('close')
    .argument(
      '<period>',
      say({
        zh: '时段：2018、2018-Q3、2018-09、阶段编号或 plan',
        en: 'the period: 2018, 2018-Q3, 2018-09, a milestone or plan',
      }),
    )
    .summary(say({ zh: '封账：时段内的记录不再改动', en: 'close a period: its records stay as they are' }))
    .description(
      say({
        zh: '写一条封账记录。此后这个时段里的记录，凭修订记录（--amendment）才能补记、更正或撤回。',
        en: 'Writes a closing record. From then on records of the period are added, edited or withdrawn by an amendment only.',
      }),
    )
    .option(
      '--unit <unit>',
      say({
        zh: '谁封的账（默认 KEPU_UNIT，否则方案的印发单位）',
        en: 'who closes it (default: KEPU_UNIT, else the issuer of the plan)',
      }),
    )
    .option('--date <date>', say({ zh: '封账日期（默认今天）', en: 'the day (default: today)' }))
    .option('--title <title>', say({ zh: '名称', en: 'the title' }))
    .option(
      '--dry-run',
      say({ zh: '只显示要写的内容，不写入', en: 'show what would be written, and write nothing' }),
    )
    .option('-y, --yes', say({ zh: '不再询问，直接写入', en: 'write without asking' }))
    .action(async (written: string, { unit, date, title, ...switches }: Options) => {
      const opened = await openToWrite(context)
      const { plan } = opened.repository
      const period = readPeriod(written)
      const span = plan.sheet && periodSpan(period, plan.sheet.period, plan.milestones)
      if (!span) {
        throw new UserError(
          2,
          { zh: `“${written}”不是时段`, en: `"${written}" is no period` },
          {
            zh: '写 2018、2018-Q3、2018-09、阶段编号或 plan',
            en: 'write 2018, 2018-Q3, 2018-09, the id of a milestone, or plan',
          },
        )
      }
      const { recordOne } = await import('./record-one.ts')
      const who = unit ?? context.env.KEPU_UNIT ?? plan.sheet?.issuer ?? ''
      await recordOne(
        formOf(wordsOf(plan), 'closing'),
        {
          date: [date ?? opened.today],
          unit: [who],
          title: [title ?? `${period} 封账`],
          period: [period],
        },
        switches,
        opened,
        context,
      )
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu close 2018 --unit 区科协 --date 2019-01-31\n',
        en: '\nExample:\n  kepu close 2018 --unit kexie --date 2019-01-31\n',
      }),
    )
}
