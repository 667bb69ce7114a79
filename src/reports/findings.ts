import type { RecordsInForce } from '../model/counting.ts'
import type { PlainDate } from '../model/dates.ts'
import type { PlanRecord } from '../model/entities.ts'
import type { InspectionRecord } from '../model/written.ts'
import type { Asked } from './entities.ts'

/** Something that an inspection found and that is to be put right. */
export interface OpenFinding {
  readonly record: PlanRecord
  /** Where it stands in the record, from 0. */
  readonly index: number
  readonly text: string
  readonly due: PlainDate | null
  /** Its day has come, and it is still open. */
  readonly isOverdue: boolean
  /** The unit or task that was inspected, as written. */
  readonly about: string
  /** The id of the unit; null where it is a task or nobody's name. */
  readonly unit: string | null
  /** The id of the task; null where it is a unit. */
  readonly task: string | null
}

/** What inspections found that is still open on the day, the nearest day first. */
export function openFindings({ plan, day }: Asked, inForce: RecordsInForce): OpenFinding[] {
  const found = inForce.ofKind('inspection').flatMap(({ record }) => {
    const { about, findings = [] } = record.fields as unknown as InspectionRecord
    return findings.flatMap(({ text, due, state, closedOn }, index): OpenFinding[] => {
      // A day of closing that is still to come, seen from the day that is asked about, leaves it open.
      if (state === 'closed' ? closedOn === undefined || closedOn <= day : closedOn && closedOn <= day)
        return []
      return [
        {
          record,
          index,
          text,
          due: due ?? null,
          isOverdue: due !== undefined && due <= day,
          about,
          unit: plan.units.named(about, record.date)?.id ?? null,
          task: plan.tasks.find(({ id }) => id === about)?.id ?? null,
        },
      ]
    })
  })
  return found.sort((a, b) => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1))
}
