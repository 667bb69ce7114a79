import { type CountedRecord, push } from '../model/counting.ts'
import type { PlanRecord } from '../model/entities.ts'
import { verbatim } from '../model/text.ts'
import { nameOn } from '../model/units.ts'
import type { Asked } from './entities.ts'
import { type Cell, counted, type Section } from './view.ts'

/** How many activities each month of each year had. */
export interface YearOfMonths {
  readonly year: string
  /** Twelve. */
  readonly months: readonly (readonly PlanRecord[])[]
}

/** Activities by month, of each year that has one. */
export function monthsOf(activities: readonly PlanRecord[]): YearOfMonths[] {
  const years = [...new Set(activities.map(({ date }) => date.slice(0, 4)))].sort()
  return years.map(year => {
    const months: PlanRecord[][] = Array.from({ length: 12 }, () => [])
    for (const record of activities) {
      if (record.date.startsWith(year)) months[Number(record.date.slice(5, 7)) - 1]?.push(record)
    }
    return { year, months }
  })
}

/** Year × month; nothing where nothing was done. */
export function monthChart(years: readonly YearOfMonths[]): Section[] {
  if (years.length === 0) return []
  return [
    {
      chart: {
        kind: 'grid',
        title: { zh: '活动，逐月', en: 'Activities by month' },
        columns: Array.from({ length: 12 }, (_, month) => ({ zh: `${month + 1}月`, en: String(month + 1) })),
        rows: years.map(({ year, months }) => ({ label: verbatim(year), cells: months.map(countOf) })),
      },
    },
  ]
}

/** How many activities a unit had in each year, joint ones for each of their hosts. */
export interface UnitOfYears {
  readonly unit: string
  readonly name: string
  readonly years: readonly { readonly year: string; readonly records: readonly PlanRecord[] }[]
}

/** Activities of the units that the owner lines name, and of all others that had some, by year. */
export function unitYears(
  activities: readonly CountedRecord[],
  owners: ReadonlySet<string>,
  { plan, day }: Asked,
): UnitOfYears[] {
  const all = monthsOf(activities.map(({ record }) => record)).map(({ year }) => year)
  const byUnit = new Map<string, PlanRecord[]>()
  for (const { record, units } of activities) for (const unit of units) push(byUnit, unit, record)
  return plan.units.all.flatMap(unit => {
    const own = byUnit.get(unit.id) ?? []
    if (own.length === 0 && !owners.has(unit.id)) return []
    const years = all.map(year => ({ year, records: own.filter(({ date }) => date.startsWith(year)) }))
    return [{ unit: unit.id, name: nameOn(unit, day), years }]
  })
}

/** Unit × year; nothing where nothing was done. */
export function unitYearChart(units: readonly UnitOfYears[]): Section[] {
  const years = units[0]?.years ?? []
  if (years.length === 0) return []
  return [
    {
      chart: {
        kind: 'grid',
        title: {
          zh: '各单位逐年活动（联合的各计一次）',
          en: 'Activities of each unit by year (joint ones count for each)',
        },
        columns: years.map(({ year }) => verbatim(year)),
        rows: units.map(({ name, years }) => ({
          label: verbatim(name),
          cells: years.map(({ records }) => countOf(records)),
        })),
      },
    },
  ]
}

/** Nothing done is said faintly: it is no verdict. */
const countOf = (records: readonly PlanRecord[]): Cell =>
  counted(records.length, records, records.length === 0 ? 'faint' : undefined)
