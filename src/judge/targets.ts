import { byDate, push, RecordsInForce } from '../model/counting.ts'
import { daysBetween, type PlainDate } from '../model/dates.ts'
import type { PlanRecord, Target } from '../model/entities.ts'
import { successorsOf } from '../model/lives.ts'
import type { Plan, PlanSheet } from '../model/plan.ts'
import type { ObservationRecord } from '../model/written.ts'
import { basesOn, levelOf } from './bases.ts'
import { directionOf } from './directions.ts'
import { type FundingStep, fundingSteps, fundingTarget, fundingYears, totalOf } from './funding.ts'
import { expectedPath, type Point, projection, valueOn } from './path.ts'
import { rulingsOf } from './rulings.ts'
import { wilsonInterval } from './wilson.ts'

/** What can be said of a target (DESIGN §5). */
export type TargetStatus =
  | 'undetermined'
  | 'met'
  | 'missed'
  | 'short'
  | 'on-track'
  | 'slow'
  | 'behind'
  | 'reversed'

/** Why a target cannot be judged. */
export type TargetReason =
  | 'no-data'
  | 'scope-differs'
  | 'no-denominator'
  | 'stale'
  | 'no-baseline'
  | 'base-equals-target'
  | 'observed-at-baseline'
  | 'one-point'
  | 'incomplete'

/** Statistics Canada's bands for progress towards a goal: at least 95 % of the expected way, at least 60 %. */
const bands = { onTrack: 0.95, slow: 0.6 } as const

/** A value that was observed, or counted on the day. */
export interface Observed extends Point {
  /** The 95 % interval of a survey with a known sample, in the target's unit. */
  readonly interval: readonly [low: number, high: number] | null
  readonly records: readonly PlanRecord[]
}

/** A value of another scope, beside which a target may be seen but by which it is not judged. */
interface Reference extends Point {
  readonly scope: ObservationRecord['scope']
  readonly record: PlanRecord
}

/** What became of a target, with all that the verdict stands on. */
export interface TargetVerdict {
  readonly target: Target
  /** The printed day, else the plan's last one. */
  readonly due: PlainDate
  readonly observed: Observed | null
  readonly reference: readonly Reference[]
  /** (v − b) / (T − b) */
  readonly attainment: number | null
  /** What the path says for the day of the observation. */
  readonly expected: number | null
  /** (v − b) / (expected − b) */
  readonly pace: number | null
  /** Where the line from the baseline through the observation leads by the due day. */
  readonly projected: number | null
  /** From the baseline over the interim values to what is due; empty where there is no baseline. */
  readonly path: readonly Point[]
  /** The target's value lies inside the interval. */
  readonly straddles: boolean
  /** One value for each year, where only a direction is promised. */
  readonly yearly: readonly Observed[]
  /** The last usable value of each year, whatever is promised; of bases none. */
  readonly seen: readonly Observed[]
  /** How years of funding were compared. */
  readonly steps: readonly FundingStep[]
  readonly status: TargetStatus
  readonly reason: TargetReason | null
  /** The line of the list of DESIGN §5 that decided; 0 for directions, which skip it. */
  readonly line: number
  /** The ids of the rulings that say how this target is read. */
  readonly rulings: readonly string[]
}

/**
 * The verdicts on targets, in the order of targets.yaml.
 * @param plan as amended by the day
 * @param targets which of them
 */
export function judgeTargets(
  plan: Plan,
  day: PlainDate,
  targets: readonly Target[] = plan.targets,
): TargetVerdict[] {
  const { sheet } = plan
  if (!sheet) return []
  const inForce = new RecordsInForce(plan, day)
  const observations = new Map<string, PlanRecord[]>()
  for (const { record } of inForce.ofKind('observation')) {
    const { indicator } = record.fields as unknown as ObservationRecord
    push(observations, indicator, record)
  }
  return targets.map(target => {
    const own = (observations.get(target.id) ?? []).sort(byDate)
    return judgeTarget({ plan, sheet, day, inForce }, target, own)
  })
}

