import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { nearest } from '../model/nearest.ts'
import { UserError } from '../model/user-error.ts'

const shells = ['bash', 'zsh', 'fish', 'pwsh'] as const

export function addCompletion(program: Command, context: Context): void {
  const { say } = context
  program
    .command('completion')
    .argument(
      '<shell>',
      say({ zh: `哪种终端：${shells.join('、')}`, en: `which shell: ${shells.join(', ')}` }),
    )
    .summary(say({ zh: '按 Tab 键补全', en: 'complete words with the TAB key' }))
    .description(
      say({
        zh: '打印补全脚本。装好以后按 Tab 键补全命令、选项、单位、任务、责任、目标和记录编号；候选取自当前的方案数据。',
        en: 'Prints the script of a shell. Once it is installed, TAB completes commands, flags, units, tasks, duties, targets and ids of records, as the plan data around has them.',
      }),
    )
    .action(async (written: string) => {
      const { scripts } = await import('../completion/shells.generated.mjs')
      const shell = written === 'powershell' ? 'pwsh' : shells.find(name => name === written)
      if (!shell) throw unknownShell(written)
      context.write(scripts[shell])
    })
    .addHelpText(
      'after',
      say({
        zh: `\n安装（装一次，重开终端后生效）：\n${installs}\n`,
        en: `\nTo install it (once; it works in the next terminal):\n${installs}\n`,
      }),
    )
}

const installs = `  bash
    echo 'source <(kepu completion bash)' >> ~/.bashrc
  zsh
    echo 'source <(kepu completion zsh)' >> ~/.zshrc
  fish
    echo 'kepu completion fish | source' >> ~/.config/fish/config.fish
  PowerShell
    Add-Content $PROFILE 'kepu completion pwsh | Out-String | Invoke-Expression'`

function unknownShell(written: string): UserError {
  const near = nearest(written, shells)
  return new UserError(
    2,
    { zh: `没有“${written}”的补全`, en: `there is no completion for "${written}"` },
    near[0]
      ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
      : { zh: `可以写：${shells.join('、')}`, en: `there are: ${shells.join(', ')}` },
  )
}
