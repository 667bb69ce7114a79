import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const dutyNoOwner: Rule = {
  id: 'duty-no-owner',
  severity: 'warning',
  summary: { zh: '每项责任都有责任单位', en: 'every duty has an owner' },
  page: {
    zh: '原文没有写明由谁负责的，责任单位留空，用口径说明怎样认定；不要替原文指定单位。',
    en: 'Where the plan names nobody, `owners` stays empty and a ruling says how it is judged. Do not appoint anybody in its place.',
  },
  example: { file: 'duties.yaml', right: '    owners:\n      - kexie\n', wrong: '    owners: []\n' },

  *check(plan) {
    for (const duty of plan.duties) {
      if (duty.owners.length > 0) continue
      yield {
        at: at(duty, 'owners'),
        about: duty.id,
        message: {
          zh: `责任“${duty.title}”没有写明单位`,
          en: `nobody is named for the duty "${duty.title}"`,
        },
        hint: { zh: '填上单位，或写一条口径', en: 'name the owner, or write a ruling' },
      }
    }
  },
}
