import type { Command } from 'commander'
import type { Context } from '../context.ts'

export function addDiff(program: Command, context: Context): void {
  const { say } = context
  program
    .command('diff')
    .argument(
      '[base]',
      say({
        zh: '与哪个版本比：提交、分支、标签、日期，或 A..B、A...B（默认上一次提交）',
        en: 'what to compare with: a commit, branch, tag, day, or A..B, A...B (default: the last commit)',
      }),
    )
    .argument(
      '[head]',
      say({ zh: '比到哪个版本（默认工作区）', en: 'what to compare (default: the work tree)' }),
    )
    .summary(say({ zh: '用方案的话说明改了什么', en: "tell what changed, in the plan's own words" }))
    .action(async (base: string | undefined, head: string | undefined) => {
      const { readRange } = await import('../repository/sides.ts')
      // The one is loaded while git looks for the other.
      const [{ sides, opened }, { diffAnswer }] = await Promise.all([
        context.compare({ ...readRange(base, head ?? context.options.rev), withOthers: true }),
        import('../reports/diff.ts'),
      ])
      await context.print(await diffAnswer(sides, say), opened)
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu diff                      还没有提交的改动\n  kepu diff main...              从 main 分出以来的改动\n  kepu diff 2018-01-01 2018-12-31   全年的改动\n  kepu diff v1..v2 --format markdown -o 改动.md\n',
        en: '\nExamples:\n  kepu diff                      what is not committed yet\n  kepu diff main...              what changed since it parted from main\n  kepu diff 2018-01-01 2018-12-31   the changes of a year\n  kepu diff v1..v2 --format markdown -o changes.md\n',
      }),
    )
}
