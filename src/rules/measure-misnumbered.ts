import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const measureMisnumbered: Rule = {
  id: 'measure-misnumbered',
  severity: 'error',
  summary: { zh: '措施的编号和条款跟着它的任务', en: 'the id and the clause of a measure follow its task' },
  page: {
    zh: 'T1 的措施编号是 T1.1、T1.2……，条款以任务的条款开头，如 三（一）1。',
    en: 'The measures of T1 are T1.1, T1.2 …, and their clauses begin with that of the task, such as 三（一）1.',
  },
  example: { file: 'tasks/T1.yaml', right: '    clause: 三（一）1\n', wrong: '    clause: 三（二）1\n' },

  *check(plan) {
    for (const task of plan.tasks) {
      for (const measure of task.measures) {
        const wrong = !measure.id.startsWith(`${task.id}.`)
          ? 'id'
          : !measure.clause.startsWith(task.clause)
            ? 'clause'
            : null
        if (!wrong) continue
        yield {
          at: at(measure, wrong),
          about: measure.id,
          message: {
            zh: `“${measure[wrong]}”不属于 ${task.id}（${task.clause}）`,
            en: `"${measure[wrong]}" does not belong to ${task.id} (${task.clause})`,
          },
          hint: {
            zh: `以 ${wrong === 'id' ? `${task.id}.` : task.clause} 开头`,
            en: `it begins with ${wrong === 'id' ? `${task.id}.` : task.clause}`,
          },
        }
      }
    }
  },
}
