import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { UserError } from '../model/user-error.ts'
import type { Answer } from '../reports/view.ts'
import type { Location } from '../repository/find.ts'
import type { Sides } from '../repository/sides.ts'
import type { Staged } from '../repository/staged.ts'

export function addHook(program: Command, context: Context): void {
  const { say } = context
  const hook = program
    .command('hook')
    .summary(say({ zh: '提交前检查（git 钩子）', en: 'check before each commit (a git hook)' }))
    .description(
      say({
        zh: '让 git 在每次提交前检查已暂存的方案数据；有错误就不让提交。',
        en: 'Has git check what is staged of the plan before each commit; where there are errors, nothing is committed.',
      }),
    )
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu hook install    装一次，以后自动检查\n  kepu hook run        现在就检查一遍\n',
        en: '\nExamples:\n  kepu hook install    once; from then on it runs by itself\n  kepu hook run        checks now\n',
      }),
    )
  hook
    .command('install')
    .summary(say({ zh: '安装提交前的检查', en: 'install the check' }))
    .action(async () => {
      const { installHook } = await import('../repository/hook.ts')
      const { file, was } = await installHook(context.location())
      await context.print(installed(file, was))
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu hook install    以后每次 git commit 都先检查；不想查的那一次用 git commit --no-verify\n',
        en: '\nExample:\n  kepu hook install    from then on every git commit checks first; git commit --no-verify does not\n',
      }),
    )
  hook
    .command('run')
    .summary(say({ zh: '检查已暂存的内容', en: 'check what is staged' }))
    .description(
      say({
        zh: '检查已暂存、将要提交的数据，不看工作区里没有暂存的改动；并对照上一次提交检查封账、印发的方案和删除。',
        en: 'Checks what is staged for the next commit, not what lies in the work tree; and, against the last commit, closed periods, the issued plan and deletion.',
      }),
    )
    .action(async () => {
      const location = context.location()
      const { openStaged, readStaged } = await import('../repository/staged.ts')
      const index = context.env.GIT_INDEX_FILE
      const staged = await readStaged(location, index && resolve(context.cwd, index))
      const sides = await sidesOf(location, staged)
      // A commit that leaves the data alone is not held up, whatever state the data is in.
      if (sides?.changedFiles.length === 0) return
      const opened = await context.openAs(await openStaged(location, staged))
      const { validationOf } = await import('../render/findings/validation.ts')
      const { findingFormats } = await import('../render/findings/findings.ts')
      const { comparedSides } = await import('../changes/compared-sides.ts')
      const problems = await opened.problems(sides && comparedSides(sides))
      if (problems.some(({ severity }) => severity === 'error')) context.exitCode = 1
      await context.give(
        await findingFormats.text(validationOf(opened, problems, ['error'], false), context.screen),
      )
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  git add records && kepu hook run    提交前先看看能不能通过\n',
        en: '\nExample:\n  git add records && kepu hook run    whether it would pass, before the commit\n',
      }),
    )
}

/** What is staged against the last commit; undefined where there is none yet. */
async function sidesOf(location: Location, staged: Staged): Promise<Sides | undefined> {
  const { openSides } = await import('../repository/sides.ts')
  try {
    return await openSides(location, { base: 'HEAD', head: null, fromFork: false, staged })
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** What was done, for a person and for a program. */
function installed(file: string, was: 'new' | 'there'): Answer {
  return {
    kind: 'hook-install',
    data: { file, installed: was === 'new' },
    view: [
      {
        text:
          was === 'new'
            ? {
                zh: `已安装 ${file}：以后每次提交前检查已暂存的方案数据。`,
                en: `Installed ${file}: what is staged of the plan is checked before each commit.`,
              }
            : { zh: `${file} 已经装好了。`, en: `${file} is installed already.` },
      },
    ],
  }
}
