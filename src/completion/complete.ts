import { flagOf } from '../forms/flag.ts'
import { isAsked } from '../forms/form.ts'
import { type Text, verbatim } from '../model/text.ts'
import type { Asker } from './asker.ts'
import type { CommandNode, OptionNode } from './command-tree.ts'
import { isInert, type Offer, type Paths } from './offer.ts'
import { type Before, fieldSource, type Source, sources } from './sources.ts'

/** What may stand at the cursor. */
export interface Completion {
  readonly offers: readonly Offer[]
  readonly paths?: Paths
}

/** An option that may stand here, and what its value may be. */
interface Flag {
  readonly long: string
  readonly short?: string | undefined
  readonly summary: Text
  /** Absent where it takes no value. */
  readonly source?: Source
  /** Several values, parted by commas. */
  readonly isList?: boolean
}

/**
 * What a command line may go on with.
 * @param words what was typed after the program's name; the last one is the word at the cursor, perhaps ''
 */
export async function complete(
  root: CommandNode,
  words: readonly string[],
  asker: Asker,
): Promise<Completion> {
  const typed = words.at(-1) ?? ''
  const here = await walk(root, words.slice(0, -1), asker)
  const { awaited } = here
  if (awaited) return valuesOf(awaited, '', typed, here, asker)
  const assigned = /^(--[^=]+=)(.*)$/s.exec(typed)
  if (assigned && !here.isLiteral) {
    const [, head = '', value = ''] = assigned
    const flag = here.flags.find(({ long }) => `${long}=` === head)
    return flag ? valuesOf(flag, head, value, here, asker) : { offers: [] }
  }
  if (typed.startsWith('-') && !here.isLiteral) {
    // Flags in Chinese are offered to whoever has begun to write one so.
    const flags = here.flags.filter(({ long }) => isAscii(long) === isAscii(typed))
    return {
      offers: matching(
        flags.map(({ long, summary }) => ({ value: long, summary })),
        typed,
      ),
    }
  }
  return argumentsAt(root, here, typed, asker)
}

const isAscii = (text: string): boolean => !/[^ -~]/.test(text)

/** Where the words before the cursor lead. */
interface Here extends Before {
  readonly node: CommandNode
  readonly flags: readonly Flag[]
  /** The option whose value stands at the cursor. */
  readonly awaited: Flag | undefined
  /** After `--` everything is an argument. */
  readonly isLiteral: boolean
}

async function walk(root: CommandNode, words: readonly string[], asker: Asker): Promise<Here> {
  let node = root
  let path: readonly string[] = []
  let given: readonly string[] = []
  let flags = flagsOf(root, '')
  let awaited: Flag | undefined
  let isLiteral = false
  for (const word of words) {
    if (awaited) awaited = undefined
    else if (word === '--' && !isLiteral) isLiteral = true
    else if (word.startsWith('-') && !isLiteral) {
      const flag = flags.find(({ long, short }) => long === word || short === word)
      awaited = flag?.source && flag
    } else {
      const command = given.length === 0 && node.commands.find(({ name }) => name === word)
      if (command) {
        node = command
        path = [...path, command.name]
        flags = [...flagsOf(command, path.join(' ')), ...flags]
      } else {
        given = [...given, word]
        if (node.name === 'record' && given.length === 1) {
          flags = [...(await recordFlags(word, asker)), ...flags]
        }
      }
    }
  }
  return { node, command: path.join(' '), given, flags, awaited, isLiteral }
}

const flagsOf = ({ options }: CommandNode, command: string): readonly Flag[] =>
  options.map(option => {
    const { long, short, summary, value } = option
    return {
      long,
      short,
      summary,
      ...(value !== undefined && { source: optionSource(option, value, command) }),
      isList: value === 'status' || value === 'statuses',
    }
  })

const nothing: Source = async () => []

const optionSource = ({ long }: OptionNode, value: string, command: string): Source =>
  sources[`${command} ${long}`] ?? sources[`${long} ${value}`] ?? sources[value] ?? nothing

/** The flags of `kepu record KIND`: by their keys, and by their words in Chinese. */
async function recordFlags(kind: string, asker: Asker): Promise<readonly Flag[]> {
  const form = await asker.form(kind)
  const fields = (form?.fields ?? []).filter(isAsked).flatMap(field => {
    const common = { source: fieldSource(field), isList: field.isList }
    const long = `--${flagOf(field)}`
    return [
      { long, summary: field.word, ...common },
      { long: `--${field.word.zh}`, summary: verbatim(long), ...common },
    ]
  })
  return [
    ...fields,
    {
      long: '--amendment',
      summary: { zh: '准许补记的修订记录', en: 'the amendment that allows it' },
      source: sources['--amendment id'] ?? nothing,
    },
    { long: '--again', summary: { zh: '内容相同的再记一条', en: 'record the same content once more' } },
    { long: '--dry-run', summary: { zh: '只显示，不写入', en: 'write nothing' } },
    { long: '--yes', short: '-y', summary: { zh: '不再询问', en: 'do not ask' } },
    { long: '--help', short: '-h', summary: { zh: '显示帮助', en: 'print this help' } },
  ]
}

async function argumentsAt(root: CommandNode, here: Here, typed: string, asker: Asker): Promise<Completion> {
  const { node, given, command } = here
  if (command === 'help') return { offers: matching(commandsOf(root), typed) }
  if (node.commands.length > 0 && given.length === 0) {
    return { offers: matching(commandsOf(node), typed) }
  }
  const last = node.arguments.at(-1)
  const argument = node.arguments[given.length] ?? (last?.isVariadic ? last : undefined)
  if (!argument) return { offers: [] }
  const source = sources[`${command} ${argument.name}`] ?? sources[argument.name] ?? nothing
  return found(await source(asker, here, typed), '', typed)
}

const commandsOf = ({ commands }: CommandNode): Offer[] =>
  commands.map(({ name, summary }) => ({ value: name, summary }))

async function valuesOf(
  { source = nothing, isList }: Flag,
  head: string,
  typed: string,
  here: Here,
  asker: Asker,
): Promise<Completion> {
  // Of a list only the last item is asked for.
  const before = isList ? (/^.*[,，、;；]/su.exec(typed)?.[0] ?? '') : ''
  const rest = typed.slice(before.length)
  return found(await source(asker, here, rest), head + before, rest)
}

function found(offers: readonly Offer[] | Paths, head: string, typed: string): Completion {
  if (typeof offers === 'string') return { offers: [], paths: offers }
  return { offers: matching(offers, typed).map(offer => ({ ...offer, value: head + offer.value })) }
}

/** The offers that begin as was typed, each once; small letters stand for large ones too. */
function matching(offers: readonly Offer[], typed: string): Offer[] {
  const folded = typed === typed.toLowerCase() ? (text: string) => text.toLowerCase() : (text: string) => text
  const seen = new Set<string>()
  return offers.filter(({ value }) => {
    if (seen.has(value) || !isInert(value)) return false
    seen.add(value)
    return folded(value).startsWith(typed)
  })
}
