import type { Rule } from './rule.ts'

export const ownerRepeated: Rule = {
  id: 'owner-repeated',
  severity: 'error',
  summary: { zh: '同一名单里不把一个单位列两次', en: 'no list of owners names a unit twice' },
  page: {
    zh: '两个名称可能是同一个单位。原文确实印了两次的，用口径说明（covers 写任务编号）。',
    en: 'Two names may be one unit. If the plan does print it twice, explain it by a ruling that covers the task.',
  },
  example: { file: 'tasks/T1.yaml', right: '  - 区教体局\n', wrong: '  - 区教体局\n  - 区教体局\n' },

  *check(plan) {
    for (const task of plan.tasks) {
      for (const owners of [task.leads, task.participants]) {
        const seen = new Map<string, (typeof owners)[number]>()
        for (const owner of owners) {
          const party = plan.units.named(owner.printed)
          const first = party && seen.get(party.id)
          if (first) {
            yield {
              at: owner.place,
              about: task.id,
              message: {
                zh: `“${owner.printed}”在同一名单里列了两次`,
                en: `"${owner.printed}" is named twice in one list`,
              },
              hint: { zh: '删去一个', en: 'delete one of them' },
              related: [
                {
                  at: first.place,
                  message: { zh: `第一次印作“${first.printed}”`, en: `first as "${first.printed}"` },
                },
              ],
            }
          } else if (party) seen.set(party.id, owner)
        }
      }
    }
  },
}
