import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Context, Opened } from '../context.ts'
import { UserError } from '../model/user-error.ts'
import { readOfficialText } from '../official/official-text.ts'
import { hasDifferences, traceAnswer } from '../reports/trace/answer.ts'
import { traceText } from '../reports/trace/trace.ts'
import { readTextFile } from '../repository/text-file.ts'

export function addTrace(program: Command, context: Context): void {
  program
    .command('trace')
    .argument(
      '[file]',
      context.say({
        zh: '官方文本（UTF-8 纯文本）；plan.yaml 写了 source 时可省',
        en: 'the official text (plain UTF-8); not needed where plan.yaml has a source',
      }),
    )
    .summary(context.say({ zh: '把数据与官方文本逐字核对', en: 'hold the data against the official text' }))
    .description(
      context.say({
        zh: '逐条、逐名、逐数核对数据与官方文本：条款、标题、分工单位及次序、关键词、数字。有不符时退出码为 1；没有引用到的句子只列出，不算不符。',
        en: 'Compares the data with the official text clause by clause, name by name and number by number. Exits with 1 where they differ; sentences that nothing cites are listed only.',
      }),
    )
    .action(async (file: string | undefined) => {
      const opened = await context.openPlan()
      const { text, shown } = sourceText(opened, file, context.cwd)
      const official = readOfficialText(text)
      if (official.clauses.length === 0) {
        throw new UserError(
          1,
          {
            zh: `“${shown}”里没有“一、……”“（一）……”这样的条款，不像方案文本`,
            en: `"${shown}" has no chapters 一、 and sections （一）: it does not look like the text of a plan`,
          },
          {
            zh: '核对文件；它应是方案正文的纯文本',
            en: 'check the file; it should be the plan as plain text',
          },
        )
      }
      const trace = traceText(opened.repository.plan, official)
      if (hasDifferences(trace)) context.exitCode = 1
      await context.print(traceAnswer(trace, official, shown), opened)
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu trace 方案.txt\n  kepu trace 方案.txt --format markdown\n  kepu trace                      plan.yaml 写明了 source 时\n',
        en: '\nExamples:\n  kepu trace plan.txt\n  kepu trace plan.txt --format markdown\n  kepu trace                      where plan.yaml names its source\n',
      }),
    )
}

function sourceText(opened: Opened, file: string | undefined, cwd: string): { text: string; shown: string } {
  if (file !== undefined) return { text: readTextFile(resolve(cwd, file), file), shown: file }
  const { repository } = opened
  const configured = repository.plan.source
  if (configured?.text != null) return { text: configured.text, shown: repository.prefix + configured.file }
  throw new UserError(
    2,
    configured
      ? {
          zh: `读不到 plan.yaml 里写的官方文本“${configured.file}”`,
          en: `the official text "${configured.file}" of plan.yaml cannot be read`,
        }
      : { zh: '没有指明官方文本', en: 'no official text is named' },
    {
      zh: '写成 kepu trace 文件；或在 plan.yaml 里写 source',
      en: 'name it: kepu trace FILE; or give plan.yaml a `source`',
    },
  )
}
