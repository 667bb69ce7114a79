import { nameEntry } from '../model/units.ts'
import type { Rule } from './rule.ts'

export const ownerMisprint: Rule = {
  id: 'owner-misprint',
  severity: 'warning',
  summary: { zh: '分工里的单位名称没有误印', en: 'no owner is printed by a misprint' },
  page: {
    zh: '误印照存，正确名称并列在 units.yaml；用口径说明读作哪个单位，这个问题就降为说明。',
    en: 'A misprint is kept as printed, the right name beside it in units.yaml; a ruling says which unit is meant and lowers this to a note.',
  },
  example: { file: 'tasks/T1.yaml', right: '  - 区教体局\n', wrong: '  - 区教体居\n' },

  *check(plan) {
    for (const task of plan.tasks) {
      for (const { printed, place } of [...task.leads, ...task.participants]) {
        const party = plan.units.named(printed)
        if (!party || nameEntry(party, printed)?.as !== 'misprint') continue
        const right = party.names[0]?.name ?? party.id
        yield {
          at: place,
          about: task.id,
          message: { zh: `“${printed}”是“${right}”的误印`, en: `"${printed}" is a misprint of "${right}"` },
          hint: { zh: '写一条口径说明怎样读', en: 'write a ruling that says how it is read' },
        }
      }
    }
  },
}
