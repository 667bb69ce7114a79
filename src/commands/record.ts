import type { Command } from 'commander'
import type { Context, Opened } from '../context.ts'
import { isNamed } from '../forms/field-named.ts'
import { flagOf } from '../forms/flag.ts'
import { type Field, type Form, formOf, isAsked } from '../forms/form.ts'
import { forgiven } from '../model/forgiven.ts'
import { nearest } from '../model/nearest.ts'
import type { Language, Text } from '../model/text.ts'
import { nameOn } from '../model/units.ts'
import { UserError } from '../model/user-error.ts'
import { openForWriting } from '../records/admission.ts'
import { wordsOf } from '../repository/words.ts'
import { finishOthers } from './finish-others.ts'
import { Program } from './program.ts'

/** What the flags of one kind say by the keys of its fields, as written; a flag may stand several times. */
export type Written = Readonly<Record<string, readonly string[] | undefined>>

export interface Switches {
  readonly amendment?: string
  readonly again?: boolean
  readonly dryRun?: boolean
  readonly yes?: boolean
}

export function addRecord(program: Command, context: Context): void {
  const { say } = context
  const command = program
    .command('record')
    .argument('[kind]', say({ zh: '类别，如 activity（活动）', en: 'the kind, such as activity' }))
    .summary(say({ zh: '登记做了什么', en: 'record what happened' }))
    .description(
      say({
        zh: '登记一条记录，写成一个文件。在终端里会问还缺什么，写入前先给看；写进去的都先通过校验。每类有哪些选项：kepu record activity --help。',
        en: 'Records one thing that happened, as a file. At a terminal it asks for what is missing and shows what it is about to write; nothing is written that would not validate. For the flags of a kind: kepu record activity --help.',
      }),
    )
    .allowUnknownOption()
    .allowExcessArguments()
    // Each kind has flags, and so a help, of its own.
    .helpOption(false)
    .action(async (_kind: string | undefined, _options: unknown, { args }: Command) => {
      const [kind, ...flags] = args
      if (kind === '--help' || kind === '-h') {
        command.outputHelp()
        return
      }
      const opened = await openToWrite(context)
      const isFlag = kind === undefined || kind.startsWith('-')
      const known = isFlag ? await askKind(opened, context) : kindOf(kind, opened)
      const form = formOf(wordsOf(opened.asked.plan), known)
      await parseKind(form, isFlag ? args : flags, opened, context)
    })
    .addHelpText(
      'after',
      say({
        zh: '\n例：\n  kepu record activity --unit 区科协 --date 2018年9月15日 --title 科普日主场活动 --measures T1.2 --attendance 320\n  kepu record 活动 --单位 古荥镇 --日期 昨天 --名称 防灾减灾讲座 --形式 讲座\n  kepu record activity            在终端里逐项询问\n',
        en: '\nExamples:\n  kepu record activity --unit kexie --date 2018-09-15 --title "Science day" --measures T1.2 --attendance 320\n  kepu record activity            asks for everything, at a terminal\n',
      }),
    )
}

type KindName = readonly [kind: string, word: Text]

/** The kinds that can be recorded here. */
function kindsOf({ asked: { plan } }: Opened): readonly KindName[] {
  const words = wordsOf(plan)
  return plan.recordKinds.map(kind => [kind, words.recordKind(kind)])
}

/** The work tree as far as writers need it. */
export async function openToWrite(context: Context): Promise<Opened> {
  if (context.options.rev !== undefined) {
    throw new UserError(
      2,
      { zh: '--rev 只用来读；写入总是写进工作区', en: '--rev is for reading; writing goes to the work tree' },
      { zh: '去掉 --rev', en: 'leave --rev out' },
    )
  }
  const opened = await context.open((location, tree) => {
    finishOthers(location.root, context)
    return openForWriting(location, tree)
  })
  // Not everything was read: what is wrong with the rest cannot be told from that.
  return { ...opened, errors: async () => 0 }
}

async function askKind(opened: Opened, context: Context): Promise<string> {
  const names = kindsOf(opened)
  if (context.isInteractive) {
    const { askChoice } = await import('./ask.ts')
    return askChoice(context, { zh: '登记哪一类', en: 'what kind' }, names)
  }
  throw new UserError(
    2,
    { zh: '没有写明类别', en: 'the kind is missing' },
    {
      zh: `可以登记：${names.map(([kind, { zh }]) => `${kind}（${zh}）`).join('、')}`,
      en: `there are: ${names.map(([kind]) => kind).join(', ')}`,
    },
  )
}

/** @throws UserError (2) where no kind is called so */
export function kindOf(written: string, opened: Opened): string {
  const names = kindsOf(opened)
  const word = forgiven(written)
  const found = names.find(([kind, { zh, en }]) => [kind, zh, en].some(name => forgiven(name) === word))
  if (found) return found[0]
  const near = nearest(
    written,
    names.flatMap(([kind, { zh }]) => [kind, zh]),
  )
  throw new UserError(
    2,
    { zh: `没有“${written}”这类记录`, en: `there is no record kind "${written}"` },
    near[0]
      ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
      : {
          zh: `可以登记：${names.map(([kind, { zh }]) => `${kind}（${zh}）`).join('、')}`,
          en: `there are: ${names.map(([kind]) => kind).join(', ')}`,
        },
  )
}

