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

/** Each calendar year beside the one before, from the first to the last of which anything is known. */
export function fundingSteps(years: readonly FundingYear[]): FundingStep[] {
  const [first, last] = [years[0]?.year, years.at(-1)?.year]
  if (first === undefined || last === undefined) return []
  const spentIn = (wanted: number): FundingYear['spent'] =>
    years.find(({ year }) => year === wanted)?.spent ?? new Map()
  return Array.from({ length: last - first }, (_, index) => {
    const to = first + index + 1
    const [before, after] = [spentIn(to - 1), spentIn(to)]
    const units = [...new Set([...before.keys(), ...after.keys()])].sort()
    const common = units.filter(unit => before.has(unit) && after.has(unit))
    return {
      from: to - 1,
      to,
      before: totalOf(before, common),
      after: totalOf(after, common),
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
