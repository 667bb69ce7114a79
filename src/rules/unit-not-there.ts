import { at } from '../model/place.ts'
import { existsOn, isUnit } from '../model/units.ts'
import { nothing, type RecordRule } from './rule.ts'

export const unitNotThere: RecordRule = {
  id: 'unit-not-there',
  severity: 'error',
  summary: { zh: '记录当天，单位还在', en: 'the unit of a record exists on its day' },
  page: {
    zh: '单位尚未设立或已经撤销。核对日期；由承接单位办的，写承接单位。',
    en: 'The unit was not founded yet, or abolished. Check the date; if its successor did it, name the successor.',
  },
  example: {
    file: 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml',
    right: 'date: "2018-09-15"\nunit: 区科协',
    wrong: 'date: "2018-09-15"\nunit: 北湖街道',
    also: {
      file: 'units.yaml',
      right: '  - id: nanhu\n',
      wrong:
        '  - id: beihu\n    kind: subdistrict\n    names:\n      - name: 北湖街道\n    from: "2019-01-01"\n  - id: nanhu\n',
    },
  },

  ofRecords(plan) {
    return record => {
      if (record.unit === undefined) return nothing
      const party = plan.units.allNamed(record.unit)[0]
      if (
        !party ||
        !isUnit(party) ||
        plan.units.allNamed(record.unit).length > 1 ||
        existsOn(party, record.date)
      )
        return nothing
      return [
        {
          at: at(record, 'unit'),
          about: record.id,
          message: {
            zh: `“${record.unit}”在 ${record.date} ${party.from && record.date < party.from ? '尚未设立' : '已经撤销'}`,
            en: `"${record.unit}" ${party.from && record.date < party.from ? 'did not exist yet' : 'no longer existed'} on ${record.date}`,
          },
          hint: { zh: '核对日期和单位', en: 'check the date and the unit' },
        },
      ]
    }
  },
}
