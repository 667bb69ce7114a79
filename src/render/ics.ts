import { UserError } from '../model/user-error.ts'
import type { Answer, CalendarDay } from '../reports/view.ts'
import { version } from '../version.ts'
import type { Edition } from './edition.ts'
import type { Envelope } from './json.ts'
import { safe } from './safe.ts'
import { sampleWord } from './sample.ts'
import type { Screen } from './screen.ts'

/**
 * The days of an answer as a calendar (RFC 5545): whole days, which no time zone can move.
 * @throws UserError (2) where the answer has no days to give
 */
export async function renderCalendar(
  { days }: Answer,
  { plan, sample }: Envelope,
  { language }: Pick<Screen, 'language'>,
  { planTitle, made }: Edition,
): Promise<string> {
  if (!days) {
    throw new UserError(
      2,
      { zh: '这个回答里没有日期，不能存成日历', en: 'this answer has no days to put into a calendar' },
      { zh: '试试 kepu report due -o 到期.ics', en: 'try kepu report due -o due.ics' },
    )
  }
  const mark = sample ? `【${sampleWord[language]}】` : ''
  const event = ({ uid, on, title, description }: CalendarDay): string[] => [
    'BEGIN:VEVENT',
    `UID:${textValue(`${uid}@${plan ?? 'plan'}.kepu`)}`,
    `DTSTAMP:${made.replaceAll(/[-:]/g, '')}`,
    `DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`,
    `SUMMARY:${textValue(mark + title[language])}`,
    ...(description[language] === '' ? [] : [`DESCRIPTION:${textValue(description[language])}`]),
    // A deadline takes up nobody's time.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//kepu//kepu ${version}//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    ...(planTitle === null ? [] : [`X-WR-CALNAME:${textValue(mark + planTitle)}`]),
    ...(await days()).flatMap(event),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

/** A value of type TEXT: what has a meaning there is escaped, a line feed is written `\n`. */
const textValue = (text: string): string =>
  safe(text)
    .replaceAll(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')

/**
 * No line is longer than 75 octets; it goes on after a line break and a space, and no character is cut. There is a break
 * within `::` and `##` too: the runner of a CI platform would look for a command there.
 */
function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75 || (/[:#]/.test(character) && text.endsWith(character))) {
      text += '\r\n '
      octets = 1
    }
    text += character
    octets += size
  }
  return text
}
