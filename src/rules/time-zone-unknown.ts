import { isTimeZone } from '../model/dates.ts'
import { at } from '../model/place.ts'
import type { SheetRule } from './rule.ts'

export const timeZoneUnknown: SheetRule = {
  id: 'time-zone-unknown',
  severity: 'error',
  summary: { zh: '时区是存在的时区', en: 'the time zone exists' },
  page: {
    zh: '写 IANA 时区名；全国都是 Asia/Shanghai。',
    en: 'Write an IANA time zone; all of China is Asia/Shanghai.',
  },
  example: { file: 'plan.yaml', right: 'timeZone: Asia/Shanghai', wrong: 'timeZone: Asia/Zhengzhou' },

  *checkWithSheet(_plan, { sheet }) {
    if (isTimeZone(sheet.timeZone)) return
    yield {
      at: at(sheet, 'timeZone'),
      message: { zh: `没有“${sheet.timeZone}”这个时区`, en: `there is no time zone "${sheet.timeZone}"` },
      hint: { zh: '写 Asia/Shanghai', en: 'write Asia/Shanghai' },
    }
  },
}
