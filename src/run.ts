import { type Command, CommanderError } from 'commander'
import { Program } from './commands/program.ts'
import { type Context, type GlobalOptions, type Host, languageNamed, makeContext } from './context.ts'
import { UserError } from './model/user-error.ts'
import { safe } from './render/safe.ts'
import { version } from './version.ts'

/**
 * Runs one command line.
 * @param flags the arguments after the program's name, dashes made plain
 * @returns the exit code: 0 fine, 1 problems in the data, 2 the command line, 3 the environment or a bug
 */
export async function runCommand(flags: readonly string[], host: Host): Promise<number> {
  let options: () => GlobalOptions = () => ({ ...glimpseLanguage(flags) })
  const context = makeContext(host, () => options())
  try {
    const program = await buildProgram(context, calledBy(flags))
    program.hook('preAction', () => {
      options = () => program.opts<GlobalOptions>()
      assertLanguage(options())
    })
    if (flags.length === 0) {
      program.outputHelp()
      const { stateLine } = await import('./commands/state.ts')
      await stateLine(context)
    } else await program.parseAsync(flags, { from: 'user' })
    return context.exitCode
  } catch (error) {
    const { systemRefusal } = await import('./repository/write.ts')
    return report(systemRefusal(error) ?? error, context)
  }
}

/** @throws UserError (2) where `--lang` names a language that is not spoken here */
function assertLanguage({ lang }: GlobalOptions): void {
  if (lang === undefined || languageNamed(lang)) return
  throw new UserError(
    2,
    { zh: `没有“${lang}”这种语言`, en: `the language "${lang}" is not spoken here` },
    { zh: '写 zh（中文）或 en（英文）', en: 'write zh or en' },
  )
}

/** The one place where errors end. */
async function report(error: unknown, context: Context): Promise<number> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    // The help was shown in the place of an answer.
    if (error.code === 'commander.help')
      context.talk({ zh: '\nkepu：没有写命令', en: '\nkepu: no command is given' })
    else context.talk({ zh: `命令有误：${safe(error.message)}`, en: safe(error.message) })
    return 2
  }
  if (error instanceof UserError) {
    const { text, hint, exitCode } = error
    context.talk({ zh: `kepu：${safe(text.zh)}`, en: `kepu: ${safe(text.en)}` })
    if (hint) context.talk({ zh: `  ${safe(hint.zh)}`, en: `  ${safe(hint.en)}` })
    if (exitCode === 2) await context.talkUnread()
    return exitCode
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  context.talk({
    zh: `kepu：程序内部出错，请把下面的内容报告给维护者\n${safe(stack)}`,
    en: `kepu: an internal error; please report what follows\n${safe(stack)}`,
  })
  return 3
}

/** @param called the commands that it needs to know */
export async function buildProgram(
  context: Context,
  called: readonly string[] = Object.keys(commands),
): Promise<Command> {
  const say = context.say
  const formatNames = Object.keys((await import('./render/formats.ts')).formats)
  const program = new Program(context, 'kepu')
  program
    .description(
      say({
        zh: '科普：管理行动方案，回答谁负责什么、做到了没有',
        en: 'keeps an action plan, and answers for it',
      }),
    )
    // Asked for alone it is answered without loading all this.
    .version(version, '-V, --version', say({ zh: '显示版本', en: 'print the version' }))
    .helpOption('-h, --help', say({ zh: '显示帮助', en: 'print this help' }))
    .helpCommand('help [command]', say({ zh: '显示某个命令的帮助', en: 'print the help of a command' }))
    .option(
      '-C, --data <dir>',
      say({
        zh: '方案数据所在的文件夹（默认从当前文件夹向上找；也可设 KEPU_DATA）',
        en: 'the folder of the plan data (default: from here upwards; or KEPU_DATA)',
      }),
    )
    .option(
      '--lang <zh|en>',
      say({
        zh: '语言（默认随方案；也可设 KEPU_LANG）',
        en: 'the language (default: that of the plan; or KEPU_LANG)',
      }),
    )
    .option(
      '--format <format>',
      say({
        zh: `输出格式：${formatNames.join('、')}`,
        en: `the format of the answer: ${formatNames.join(', ')}`,
      }),
    )
    .option(
      '--as-of <date>',
      say({
        zh: '以哪一天为准（默认今天，但不晚于方案结束）',
        en: 'the day that is asked about (default: today, but never past the end of the plan)',
      }),
    )
    .option(
      '--rev <rev>',
      say({
        zh: '读哪个版本：提交、分支、标签或日期（默认工作区）',
        en: 'the revision to read: a commit, branch, tag or day (default: the work tree)',
      }),
    )
    .option(
      '-o, --output <file>',
      say({ zh: '写入文件；格式看文件名结尾', en: 'write to a file; its ending tells the format' }),
    )
    .option(
      '--no-cache',
      say({
        zh: '不用缓存：每个文件都重新检查',
        en: 'without the cache: every file is checked anew',
      }),
    )
  for (const name of called) (await commands[name]?.())?.(program, context)
  return program.addHelpText(
    'after',
    say({
      zh: '\nkepu help names 说明单位、条款和日期可以怎样写。\n',
      en: '\nkepu help names tells how units, clauses and dates may be written.\n',
    }),
  )
}

