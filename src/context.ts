import { extname, resolve } from 'node:path'
import type { Comparison } from './changes/marks.ts'
import { amendedBy } from './model/amended.ts'
import { dayIn, isPlainDate, isTimeZone, type PlainDate } from './model/dates.ts'
import { defaultDay, type Plan, type PlanSheet } from './model/plan.ts'
import type { Problem } from './model/problem.ts'
import { type Language, languages, plural, type Text } from './model/text.ts'
import { UserError } from './model/user-error.ts'
import { colourLevel, paintOf } from './render/paint.ts'
import { type Progress, progressOf } from './render/progress.ts'
import { safe, uncommanded } from './render/safe.ts'
import type { Screen } from './render/screen.ts'
import type { Asked } from './reports/entities.ts'
import type { Answer } from './reports/view.ts'
import { isAmendable } from './repository/amendable.ts'
import { cacheFolder } from './repository/cache-folder.ts'
import { findRepository, type Location } from './repository/find.ts'
import { openRepository, planOnly, type Repository } from './repository/open.ts'
import type { Range, Sides } from './repository/sides.ts'
import { type Tree, workTree } from './repository/tree.ts'
import type { Memory } from './settled/memory.ts'
import { build } from './version.ts'

/** A stream that is written to. */
interface Sink {
  write(content: string | Uint8Array): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** The real world, handed in: streams, environment, folder, clock. */
export interface Host {
  readonly stdout: Sink
  readonly stderr: Sink
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Somebody sits there who can be asked. */
  readonly isInteractive?: boolean
  now(): Date
}

/** The options that every command takes. */
export interface GlobalOptions {
  readonly data?: string
  readonly lang?: string
  readonly format?: string
  readonly asOf?: string
  readonly rev?: string
  readonly output?: string
  /** False with `--no-cache`. */
  readonly cache?: boolean
}

/** An opened repository, and the day on which it is asked. */
export interface Opened {
  readonly repository: Repository
  /** The plan as amended by the day; the day is `--as-of`, or today but never past the end of the plan. */
  readonly asked: Asked
  /** The commit of `--rev`; null for the work tree. */
  readonly commit: string | null
  /** `--as-of`, or today in the plan's time zone. */
  readonly today: PlainDate
  /** Every problem of the data, with its place; what changed is asked about where a comparison is given. */
  problems(comparison?: Comparison): Promise<readonly Problem[]>
  /** How many of them are errors; the places are not looked up for that. */
  errors(): Promise<number>
}

/** Reads a repository, out of the work tree or another tree. */
type Read = (location: Location, tree?: Tree) => Promise<Repository>

/** All that a command may reach. */
export interface Context {
  readonly options: GlobalOptions
  /** The folder that the command was called in. */
  readonly cwd: string
  readonly env: Host['env']
  /** Somebody sits there who can be asked. */
  readonly isInteractive: boolean
  readonly language: Language
  /** `--format`, else what the ending of `-o` asks for, else text. */
  readonly format: string
  readonly screen: Screen
  /** What talk is written for. */
  readonly errorScreen: Screen
  /** The words in the language of this run. */
  say(text: Text): string
  /** @param read how the repository is read where not everything of it is needed */
  open(read?: Read): Promise<Opened>
  /** Opens the plan with the records that tell of others: for questions that are not about records. */
  openPlan(): Promise<Opened>
  /**
   * Answers a question about all of a repository; where the same was answered before and no file has changed since, as it
   * was answered then.
   * @param question what tells it from all others, beside the options that every command takes
   * @param answer prints the answer; its talk goes before it
   */
  answered(question: unknown, answer: (opened: Opened) => Promise<void>): Promise<void>
  /** Where the data repository lies. */
  location(): Location
  /** The work tree or a revision that was read already, to ask of. */
  openAs(repository: Repository): Promise<Opened>
  /** Two versions of the plan, as far as they differ, and the later one to ask of. */
  compare(range: Range): Promise<{ readonly sides: Sides; readonly opened: Opened }>
  /** The time zone of a plan; where it names none that exists, that of China. */
  zone(plan: Plan): string
  /** Prints an answer in the format asked for; `opened` is what it was asked of, where that is a repository. */
  print(answer: Answer, opened?: Opened): Promise<void>
  /** Says, where the data has errors, that an answer may be incomplete; returns how many there are. */
  talkErrors(opened: Opened): Promise<number>
  /** Says, where files could not be read, that this may be why something was not found. */
  talkUnread(): Promise<void>
  /**
   * Gives the answer: to the file that `-o` names, whole or not at all, else to stdout.
   * @throws UserError (2) where bytes would go to a terminal
   */
  give(content: string | Uint8Array): Promise<void>
  /** Writes to stdout as it is. */
  write(text: string): void
  /** Shows how far something is, where it takes long. */
  progress(what: Text): Progress
  /** Talk, not answer: to stderr. */
  talk(text: Text): void
  /** The exit code of a run that ends well otherwise. */
  exitCode: 0 | 1
}

const defaultZone = 'Asia/Shanghai'

/** Makes the context of one run. */
export function makeContext(host: Host, options: () => GlobalOptions): Context {
  let chosen: Language | undefined
  const language = (): Language => {
    chosen ??= languageOf(host, options())
    return chosen
  }
  const sourceDate = sourceDateOf(host.env)
  const now = () => sourceDate() ?? host.now()
  const locate = () => findRepository(host.cwd, options().data ?? host.env.KEPU_DATA)
  let read: Repository | undefined
  let memory: Memory | undefined
  /** What is said of a question whose answer is to be kept. */
  let heard: { talk: string; content?: string | Uint8Array } | undefined
  const opened = async ({ repository }: Opened): Promise<Opened> =>
    openedFrom(await repository.withRecords(() => true), null)
  const openedFrom = async (repository: Repository, commit: string | null): Promise<Opened> => {
    read = repository
    const { asOf } = options()
    const { sheet } = repository.plan
    const given = asOf === undefined ? undefined : await dayOf(asOf)
    const today = given ?? dayIn(zoneOf(sheet), now())
    const day = given ?? defaultDay(sheet, today)
    return {
      repository,
      asked: {
        plan: amendedBy(repository.plan, day, change => isAmendable(repository.plan, change)),
        day,
        prefix: repository.prefix,
        commit,
      },
      commit,
      today,
      problems: async comparison => {
        const { check } = await import('./rules/check.ts')
        const { askUnsettled } = await import('./settled/ask-unsettled.ts')
        return askUnsettled(repository, today, memory, part => check(part, today, comparison))
      },
      errors: async () => {
        const { countErrors } = await import('./rules/check.ts')
        const { askUnsettled } = await import('./settled/ask-unsettled.ts')
        return askUnsettled(repository, today, memory, part => countErrors(part, today))
      },
    }
  }
  const touchedSince = async (commit: string, location: Location) => {
    if (options().cache === false) return undefined
    const [{ touchedSince }, { Survey }] = await Promise.all([
      import('./settled/touched.ts'),
      import('./settled/survey.ts'),
    ])
    const tree = memory?.tree ?? workTree(location.root)
    return touchedSince(commit, location, tree, () => memory ?? new Survey(location))
  }
  const context: Context = {
    exitCode: 0,
    cwd: host.cwd,
    env: host.env,
    get isInteractive() {
      return host.isInteractive ?? false
    },
    get options() {
      return options()
    },
    get language() {
      return language()
    },
    get format() {
      const { format, output } = options()
      if (format !== undefined && output !== undefined) agreeing(format, output)
      return format ?? (output === undefined ? 'text' : formatOfFile(output))
    },
    get screen() {
      if (options().output !== undefined) return fileScreen(language())
      return screenOf(host.stdout, host.env, language())
    },
    get errorScreen() {
      return screenOf(host.stderr, host.env, language())
    },
    say: text => text[language()],
    async open(read = openRepository) {
      const { rev } = options()
      const location = locate()
      if (rev !== undefined) {
        const { openRevision } = await import('./repository/revision.ts')
        const { tree, commit } = await openRevision(location, rev)
        return openedFrom(await read(location, tree), commit)
      }
      memory = await memoryOf(location, host.env, options())
      const repository = await read(location, memory?.tree)
      memory?.keepValues(repository)
      return openedFrom(repository, null)
    },
    openPlan: () =>
      context.open((location, tree) => {
        memory?.begin()
        return openRepository(location, tree, planOnly)
      }),
    async answered(question, answer) {
      const plan = options().rev === undefined ? await context.openPlan() : undefined
      if (!plan || !memory) {
        await answer(plan ? await opened(plan) : await context.open())
        return
      }
      const { answerAgain } = await import('./settled/answers.ts')
      const { data: _, output, ...others } = options()
      await answerAgain({
        folder: cacheFolder(host.env),
        memory,
        plan: plan.repository,
        today: plan.today,
        question: {
          question,
          options: others,
          format: context.format,
          language: language(),
          days: [plan.asked.day, plan.today],
          screen: {
            ...context.screen,
            colour: output === undefined && colourLevel(host.env, host.stdout.isTTY === true),
          },
          epoch: host.env.SOURCE_DATE_EPOCH,
        },
        async again({ talk, content, exitCode }) {
          if (talk !== '') host.stderr.write(talk)
          context.exitCode = exitCode
          await context.give(content)
        },
        async anew() {
          heard = { talk: '' }
          await answer(await opened(plan))
          const { talk, content } = heard
          return content === undefined ? undefined : { talk, content, exitCode: context.exitCode }
        },
      })
    },
    location: locate,
    openAs: repository => openedFrom(repository, null),
    async compare(range) {
      const { openSides } = await import('./repository/sides.ts')
      const location = locate()
      const sides = await openSides(location, range, commit => touchedSince(commit, location))
      const opened = await openedFrom(sides.after, sides.head)
      // Only a part was read: what the rules would say of it means nothing.
      return { sides, opened: { ...opened, problems: async () => [], errors: async () => 0 } }
    },
    zone: plan => zoneOf(plan.sheet),
    async print(answer, opened) {
      const { formats } = await import('./render/formats.ts')
      const { format } = context
      const render = Object.hasOwn(formats, format) && formats[format as keyof typeof formats]
      if (!render) {
        throw new UserError(2, {
          zh: `没有“${format}”这种格式；可用：${Object.keys(formats).join('、')}`,
          en: `there is no format "${format}"; there are: ${Object.keys(formats).join(', ')}`,
        })
      }
      const errors = opened ? await context.talkErrors(opened) : 0
      const sheet = opened?.asked.plan.sheet
      const { data = host.env.KEPU_DATA } = options()
      const isSample = opened ? sheet?.sample : saysSample(planText(host.cwd, data))
      const envelope = {
        kind: answer.kind,
        plan: sheet?.id ?? null,
        ...(isSample && { sample: true as const }),
        asOf: opened?.asked.day ?? dayIn(defaultZone, now()),
        rev: opened?.commit ?? null,
        ...(errors > 0 && { problems: errors }),
      }
      const edition = async () => ({
        planTitle: sheet?.title ?? null,
        made: `${sourceDate()?.toISOString().slice(0, 19) ?? `${envelope.asOf}T00:00:00`}Z`,
        record: opened
          ? (await import('./reports/record-lines.ts')).recordLines(opened.asked)
          : () => undefined,
      })
      const progress = context.progress({ zh: '正在生成', en: 'writing' })
      const content = await Promise.resolve(
        render(answer, envelope, context.screen, edition, progress.at),
      ).finally(progress.end)
      await context.give(content)
    },
    async talkErrors(opened) {
      const errors = await opened.errors()
      if (errors > 0) {
        context.talk({
          zh: `数据里有 ${errors} 个错误，回答可能不全；运行 kepu validate 查看`,
          en: `the data has ${plural(errors, 'error')}, so the answer may be incomplete; run kepu validate`,
        })
      }
      return errors
    },
    async talkUnread() {
      if (!read || read.findings.length === 0) return
      const errors = (await import('./rules/check.ts')).readingErrors(read)
      if (errors === 0) return
      context.talk({
        zh: `  数据里有 ${errors} 处读不了或写错，可能与此有关；运行 kepu validate 查看`,
        en: `  the data has ${plural(errors, 'place')} that cannot be read, perhaps for this reason; run kepu validate`,
      })
    },
    async give(content) {
      const { output } = options()
      if (heard) heard.content = content
      if (output === undefined) {
        if (typeof content !== 'string' && host.stdout.isTTY) throw bytesToTerminal(context.format)
        host.stdout.write(content)
        return
      }
      const { writeWhole } = await import('./repository/write.ts')
      writeWhole(resolve(host.cwd, output), content, output)
      context.talk({ zh: `已写入 ${safe(output)}`, en: `written: ${safe(output)}` })
    },
    progress: what =>
      progressOf(
        what,
        context.errorScreen,
        text => void host.stderr.write(text),
        () => performance.now(),
      ),
    write: text => void host.stdout.write(text),
    talk: text => {
      const line = uncommanded(`${text[language()]}\n`)
      if (heard && heard.content === undefined) heard.talk += line
      host.stderr.write(line)
    },
  }
  return context
}

/** What earlier runs of this program remember of a work tree; nothing where that is not wanted, and in CI, which trusts no cache. */
async function memoryOf(
  location: Location,
  env: Host['env'],
  { cache }: GlobalOptions,
): Promise<Memory | undefined> {
  // As it is written it may change under its cache; only a test that gives it one wants it to remember.
  if (cache === false || !(build || env.XDG_CACHE_HOME) || (env.CI && env.CI !== 'false')) return undefined
  const { Memory } = await import('./settled/memory.ts')
  return new Memory(location, workTree(location.root), cacheFolder(env))
}

/** A zone that does not exist is a problem of the data, told by its rule; the day is then read in the default zone. */
function zoneOf(sheet: PlanSheet | null): string {
  return sheet && isTimeZone(sheet.timeZone) ? sheet.timeZone : defaultZone
}

function screenOf(sink: Sink, env: Host['env'], language: Language): Screen {
  const isTerminal = sink.isTTY === true
  // A pseudo-terminal may report no columns at all.
  const columns = sink.columns && sink.columns >= 20 ? sink.columns : 80
  return {
    language,
    isTerminal,
    width: isTerminal ? columns : Number.POSITIVE_INFINITY,
    isPlain: isTerminal && isPlainTerminal(env),
    paint: paintOf(colourLevel(env, isTerminal)),
  }
}

/** What a file is written for: nobody's terminal. */
const fileScreen = (language: Language): Screen => ({
  language,
  isTerminal: false,
  width: Number.POSITIVE_INFINITY,
  isPlain: false,
  paint: paintOf(0),
})

/** Terminals without Unicode, and the old console of Windows, which draws blocks two columns wide with a Chinese font. */
function isPlainTerminal(env: Host['env']): boolean {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return true
  if (env.OS === 'Windows_NT') return !env.WT_SESSION && !env.TERM_PROGRAM
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  return locale !== undefined && !/utf-?8/i.test(locale)
}

const endings: Readonly<Record<string, string>> = {
  '.json': 'json',
  '.csv': 'csv',
  '.md': 'markdown',
  '.txt': 'text',
  '.sarif': 'sarif',
  '.xml': 'junit',
  '.html': 'html',
  '.xlsx': 'xlsx',
  '.docx': 'docx',
  '.ics': 'ics',
}

/** The format that the ending of a file asks for. */
function formatOfFile(path: string): string {
  const format = endings[extname(path).toLowerCase()]
  if (format) return format
  throw new UserError(
    2,
    { zh: `看不出“${path}”要存成什么格式`, en: `the ending of "${path}" does not tell a format` },
    {
      zh: `文件名以 ${Object.keys(endings).join('、')} 结尾，或写 --format`,
      en: `end it in ${Object.keys(endings).join(', ')}, or give --format`,
    },
  )
}

/** Word and Excel open nothing else under their endings; any other file may hold any text. */
function agreeing(format: string, path: string): void {
  const ending = endings[extname(path).toLowerCase()]
  const isOffice = (name: string | undefined) => name === 'docx' || name === 'xlsx'
  if (!ending || ending === format || !(isOffice(ending) || isOffice(format))) return
  throw new UserError(
    2,
    {
      zh: `“${path}”的结尾和 --format ${format} 不是一回事`,
      en: `the ending of "${path}" and --format ${format} contradict each other`,
    },
    { zh: '去掉 --format，或改文件名的结尾', en: 'leave out --format, or end the file otherwise' },
  )
}

const bytesToTerminal = (format: string): UserError =>
  new UserError(
    2,
    { zh: `${format} 是文件，不能显示在屏幕上`, en: `${format} is a file, not for a terminal` },
    {
      zh: `用 -o 写明文件名，如 -o 通报.${format}`,
      en: `name the file with -o, such as -o notice.${format}`,
    },
  )

/**
 * The instant that SOURCE_DATE_EPOCH puts in the place of now, where it is set (reproducible-builds.org).
 * @throws UserError (2), when it is asked for, where that is no count of seconds
 */
const sourceDateOf = (env: Host['env']) => (): Date | undefined => {
  const written = env.SOURCE_DATE_EPOCH
  if (!written) return undefined
  const instant = new Date(Number(written) * 1000)
  // A file names years by four digits.
  if (/^\d+$/.test(written) && instant.getUTCFullYear() <= 9999) return instant
  throw new UserError(
    2,
    {
      zh: `SOURCE_DATE_EPOCH“${written}”不是秒数`,
      en: `SOURCE_DATE_EPOCH "${written}" is not a count of seconds`,
    },
    {
      zh: '写 1970 年以来的秒数，如 1609344000，或不设',
      en: 'set it to seconds since 1970, such as 1609344000, or not at all',
    },
  )
}

async function dayOf(written: string): Promise<PlainDate> {
  const day = isPlainDate(written) ? written : (await import('./model/read-date.ts')).readDate(written)
  if (day) return day
  throw new UserError(
    2,
    { zh: `“${written}”不是存在的日期`, en: `"${written}" is not a day of the calendar` },
    { zh: '写成 2018-09-15 或 2018年9月15日', en: 'write 2018-09-15' },
  )
}

/** `--lang`, else KEPU_LANG, else the plan's own locale, else Chinese. */
function languageOf(host: Host, { lang, data }: GlobalOptions): Language {
  const known = languageNamed(lang ?? host.env.KEPU_LANG ?? '')
  return known ?? localeOf(planText(host.cwd, data ?? host.env.KEPU_DATA))
}

/** `zh`, `zh-CN`, `EN`: the language; undefined for any other. */
export const languageNamed = (name: string): Language | undefined =>
  languages.find(language => language === name.toLowerCase().slice(0, 2))

/** Some lines are needed before the data is read, and also where it cannot be: they are looked up by themselves. */
const localeOf = (text: string): Language => (/^locale: *["']?en/m.test(text) ? 'en' : 'zh')
const saysSample = (text: string): boolean => /^sample: *true\b/m.test(text)

/** The text of the plan.yaml that a command stands in, or ''. */
function planText(cwd: string, data: string | undefined): string {
  try {
    const bytes = workTree(findRepository(cwd, data).root).read('plan.yaml')
    return typeof bytes === 'string' ? '' : Buffer.from(bytes).toString('utf8')
  } catch {
    return ''
  }
}
