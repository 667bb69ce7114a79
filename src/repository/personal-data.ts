import type { Text } from '../model/text.ts'

/** A number of a person that stands in a text. */
export interface PersonalNumber {
  readonly index: number
  readonly length: number
  readonly kind: Text
  /** Enough of it to be found, too little to be used. */
  readonly masked: string
}

const digit = '[0-9０-９]'
/** What people put between the digits. */
const mark = '[ \\u3000.\\-－–—·]'
/** Digits with little between them; an ID number may end in X. */
const runs = new RegExp(`${digit}(?:${mark}{0,2}${digit}){10,}(?:${mark}{0,2}[xXｘＸ](?![A-Za-z]))?`, 'g')
const letter = /[A-Za-z]/

/** The numbers of persons in a text, in order: ID numbers, mobile numbers and bank cards, however they are spaced. */
export const personalNumbers = (text: string): Iterable<PersonalNumber> =>
  found(text, number => idNumber(number) ?? mobileNumber(number) ?? bankCard(number))

/** The same text with `*` for every character of such a number, or of one that is nearly an ID number. */
export function maskPersonal(text: string): string {
  if (text.search(runs) < 0) return text
  const parts: string[] = []
  let end = 0
  for (const { index, length } of found(text, isPersonal)) {
    parts.push(text.slice(end, index), '*'.repeat(length))
    end = index + length
  }
  return end === 0 ? text : parts.join('') + text.slice(end)
}

/** Digits between two marks, or several such groups. */
interface Written {
  /** ASCII digits, and X. */
  readonly digits: string
  /** How many groups they stand in. */
  readonly groups: number
  /** Every digit stands by itself. */
  readonly isSpelled: boolean
}

type Judge = (number: Written) => Text | undefined

const isPersonal = (number: Written): Text | undefined =>
  mobileNumber(number) ?? bankCard(number) ?? (isNearlyId(number) ? idWord : undefined)

function* found(text: string, judge: Judge): Iterable<PersonalNumber> {
  for (const run of text.matchAll(runs)) {
    const groups = [...run[0].matchAll(/[0-9０-９xXｘＸ]+/g)]
    const before = letter.test(text[run.index - 1] ?? '')
    const after = letter.test(text[run.index + run[0].length] ?? '')
    // A letter that touches the digits makes them a part of something else: a hash, a credit code.
    const last = groups.length - (after ? 2 : 1)
    for (let first = before ? 1 : 0; first <= last; first++) {
      const match = longest(groups, first, last, judge)
      if (!match) continue
      const { to, kind, digits } = match
      const start = groups[first]?.index ?? 0
      const end = (groups[to]?.index ?? 0) + (groups[to]?.[0].length ?? 0)
      const masked = `${digits.slice(0, 3)}…${digits.slice(-2)}`
      yield { index: run.index + start, length: end - start, kind, masked }
      first = to
    }
  }
}

const shortestNumber = 11
const longestNumber = 19
const mostGroups = 6

/** The most groups from one on that are together the number of a person. */
function longest(groups: readonly RegExpMatchArray[], first: number, last: number, judge: Judge) {
  let digits = ''
  let match: { readonly to: number; readonly kind: Text; readonly digits: string } | undefined
  for (let to = first; to <= last && digits.length < longestNumber; to++) {
    digits += plain(groups[to]?.[0] ?? '')
    const count = to - first + 1
    const isSpelled = digits.length === count
    // A number is written in a few groups, or with every digit by itself; anything else is a list of small numbers.
    if (count > mostGroups && !isSpelled) break
    const kind = digits.length < shortestNumber ? undefined : judge({ digits, groups: count, isSpelled })
    if (kind) match = { to, kind, digits }
  }
  return match
}

const plain = (group: string): string => (/^\d+$/.test(group) ? group : group.normalize('NFKC').toUpperCase())

const idWord: Text = { zh: '身份证号', en: 'an ID number' }
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** GB/T 2260: the provinces. */
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/

/** GB 11643-1999: a place, a day of birth, three digits, and a checksum over them all. */
function idNumber(number: Written): Text | undefined {
  if (!isNearlyId(number)) return undefined
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number.digits[index]), 0)
  return '10X98765432'[sum % 11] === number.digits[17] ? idWord : undefined
}

/** All but the checksum: what a spreadsheet has rounded is still somebody's. */
function isNearlyId({ digits }: Written): boolean {
  if (digits.length !== 18 || !provinces.test(digits)) return false
  const [year, month, day] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)].map(Number)
  if (year === undefined || month === undefined || day === undefined || year < 1900 || year > 2099)
    return false
  const born = new Date(Date.UTC(year, month - 1, day))
  return born.getUTCMonth() === month - 1 && born.getUTCDate() === day
}

/** With or without the prefix of the country. */
function mobileNumber({ digits, groups, isSpelled }: Written): Text | undefined {
  const isMobile = /^(?:(?:00)?86)?1[3-9]\d{9}$/.test(digits) && (groups <= 5 || isSpelled)
  return isMobile ? { zh: '手机号', en: 'a mobile number' } : undefined
}

/** UnionPay, and the older ranges of the large banks; foreign ranges only as they are printed, in fours. */
const cards = /^(?:62\d{14,17}|(?:955[89]|436742|456351|601382)\d*)$/
const foreignCards = /^(?:4|5[1-5])\d{15}$/

function bankCard({ digits, groups }: Written): Text | undefined {
  const isCard = (cards.test(digits) && digits.length >= 16) || (groups === 4 && foreignCards.test(digits))
  return isCard && hasLuhn(digits) ? { zh: '银行卡号', en: 'the number of a bank card' } : undefined
}

/** ISO/IEC 7812: every second digit from the right is doubled. */
function hasLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
