import { nameEntry } from '../model/units.ts'
import type { Rule } from './rule.ts'

export const ownerVariant: Rule = {
  id: 'owner-variant',
  severity: 'warning',
  summary: { zh: '一个单位在各处印成同一个名称', en: 'a unit is printed by one name throughout' },
  page: {
    zh: '同一单位印成两个名称，读者会当成两个单位。照印，并用口径说明是同一个单位。',
    en: 'A unit under two names reads like two units. Keep what is printed and say by a ruling that it is one.',
  },
  example: { file: 'tasks/T1.yaml', right: '  - 区教体局\n', wrong: '  - 区教育局\n' },

  *check(plan) {
    for (const task of plan.tasks) {
      for (const { printed, place } of [...task.leads, ...task.participants]) {
        const party = plan.units.named(printed)
        if (!party || nameEntry(party, printed)?.as !== 'variant') continue
        const usual = party.names[0]?.name ?? party.id
        yield {
          at: place,
          about: task.id,
          message: {
            zh: `“${printed}”是“${usual}”的另一个名称`,
            en: `"${printed}" is another name of "${usual}"`,
          },
          hint: { zh: '写一条口径说明是同一个单位', en: 'write a ruling that says it is one unit' },
        }
      }
    }
  },
}
