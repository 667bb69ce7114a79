import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const targetNoOwner: Rule = {
  id: 'target-no-owner',
  severity: 'warning',
  summary: { zh: '每个目标都有责任单位', en: 'every target has an owner' },
  page: {
    zh: '原文没有写明由谁实现、由谁监测的，责任单位留空，用口径说明。',
    en: 'Where the plan does not say who reaches or measures it, `owners` stays empty and a ruling explains it.',
  },
  example: { file: 'targets.yaml', right: '    owners:\n      - kexie\n', wrong: '    owners: []\n' },

  *check(plan) {
    for (const target of plan.targets) {
      if (target.owners.length > 0) continue
      yield {
        at: at(target, 'owners'),
        about: target.id,
        message: {
          zh: `目标“${target.title}”没有写明单位`,
          en: `nobody is named for the target "${target.title}"`,
        },
        hint: { zh: '填上单位，或写一条口径', en: 'name the owner, or write a ruling' },
      }
    }
  },
}
