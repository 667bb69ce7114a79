import type { Plan } from '../model/plan.ts'
import { type Text, verbatim } from '../model/text.ts'

/** A period for readers: the whole plan by that word, a phase by its title, years and quarters as they are. */
export function periodWord(period: string, { milestones }: Pick<Plan, 'milestones'>): Text {
  if (period === 'plan') return { zh: '全程', en: 'whole plan' }
  return verbatim(milestones.find(({ id }) => id === period)?.title ?? period)
}
