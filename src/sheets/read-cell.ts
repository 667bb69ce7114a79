import { isPlainDate } from '../model/dates.ts'
import { readDate } from '../model/read-date.ts'
import type { Text } from '../model/text.ts'
import type { SheetCell, SheetValue } from './sheet.ts'

/** What a column is meant to hold. */
export type CellKind = 'text' | 'date' | 'number' | 'integer'

/** The value of a cell as its column means it, or why it has none that is certain. */
export type CellReading = { readonly value: string | number | null } | { readonly fault: Text }

/**
 * Reads a cell as its column is meant: text as it stands, numbers exactly, days as `YYYY-MM-DD`. What a spreadsheet
 * program has changed is a fault, never a guess. Text in a column of days that is no day is given as it stands: the
 * caller knows more ways to write one.
 */
export function readCell(cell: Pick<SheetCell, 'value' | 'fault'>, kind: CellKind): CellReading {
  if (cell.fault) return { fault: cell.fault }
  const { value } = cell
  if (value === null || value === '') return { value: null }
  if (typeof value === 'boolean') return { fault: booleanFault(value) }
  if (kind === 'text') return readText(value)
  if (typeof value === 'string' && errorValue.test(value.trim())) return { fault: errorFault(value.trim()) }
  return kind === 'date' ? readDay(value) : readNumber(value)
}

/** Why a value cannot be what its column means, because a spreadsheet program has changed it; undefined where it can. */
export function mangled(value: SheetValue, kind: CellKind): Text | undefined {
  const reading = readCell({ value }, kind)
  return 'fault' in reading ? reading.fault : undefined
}

/** As Excel, WPS and LibreOffice (`Err:502`) show it. */
const errorValue =
  /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+)|Err:\d{3})$/i

/** The fault of a cell that holds an error in place of a value. */
export const errorFault = (shown: string): Text => ({
  zh: `公式的结果是错误 ${shown}：把它换成应有的值`,
  en: `the formula came out as ${shown}: put the value in its place`,
})

const booleanFault = (value: boolean): Text => ({
  zh: `这是逻辑值 ${value ? 'TRUE' : 'FALSE'}：把单元格设为“文本”，再写应有的值`,
  en: `this is the logical value ${value ? 'TRUE' : 'FALSE'}: format the cell as text and write what it should say`,
})

/** As Excel shows what has more than eleven digits: 1.1E+17. */
const scientific = /^[+-]?\d(?:\.\d+)?E[+-]\d{2,}$/i
const lostDigits: Text = {
  zh: '超过 15 位的数字被 Excel 改了，后面的数位已经丢失：把这一列设为“文本”，重新填写',
  en: 'Excel has changed a number of more than 15 digits, and the last ones are lost: format the column as text and write it anew',
}
const exponent = (shown: string): Text => ({
  zh: `“${shown}”是 Excel 缩写的长数字，后面的数位已经丢失：把这一列设为“文本”，重新填写`,
  en: `"${shown}" is a long number as Excel abbreviates it, and its digits are lost: format the column as text and write it anew`,
})

const month = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*'
/** What Excel makes of 3-24 or 2024-3, and shows: Mar-24, 24-Mar, 3月24日. */
const yearless = new RegExp(`^(?:${month}[- ]\\d{1,2}|\\d{1,2}[- ]${month}|\\d{1,2}月\\d{1,2}日)$`, 'i')
const yearlessFault = (shown: string): Text => ({
  zh: `“${shown}”像是 Excel 自动改成的日期，看不出年份：把单元格设为“文本”，写全，如 2018-09-15`,
  en: `"${shown}" looks like a date that Excel has made of something else, and has no certain year: format the cell as text and write it in full, such as 2018-09-15`,
})

function readText(value: string | number | { readonly date: string }): CellReading {
  if (typeof value === 'object') {
    return {
      fault: {
        zh: `Excel 把它当成了日期（${value.date}），原来写的什么已不可知：把单元格设为“文本”，重新填写`,
        en: `Excel has made it a date (${value.date}), and what was written is not known: format the cell as text and write it anew`,
      },
    }
  }
  if (typeof value === 'number')
    return isExact(value) ? { value: String(trimmed(value)) } : { fault: lostDigits }
  const fault = changedText(value.trim())
  return fault ? { fault } : { value: isGuarded(value) ? value.slice(1) : value }
}

/** What a text says that Excel has made of another. */
function changedText(text: string): Text | undefined {
  if (errorValue.test(text)) return errorFault(text)
  if (scientific.test(text)) return exponent(text)
  if (yearless.test(text)) return yearlessFault(text)
  return /^[1-9]\d{14}0{2,}$/.test(text) ? lostDigits : undefined
}

/** A text that would be taken for a changed one, with an apostrophe before it: it was written so, and comes back whole. */
export const guarded = (text: string): string => (changedText(withoutGuard(text)) ? `'${text}` : text)

const isGuarded = (text: string): boolean =>
  text.startsWith("'") && changedText(withoutGuard(text)) !== undefined