interface Setting {
  readonly plan: Plan
  readonly sheet: PlanSheet
  readonly day: PlainDate
  readonly inForce: RecordsInForce
}

/** What a target is judged by, or why it cannot be. */
interface Evidence {
  readonly observed: Observed | null
  /** By year. */
  readonly yearly: readonly Observed[]
  readonly steps: readonly FundingStep[]
  readonly reason: TargetReason | null
}

function judgeTarget(setting: Setting, target: Target, observations: readonly PlanRecord[]): TargetVerdict {
  const { plan, sheet, day } = setting
  const due = target.due ?? sheet.period.to
  const isDirection = target.op === 'up' || target.op === 'down'
  const evidence = evidenceOf(setting, target, observations)
  const measured = isDirection ? unmeasured : measure(target, due, evidence.observed)
  return {
    target,
    due,
    observed: evidence.observed,
    reference: observations.filter(record => fieldsOf(record).scope !== target.scope).map(referenceOf),
    ...measured,
    yearly: isDirection ? evidence.yearly : [],
    seen: evidence.yearly,
    steps: evidence.steps,
    ...(isDirection
      ? decideDirection(target, evidence)
      : decide(target, { day, due, evidence, pace: measured.pace })),
    rulings: rulingsOf(plan, [target.id, target.clause, ...target.owners]),
  }
}

function evidenceOf(setting: Setting, target: Target, observations: readonly PlanRecord[]): Evidence {
  const level = levelOf(target)
  if (level) return basesEvidence(setting, target, level)
  if (target.id === fundingTarget) return fundingEvidence(setting)
  const own = observations.filter(record => fieldsOf(record).scope === target.scope)
  const usable = own.filter(record => hasDenominator(target, record))
  const yearly = new Map(usable.map(record => [record.date.slice(0, 4), observedOf(target, record)]))
  const last = usable.at(-1)
  return {
    observed: last ? observedOf(target, last) : null,
    yearly: [...yearly.values()],
    steps: [],
    reason: last
      ? null
      : own.length > 0
        ? 'no-denominator'
        : observations.length > 0
          ? 'scope-differs'
          : 'no-data',
  }
}

/** A coverage cannot be told without what the whole is. */
const hasDenominator = ({ unit, value, denominator }: Target, record: PlanRecord): boolean =>
  unit !== '%' || value !== 100 || denominator !== undefined || fieldsOf(record).of !== undefined

function basesEvidence(
  { inForce, day }: Setting,
  target: Target,
  level: NonNullable<ReturnType<typeof levelOf>>,
): Evidence {
  const bases = basesOn(inForce.ofKind('base'), level, target.accumulation, day)
  const observed = bases && { on: day, interval: null, ...bases }
  return { observed, yearly: [], steps: [], reason: bases ? null : 'no-data' }
}

function fundingEvidence({ inForce, plan, day }: Setting): Evidence {
  const present = (unit: string): string => {
    const [successor, ...others] = successorsOf(plan.events, unit, day)
    return successor !== undefined && others.length === 0 ? successor : unit
  }
  const years = fundingYears(inForce.ofKind('funding'), present)
  const yearly = years.map(({ year, spent, records }) => ({
    on: `${year}-12-31`,
    value: totalOf(spent),
    interval: null,
    records,
  }))
  const steps = fundingSteps(years)
  return {
    observed: yearly.at(-1) ?? null,
    yearly,
    steps,
    reason:
      years.length === 0 ? 'no-data' : steps.some(({ common }) => common.length === 0) ? 'incomplete' : null,
  }
}

const unmeasured = {
  attainment: null,
  expected: null,
  pace: null,
  projected: null,
  path: [],
  straddles: false,
} as const

