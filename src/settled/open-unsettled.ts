import type { PlainDate } from '../model/dates.ts'
import type { Repository } from '../repository/open.ts'
import { settling } from './settle.ts'

/**
 * Reads of a repository what its check can have a word to say of: everything but the settled records. check() finds in it
 * the same as in the whole, at a fraction of its size.
 * @param plan the plan, with the records that tell of others
 * @param today the day of the check
 */
export async function openUnsettled(plan: Repository, today: PlainDate): Promise<Repository> {
  // Without all of the plan nothing is settled.
  if (!plan.plan.sheet || !plan.plan.defined.complete) return plan.withRecords(() => true)
  const isSettled = settling(plan, today)
  const settled = new Set<string>()
  const doubtful = new Set<string>()
  for (const { path, kind, names } of plan.unread) {
    for (const name of names) {
      // Two files of one name hold one id.
      if (settled.has(name) || !isSettled(`${path}/${name}`, kind)) doubtful.add(name)
      else settled.add(name)
    }
  }
  const read = await plan.withRecords((_, name) => doubtful.has(name))
  // A settled record has the id that its name tells; whatever else has it must be seen beside it.
  const taken = new Set(read.plan.defined.all.map(({ id }) => `${id}.yaml`).filter(name => settled.has(name)))
  return taken.size > 0 ? read.withRecords((_, name) => taken.has(name)) : read
}
