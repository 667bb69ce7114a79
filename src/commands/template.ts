import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { UserError } from '../model/user-error.ts'

export function addTemplate(program: Command, context: Context): void {
  const { say } = context
  program
    .command('template')
    .argument('<kind>', say({ zh: '记录类别，如 activity（活动）', en: 'the record kind, such as activity' }))
    .summary(say({ zh: '生成供各单位填报的表格', en: 'make a workbook to be filled in' }))
    .description(
      say({
        zh: '生成一份 xlsx：表头、下拉选项、日期和数字格式、填写说明和样例，附上该单位今年已报的。填好后用 kepu import 导入。',
        en: 'Makes a workbook with heads, drop-down lists, formats, instructions and an example, and what the unit has reported this year. It comes back through kepu import.',
      }),
    )
    .option('--unit <unit>', say({ zh: '填报单位', en: 'the unit that fills it in' }))
    .action(async (kind: string, { unit }: { readonly unit?: string }) => {
      if (context.options.output === undefined) {
        throw new UserError(
          2,
          { zh: '没有写明存到哪里', en: 'no file to write to was named' },
          { zh: `加 -o ${kind}.xlsx`, en: `add -o ${kind}.xlsx` },
        )
      }
      const opened = await context.open()
      await context.talkErrors(opened)
      const { kindOf } = await import('./record.ts')
      const { templateWorkbook } = await import('../records/template-workbook.ts')
      await context.give(await templateWorkbook(kindOf(kind, opened), unit, opened, context.language))
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu template activity --unit 古荥镇 -o 古荥镇活动.xlsx\n',
        en: '\nExample:\n  kepu template activity --unit guxing -o guxing.xlsx\n',
      }),
    )
}
