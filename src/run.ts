import { type Command, CommanderError } from 'commander'
import { addClose } from './commands/close.ts'
import { addCompletion } from './commands/completion.ts'
import { addDiff } from './commands/diff.ts'
import { addEdit, addWithdraw } from './commands/edit.ts'
import { addExplain } from './commands/explain.ts'
import { addFmt } from './commands/fmt.ts'
import { addHook } from './commands/hook.ts'
import { addImport } from './commands/import.ts'
import { addInit } from './commands/init.ts'
import { addList } from './commands/list.ts'
import { addLog } from './commands/log.ts'
import { addMatrix } from './commands/matrix.ts'
import { addOwns } from './commands/owns.ts'
import { Program } from './commands/program.ts'
import { addRecord } from './commands/record.ts'
import { addDue, addReport } from './commands/report.ts'
import { addSearch } from './commands/search.ts'
import { addShow } from './commands/show.ts'
import { addTemplate } from './commands/template.ts'
import { topicOf } from './commands/topics.ts'
import { addTrace } from './commands/trace.ts'
import { addValidate } from './commands/validate.ts'
import { addWho } from './commands/who.ts'
import { type Context, type GlobalOptions, type Host, makeContext } from './context.ts'
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
    const topic = flags[0] === 'help' ? topicOf(flags[1]) : undefined
    const program = buildProgram(context)
    program.hook('preAction', () => {
      options = () => program.opts<GlobalOptions>()
    })
    if (topic) context.write(`${context.say(topic)}\n`)
    else if (flags.length === 0) {
      program.outputHelp()
      const { stateLine } = await import('./commands/state.ts')
      await stateLine(context)
    } else await program.parseAsync(flags, { from: 'user' })
    return context.exitCode
  } catch (error) {
    return report(error, context)
  }
}

/** The one place where errors end. */
function report(error: unknown, context: Context): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    context.talk({ zh: `命令有误：${error.message}`, en: error.message })
    return 2
  }
  if (error instanceof UserError) {
    const { text, hint, exitCode } = error
    context.talk({ zh: `kepu：${safe(text.zh)}`, en: `kepu: ${safe(text.en)}` })
    if (hint) context.talk({ zh: `  ${safe(hint.zh)}`, en: `  ${safe(hint.en)}` })
    return exitCode
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  context.talk({
    zh: `kepu：程序内部出错，请把下面的内容报告给维护者\n${safe(stack)}`,
    en: `kepu: an internal error; please report what follows\n${safe(stack)}`,
  })
  return 3
}

export function buildProgram(context: Context): Command {
  const say = context.say
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
        zh: '输出格式：text、json、csv、markdown、html、docx、xlsx、ics',
        en: 'the format of the answer: text, json, csv, markdown, html, docx, xlsx, ics',
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
  for (const add of commands) add(program, context)
  return program.addHelpText(
    'after',
    say({
      zh: '\nkepu help names 说明单位、条款和日期可以怎样写。\n',
      en: '\nkepu help names tells how units, clauses and dates may be written.\n',
    }),
  )
}

const commands = [
  addValidate,
  addList,
  addShow,
  addWho,
  addOwns,
  addMatrix,
  addSearch,
  addReport,
  addDue,
  addRecord,
  addEdit,
  addWithdraw,
  addImport,
  addTemplate,
  addClose,
  addFmt,
  addDiff,
  addLog,
  addTrace,
  addExplain,
  addInit,
  addHook,
  addCompletion,
]

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
