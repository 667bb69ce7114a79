import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { UserError } from '../model/user-error.ts'

export interface ImportOptions {
  readonly kind?: string
  readonly sheet?: string
  readonly encoding?: string
  readonly amendment?: string
  readonly dryRun?: boolean
  readonly partial?: boolean
}

export function addImport(program: Command, context: Context): void {
  const { say } = context
  program
    .command('import')
    .argument('<file>', say({ zh: '表格：xlsx、xls 或 csv', en: 'the sheet: xlsx, xls or csv' }))
    .summary(say({ zh: '从表格导入记录', en: 'import records from a sheet' }))
    .description(
      say({
        zh: '表头用中文或英文，次序不限，按名称对应。每一个错行都报出行号、列和原因；有错时一行也不写入，除非加 --partial。同一个文件再导入一次，不会重复。',
        en: 'Heads in Chinese or English, in any order, are matched by name. Every wrong row is told with its row, column and reason; nothing is written unless all is well, or --partial is given. Importing the same file again writes nothing.',
      }),
    )
    .option(
      '--kind <kind>',
      say({ zh: '记录类别，如 activity（活动）', en: 'the record kind, such as activity' }),
    )
    .option(
      '--sheet <name>',
      say({ zh: '工作表名称（有几张表时）', en: 'the sheet, where there are several' }),
    )
    .option(
      '--encoding <name>',
      say({
        zh: 'CSV 的编码：utf-8、gb18030、utf-16le（默认自动识别）',
        en: 'the encoding of a CSV file: utf-8, gb18030, utf-16le (default: told by the file)',
      }),
    )
    .option(
      '--amendment <id>',
      say({ zh: '时段已封账时，准许补记的修订记录', en: 'the amendment that allows it in a closed period' }),
    )
    .option(
      '--partial',
      say({
        zh: '写入没有错的行，错行另存为一份表格',
        en: 'write the good rows, and the wrong ones into a workbook',
      }),
    )
    .option('--dry-run', say({ zh: '只检查，不写入', en: 'check only, and write nothing' }))
    .action(async (file: string, options: ImportOptions) => {
      if (context.options.rev !== undefined) {
        throw new UserError(2, {
          zh: '--rev 只用来读；导入总是写进工作区',
          en: '--rev is for reading; an import goes to the work tree',
        })
      }
      const { importFile } = await import('./import-file.ts')
      await importFile(file, options, context)
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu template activity --unit 古荥镇 -o 古荥镇活动.xlsx\n  kepu import 古荥镇活动.xlsx --kind activity --dry-run\n  kepu import 古荥镇活动.xlsx --kind 活动\n',
        en: '\nExamples:\n  kepu template activity --unit guxing -o guxing.xlsx\n  kepu import guxing.xlsx --kind activity --dry-run\n  kepu import guxing.xlsx --kind activity\n',
      }),
    )
}
