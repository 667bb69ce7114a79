import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { matrixAnswer } from '../reports/matrix.ts'

export function addMatrix(program: Command, context: Context): void {
  program
    .command('matrix')
    .summary(context.say({ zh: '任务分解表：单位 × 任务', en: 'units × tasks' }))
    .action(async () => {
      const opened = await context.openPlan()
      await context.print(matrixAnswer(opened.asked), opened)
    })
    .addHelpText(
      'after',
      context.say({
        zh: '\n例：\n  kepu matrix\n  kepu matrix -o 任务分解表.csv    存成 Excel 能打开的表\n',
        en: '\nExamples:\n  kepu matrix\n  kepu matrix -o matrix.csv        a sheet for Excel\n',
      }),
    )
}
