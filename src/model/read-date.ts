import { addDays } from 'date-fns/addDays'
import { format } from 'date-fns/format'
import { isValid } from 'date-fns/isValid'
import { parse } from 'date-fns/parse'
import type { PlainDate } from './dates.ts'

const spellings = ['yyyy-M-d', 'yyyy/M/d', 'yyyy.M.d', 'yyyy年M月d日', 'yyyyMMdd']
const withoutYear = ['M月d日', 'M-d', 'M/d']
/** Days from today, as people say them. */
const relative: ReadonlyMap<string, number> = new Map([
  ['今天', 0],
  ['今日', 0],
  ['today', 0],
  ['昨天', -1],
  ['昨日', -1],
  ['yesterday', -1],
  ['前天', -2],
])

/**
 * Understands the ways a clerk writes a day: 2018/9/15, 2018年9月15日, full-width digits.
 * @param today where it is given, also 9月15日 (the last one up to today) and 昨天
 * @returns null when none fits
 */
export function readDate(written: string, today?: PlainDate): PlainDate | null {
  const text = written.normalize('NFKC').replaceAll(/\s/g, '').replace(/号$/, '日')
  // The library would take 18-9-15 for a day of the year 18.
  for (const spelling of /^\d{4}(?:\D|\d{4}$)/.test(text) ? spellings : []) {
    const date = parse(text, spelling, new Date(0))
    if (isValid(date)) return format(date, 'yyyy-MM-dd')
  }
  if (today === undefined) return null
  const now = parse(today, 'yyyy-MM-dd', new Date(0))
  const days = relative.get(text.toLowerCase())
  if (days !== undefined) return format(addDays(now, days), 'yyyy-MM-dd')
  for (const spelling of withoutYear) {
    // A day without a year has been: the next one up to today counting back.
    for (let year = now.getFullYear(); year > now.getFullYear() - 8; year--) {
      const date = parse(`${year} ${text}`, `yyyy ${spelling}`, new Date(0))
      if (isValid(date) && date <= now) return format(date, 'yyyy-MM-dd')
    }
  }
  return null
}
