import { main } from '../../src/cli.ts'
import type { CommandNode } from '../../src/completion/command-tree.ts'
import { root } from '../../src/completion/tree.generated.mjs'
import type { Language } from '../../src/model/text.ts'
import { recordKinds } from '../../src/model/written.ts'

const words = {
  zh: { title: '命令', lead: '每个命令的帮助，就是 `kepu 命令 --help` 打印的内容。' },
  en: { title: 'Commands', lead: 'The help of each command, as `kepu COMMAND --help` prints it.' },
}

/** docs/commands.md: the help of every command, and the flags of every record kind. */
export async function commandsPage(language: Language): Promise<string> {
  const { title, lead } = words[language]
  const paths = [[], ...pathsOf(root), ...recordKinds.map(kind => ['record', kind])]
  const sections: string[] = []
  for (const path of paths) {
    const help = await helpOf(path, language)
    sections.push(`## ${['kepu', ...path].join(' ')}`, `\`\`\`text\n${help.trim()}\n\`\`\``)
  }
  return [`# ${title}`, lead, ...sections].join('\n\n')
}

const pathsOf = ({ commands }: CommandNode): string[][] =>
  commands
    .filter(({ name }) => name !== 'help')
    .flatMap(command => [[command.name], ...pathsOf(command).map(path => [command.name, ...path])])

async function helpOf(path: readonly string[], language: Language): Promise<string> {
  let out = ''
  const code = await main([...path, '--help'], {
    stdout: { write: text => (out += text), isTTY: true, columns: 80 },
    stderr: { write: () => true },
    env: { NO_COLOR: '1', KEPU_LANG: language },
    cwd: `${process.cwd()}/data`,
    now: () => new Date(0),
  })
  if (code !== 0 || out === '') throw new Error(`kepu ${path.join(' ')} has no help`)
  return out
}