/** Attainment, pace and projection, each null where it cannot be computed. */
function measure(
  target: Target,
  due: PlainDate,
  observed: Observed | null,
): Pick<TargetVerdict, keyof typeof unmeasured> {
  const { baseline, value } = target
  if (value === undefined) return unmeasured
  const interval = observed?.interval
  const straddles = interval ? interval[0] <= value && value <= interval[1] : false
  if (!baseline) return { ...unmeasured, straddles }
  const path = expectedPath(target, baseline, value, due)
  if (!observed) return { ...unmeasured, path }
  const gained = observed.value - baseline.value
  const promised = value - baseline.value
  const isLater = baseline.on < observed.on
  const expected = valueOn(path, observed.on)
  const expectedGain = expected - baseline.value
  return {
    attainment: promised === 0 ? null : gained / promised,
    expected,
    pace: promised === 0 || !isLater || expectedGain === 0 ? null : gained / expectedGain,
    projected: isLater && observed.on <= due ? projection(baseline, observed, due) : null,
    path,
    straddles,
  }
}

type Decision = Pick<TargetVerdict, 'status' | 'reason' | 'line'>

const is = (line: number, status: TargetStatus, reason: TargetReason | null = null): Decision => ({
  status,
  reason,
  line,
})

/** The list of DESIGN §5; the first line that fits decides. */
function decide(
  target: Target,
  facts: {
    readonly day: PlainDate
    readonly due: PlainDate
    readonly evidence: Evidence
    readonly pace: number | null
  },
): Decision {
  const { baseline, value, staleAfter } = target
  const { observed, reason } = facts.evidence
  if (!observed || value === undefined) return is(1, 'undetermined', reason ?? 'no-data')
  if (isSatisfied(target, observed.value)) return is(2, 'met')
  if (staleAfter !== undefined && daysBetween(observed.on, facts.day) > staleAfter) {
    return is(3, 'undetermined', 'stale')
  }
  if (facts.day >= facts.due) return is(4, target.modality === 'must' ? 'missed' : 'short')
  if (!baseline) return is(5, 'undetermined', 'no-baseline')
  if (baseline.value === value) return is(5, 'undetermined', 'base-equals-target')
  if (facts.pace === null) return is(5, 'undetermined', 'observed-at-baseline')
  // 1.85 / 3.7 must not fall out of a band by the last binary digit.
  const pace = Number(facts.pace.toPrecision(12))
  if (pace >= bands.onTrack) return is(6, 'on-track')
  if (pace >= bands.slow) return is(6, 'slow')
  return is(6, pace >= 0 ? 'behind' : 'reversed')
}

function decideDirection(target: Target, { observed, yearly, steps, reason }: Evidence): Decision {
  if (!observed) return is(1, 'undetermined', reason)
  if (yearly.length < 2) return is(0, 'undetermined', 'one-point')
  if (reason) return is(0, 'undetermined', reason)
  const changes =
    steps.length > 0
      ? steps.map(({ before, after }) => after - before)
      : yearly.slice(1).map(({ value }, index) => value - (yearly[index]?.value ?? value))
  return is(0, directionOf(target.op, changes))
}

/** True where a value is what the target asks for: 12 does not exceed 12. */
export function isSatisfied({ op, value }: Target, observed: number): boolean {
  if (value === undefined) return false
  if (op === '>') return observed > value
  if (op === '>=') return observed >= value
  if (op === '<') return observed < value
  if (op === '<=') return observed <= value
  return op === '=' && observed === value
}

const fieldsOf = ({ fields }: PlanRecord): ObservationRecord => fields as unknown as ObservationRecord

function observedOf({ unit }: Target, record: PlanRecord): Observed {
  const { value, sample } = fieldsOf(record)
  const interval =
    sample && unit === '%'
      ? wilsonInterval(sample.qualified ?? (sample.size * value) / 100, sample.size)
      : null
  return {
    value,
    on: record.date,
    interval: interval && [interval[0] * 100, interval[1] * 100],
    records: [record],
  }
}

function referenceOf(record: PlanRecord): Reference {
  const { scope, value } = fieldsOf(record)
  return { scope, value, on: record.date, record }
}
