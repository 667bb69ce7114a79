import type { Text } from './text.ts'

/** A day as `YYYY-MM-DD`; compared with `<`. It has no time and no zone. */
export type PlainDate = string

const form = /^\d{4}-\d{2}-\d{2}$/

/** True for an ISO day that exists in the calendar (2018-09-31 does not). */
export function isPlainDate(text: string): boolean {
  if (!form.test(text)) return false
  const month = Number(text.slice(5, 7))
  const day = Number(text.slice(8))
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(text.slice(0, 4)), month)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const instant = (day: PlainDate): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)))

/** Days from one day to another; negative where the second is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  Math.round((instant(to) - instant(from)) / 86_400_000)

/** Since 1992 the clocks of China have not been changed; to ask Intl, which takes 5 ms to wake, would tell nothing more. */
const china = { zone: 'Asia/Shanghai', ahead: 8 * 3_600_000, since: Date.UTC(1992, 0) }

/** The day that a clock shows in a time zone (IANA name). At 06:30 in Zhengzhou it is not yesterday. */
export function dayIn(timeZone: string, now: Date): PlainDate {
  if (timeZone === china.zone && now.getTime() >= china.since && now.getUTCFullYear() < 9999) {
    return new Date(now.getTime() + china.ahead).toISOString().slice(0, 10)
  }
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now)
}

/** True where this runtime knows the IANA time zone. */
export function isTimeZone(name: string): boolean {
  if (name === china.zone) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The day after a day; 2020-02-28 → 2020-02-29. */
export function dayAfter(day: PlainDate): PlainDate {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

/** The same day so many months later, or the last of a shorter month: 2019-01-31 → 2019-02-28. */
export function monthsAfter(day: PlainDate, count: number): PlainDate {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
  const date = Math.min(Number(day.slice(8)), daysInMonth(year, month))
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** A day as letters and notices write it: 2018年9月15日. */
export function longDate(day: PlainDate): Text {
  const [year, month, date] = day.split('-').map(Number)
  const name = months[(month ?? 1) - 1] ?? ''
  return { zh: `${year}年${month}月${date}日`, en: `${date} ${name} ${year}` }
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)
