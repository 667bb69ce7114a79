import { contains } from '../model/period.ts'
import { at } from '../model/place.ts'
import { nothing, type RecordSheetRule } from './rule.ts'

/** Values measured and bases named before the plan or after it are facts that the plan is held against. */
const exempt = new Set(['observation', 'base'])

export const dateOutsidePlan: RecordSheetRule = {
  id: 'date-outside-plan',
  severity: 'error',
  summary: { zh: '记录的日期在方案实施期内', en: 'the date of a record lies in the period of the plan' },
  page: {
    zh: '多半是年份写错了。确属实施期之外又必须留存的，写一条口径说明（covers 写记录编号）。监测值和基地命名不受此限。',
    en: 'Mostly the year is wrong. A record from outside the period that must be kept takes a ruling that covers it. Observations and bases are exempt.',
  },
  example: {
    file: 'records/inspection/2019/2019-05-20-kexie-a9d2c.yaml',
    right: 'date: "2019-05-20"',
    wrong: 'date: "2017-05-20"',
    movedTo: 'records/inspection/2017/2019-05-20-kexie-a9d2c.yaml',
  },

  ofRecordsWithSheet(_plan, { sheet: { period } }) {
    return record => {
      if (exempt.has(record.kind) || contains(period, record.date)) return nothing
      return [
        {
          at: at(record, 'date'),
          about: record.id,
          message: {
            zh: `“${record.date}”不在方案实施期（${period.from} 至 ${period.to}）内`,
            en: `"${record.date}" lies outside the period of the plan (${period.from} to ${period.to})`,
          },
          hint: { zh: '核对年份', en: 'check the year' },
        },
      ]
    }
  },
}
