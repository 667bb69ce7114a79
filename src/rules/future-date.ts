import { at } from '../model/place.ts'
import { nothing, type RecordSheetRule } from './rule.ts'

export const futureDate: RecordSheetRule = {
  id: 'future-date',
  severity: 'warning',
  summary: { zh: '记录写已经发生的事', en: 'a record tells what has happened' },
  page: {
    zh: '日期在今天之后：年月写错了，或把计划当成了记录。',
    en: 'The date is after today: a slip, or a plan entered as a record.',
  },
  example: {
    file: 'records/inspection/2019/2019-05-20-kexie-a9d2c.yaml',
    right: 'date: "2019-05-20"',
    wrong: 'date: "2020-12-30"',
    movedTo: 'records/inspection/2020/2019-05-20-kexie-a9d2c.yaml',
  },

  ofRecordsWithSheet(_plan, { today }) {
    return record => {
      if (record.date <= today) return nothing
      return [
        {
          at: at(record, 'date'),
          about: record.id,
          message: {
            zh: `“${record.date}”在今天（${today}）之后`,
            en: `"${record.date}" is after today (${today})`,
          },
          hint: {
            zh: '核对日期；还没有做的事不写成记录',
            en: 'check the date; what is yet to be done is no record',
          },
        },
      ]
    }
  },
}
