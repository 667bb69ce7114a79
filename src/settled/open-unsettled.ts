import type { PlainDate } from '../model/dates.ts'
import { kindIn, type Repository } from '../repository/open.ts'
import { Helper } from './helper.ts'
import type { Memory, Verdicts } from './memory.ts'
import { isTelling, settling } from './settle.ts'
import { settled, unknown, unsettled } from './store.ts'
import { takeVerdicts, workOn, workThrough } from './work.ts'

/**
 * Reads of a repository what its check can have a word to say of: everything but the settled records. check() finds in it
 * the same as in the whole, at a fraction of its size.
 * @param plan the plan, with its amendments
 * @param today the day of the check
 * @param memory what earlier runs found settled
 */
export async function openUnsettled(
  plan: Repository,
  today: PlainDate,
  memory?: Memory,
): Promise<Repository> {
  // Without all of the plan nothing is settled.
  if (!plan.plan.sheet || !plan.plan.defined.complete) return plan.withRecords(() => true)
  const verdicts =
    (await memory?.recall(plan, today)) ?? plan.unread.map(({ count }) => new Uint8Array(count))
  const isMore = verdicts.some(own => own.includes(unknown))
  if (isMore) await judge(plan, today, verdicts)
  await memory?.keep(plan, today, verdicts, isMore)
  return plan.withRecords(wantedBy(plan, verdicts))
}

/** The records that are not settled and, where there are any, those that tell of others. */
function wantedBy({ unread }: Repository, verdicts: Verdicts): Parameters<Repository['withRecords']>[0] {
  const names = new Map<string, ReadonlySet<string>>()
  for (const [at, folder] of unread.entries()) {
    const own = verdicts[at] as Uint8Array
    if (own.includes(unsettled))
      names.set(folder.path, new Set(folder.names.filter((_, row) => own[row] === unsettled)))
  }
  return folder => {
    if (names.size > 0 && isTelling(kindIn(folder))) return true
    const own = names.get(folder.path)
    return own !== undefined && (name => own.has(name))
  }
}

/** Judges what is unknown. */
async function judge(plan: Repository, today: PlainDate, verdicts: Verdicts): Promise<void> {
  const telling = await plan.withRecords(folder => isTelling(kindIn(folder)))
  const work = workOn(plan.unread, verdicts)
  const helper = Helper.of(work, plan, today)
  const isSettled = settling(telling, today)
  workThrough(work, isSettled)
  await helper?.finished()
  // Whatever a helper left undone.
  workThrough({ ...work, taken: new Int32Array(1) }, isSettled)
  takeVerdicts(work, verdicts)
  unsettleTwins(plan, verdicts)
  const read = await telling.withRecords(wantedBy(plan, verdicts))
  // A settled record has the id that its name tells; whatever else has it must be seen beside it.
  const ids = read.plan.defined.all.filter(({ id, place }) => !place.file.endsWith(`/${id}.yaml`))
  const names = new Set(ids.map(({ id }) => `${id}.yaml`))
  unsettle(plan, verdicts, name => names.has(name))
}

/** Two files of one name hold one id. */
function unsettleTwins(plan: Repository, verdicts: Verdicts): void {
  const names = new Set<string>()
  const twins = new Set<string>()
  for (const { names: own } of plan.unread) {
    for (const name of own) {
      if (names.has(name)) twins.add(name)
      else names.add(name)
    }
  }
  if (twins.size > 0) unsettle(plan, verdicts, name => twins.has(name))
}

function unsettle({ unread }: Repository, verdicts: Verdicts, isDoubtful: (name: string) => boolean): void {
  for (const [at, { names }] of unread.entries()) {
    const own = verdicts[at] as Uint8Array
    for (const [row, name] of names.entries())
      if (own[row] === settled && isDoubtful(name)) own[row] = unsettled
  }
}
