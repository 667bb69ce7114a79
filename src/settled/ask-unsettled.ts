import type { PlainDate } from '../model/dates.ts'
import { kindIn, type Repository, type UnreadFolder } from '../repository/open.ts'
import { helped, judgeThrough, judgingOf, takeVerdicts } from './judging.ts'
import type { Memory, Verdicts } from './memory.ts'
import { isTelling, settling } from './settle.ts'
import { settled, unknown, unsettled } from './store.ts'

/**
 * Asks a check of a repository of which everything is read but the settled records: it finds the same as in the whole.
 * @param plan the plan, with its amendments
 * @param today the day of the check
 * @param memory what earlier runs found settled
 */
export async function askUnsettled<T>(
  plan: Repository,
  today: PlainDate,
  memory: Memory | undefined,
  ask: (repository: Repository) => T | Promise<T>,
): Promise<T> {
  const opening = openUnsettled(plan, today, memory)
  if (!memory?.isLooking) return ask(await opening)
  // Mostly all is as it was. The answer is then the same as of the plan alone, and is found while git looks.
  const [answer, opened] = await Promise.all([ask(plan), opening])
  return opened === plan ? answer : ask(opened)
}

/**
 * Reads of a repository what its check can have a word to say of: everything but the settled records. check() finds in it
 * the same as in the whole, at a fraction of its size.
 * @param plan the plan, with its amendments
 * @param today the day of the check
 * @param memory what earlier runs found settled
 */
async function openUnsettled(plan: Repository, today: PlainDate, memory?: Memory): Promise<Repository> {
  if (plan.unread.length === 0) return plan
  // Without all of the plan nothing is settled.
  if (!plan.plan.sheet || !plan.plan.defined.complete) return plan.withRecords(() => true)
  const verdicts =
    (await memory?.recall(plan, today)) ?? plan.unread.map(({ count }) => new Uint8Array(count))
  const news = verdicts.reduce(
    (sum, own) => sum + own.reduce((all, it) => all + Number(it === unknown), 0),
    0,
  )
  if (news > 0) await judge(plan, today, verdicts, memory)
  await memory?.keep(plan, today, verdicts, news)
  const isAllSettled = verdicts.every(own => own.every(it => it === settled))
  return isAllSettled ? plan : plan.withRecords(wantedBy(plan, verdicts))
}

/** The records that are not settled and, where there are any, those that tell of others. */
function wantedBy({ unread }: Repository, verdicts: Verdicts): Parameters<Repository['withRecords']>[0] {
  const names = new Map<string, ReadonlySet<string>>()
  for (const [at, folder] of unread.entries()) {
    const own = new Set(namesOf([folder], [verdicts[at] as Uint8Array], unsettled))
    if (own.size > 0) names.set(folder.path, own)
  }
  return folder => {
    if (names.size > 0 && isTelling(kindIn(folder))) return true
    const own = names.get(folder.path)
    return own !== undefined && (name => own.has(name))
  }
}

/** Judges what is unknown. */
async function judge(
  plan: Repository,
  today: PlainDate,
  verdicts: Verdicts,
  memory: Memory | undefined,
): Promise<void> {
  const { root, prefix, unread } = plan
  const isMuchNew = verdicts.some(own => own.length > 0 && own.every(it => it === unknown))
  const news = isMuchNew ? undefined : new Set(namesOf(unread, verdicts, unknown))
  const judging = judgingOf({ root, prefix }, today, unread, verdicts)
  const telling = await plan.withRecords(folder => isTelling(kindIn(folder)))
  memory?.keepValues(telling)
  // Only what lies on the disk can be read by another.
  const help = plan.tree.folder === null ? undefined : helped(judging, telling)
  const isSettled = settling(telling, today)
  judgeThrough(judging, isSettled, false)
  await help
  // Whatever a helper left undone.
  if (help) judgeThrough({ ...judging, taken: new Int32Array(1) }, isSettled, false)
  takeVerdicts(judging, verdicts)
  unsettle(plan, verdicts, twinsOf(unread, news))
  const read = await telling.withRecords(wantedBy(plan, verdicts))
  // A settled record has the id that its name tells; whatever else has it must be seen beside it.
  const ids = read.plan.defined.all.filter(({ id, place }) => !place.file.endsWith(`/${id}.yaml`))
  unsettle(plan, verdicts, new Set(ids.map(({ id }) => `${id}.yaml`)))
}

/** The names of the files of some verdict. */
function* namesOf(folders: readonly UnreadFolder[], verdicts: Verdicts, verdict: number): Iterable<string> {
  for (const [at, folder] of folders.entries()) {
    const own = verdicts[at] as Uint8Array
    if (!own.includes(verdict)) continue
    for (const [row, name] of folder.names.entries()) if (own[row] === verdict) yield name
  }
}

/** The names that two files have, out of some or all: both hold one id. */
function twinsOf(
  folders: readonly UnreadFolder[],
  names: ReadonlySet<string> | undefined,
): ReadonlySet<string> {
  const once = new Set<string>()
  const twice = new Set<string>()
  for (const { names: own } of folders) {
    for (const name of names ? [...names].filter(name => rowOf(own, name) >= 0) : own) {
      if (once.has(name)) twice.add(name)
      else once.add(name)
    }
  }
  return twice
}

/** Doubts what is settled under some names. */
function unsettle({ unread }: Repository, verdicts: Verdicts, doubtful: ReadonlySet<string>): void {
  for (const [at, { names }] of unread.entries()) {
    const own = verdicts[at] as Uint8Array
    for (const name of doubtful) {
      const row = rowOf(names, name)
      if (own[row] === settled) own[row] = unsettled
    }
  }
}

/** The row of a name among those of a folder, which are in order; -1 where it is none of them. */
function rowOf(names: readonly string[], name: string): number {
  let low = 0
  let high = names.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((names[middle] as string) < name) low = middle + 1
    else high = middle
  }
  return names[low] === name ? low : -1
}
