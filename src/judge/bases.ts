import type { CountedRecord } from '../model/counting.ts'
import type { PlainDate } from '../model/dates.ts'
import type { PlanRecord, Target } from '../model/entities.ts'
import type { BaseRecord } from '../model/written.ts'

/** From the lowest to the highest. */
const levels = ['municipal', 'provincial', 'national'] as const
type Level = (typeof levels)[number]

/** The level of bases that a target counts, told by its id: `bases-provincial`; null for other targets. */
export const levelOf = ({ id }: Target): Level | null => levels.find(level => id === `bases-${level}`) ?? null

/**
 * The bases of a level that stand on a day: named by then and not lapsed. Namings of one base share the exact name; it
 * counts once, at its highest level unless every level is to count.
 * @param records the base records in force
 * @returns null where no base of the level is on record at all
 */
export function basesOn(
  records: readonly CountedRecord[],
  level: Level,
  accumulation: Target['accumulation'],
  day: PlainDate,
): { readonly value: number; readonly records: readonly PlanRecord[] } | null {
  const namings = records.map(({ record }) => ({ record, fields: record.fields as unknown as BaseRecord }))
  if (!namings.some(({ fields }) => fields.level === level)) return null
  const live = namings.filter(
    ({ fields: { namedOn, validTo } }) => namedOn <= day && (validTo === undefined || day <= validTo),
  )
  const highest = new Map<string, number>()
  for (const { fields } of live) {
    const rank = levels.indexOf(fields.level)
    highest.set(fields.name, Math.max(rank, highest.get(fields.name) ?? 0))
  }
  const counted = live.filter(
    ({ fields }) =>
      fields.level === level &&
      (accumulation === 'every-level' || highest.get(fields.name) === levels.indexOf(level)),
  )
  return {
    value: new Set(counted.map(({ fields }) => fields.name)).size,
    records: counted.map(({ record }) => record),
  }
}
