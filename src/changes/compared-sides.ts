import type { Repository } from '../repository/open.ts'
import { comparePlans } from './compare.ts'
import type { ComparedEntity } from './entities.ts'
import type { Comparison } from './marks.ts'

/** Two versions of a repository. */
interface Sides {
  readonly before: Repository
  readonly after: Repository
}

/** The changes between two sides; what a broken file may still hold is not told as removed. */
export function comparedSides({ before, after }: Sides): Comparison {
  const [old, now] = [lentBy(before), lentBy(after)]
  const changes = comparePlans(before.plan, after.plan).filter(change => {
    if (change.change === 'removed') return !now(change.before)
    return change.change !== 'added' || !old(change.after)
  })
  return { before: before.plan, after: after.plan, changes }
}

/** Whether an entity may stand in a file that is too broken to be read. */
function lentBy({ findings, plan }: Repository): (entity: ComparedEntity) => boolean {
  const broken = new Set(findings.map(({ at: { file } }) => file))
  const read = new Set(plan.defined.all.map(({ kind, id }) => `${kind} ${id}`))
  return ({ kind, id, place: { file } }) =>
    !read.has(`${kind} ${id}`) && (broken.has(file) || (kind === 'record' && plan.defined.has('record', id)))
}
