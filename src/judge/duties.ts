import { byDate, type CountedRecord, push, RecordsInForce } from '../model/counting.ts'
import { daysBetween, type PlainDate } from '../model/dates.ts'
import type { Duty, PlanRecord, Unit } from '../model/entities.ts'
import { contains, type NamedSpan, periodSpan, type Span } from '../model/period.ts'
import type { Plan, PlanSheet } from '../model/plan.ts'
import { isUnit, type Party } from '../model/units.ts'
import { type Glimpsed, glimpsed, mayLieIn, ofUnknownUnit } from './broken.ts'
import { Owners } from './owners.ts'
import { periodsOf } from './periods.ts'
import { rulingsOf } from './rulings.ts'

/** What can be said of a duty, in the order in which it is tried (DESIGN §5). */
export type DutyStatus =
  | 'not-due'
  | 'met'
  | 'late'
  | 'waived'
  | 'undetermined'
  | 'underway'
  | 'unreported'
  | 'missed'
  | 'short'

/** Why a duty cannot be judged, in the order in which it is tried. */
export type DutyReason = 'data-errors' | 'members-unknown' | 'no-owner' | 'nothing-to-show'

/** The statuses of promises that were not kept. */
export const isRed = (status: string): boolean => status === 'missed' || status === 'unreported'

/** What became of one duty of one owner in one period, with all that the verdict stands on. */
export interface DutyVerdict {
  /** `town-activities/guxing/2018`; without a unit where no owner is printed. */
  readonly id: string
  readonly duty: Duty
  /** The unit or group that owes it, several joined by `+`; null where no owner is printed. */
  readonly unit: string | null
  readonly parties: readonly Party[]
  readonly period: string
  /** The days of the period, the last one as postponed. */
  readonly span: Span
  readonly required: number
  /** The records that count: inside the period, and for `late` those behind its end too. By date. */
  readonly counted: readonly PlanRecord[]
  /** Records of a `once` duty behind its end. */
  readonly afterEnd: readonly PlanRecord[]
  readonly zeroReports: readonly PlanRecord[]
  /** The waivers that cover or postpone it. */
  readonly waivers: readonly PlanRecord[]
  /** Files of records that may matter and cannot be read, or name a unit that is unknown. */
  readonly broken: readonly string[]
  readonly status: DutyStatus
  readonly reason: DutyReason | null
  /** The line of the table of DESIGN §5 that decided. */
  readonly line: number
  /** Days to the end of a period that runs. */
  readonly daysLeft: number | null
  /** The ids of the rulings that say how this duty is read. */
  readonly rulings: readonly string[]
}

/** A row to be judged: who owes, when, and whose records are its own. */
interface Row {
  readonly unit: string | null
  readonly parties: readonly Party[]
  readonly period: NamedSpan
  readonly membersUnknown: boolean
  /** Records that show the duty and are credited to the owner, of any day. */
  readonly records: readonly PlanRecord[]
  /** Those whose records are the owner's; null where that is not a matter of ids alone. */
  readonly ids: readonly string[] | null
  isOwn(units: readonly string[], date: PlainDate): boolean
  /** True for what a broken record may belong to. */
  mayOwn(units: ReadonlySet<string> | null): boolean
}

/**
 * The verdicts on duties: one for each duty, owner and period, in the order of duties.yaml, units.yaml and time.
 * @param plan as amended by the day
 * @param duties which of them
 */
export function judgeDuties(
  plan: Plan,
  day: PlainDate,
  duties: readonly Duty[] = plan.duties,
): DutyVerdict[] {
  if (!plan.sheet) return []
  const judging = new Judging(plan, plan.sheet, day)
  return duties.flatMap(duty => judging.judge(duty))
}

class Judging {
  readonly #plan: Plan
  readonly #sheet: PlanSheet
  readonly #day: PlainDate
  readonly #inForce: RecordsInForce
  readonly #owners: Owners
  readonly #broken: readonly Glimpsed[]
  readonly #zeroReports: OfDuty
  readonly #waivers: OfDuty

