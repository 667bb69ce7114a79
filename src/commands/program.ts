import { type AddHelpTextContext, type AddHelpTextPosition, Command, Help, type Option } from 'commander'
import type { Context } from '../context.ts'
import { nearest } from '../model/nearest.ts'
import { type Text, verbatim } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { displayWidth, wrap } from '../render/width.ts'
import { topicOf } from './topics.ts'

type Say = Context['say']

/** commander's own words in the help, in both languages. */
const helpWords: Readonly<Record<string, Text>> = {
  'Usage:': { zh: '用法：', en: 'Usage:' },
  'Arguments:': { zh: '参数：', en: 'Arguments:' },
  'Options:': { zh: '选项：', en: 'Options:' },
  'Global Options:': { zh: '通用选项：', en: 'Global options:' },
  'Commands:': { zh: '命令：', en: 'Commands:' },
}

/** commander as our users read it: two languages, Chinese widths, and errors that say what to do. */
export class Program extends Command {
  readonly #context: Context
  #takesAnyOption = false

  constructor(context: Context, name?: string) {
    super(name)
    this.#context = context
    this.exitOverride()
    this.configureOutput({
      writeOut: text => context.write(text),
      writeErr: text => context.talk(verbatim(text.trimEnd())),
      outputError: () => {},
      getOutHelpWidth: () => Math.min(context.screen.width, 100),
      getOutHasColors: () => false,
    })
  }

  override createCommand(name?: string): Program {
    return new Program(this.#context, name)
  }

  // A full-width colon needs no space behind it.
  override helpInformation(...given: Parameters<Command['helpInformation']>): string {
    return super.helpInformation(...given).replace(/^用法： /, '用法：')
  }

  /** Examples and lists below the options, as wide as the terminal. */
  override addHelpText(
    position: AddHelpTextPosition,
    text: string | ((context: AddHelpTextContext) => string),
  ): this {
    const width = this.#context.screen.width
    return super.addHelpText(position, context => {
      const whole = typeof text === 'string' ? text : text(context)
      return whole
        .split('\n')
        .map(line => fitted(line, width))
        .join('\n')
    })
  }

  override createHelp(): Help {
    return Object.assign(new LocalHelp(this.#context.say), this.configureHelp())
  }

  override allowUnknownOption(allow = true): this {
    this.#takesAnyOption = allow
    return super.allowUnknownOption(allow)
  }

  unknownOption(flag: string): void {
    if (this.#takesAnyOption) return
    const known = commandsUpTo(this).flatMap(command => command.options.map(({ long }) => long ?? ''))
    const near = nearest(flag, [...known.filter(Boolean), '--help'])
    throw new UserError(
      2,
      { zh: `没有“${flag}”这个选项`, en: `there is no option "${flag}"` },
      offer(near, this.path),
    )
  }

  unknownCommand(written = this.args[0] ?? ''): never {
    const near = nearest(
      written,
      this.commands.map(command => command.name()),
    )
    // 登记 is what `record` says of itself.
    const meant = this.commands.filter(command => written !== '' && command.summary().includes(written))
    throw new UserError(
      2,
      { zh: `没有“${written}”这个命令`, en: `there is no command "${written}"` },
      near[0] || meant.length === 0 ? offer(near, this.path) : suggest(meant),
    )
  }

  missingArgument(name: string): never {
    const wanted = this.registeredArguments.find(argument => argument.name() === name)?.description
    throw new UserError(
      2,
      {
        zh: `缺少参数 <${name}>${wanted ? `（${wanted}）` : ''}`,
        en: `the argument <${name}> is missing${wanted ? ` (${wanted})` : ''}`,
      },
      seeHelp(this.path),
    )
  }

  /** `kepu help NAME`, where it is neither a command nor a topic. */
  _dispatchHelpCommand(name: string | undefined): void {
    const topic = topicOf(name)
    if (topic) this.#context.write(`${this.#context.say(topic)}\n`)
    else if (name === undefined) this.outputHelp()
    else {
      const found = this.commands.find(command => command.name() === name)
      if (!found) this.unknownCommand(name)
      found.outputHelp()
    }
  }

  optionMissingArgument(option: Option): never {
    throw new UserError(
      2,
      { zh: `选项 ${option.flags} 缺少值`, en: `the option ${option.flags} lacks its value` },
      seeHelp(this.path),
    )
  }

  missingMandatoryOptionValue(option: Option): never {
    throw new UserError(
      2,
      { zh: `缺少选项 ${option.flags}`, en: `the option ${option.flags} is missing` },
      seeHelp(this.path),
    )
  }

  _excessArguments(received: readonly string[]): void {
    if (this.#takesAnyOption) return
    const extra = received.slice(this.registeredArguments.length).join(' ')
    throw new UserError(2, { zh: `多出了“${extra}”`, en: `"${extra}" is too much` }, seeHelp(this.path))
  }

  /** `kepu list`, as the user typed it. */
  get path(): string {
    return commandsUpTo(this)
      .map(command => command.name())
      .reverse()
      .join(' ')
  }
}

function commandsUpTo(command: Command): Command[] {
  return command.parent ? [command, ...commandsUpTo(command.parent)] : [command]
}

const seeHelp = (path: string): Text => ({ zh: `用法见 ${path} --help`, en: `see ${path} --help` })

function suggest(commands: readonly Command[]): Text {
  const named = commands.map(command => [command.name(), command.summary()] as const)
  return {
    zh: `是不是 ${named.map(([name, summary]) => `${name}（${summary}）`).join('、')}`,
    en: `perhaps ${named.map(([name, summary]) => `${name} (${summary})`).join(', ')}`,
  }
}

const offer = (near: readonly string[], path: string): Text =>
  near[0] ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` } : seeHelp(path)

/** The narrowest column that words are wrapped to. */
const narrowest = 20

/** What is said of an example or of a name in a list is wrapped; what is to be typed stays on one line. */
function fitted(line: string, width: number): string {
  const [, head = ''] = /^( +\S(?:.*?\S)?? {2,})\S/.exec(line) ?? []
  if (displayWidth(line) <= width || head === '') return line
  const said = line.slice(head.length)
  const column = displayWidth(head)
  const isBeside = width - column >= narrowest
  const indent = ' '.repeat(isBeside ? column : 6)
  const [first = '', ...rest] = wrap(said, width - indent.length)
  const lines = isBeside ? [head + first] : [head.trimEnd(), indent + first]
  return [...lines, ...rest.map(one => indent + one)].join('\n')
}

class LocalHelp extends Help {
  readonly #say: Say

  constructor(say: Say) {
    super()
    this.#say = say
    this.showGlobalOptions = true
    this.minWidthToWrap = narrowest
  }

  override displayWidth(text: string): number {
    return displayWidth(text)
  }

  // A pseudo-terminal may report a width of nothing; one character a line helps nobody.
  override boxWrap(text: string, width: number): string {
    return wrap(text, width < narrowest ? 80 : width).join('\n')
  }

  // What a command says of itself in the list stands in its own help too.
  override commandDescription(command: Command): string {
    return command.description() || command.summary()
  }

  override styleTitle(title: string): string {
    const words = helpWords[title]
    return words ? this.#say(words) : title
  }

  override commandUsage(command: Command): string {
    return super
      .commandUsage(command)
      .replace('[options]', this.#say({ zh: '[选项]', en: '[options]' }))
      .replace('[command]', this.#say({ zh: '<命令>', en: '<command>' }))
  }

  override subcommandTerm(command: Command): string {
    const names = command.registeredArguments.map(argument =>
      argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
    )
    return [command.name(), ...names].join(' ')
  }
}
