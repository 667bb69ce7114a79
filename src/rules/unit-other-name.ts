import { at } from '../model/place.ts'
import { isUnit, nameEntry, nameOn } from '../model/units.ts'
import { nothing, type RecordRule } from './rule.ts'

export const unitOtherName: RecordRule = {
  id: 'unit-other-name',
  severity: 'warning',
  summary: { zh: '记录写单位当天的正式名称', en: 'a record calls its unit by the official name of that day' },
  page: {
    zh: '记录里用了误印、异称或别的时候的名称。改成当天的正式名称，以后查起来一致。',
    en: 'The record uses a misprint, a variant or the name of another time. Use the official name of the day, so that it is found.',
  },
  example: {
    file: 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml',
    right: 'unit: 区科协',
    wrong: 'unit: 区教育局',
  },

  ofRecords(plan) {
    return record => {
      if (record.unit === undefined) return nothing
      const party = plan.units.named(record.unit, record.date)
      if (!party || !isUnit(party)) return nothing
      const entry = nameEntry(party, record.unit)
      const official = nameOn(party, record.date)
      if (official === record.unit || entry?.as === 'short') return nothing
      return [
        {
          at: at(record, 'unit'),
          about: record.id,
          message: {
            zh: `“${record.unit}”在 ${record.date} 的正式名称是“${official}”`,
            en: `on ${record.date} the official name of "${record.unit}" is "${official}"`,
          },
          hint: { zh: `改为 ${official}`, en: `use ${official}` },
        },
      ]
    }
  },
}