type Add = (program: Command, context: Context) => void

/** The commands in the order of the help; only the one that is called is loaded. */
const commands: Readonly<Record<string, () => Promise<Add>>> = {
  validate: async () => (await import('./commands/validate.ts')).addValidate,
  list: async () => (await import('./commands/list.ts')).addList,
  show: async () => (await import('./commands/show.ts')).addShow,
  who: async () => (await import('./commands/who.ts')).addWho,
  owns: async () => (await import('./commands/owns.ts')).addOwns,
  matrix: async () => (await import('./commands/matrix.ts')).addMatrix,
  search: async () => (await import('./commands/search.ts')).addSearch,
  report: async () => (await import('./commands/report.ts')).addReport,
  due: async () => (await import('./commands/report.ts')).addDue,
  record: async () => (await import('./commands/record.ts')).addRecord,
  edit: async () => (await import('./commands/edit.ts')).addEdit,
  withdraw: async () => (await import('./commands/edit.ts')).addWithdraw,
  import: async () => (await import('./commands/import.ts')).addImport,
  template: async () => (await import('./commands/template.ts')).addTemplate,
  close: async () => (await import('./commands/close.ts')).addClose,
  fmt: async () => (await import('./commands/fmt.ts')).addFmt,
  diff: async () => (await import('./commands/diff.ts')).addDiff,
  log: async () => (await import('./commands/log.ts')).addLog,
  trace: async () => (await import('./commands/trace.ts')).addTrace,
  explain: async () => (await import('./commands/explain.ts')).addExplain,
  init: async () => (await import('./commands/init.ts')).addInit,
  hook: async () => (await import('./commands/hook.ts')).addHook,
  completion: async () => (await import('./commands/completion.ts')).addCompletion,
}

/** The command that is called, where that is plain to see; else any may be meant, and all are loaded. */
function calledBy(flags: readonly string[]): readonly string[] {
  let index = 0
  while (takesValue.has(flags[index] ?? '')) index += 2
  const name = flags[index] ?? ''
  return Object.hasOwn(commands, name) ? [name] : Object.keys(commands)
}

const takesValue = new Set(['-C', '--data', '--lang', '--format', '--as-of', '--rev', '-o', '--output'])

/** The language of help and of errors in the command line, before it is parsed. */
function glimpseLanguage(flags: readonly string[]): GlobalOptions {
  const value = (name: string): string | undefined => {
    const index = flags.findIndex(flag => flag === name || flag.startsWith(`${name}=`))
    return index < 0 ? undefined : (flags[index]?.split('=')[1] ?? flags[index + 1])
  }
  const lang = value('--lang')
  const data = value('--data') ?? value('-C')
  return { ...(lang !== undefined && { lang }), ...(data !== undefined && { data }) }
}
