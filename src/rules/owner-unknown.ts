import { nearest } from '../model/nearest.ts'
import type { Rule } from './rule.ts'

export const ownerUnknown: Rule = {
  id: 'owner-unknown',
  severity: 'error',
  summary: {
    zh: '分工里的每个单位都能在 units.yaml 里找到',
    en: 'every owner named by a task is a unit or group of units.yaml',
  },
  page: {
    zh: '分工按原文照印。名称在 units.yaml 里找不到时：抄错的改过来；原文就这样印的，在 units.yaml 给该单位加一个名称（as: variant 或 misprint）。',
    en: 'Owners are written as printed. Where units.yaml does not know the name: correct a slip of the pen; if the plan prints it so, give the unit that name in units.yaml (as: variant or misprint).',
  },
  example: { file: 'tasks/T1.yaml', right: '  - 区科协\n', wrong: '  - 区科斜\n' },

  *check(plan) {
    for (const task of plan.tasks) {
      for (const { printed, place } of [...task.leads, ...task.participants]) {
        if (plan.units.allNamed(printed).length > 0 || plan.defined.lendsName(printed)) continue
        const near = nearest(printed, plan.units.names()).map(name => {
          const party = plan.units.named(name)
          return party ? `${name}（${party.id}）` : name
        })
        yield {
          at: place,
          about: task.id,
          message: { zh: `找不到单位“${printed}”`, en: `no unit is called "${printed}"` },
          hint: near[0]
            ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
            : { zh: '在 units.yaml 里登记这个单位', en: 'add the unit to units.yaml' },
        }
      }
    }
  },
}
