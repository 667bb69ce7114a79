import { chineseNumber } from '../model/clause.ts'
import { fold } from './fold.ts'

const date =
  /^\(?([\d〇○零一二三四五六七八九]{4})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日(?:印发)?\)?$/
const digits = '〇一二三四五六七八九'

/** The day that a line consisting of nothing but a date names, as YYYY-MM-DD; null for any other line. */
export function readIssueDate(line: string): string | null {
  if (line.length > 32) return null
  const match = date.exec(fold(line).text)
  if (!match) return null
  const year = Number([...(match[1] ?? '')].map(digit).join(''))
  const [month, day] = [dayNumber(match[2] ?? ''), dayNumber(match[3] ?? '')]
  const moment = new Date(Date.UTC(year, month - 1, day))
  // Date rolls 31 September over to October; such a day was misprinted and is no date.
  if (year < 1000 || moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== day) return null
  return [year, month, day].map(part => String(part).padStart(2, '0')).join('-')
}

function digit(character: string): number {
  if (character === '○' || character === '零') return 0
  return digits.includes(character) ? digits.indexOf(character) : Number(character)
}

function dayNumber(written: string): number {
  return /^\d/.test(written) ? Number(written) : chineseNumber(written)
}
