import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const targetValue: Rule = {
  id: 'target-value',
  severity: 'error',
  summary: {
    zh: '目标有目标值，只有方向的目标没有',
    en: 'a target has a value, and one that is only a direction has none',
  },
  page: {
    zh: 'op 是 up 或 down 时方案只承诺了方向，不填 value；其余的必须填。',
    en: 'With `op` up or down the plan promises a direction only and `value` is left out; otherwise it is required.',
  },
  example: { file: 'targets.yaml', right: '    value: 12\n', wrong: '' },

  *check(plan) {
    for (const target of plan.targets) {
      const direction = target.op === 'up' || target.op === 'down'
      if (direction === (target.value === undefined)) continue
      yield {
        at: at(target, direction ? 'value' : 'op'),
        about: target.id,
        message: direction
          ? {
              zh: `“${target.id}”只有方向，不该有目标值`,
              en: `"${target.id}" is a direction and has no value`,
            }
          : { zh: `“${target.id}”缺少目标值`, en: `"${target.id}" lacks its value` },
        hint: direction
          ? { zh: '删去 value', en: 'delete `value`' }
          : { zh: '填上 value', en: 'give `value`' },
      }
    }
  },
}
