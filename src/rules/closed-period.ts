import { closedChange } from '../changes/marks.ts'
import { closingsOf } from '../model/closed.ts'
import { at } from '../model/place.ts'
import type { ChangeRule } from './rule.ts'

export const closedPeriod: ChangeRule = {
  id: 'closed-period',
  severity: 'error',
  summary: {
    zh: '封账以后，这个时段的记录不再新增、不再改动',
    en: 'once a period is closed, no record in it is added or altered',
  },
  page: {
    zh: '记录按 date 属于某个时段；有 period 或 year 的，也按它们。时段在对比的版本里已经封账，记录就不能再动：日期写错的改正日期；确需补记、更正的，先记一条修订（kepu record amendment），再在记录上写 amendment: 修订编号。',
    en: 'A record belongs to a period by its date, or by its `period` or `year`. Where that period was closed in the revision compared with, the record stays as it is: correct the date if that is the slip; if the record must be added or put right, record an amendment first (kepu record amendment) and name it on the record as `amendment`.',
  },
  example: {
    file: 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml',
    right: 'attendance: 320\n',
    wrong: 'attendance: 420\n',
    beside: {
      'records/closing/2019/2019-01-31-kexie-c4d5e.yaml': `id: 2019-01-31-kexie-c4d5e
date: "2019-01-31"
unit: 区科协
title: 2018 年封账
period: "2018"
`,
    },
  },

  *checkChanges({ before, after, changes }) {
    const closings = closingsOf(before)
    if (closings.length === 0) return
    for (const change of changes) {
      // What is deleted is told by its own rule: no amendment allows it.
      if (change.change === 'removed') continue
      const closed = closedChange(change, before, after, closings)
      if (!closed || closed.amendment) continue
      const { period } = closed.closing
      const { amendment } = change.after.fields
      const isNew = change.change === 'added'
      yield {
        at: at(change.after, amendment === undefined ? 'date' : 'amendment'),
        message: {
          zh: `${period} 已经封账，${isNew ? '不能新增记录' : '这条记录不能改动'}${amendment === undefined ? '' : `；“${amendment}”不是有效的修订`}`,
          en: `${period} is closed: this record cannot be ${isNew ? 'added' : 'altered'}${amendment === undefined ? '' : `; "${amendment}" is no amendment in force`}`,
        },
        hint: {
          zh: '确需改动的，先记一条修订，再在记录上写 amendment: 修订编号',
          en: 'if it must be, record an amendment first and name it on the record as `amendment`',
        },
      }
    }
  },
}
