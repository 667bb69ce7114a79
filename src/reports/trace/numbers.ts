import type { Plan } from '../../model/plan.ts'
import { type NumberPromise, type OfficialText, promises } from '../../official/official-text.ts'
import type { Aligned } from './align.ts'
import type { TraceFinding } from './finding.ts'

/** A number that the data encodes: the value of a target, or how often a duty is owed. */
interface Encoded {
  readonly id: string
  readonly clause: string
  readonly op: string
  readonly value: number
  readonly unit: string | null
  readonly due: string | null
}

/** The numbers that the text promises, each held against what the data encodes. */
export interface ComparedNumbers {
  readonly found: number
  readonly encoded: number
  readonly missing: readonly TraceFinding[]
  /** Entities whose number differs: what follows from it is not told again. */
  readonly concerned: ReadonlySet<string>
}

/** A promise with the clause it stands in. */
type Promised = NumberPromise & { readonly path: string }

/** @param silenced true for clauses of the data that the text lacks: their numbers are not missed elsewhere */
export function compareNumbers(
  official: OfficialText,
  plan: Plan,
  aligned: Aligned,
  silenced: (clause: string) => boolean,
): ComparedNumbers {
  const waiting = encodedNumbers(plan)
  const promised: Promised[] = official.clauses.flatMap(clause =>
    promises(clause).map(promise => ({ ...promise, path: clause.path })),
  )
  const open: Promised[] = []
  let encoded = 0
  for (const promise of promised) {
    const match = waiting.find(
      number =>
        encodes(number, promise) &&
        (aligned(number.clause)?.path === promise.path || silenced(number.clause)),
    )
    if (match) {
      waiting.splice(waiting.indexOf(match), 1)
      encoded++
    } else open.push(promise)
  }
  const concerned = new Set<string>()
  const missing: TraceFinding[] = []
  const datesTold = new Set<string>()
  for (const promise of open) {
    const here = waiting.filter(({ clause }) => aligned(clause)?.path === promise.path)
    const other = nearestEncoded(here, promise)
    if (other) {
      waiting.splice(waiting.indexOf(other), 1)
      concerned.add(other.id)
      // One date may stand before several numbers: 到2020年，力争建成……2个，……6个.
      if (encodes({ ...other, due: null }, promise)) {
        const date = `${promise.path} ${promise.by} ${other.due}`
        if (datesTold.has(date)) continue
        datesTold.add(date)
      }
    }
    missing.push({
      kind: 'number',
      clause: promise.path,
      id: other?.id ?? null,
      text: promise.by === null ? promise.text : `${promise.text}（到${promise.by}年）`,
      data: other
        ? `${other.op} ${other.value}${other.unit ?? ''}${other.due ? `（${other.due}）` : ''}`
        : null,
      offset: promise.start,
    })
  }
  return { found: promised.length, encoded, missing, concerned }
}

function encodedNumbers(plan: Plan): Encoded[] {
  const targets = plan.targets.flatMap(({ id, clause, op, value, unit, due }) =>
    value === undefined ? [] : [{ id, clause, op, value, unit, due: due ?? null }],
  )
  const duties = plan.duties.flatMap(({ id, clause, requirement }) =>
    requirement?.atLeast ? [{ id, clause, op: '>=', value: requirement.atLeast, unit: null, due: null }] : [],
  )
  return [...targets, ...duties]
}

function encodes(number: Encoded, promise: Promised): boolean {
  if (number.value !== promise.value || number.op !== promise.comparison) return false
  if (number.unit !== null && number.unit !== promise.unit) return false
  return promise.by === null || number.due === null || number.due.startsWith(String(promise.by))
}

/** The number of the same clause that was probably meant: the same value or unit, else the only one left. */
function nearestEncoded(candidates: readonly Encoded[], promise: Promised): Encoded | undefined {
  return (
    candidates.find(({ value }) => value === promise.value) ??
    candidates.find(({ unit }) => unit === promise.unit) ??
    candidates.find(({ unit }) => unit === null)
  )
}
