import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const programmeMisprint: Rule = {
  id: 'programme-misprint',
  severity: 'warning',
  summary: { zh: '项目名称没有误印', en: 'no programme is printed by a misprint' },
  page: {
    zh: '误印照存，正确写法排在第一个；用口径说明读作哪个项目。',
    en: 'A misprint is kept beside the right form; a ruling says how it is read.',
  },
  example: {
    file: 'programmes.yaml',
    right: '      - name: 科普日\n',
    wrong: '      - name: 科普日\n      - name: 科普曰\n        as: misprint\n',
  },

  *check(plan) {
    for (const programme of plan.programmes) {
      for (const [index, entry] of programme.names.entries()) {
        if (entry.as !== 'misprint') continue
        yield {
          at: at(programme, 'names', index, 'name'),
          about: programme.id,
          message: {
            zh: `“${entry.name}”是“${programme.names[0]?.name}”的误印`,
            en: `"${entry.name}" is a misprint of "${programme.names[0]?.name}"`,
          },
          hint: { zh: '写一条口径说明怎样读', en: 'write a ruling that says how it is read' },
        }
      }
    }
  },
}
