import type { CountedRecord } from '../model/counting.ts'
import type { PlanRecord } from '../model/entities.ts'
import type { FundingRecord } from '../model/written.ts'

/** What the units spent in a year: fiscal and special funds, not social ones. */
export interface FundingYear {
  readonly year: number
  /** Yuan by unit. */
  readonly spent: ReadonlyMap<string, number>
  readonly records: readonly PlanRecord[]
}

/** Two neighbouring years, compared over the units that reported both. */
export interface FundingStep {
  readonly from: number
  readonly to: number
  /** Yuan of the common units. */
  readonly before: number
  readonly after: number
  readonly common: readonly string[]
  /** The units left out: they reported only one of the two. */
  readonly left: readonly string[]
}

/** The id of the target that funding answers. */
export const fundingTarget = 'funding-rising'

/**
 * The years for which money is said to have been spent, in order.
 * @param present the unit that stands for a unit on the day, so that years before and after a merger can be compared
 */
export function fundingYears(
  records: readonly CountedRecord[],
  present: (unit: string) => string,
): FundingYear[] {
  const years = new Map<number, { spent: Map<string, number>; records: PlanRecord[] }>()
  for (const { record, units } of records) {
    const { year, fund, spent } = record.fields as unknown as FundingRecord
    if (fund === 'social' || spent === undefined) continue
    const entry = years.get(year) ?? { spent: new Map<string, number>(), records: [] as PlanRecord[] }
    years.set(year, entry)
    const unit = present(units[0] ?? record.unit ?? '')
    entry.spent.set(unit, (entry.spent.get(unit) ?? 0) + spent)
    entry.records.push(record)
  }
  return [...years].map(([year, entry]) => ({ year, ...entry })).sort((a, b) => a.year - b.year)
}

/** Each year beside the one before. */
export function fundingSteps(years: readonly FundingYear[]): FundingStep[] {
  return years.slice(1).map((year, index) => {
    const before = years[index]?.spent ?? new Map<string, number>()
    const units = [...new Set([...before.keys(), ...year.spent.keys()])].sort()
    const common = units.filter(unit => before.has(unit) && year.spent.has(unit))
    return {
      from: years[index]?.year ?? year.year,
      to: year.year,
      before: totalOf(before, common),
      after: totalOf(year.spent, common),
      common,
      left: units.filter(unit => !common.includes(unit)),
    }
  })
}

/** Added up in fen, so that equal amounts stay equal. */
export function totalOf(spent: ReadonlyMap<string, number>, units: Iterable<string> = spent.keys()): number {
  let fen = 0
  for (const unit of units) fen += Math.round((spent.get(unit) ?? 0) * 100)
  return fen / 100
}
