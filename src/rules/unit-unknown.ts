import { nearest } from '../model/nearest.ts'
import type { Finding } from '../model/problem.ts'
import { failingAt } from './failing-at.ts'
import { nothing, type RecordRule } from './rule.ts'

export const unitUnknown: RecordRule = {
  id: 'unit-unknown',
  severity: 'error',
  summary: {
    zh: '记录里的单位都能在 units.yaml 里找到',
    en: 'every unit that a record names is a unit of units.yaml',
  },
  page: {
    zh: '记录写单位当天的名称。找不到的，多半是写了别称；按提示改，或在 units.yaml 里给该单位加一个名称。',
    en: 'Records name a unit as it was called on the day. If it is not found, use the name offered, or add the name to the unit in units.yaml.',
  },
  example: {
    file: 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml',
    right: 'unit: 区科协',
    wrong: 'unit: 区科委',
  },

  ofRecords: plan => record => {
    let findings: Finding[] | undefined
    const document = plan.documentOf(record)
    for (const { path, refers } of document.references) {
      if (refers !== 'unit-name' && refers !== 'unit-name-or-task') continue
      const isKnown = (value: unknown) =>
        plan.units.allNamed(String(value)).length > 0 || plan.defined.lendsName(String(value))
      for (const { value, at } of failingAt(document, path, isKnown)) {
        const name = String(value)
        const isId = plan.defined.has('task', name) || plan.defined.has('unit', name)
        if (refers === 'unit-name-or-task' && isId) continue
        const near = nearest(name, [...plan.units.names()])
        findings ??= []
        findings.push({
          at,
          message: { zh: `找不到单位“${name}”`, en: `no unit is called "${name}"` },
          hint: near[0]
            ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
            : { zh: '写 units.yaml 里的名称', en: 'use a name of units.yaml' },
        })
      }
    }
    return findings ?? nothing
  },
}
