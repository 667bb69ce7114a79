import { format } from 'date-fns/format'
import { isValid } from 'date-fns/isValid'
import { parse } from 'date-fns/parse'
import type { PlainDate } from './dates.ts'

const spellings = ['yyyy-M-d', 'yyyy/M/d', 'yyyy.M.d', 'yyyy年M月d日', 'yyyyMMdd']

/** Understands the ways a clerk writes a day (2018/9/15, 2018年9月15日, full-width digits); null when none fits. */
export function readDate(written: string): PlainDate | null {
  const text = written.normalize('NFKC').replaceAll(/\s/g, '')
  for (const spelling of spellings) {
    const date = parse(text, spelling, new Date(0))
    if (isValid(date)) return format(date, 'yyyy-MM-dd')
  }
  return null
}
