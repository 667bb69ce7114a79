import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Answer } from '../reports/view.ts'

export function addInit(program: Command, context: Context): void {
  const { say } = context
  program
    .command('init')
    .argument('<dir>', say({ zh: '新文件夹', en: 'a new folder' }))
    .summary(say({ zh: '新建一个方案数据仓库', en: 'begin a new data repository' }))
    .option(
      '--hook',
      say({
        zh: '同时建 git 仓库，安装提交前的检查',
        en: 'make it a git repository and install the check before commits',
      }),
    )
    .action(async (written: string, { hook }: { hook?: boolean }) => {
      const folder = resolve(context.cwd, written)
      const { skeleton } = await import('../skeleton/files.ts')
      const { writeNewFolder } = await import('./new-folder.ts')
      const files = skeleton()
      writeNewFolder(folder, files, written)
      const installed = hook ? await installIn(folder) : null
      await context.print(created(written, Object.keys(files), installed))
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu init 我的方案\n  kepu init 我的方案 --hook\n',
        en: '\nExamples:\n  kepu init my-plan\n  kepu init my-plan --hook\n',
      }),
    )
}

async function installIn(folder: string): Promise<string> {
  const { git } = await import('../repository/git.ts')
  const { installHook } = await import('../repository/hook.ts')
  if (!existsSync(join(folder, '.git'))) await git(folder, ['init', '--quiet', '--template='])
  return (await installHook({ root: join(folder, 'data'), prefix: 'data/' })).file
}

function created(folder: string, files: readonly string[], hook: string | null): Answer {
  const next = hook === null ? 'git init' : null
  return {
    kind: 'init',
    data: { folder, files, hook },
    view: [
      {
        text: {
          zh: `已在 ${folder} 写好 ${files.length} 个文件。${hook === null ? '' : `提交前的检查装在 ${hook}。`}`,
          en: `Wrote ${files.length} files to ${folder}.${hook === null ? '' : ` The check before commits is ${hook}.`}`,
        },
      },
      {
        text: {
          zh: `接下来：\n  cd ${folder}\n${next ? `  ${next}\n` : ''}  kepu validate\n从 README.md 的“第一天”开始。`,
          en: `Next:\n  cd ${folder}\n${next ? `  ${next}\n` : ''}  kepu validate\nREADME.md tells the first day.`,
        },
      },
    ],
  }
}