async function parseKind(
  form: Form,
  args: readonly string[],
  opened: Opened,
  context: Context,
): Promise<void> {
  const { say } = context
  const fields = form.fields.filter(isAsked)
  const inner = new Program(context, `kepu record ${form.kind}`)
  inner
    .description(`${say(form.word)}${say({ zh: '：', en: ': ' })}${say(form.description)}`)
    .helpOption('-h, --help', say({ zh: '显示帮助', en: 'print this help' }))
  for (const field of fields) {
    inner.option(`--${flagOf(field)} <${say(field.word)}>`, fieldHelp(field, context), collect)
  }
  inner
    .option(
      '--amendment <id>',
      say({ zh: '时段已封账时，准许补记的修订记录', en: 'the amendment that allows it in a closed period' }),
    )
    .option('--again', say({ zh: '内容完全相同的再记一条', en: 'record the same content once more' }))
    .option(
      '--dry-run',
      say({ zh: '只显示要写的内容，不写入', en: 'show what would be written, and write nothing' }),
    )
    .option('-y, --yes', say({ zh: '不再询问，直接写入', en: 'write without asking' }))
    .action(async (options: Switches & Written) => {
      const written = Object.fromEntries(
        fields.map(field => [field.key, options[attributeOf(field)] as readonly string[] | undefined]),
      )
      const { recordOne } = await import('./record-one.ts')
      await recordOne(form, written, options, opened, context)
    })
    .allowExcessArguments(false)
    .addHelpText(
      'after',
      say({
        zh: `\n例：\n  kepu record ${form.word.zh} ${exampleOf(form, opened, 'zh')}\n`,
        en: `\nExample:\n  kepu record ${form.kind} ${exampleOf(form, opened, 'en')}\n`,
      }),
    )
  await inner.parseAsync(
    args.map(argument => spelt(argument, fields)),
    { from: 'user' },
  )
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** commander's own name for an option. */
const attributeOf = (field: Field): string =>
  flagOf(field).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Flags may be written in Chinese, with Chinese dashes, and as the keys are: --单位, ——单位, --documentNumber. */
function spelt(argument: string, fields: readonly Field[]): string {
  const match = /^(?:--|[—–―－]{1,4})([^=＝]+)(?:[=＝](.*))?$/su.exec(argument)
  if (!match) return argument
  const [, name = '', value] = match
  const field = fields.find(one => isNamed(one, name))
  if (!field) return argument
  return value === undefined ? `--${flagOf(field)}` : `--${flagOf(field)}=${value}`
}

/** What must be given, with values that could stand there. */
function exampleOf({ fields }: Form, opened: Opened, language: Language): string {
  return fields
    .filter(field => isAsked(field) && field.isRequired)
    .map(
      field =>
        `--${language === 'zh' ? field.word.zh : flagOf(field)} ${exampleValue(field, opened, language)}`,
    )
    .join(' ')
}

function exampleValue(
  { type, refers, choices, key }: Field,
  { asked: { plan, day } }: Opened,
  language: Language,
): string {
  const [choice] = choices
  if (choice) return language === 'zh' ? choice[1].zh : choice[0]
  if (type === 'date') return day
  if (key === 'period' || key === 'year') return day.slice(0, 4)
  if (type === 'integer' || type === 'number') return '12'
  const [unit] = plan.units.all
  if (refers?.startsWith('unit-name') && unit) return language === 'zh' ? nameOn(unit, day) : unit.id
  const first = { duty: plan.duties, target: plan.targets }[refers ?? '']?.[0]
  return first?.id ?? '"…"'
}

function fieldHelp(
  { description, choices, isRequired, isList, word, type }: Field,
  { say }: Context,
): string {
  const parts = [
    isRequired ? say({ zh: '必填', en: 'required' }) : '',
    description ? say(description) : say(word),
    choices.length > 0
      ? choices.map(([value, words]) => say({ zh: words.zh, en: value })).join(say({ zh: '、', en: ', ' }))
      : '',
    type === 'date' ? say({ zh: '如 2018-09-15、9月15日、昨天', en: 'such as 2018-09-15 or yesterday' }) : '',
    several(type, isList, say),
  ]
  return parts.filter(part => part !== '').join(say({ zh: '；', en: '; ' }))
}

function several(type: Field['type'], isList: boolean, say: Context['say']): string {
  if (!isList || type === 'objects') return ''
  return type === 'evidence'
    ? say({ zh: '可多项，用；分开', en: 'several are parted by semicolons' })
    : say({ zh: '可多项，用、分开', en: 'several are parted by commas' })
}