  constructor(plan: Plan, sheet: PlanSheet, day: PlainDate) {
    this.#plan = plan
    this.#sheet = sheet
    this.#day = day
    this.#inForce = new RecordsInForce(plan, day)
    this.#owners = new Owners(plan)
    this.#broken = glimpsed(plan)
    this.#zeroReports = byDuty(this.#inForce.ofKind('zero-report'))
    this.#waivers = byDuty(this.#inForce.ofKind('waiver'))
  }

  judge(duty: Duty): DutyVerdict[] {
    const showing = this.#inForce.showing(duty)
    const periods = periodsOf(duty, this.#plan, this.#sheet)
    const rulings = rulingsOf(this.#plan, [duty.id, duty.clause, duty.milestone, ...duty.owners])
    const excuses = [this.#zeroReports, this.#waivers].flatMap(found => found.get(duty.id) ?? [])
    const unclear = [...showing, ...excuses].filter(({ isUnclear }) => isUnclear)
    const broken = [
      ...this.#broken.filter(one => one.mayConcern(duty)),
      ...unclear.map(({ record }) => ofUnknownUnit(this.#plan, record)),
    ]
    return this.#rows(duty, periods, showing).map(row => this.#verdict(duty, row, rulings, broken))
  }

  #rows(duty: Duty, periods: readonly NamedSpan[], showing: readonly CountedRecord[]): Row[] {
    if (duty.owners.length === 0) return periods.map(period => ownerless(period, showing))
    const [only] = duty.owners.map(owner => this.#plan.units.byId(owner))
    const isAlone = duty.owners.length === 1 && only !== undefined && isUnit(only)
    if (duty.each || isAlone) return this.#rowsOfEach(duty, periods, showing)
    return this.#rowsOfAll(duty, periods, showing)
  }

  /** One row for each unit that owes the period, and one for each owner of whom the units are unknown. */
  #rowsOfEach(duty: Duty, periods: readonly NamedSpan[], showing: readonly CountedRecord[]): Row[] {
    const records = new Map<string, PlanRecord[]>()
    for (const { record, units } of showing) {
      for (const unit of units) push(records, unit, record)
    }
    const rows: Row[] = []
    for (const period of periods) {
      const on = this.#dayOf(period)
      const { units, unknown } = this.#owners.on(duty.owners, on)
      for (const unit of units) {
        if (this.#owes(duty, unit, period)) rows.push(this.#rowOfUnit(duty, unit, period, records))
      }
      for (const owner of unknown) rows.push(this.#rowOfUnknown(owner, period, records))
    }
    const order = new Map([...this.#plan.units.all, ...this.#plan.units.groups].map(({ id }, at) => [id, at]))
    const place = ({ unit }: Row): number => order.get(unit ?? '') ?? order.size
    return rows.sort((a, b) => place(a) - place(b))
  }

  #rowOfUnit(
    duty: Duty,
    unit: Unit,
    period: NamedSpan,
    records: ReadonlyMap<string, readonly PlanRecord[]>,
  ): Row {
    const ids = this.#owners.withPredecessors(unit.id, this.#dayOf(period))
    // What a unit that has gone since owed is made good by those who took over from it.
    const after = duty.cadence === 'once' ? this.#owners.successors(unit.id, this.#day) : []
    const late = after.flatMap(id => records.get(id) ?? []).filter(({ date }) => date > period.to)
    const own = [...ids.flatMap(id => records.get(id) ?? []), ...late]
    return {
      unit: unit.id,
      parties: [unit],
      period,
      membersUnknown: false,
      records: ids.length > 1 || late.length > 0 ? [...new Set(own)] : own,
      ids,
      isOwn: units => units.some(id => ids.includes(id)),
      mayOwn: units => units === null || ids.some(id => units.has(id)),
    }
  }

  #rowOfUnknown(owner: string, period: NamedSpan, records: ReadonlyMap<string, readonly PlanRecord[]>): Row {
    const party = this.#plan.units.byId(owner)
    return {
      unit: owner,
      parties: party ? [party] : [],
      period,
      membersUnknown: true,
      records: records.get(owner) ?? [],
      ids: [owner],
      isOwn: units => units.includes(owner),
      mayOwn: () => true,
    }
  }

  /** One row a period for all owners together; none while nobody of them owes it. */
  #rowsOfAll(duty: Duty, periods: readonly NamedSpan[], showing: readonly CountedRecord[]): Row[] {
    return periods.flatMap(period => {
      const on = this.#dayOf(period)
      const { units, unknown } = this.#owners.on(duty.owners, on)
      const owing = units.filter(unit => this.#owes(duty, unit, period))
      if (owing.length === 0 && unknown.length === 0) return []
      const ids = this.#owners.idsOn(duty.owners, on)
      const isOwn = (units: readonly string[], date: PlainDate) => this.#isOwner(duty, units, date, on)
      return [
        {
          unit: duty.owners.join('+'),
          parties: duty.owners.flatMap(owner => this.#plan.units.byId(owner) ?? []),
          period,
          membersUnknown: unknown.length > 0,
          records: showing
            .filter(({ record, units }) => isOwn(units, record.date))
            .map(({ record }) => record),
          ids: null,
          isOwn,
          mayOwn: units => units === null || unknown.length > 0 || [...units].some(id => ids.has(id)),
        },
      ]
    })
  }

  /** A unit owes a period that recurs only if it owes the whole of it. */
  #owes(duty: Duty, unit: Unit, period: NamedSpan): boolean {
    if (duty.cadence === 'once' || duty.cadence === 'standing') return true
    return this.#owners.owesWhole(duty.owners, unit, period.from, this.#dayOf(period))
  }

  /** The day on which it is looked who owes a period: its last one, while that is to come the day that is asked about. */
  #dayOf(period: Span): PlainDate {
    if (period.to < this.#day) return period.to
    return this.#day
  }

  /** True where a record of these units is one of the owners': of its own day, or of the day on which the period is owed. */
  #isOwner(duty: Duty, units: readonly string[], date: PlainDate, on: PlainDate): boolean {
    const then = this.#owners.idsOn(duty.owners, date)
    const owing = this.#owners.idsOn(duty.owners, on)
    return units.some(id => then.has(id) || owing.has(id))
  }

  #verdict(duty: Duty, row: Row, rulings: readonly string[], mayMatter: readonly Glimpsed[]): DutyVerdict {
    const { period } = row
    const waivers = this.#waiversOf(duty, row)
    const postponed = duty.cadence === 'once' ? waivers.findLast(({ fields }) => fields.until) : undefined
    const span = { from: period.from, to: (postponed?.fields.until as PlainDate | undefined) ?? period.to }
    const inside = row.records.filter(({ date }) => contains(span, date)).sort(byDate)
    const afterEnd =
      duty.cadence === 'once' ? row.records.filter(({ date }) => date > span.to).sort(byDate) : []
    const zeroReports = this.#zeroReportsOf(duty, row, span)
    const broken = this.#brokenOf(duty, row, span, mayMatter)
    const covering = waivers.filter(({ fields }) => !fields.until)
    const required = duty.requirement?.atLeast ?? 1
    const decided = decide({
      duty,
      day: this.#day,
      span,
      required,
      inside: inside.length,
      afterEnd: afterEnd.length,
      isWaived: covering.length > 0,
      hasBroken: broken.length > 0,
      membersUnknown: row.membersUnknown,
      zeroReports: zeroReports.length,
    })
    return {
      id: [duty.id, row.unit, period.name].filter(part => part !== null).join('/'),
      duty,
      unit: row.unit,
      parties: row.parties,
      period: period.name,
      span,
      required,
      counted: decided.status === 'late' ? [...inside, ...afterEnd] : inside,
      afterEnd,
      zeroReports,
      waivers: postponed ? [...covering, postponed] : covering,
      broken,
      ...decided,
      daysLeft: this.#day >= span.from && this.#day < span.to ? daysBetween(this.#day, span.to) : null,
      rulings,
    }
  }

  /** The waivers whose period holds the row's, by date: its own, and those of a whole group that owes the duty. */
  #waiversOf(duty: Duty, row: Row): PlanRecord[] {
    const { name, from, to } = row.period
    const groups = duty.owners.filter(owner => this.#plan.units.groups.some(({ id }) => id === owner))
    return ownOf(this.#waivers, duty, row, groups).filter(({ fields }) => {
      const span = this.#spanOf(fields.period)
      return fields.period === name || (span !== null && span.from <= from && to <= span.to)
    })
  }

  /** The zero-reports whose period lies inside the row's. */
  #zeroReportsOf(duty: Duty, row: Row, { from, to }: Span): PlanRecord[] {
    return ownOf(this.#zeroReports, duty, row).filter(({ fields }) => {
      const span = this.#spanOf(fields.period)
      return fields.period === row.period.name || (span !== null && from <= span.from && span.to <= to)
    })
  }

  /** True for a zero-report, waiver or amendment of the day or before whose period, as far as it can be seen, is the row's. */
  #maySpeakOf({ days, period }: Glimpsed, { period: row }: Row): boolean {
    if (days.from > this.#day) return false
    const span = period === null ? null : this.#spanOf(period)
    return period === row.name || span === null || contains(span, row.from) || contains(row, span.from)
  }

  #spanOf(period: unknown): Span | null {
    return periodSpan(String(period), this.#sheet.period, this.#plan.milestones)
  }

  /** The files of what may be a record of the row and cannot be counted. */
  #brokenOf(duty: Duty, row: Row, { from, to }: Span, mayMatter: readonly Glimpsed[]): string[] {
    const last = duty.cadence === 'once' || this.#day < to ? this.#day : to
    return mayMatter
      .filter(one => row.mayOwn(one.units))
      .filter(one => (one.isOfAnyDay ? this.#maySpeakOf(one, row) : mayLieIn(one, { from, to: last })))
      .map(({ file }) => file)
      .sort()
  }
}

const ownerless = (period: NamedSpan, showing: readonly CountedRecord[]): Row => ({
  unit: null,
  parties: [],
  period,
  membersUnknown: false,
  records: showing.map(({ record }) => record),
  ids: null,
  isOwn: () => true,
  mayOwn: () => true,
})

interface Facts {
  readonly duty: Duty
  readonly day: PlainDate
  readonly span: Span
  readonly required: number
  readonly inside: number
  readonly afterEnd: number
  readonly isWaived: boolean
  readonly hasBroken: boolean
  readonly membersUnknown: boolean
  readonly zeroReports: number
}

/** The table of DESIGN §5; the first line that fits decides. */
function decide(facts: Facts): Pick<DutyVerdict, 'status' | 'reason' | 'line'> {
  const { duty, day, span, required, inside } = facts
  const is = (line: number, status: DutyStatus, reason: DutyReason | null = null) => ({
    status,
    reason,
    line,
  })
  if (day < span.from) return is(1, 'not-due')
  if (inside >= required) return is(2, 'met')
  if (duty.cadence === 'once' && inside + facts.afterEnd >= required) return is(3, 'late')
  if (facts.isWaived) return is(4, 'waived')
  if (facts.hasBroken) return is(5, 'undetermined', 'data-errors')
  if (facts.membersUnknown) return is(5, 'undetermined', 'members-unknown')
  if (duty.owners.length === 0) return is(5, 'undetermined', 'no-owner')
  if (duty.cadence === 'standing') return is(5, 'undetermined', 'nothing-to-show')
  if (day < span.to) return is(6, 'underway')
  if (duty.modality === 'must') {
    return inside === 0 && facts.zeroReports === 0 ? is(7, 'unreported') : is(8, 'missed')
  }
  return inside > 0 ? is(9, 'short') : is(10, 'undetermined', 'nothing-to-show')
}

/** Records that name a duty, by `duty` and by `duty unit`. */
type OfDuty = ReadonlyMap<string, readonly CountedRecord[]>

function byDuty(records: readonly CountedRecord[]): OfDuty {
  const found = new Map<string, CountedRecord[]>()
  for (const counted of records) {
    const duty = String(counted.record.fields.duty)
    push(found, duty, counted)
    for (const unit of counted.units) push(found, `${duty} ${unit}`, counted)
  }
  return found
}

/** Those of them that are the row's own. */
function ownOf(found: OfDuty, duty: Duty, { isOwn, ids }: Row, others: readonly string[] = []): PlanRecord[] {
  const named = (unit: string) => found.get(`${duty.id} ${unit}`) ?? []
  const own = ids
    ? ids.flatMap(named)
    : (found.get(duty.id) ?? []).filter(({ record, units }) => isOwn(units, record.date))
  return [...new Set([...own, ...others.flatMap(named)])].map(({ record }) => record).sort(byDate)
}