const withoutGuard = (text: string): string => text.trim().replace(/^'+/, '')

function readDay(value: string | number | { readonly date: string }): CellReading {
  if (typeof value === 'object') return { value: value.date }
  if (typeof value === 'number') return readDayNumber(String(value))
  const text = value.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()
  if (scientific.test(text)) return { fault: exponent(text) }
  if (/^\d+(?:\.\d+)?$/.test(text)) return readDayNumber(text)
  if (yearless.test(text) || /^\d{1,2}[-/.]\d{1,2}$/.test(text)) return { fault: yearlessFault(text) }
  if (/^\d{4}(?:年\d{1,2}月|[-/.]\d{1,2})$/.test(text)) return { fault: daylessFault(text) }
  const midnight = /^(.*\d日?) 0?0:00(?::00)?$/.exec(text)?.[1]
  if (midnight === undefined && /\d:\d/.test(text)) return { fault: timeFault(shortened(text)) }
  const order = new RegExp(`^\\d{1,2}([-/.])(?:\\d{1,2}|${month})\\1\\d{2,4}$`, 'i')
  if (order.test(text)) {
    return {
      fault: {
        zh: `“${text}”的年、月、日顺序不明：写成 2018-09-15`,
        en: `which of "${text}" is the year, the month and the day is not certain: write 2018-09-15`,
      },
    }
  }
  const day = /^\d{4}/.test(text) ? readDate(midnight ?? text) : null
  return { value: day ?? value }
}

const daylessFault = (shown: string): Text => ({
  zh: `“${shown}”没有日：写成 2018-09-15`,
  en: `"${shown}" has no day: write 2018-09-15`,
})

/** The fault of a day that carries a time. */
export const timeFault = (shown: string): Text => ({
  zh: `“${shown}”带有时刻：只写日期，如 2018-09-15`,
  en: `"${shown}" carries a time: write the date alone, such as 2018-09-15`,
})

function readDayNumber(digits: string): CellReading {
  const written = digits.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
  if (isPlainDate(written)) return { value: written }
  // From 1954 to 2064; smaller numbers are years and counts.
  const isSerial = /^[2-5]\d{4}$/.test(digits)
  const meant = isSerial ? dayOfSerial(Number(digits)) : undefined
  const shown = shortened(digits)
  return {
    fault: {
      zh: `${shown} 是一个数字，不是日期${meant ? `（若是 Excel 的日期序号，指 ${meant}）` : ''}：写成 2018-09-15`,
      en: `${shown} is a number, not a date${meant ? ` (as a serial number of Excel it would be ${meant})` : ''}: write 2018-09-15`,
    },
  }
}

/** The day of a serial number in the 1900 system of Excel, which counts a 29 February 1900 that never was. */
export const dayOfSerial = (serial: number): string =>
  new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10)

function readNumber(value: string | number | { readonly date: string }): CellReading {
  if (typeof value === 'object') {
    return {
      fault: {
        zh: `Excel 把数字当成了日期（${value.date}）：把单元格设为“常规”，重新填写`,
        en: `Excel has made a date of the number (${value.date}): format the cell as "General" and write it anew`,
      },
    }
  }
  if (typeof value === 'number') return isExact(value) ? { value: trimmed(value) } : { fault: lostDigits }
  const text = value.normalize('NFKC').replaceAll('\u2212', '-').trim()
  if (text === '') return { value: null }
  if (scientific.test(text)) return { fault: exponent(text) }
  if (/^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(text)) {
    const digits = text.replaceAll(',', '')
    return digits.replaceAll(/^[+-]?0*|\./g, '').length > 15
      ? { fault: lostDigits }
      : { value: Number(digits) }
  }
  return { fault: notANumber(text) }
}

function notANumber(text: string): Text {
  const shown = shortened(text)
  if (/^[+-]?[\d,.]+%$/.test(text)) {
    return {
      zh: `“${shown}”带有百分号，是 ${text.slice(0, -1)} 还是它的百分之一无法断定：只写数字`,
      en: `"${shown}" has a percent sign, and may mean that number or a hundredth of it: write the number alone`,
    }
  }
  if (/^[+-]?[\d,.]+$/.test(text)) {
    return {
      zh: `“${shown}”的逗号或小数点位置不对：写成 1234.5 或 1,234.5`,
      en: `the commas or points of "${shown}" are misplaced: write 1234.5 or 1,234.5`,
    }
  }
  return {
    zh: `“${shown}”不是数字：只写阿拉伯数字，不带单位和“约”“余”“万”等字`,
    en: `"${shown}" is not a number: write digits alone, without units or words`,
  }
}

/** A number that Excel holds with all its digits: at most 15. */
const isExact = (value: number): boolean => Number.isFinite(value) && Math.abs(value) < 1e15

/** What remains of 0.1 + 0.2 after the 15th digit is not shown by any spreadsheet program. */
const trimmed = (value: number): number => Number(value.toPrecision(15))

/** A value in a message: not all of a long one, and no number that may be a person's. */
function shortened(text: string): string {
  const cut = text.length > 30 ? `${text.slice(0, 30)}…` : text
  return cut.replaceAll(/\d{11,}/g, digits => `${digits.slice(0, 3)}…`)
}
