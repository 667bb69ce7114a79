// Derives what completion knows of the command line from the commands themselves.
import type { Command, Option } from 'commander'
import type { CommandNode, OptionNode } from '../src/completion/command-tree.ts'
import { type Host, makeContext } from '../src/context.ts'
import type { Language, Text } from '../src/model/text.ts'
import { buildProgram } from '../src/run.ts'
import { writeChanged } from './write-changed.ts'

const nowhere: Host = {
  stdout: { write: () => true },
  stderr: { write: () => true },
  env: {},
  cwd: '/',
  now: () => new Date(0),
}

const programIn = (lang: Language): Promise<Command> => buildProgram(makeContext(nowhere, () => ({ lang })))

function nodeOf(zh: Command, en: Command): CommandNode {
  const help = zh.createHelp()
  const englishOptions = help.visibleOptions(en)
  const englishCommands = help.visibleCommands(en)
  return {
    name: zh.name(),
    summary: pair(zh.summary() || zh.description(), en.summary() || en.description()),
    options: help.visibleOptions(zh).flatMap((option, index) => optionOf(option, englishOptions[index])),
    arguments: zh.registeredArguments.map(argument => ({
      name: argument.name(),
      ...(argument.variadic && { isVariadic: true }),
    })),
    commands: help.visibleCommands(zh).flatMap((command, index) => {
      const other = englishCommands[index]
      return other ? [nodeOf(command, other)] : []
    }),
  }
}

function optionOf(zh: Option, en: Option | undefined): OptionNode[] {
  if (!zh.long) return []
  const value = /[<[](.+)[>\]]/.exec(zh.flags)?.[1]
  return [
    {
      long: zh.long,
      ...(zh.short && { short: zh.short }),
      ...(value !== undefined && { value }),
      summary: pair(zh.description, en?.description ?? zh.description),
    },
  ]
}

const pair = (zh: string, en: string): Text => ({ zh, en })

const tree = nodeOf(await programIn('zh'), await programIn('en'))
writeChanged('src/completion/tree.generated.mjs', `export const root = ${JSON.stringify(tree)}\n`)
