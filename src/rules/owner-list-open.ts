import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const ownerListOpen: Rule = {
  id: 'owner-list-open',
  severity: 'warning',
  summary: { zh: '分工名单是完整的', en: 'lists of owners are complete' },
  page: {
    zh: '名单以“等单位”收尾时，没有印出的单位是否有责任说不清。用口径说明只算印出的单位。',
    en: 'A list that ends in 等单位 leaves open who else is meant. Say by a ruling that only those printed count.',
  },
  example: { file: 'tasks/T1.yaml', right: 'open: false', wrong: 'open: true' },

  *check(plan) {
    for (const task of plan.tasks) {
      if (!task.open) continue
      yield {
        at: at(task, 'open'),
        about: task.id,
        message: { zh: `${task.id} 的名单以“等单位”收尾`, en: `the list of ${task.id} ends in 等单位` },
        hint: { zh: '写一条口径说明还包括谁', en: 'write a ruling that says who else is meant' },
      }
    }
  },
}
