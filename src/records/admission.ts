import { admittedBy, closingOf, closingsOf } from '../model/closed.ts'
import type { PlainDate } from '../model/dates.ts'
import type { PlanRecord, RecordFields } from '../model/entities.ts'
import type { Plan } from '../model/plan.ts'
import type { Problem, RuleFinding } from '../model/problem.ts'
import { plural } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import type { Location } from '../repository/find.ts'
import { openRepository, type Repository } from '../repository/open.ts'
import { overlaid } from '../repository/overlay.ts'
import { type Tree, workTree } from '../repository/tree.ts'
import { checkFiles, findingsIn } from '../rules/check.ts'

/** Kinds whose records bind those who write others; they are few. */
const binding = new Set(['closing', 'amendment'])
/** Kinds whose check asks for all the others. */
const asking = new Set(['zero-report', 'closing', 'amendment', 'waiver'])

/** What is to be written: texts by path from the folder of plan.yaml; null takes a file away. */
type Files = ReadonlyMap<string, string | null>

/**
 * A repository as far as a writer has to know it: the plan, and the records that bind those who write. So it takes the same
 * time among 100,000 records as among 100.
 */
export function openForWriting(
  location: Location,
  tree: Tree = workTree(location.root),
): Promise<Repository> {
  const hidden = (folder: string): boolean => {
    const kind = kindOf(folder)
    return kind !== undefined && !binding.has(kind)
  }
  return openRepository(location, overlaid(tree, { files: new Map(), hidden }))
}

/** The kind of the records in a folder; undefined for any other folder. */
const kindOf = (folder: string): string | undefined => /^records\/([^/]+)(?:\/|$)/.exec(folder)?.[1]

/**
 * A repository as far as the check of what is to be written has to know it: besides, the zero-reports of the units that it
 * names; or all, where one of its kinds asks for all.
 * @param kinds of what is to be written
 * @param about the texts that name the units
 */
export function openForCheck(
  opened: Repository,
  kinds: ReadonlySet<string>,
  files: Files,
  about: Files = files,
): Promise<Repository> {
  const tree: Tree = { ...workTree(opened.root), value: path => opened.tree.value?.(path) }
  if ([...kinds].some(kind => asking.has(kind))) return openRepository(opened, overlaid(tree, { files }))
  const hidden = (folder: string): boolean => {
    const other = kindOf(folder)
    return other !== undefined && other !== 'zero-report' && !binding.has(other)
  }
  const matters = zeroReportsOf(opened.plan, about, tree)
  const list: Tree['list'] = folder => {
    const entries = tree.list(folder)
    if (typeof entries === 'string' || kindOf(folder) !== 'zero-report') return entries
    return entries.filter(({ name, type }) => type !== 'file' || matters(`${folder}/${name}`))
  }
  return openRepository(opened, overlaid({ ...tree, list }, { files, hidden }))
}

/** A test for zero-reports that may be of a unit which a text names: by any of its names, for they may have changed. */
function zeroReportsOf({ units }: Plan, files: Files, tree: Tree): (file: string) => boolean {
  const texts = [...files.values()].filter(text => text !== null)
  const names = units.all
    .map(({ names }) => names.map(({ name }) => name))
    .filter(own => own.some(name => texts.some(text => text.includes(name))))
    .flat()
    .map(name => Buffer.from(name))
  return file => {
    const bytes = tree.read(file)
    if (typeof bytes === 'string') return true
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    // With escapes a name may be written otherwise.
    return text.includes('\\') || names.some(name => text.includes(name))
  }
}

/** Files that nobody would read as data where they would lie: behind a link, in the place of a file. */
export function unreadFiles({ files: read }: Repository, files: Files): readonly string[] {
  const known = new Set(read.map(({ file }) => file))
  return [...files].flatMap(([file, text]) => (text === null || known.has(file) ? [] : [file]))
}

const notData = (shown: string): UserError =>
  new UserError(
    1,
    {
      zh: `“${shown}”不会被当作数据读取，没有写入`,
      en: `"${shown}" would not be read as data; nothing was written`,
    },
    {
      zh: '路径上有链接，或有文件挡着；先运行 kepu validate',
      en: 'a link or a file stands in its way; run kepu validate first',
    },
  )

/**
 * Closed periods bind every writer.
 * @throws UserError (1) where the record lies in one and names no amendment that lets it in
 */
export function assertOpen(plan: Plan, fields: RecordFields): void {
  const closing = closingOf(plan, closingsOf(plan), fields)
  if (!closing || admittedBy(plan, fields)) return
  const { period, record } = closing
  throw new UserError(
    1,
    {
      zh: `${period} 已封账（${record.id}），没有写入`,
      en: `${period} is closed (${record.id}); nothing was written`,
    },
    {
      zh: '确需补记或更正的，先登记修订（kepu record amendment），再加 --amendment 修订记录编号',
      en: 'if it must be, record an amendment first and name it with --amendment',
    },
  )
}

/**
 * The amendment record that a person names.
 * @throws UserError (2) where there is none with this id, or it was withdrawn
 */
export function amendmentOf(plan: Plan, id: string): PlanRecord {
  const found = plan.records.find(record => record.id === id && record.kind === 'amendment')
  if (found && !found.fields.withdrawn) return found
  const refusal = found
    ? { zh: `修订记录“${id}”已撤回`, en: `the amendment "${id}" is withdrawn` }
    : { zh: `没有编号为“${id}”的修订记录`, en: `there is no amendment record "${id}"` }
  const known = plan.records.filter(({ kind, fields }) => kind === 'amendment' && !fields.withdrawn)
  throw new UserError(
    2,
    refusal,
    known.length > 0
      ? {
          zh: `现有：${known.map(record => record.id).join('、')}`,
          en: `there are: ${known.map(record => record.id).join(', ')}`,
        }
      : { zh: '先用 kepu record amendment 登记修订', en: 'record one first: kepu record amendment' },
  )
}

/** The errors that a record to come would have in its own file; what it does to others is not asked. */
export async function findingsOfOne(
  opened: Repository,
  kind: string,
  file: string,
  text: string,
  today: PlainDate,
): Promise<readonly RuleFinding[]> {
  const repository = await openForCheck(opened, new Set([kind]), new Map([[file, text]]))
  const found = await findingsIn(repository, new Set([file]), today, async () => opened)
  return found.filter(({ at, severity }) => severity === 'error' && at.file === file)
}

/**
 * What is written has passed validation first.
 * @param opened what openForWriting() has read
 * @param told is shown the problems before the refusal
 * @returns what is worth a warning
 * @throws UserError (1) where there are errors
 */
export async function assertValid(
  opened: Repository,
  kind: string,
  files: Files,
  today: PlainDate,
  told: (problems: readonly Problem[]) => void,
): Promise<readonly Problem[]> {
  const repository = await openForCheck(opened, new Set([kind]), files)
  const [unread] = unreadFiles(repository, files)
  if (unread !== undefined) throw notData(opened.prefix + unread)
  const before = () => openForCheck(opened, new Set([kind]), new Map(), files)
  const problems = await checkFiles(repository, new Set(files.keys()), today, before)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  if (errors === 0) return problems
  told(problems)
  throw new UserError(
    1,
    { zh: `没有写入：${errors} 个错误`, en: `nothing was written: ${plural(errors, 'error')}` },
    { zh: '按上面的提示改正后再试', en: 'put right what is told above and try again' },
  )
}
