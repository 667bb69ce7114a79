import type { PlainDate } from '../model/dates.ts'
import type { EntityKind, Plan } from '../model/plan.ts'
import type { FieldChange } from './fields.ts'

/** How a change makes the plan promise less: it lowers what is promised, or shortens who owes it. */
export type Weakening = 'lowered' | 'fewer-owners'

type Fields = Readonly<Record<string, unknown>>

/** The entity that a field belongs to, and the plans that it stands in, before and after. */
export interface Weighed {
  readonly kind: EntityKind
  readonly before: { readonly plan: Plan; readonly fields: Fields }
  readonly after: { readonly plan: Plan; readonly fields: Fields }
  /** Ids that are other ids now. */
  readonly renamed: ReadonlyMap<string, string>
}

/** What a plan promises less of when entities of these kinds are gone. */
const lost: Readonly<Partial<Record<EntityKind, Weakening>>> = {
  objective: 'lowered',
  task: 'lowered',
  measure: 'lowered',
  target: 'lowered',
  duty: 'lowered',
  milestone: 'lowered',
  unit: 'fewer-owners',
  group: 'fewer-owners',
}

/** How the plan promises less when an entity of this kind is removed; undefined where it does not. */
export const weakenedByLoss = (kind: EntityKind): Weakening | undefined => lost[kind]

/** How a change of a field makes the plan promise less; undefined where it does not, or where nobody can tell. */
export function weakening(change: FieldChange, entity: Weighed): Weakening | undefined {
  if (change.reordered) return undefined
  return weigh[entity.kind]?.(change, entity)
}

const weigh: Readonly<
  Partial<Record<EntityKind, (change: FieldChange, entity: Weighed) => Weakening | undefined>>
> = {
  plan: ({ field: [key, inner], before, after }) => {
    if (key !== 'period') return undefined
    const isShorter = inner === 'from' ? startsLater(before, after) : endsEarlier(before, after)
    // With an end further off there is more time for it; with one nearer there are fewer years in which it is owed.
    return isShorter || (inner === 'to' && isLater(before, after)) ? 'lowered' : undefined
  },
  milestone: ({ field, before, after }) =>
    field[0] === 'to' && isLater(before, after) ? 'lowered' : undefined,
  target: weighTarget,
  duty: weighDuty,
  task: ({ field, before, after }, { after: { fields } }) => {
    // Who leads no more owes less, even where it still takes part; who leads now is not missed among those that took part.
    if (field[0] === 'leads') return fewer(before, after)
    if (field[0] === 'participants') return fewer(before, [...listOf(after), ...listOf(fields.leads)])
    return field[0] === 'open' && after === false ? 'fewer-owners' : undefined
  },
  unit: ({ field, before, after }, { before: { plan } }) => {
    if (field[0] === 'kind') return leavesGroup(plan, before, after) ? 'fewer-owners' : undefined
    const isShorter =
      (field[0] === 'to' && endsEarlier(before, after)) || (field[0] === 'from' && startsLater(before, after))
    return isShorter ? 'fewer-owners' : undefined
  },
  group: ({ field, before, after }, { renamed, after: { fields } }) => {
    if (field[0] === 'members') {
      const members = listOf(fields.members) as readonly { readonly unit: string }[]
      const isGone =
        field.length === 2 &&
        after === undefined &&
        !members.some(({ unit }) => unit === renamed.get(String(field[1])))
      const isShorter =
        (field[2] === 'to' && endsEarlier(before, after)) ||
        (field[2] === 'from' && startsLater(before, after))
      return isGone || isShorter ? 'fewer-owners' : undefined
    }
    if (field[0] !== 'query') return undefined
    // A condition more, or fewer values that meet it.
    return before === undefined || (after !== undefined && fewer(before, after)) ? 'fewer-owners' : undefined
  },
}

/** A unit that the query of a group takes in by its kind, and would not by the new one. */
const leavesGroup = ({ units }: Plan, before: unknown, after: unknown): boolean =>
  units.groups.some(({ query }) => {
    const kinds = listOf(query?.kinds)
    return kinds.includes(before) && !kinds.includes(after)
  })

function weighTarget(
  change: FieldChange,
  { before: old, after: now, renamed }: Weighed,
): Weakening | undefined {
  const { field, before, after } = change
  const [key, , inner] = field
  if (key === 'owners') return fewer(before, after, renamed)
  const isLowered =
    (key === 'value' && isEasier(before, after, now.fields.op)) ||
    (key === 'op' && isLaxer(before, after)) ||
    (key === 'modality' && isSofter(before, after)) ||
    (key === 'due' && isLater(before, after)) ||
    (key === 'interim' && field.length === 2 && after === undefined && !isKept(before as Mark, now.fields)) ||
    (key === 'interim' && inner === 'value' && isEasier(before, after, old.fields.op)) ||
    (key === 'scope' && rank(scopes, after) > rank(scopes, before)) ||
    (key === 'accumulation' && after === 'every-level') ||
    (key === 'staleAfter' && isMore(before, after))
  return isLowered ? 'lowered' : undefined
}

