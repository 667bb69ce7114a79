import type { Plan } from '../model/plan.ts'

/** The ids of the rulings about any of these ids or clauses, in the order of rulings.yaml. */
export const rulingsOf = (plan: Plan, about: readonly (string | undefined)[]): string[] =>
  plan.rulings.filter(ruling => ruling.about.some(one => about.includes(one))).map(({ id }) => id)
