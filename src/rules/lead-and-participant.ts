import type { Rule } from './rule.ts'

export const leadAndParticipant: Rule = {
  id: 'lead-and-participant',
  severity: 'warning',
  summary: {
    zh: '一个单位在一项任务里或者牵头，或者参与',
    en: 'a unit either leads a task or takes part in it',
  },
  page: {
    zh: '同一单位既牵头又参与，问责时说不清。抄错的改过来；原文就这样印的，用口径说明按牵头算。',
    en: 'A unit in both lists leaves open what it answers for. Correct a slip; if the plan prints it so, a ruling says which counts.',
  },
  example: { file: 'tasks/T1.yaml', right: '  - 区教体局\n', wrong: '  - 区教体局\n  - 区科协\n' },

  *check(plan) {
    for (const task of plan.tasks) {
      for (const owner of task.participants) {
        const party = plan.units.named(owner.printed)
        const lead = party && task.leads.find(({ printed }) => plan.units.named(printed) === party)
        if (!lead) continue
        yield {
          at: owner.place,
          about: task.id,
          message: {
            zh: `“${owner.printed}”在 ${task.id} 里既牵头又参与`,
            en: `"${owner.printed}" both leads ${task.id} and takes part in it`,
          },
          hint: { zh: '删去一处，或写一条口径', en: 'delete one of them, or write a ruling' },
          related: [{ at: lead.place, message: { zh: '牵头在这里', en: 'it leads here' } }],
        }
      }
    }
  },
}