/** A value to be reached on the way, by its day. */
interface Mark {
  readonly on: PlainDate
  readonly value: number
}

/** Marks are known by their days: one that was brought forward is gone and come, and nothing less is promised. */
const isKept = (mark: Mark, { interim, op }: Fields): boolean =>
  (listOf(interim) as readonly Mark[]).some(
    ({ on, value }) => on <= mark.on && !isEasier(mark.value, value, op),
  )

function weighDuty(
  change: FieldChange,
  { before: old, after: now, renamed }: Weighed,
): Weakening | undefined {
  const { field, before, after } = change
  const path = field.join('.')
  if (path === 'owners') return fewer(before, after, renamed)
  if (path === 'each') return after === false ? 'fewer-owners' : undefined
  const isLowered =
    (path === 'modality' && isSofter(before, after)) ||
    (path === 'cadence' && rank(cadences, after) < rank(cadences, before)) ||
    ((path === 'due' || path === 'milestone') && isLater(dutyEnd(old), dutyEnd(now))) ||
    (path === 'requirement.atLeast' && Number(after ?? 1) < Number(before ?? 1)) ||
    (field[1] === 'counts' &&
      field.length === 3 &&
      path !== 'requirement.counts.kind' &&
      isWider(before, after))
  return isLowered ? 'lowered' : undefined
}

const modalities = ['encourage', 'gradual', 'strive', 'must']
/** Of a wider scope the district's own figure is only a part. */
const scopes = ['district', 'city', 'province', 'nation']
const cadences = ['standing', 'once', 'yearly', 'quarterly']
const rank = (order: readonly string[], value: unknown): number => order.indexOf(String(value))

const isSofter = (before: unknown, after: unknown): boolean =>
  rank(modalities, after) < rank(modalities, before)

/** No day at all is the latest. */
const isLater = (before: unknown, after: unknown): boolean =>
  typeof before === 'string' && (typeof after !== 'string' || after > before)

const endsEarlier = (before: unknown, after: unknown): boolean =>
  typeof after === 'string' && (typeof before !== 'string' || after < before)

const startsLater = (before: unknown, after: unknown): boolean =>
  typeof after === 'string' && (typeof before !== 'string' || after > before)

const isMore = (before: unknown, after: unknown): boolean =>
  typeof before === 'number' && (typeof after !== 'number' || after > before)

/** The day by which a duty is owed; undefined where only the end of the plan stands for it. */
function dutyEnd({ plan, fields }: Weighed['before']): PlainDate | undefined {
  if (typeof fields.due === 'string') return fields.due
  return plan.milestones.find(({ id }) => id === fields.milestone)?.to ?? plan.sheet?.period.to
}

/** An owner, a lead or a kind of unit is missing that stood there. */
function fewer(
  before: unknown,
  after: unknown,
  renamed: ReadonlyMap<string, string> = new Map(),
): Weakening | undefined {
  const now = new Set(listOf(after))
  const isThere = (item: unknown) => now.has(item) || now.has(renamed.get(String(item)))
  return listOf(before).every(isThere) ? undefined : 'fewer-owners'
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A filter that lets more through: one that is gone, or takes further values. */
function isWider(before: unknown, after: unknown): boolean {
  if (before === undefined) return false
  const old = new Set(listOf(before))
  return after === undefined || listOf(after).some(item => !old.has(item))
}

/** A value that is reached sooner, by the operator that compares with it. */
function isEasier(before: unknown, after: unknown, op: unknown): boolean {
  if (typeof before !== 'number') return false
  if (typeof after !== 'number') return true
  return downward.has(String(op)) ? after > before : after < before
}

const downward = new Set(['<', '<=', 'down'])
/** How much an operator asks for. */
const strictness: Readonly<Record<string, number>> = {
  up: 0,
  down: 0,
  '>=': 1,
  '<=': 1,
  '>': 2,
  '<': 2,
  '=': 3,
}

function isLaxer(before: unknown, after: unknown): boolean {
  const turned =
    downward.has(String(before)) !== downward.has(String(after)) && before !== '=' && after !== '='
  return turned || (strictness[String(after)] ?? 0) < (strictness[String(before)] ?? 0)
}
