import type { Duty } from '../model/entities.ts'
import { type NamedSpan, wholePeriods } from '../model/period.ts'
import type { Plan, PlanSheet } from '../model/plan.ts'

/**
 * The periods for which a duty is owed, in order. One that recurs is owed for whole calendar years or quarters, from the
 * one in which the plan was issued: nobody could heed it before.
 */
export function periodsOf(duty: Duty, { milestones }: Plan, { period, issuedOn }: PlanSheet): NamedSpan[] {
  const milestone = milestones.find(({ id }) => id === duty.milestone)
  const from = milestone?.from ?? period.from
  const to = duty.due ?? milestone?.to ?? period.to
  if (duty.cadence === 'yearly' || duty.cadence === 'quarterly') {
    return wholePeriods(duty.cadence, { from, to }).filter(one => one.to >= issuedOn)
  }
  return [{ name: milestone?.id ?? 'plan', from, to }]
}
