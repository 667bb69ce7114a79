import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const groupMembersRule: Rule = {
  id: 'group-members',
  severity: 'error',
  summary: {
    zh: '组的成员或者逐个列出，或者按条件求出',
    en: 'members of a group are either listed or found by a query',
  },
  page: {
    zh: 'members 和 query 只能用一个，两个都写就不知道以哪个为准。',
    en: 'Use `members` or `query`, not both: it would be open which holds.',
  },
  example: {
    file: 'units.yaml',
    right: '    members:\n',
    wrong: '    query:\n      kinds:\n        - mass\n    members:\n',
  },

  *check(plan) {
    for (const group of plan.units.groups) {
      if (!group.members || !group.query) continue
      yield {
        at: at(group, 'members'),
        about: group.id,
        message: {
          zh: `组“${group.id}”同时写了 members 和 query`,
          en: `the group "${group.id}" has both members and a query`,
        },
        hint: { zh: '只留一个', en: 'keep one of them' },
      }
    }
  },
}
