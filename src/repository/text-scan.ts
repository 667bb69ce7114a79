import { codePoint } from '../model/characters.ts'
import type { RuleFinding } from '../model/problem.ts'

const between = '[ \\u3000.-]?'
/** Eleven digits of a mobile number, or seventeen digits and a check character of an ID number, however spaced. */
const personal = new RegExp(
  `(?<![0-9A-Za-z０-９])(?:[1１][3-9３-９](?:${between}[0-9０-９]){9}|[1-9１-９](?:${between}[0-9０-９]){16}${between}[0-9０-９xXｘＸ])(?![0-9A-Za-z０-９])`,
  'g',
)
/** Enough to know that a text holds neither: no digit is followed by ten more with little between them. */
export const manyDigits = /(?:[0-9０-９][ \u3000.-]?){11}/
/** Radicals and compatibility ideographs, up to U+2FA1F as pairs: so written it is ready in a tenth of the time. */
const lookAlike = /[\u2e80-\u2fdf\uf900-\ufaff]|\ud87e[\udc00-\ude1f]/g

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643-1999: the last character of an ID number is a checksum over the first seventeen digits. */
function isIdNumber(number: string): boolean {
  if (number.length !== 18) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0)
  return '10X98765432'[sum % 11] === number[17] && Number(number.slice(6, 10)) >= 1900
}

/** The same text with `*` for every character of an ID or mobile number: no output repeats one. */
export function maskPersonal(text: string): string {
  return manyDigits.test(text) ? text.replaceAll(personal, number => '*'.repeat(number.length)) : text
}

const longestExcerpt = 40

/** As much of a text as a message quotes, without ID and mobile numbers. */
export function excerpt(text: string): string {
  const shown = maskPersonal(text.slice(0, 4 * longestExcerpt))
  return text.length > longestExcerpt ? `${shown.slice(0, longestExcerpt)}…` : shown
}

/** After so many findings of one kind the rest of a file is not told. */
export const toldPerFile = 20

/** The first places where a text matches, as many as are told. */
export function firstMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = []
  for (const match of text.matchAll(pattern)) {
    if (matches.push(match) === toldPerFile) break
  }
  return matches
}

/** What a text holds that no data should: ID and mobile numbers, look-alike characters. Comments count too. */
export function scanText(text: string, file: string): RuleFinding[] {
  const findings: RuleFinding[] = []
  if (manyDigits.test(text)) {
    for (const match of text.matchAll(personal)) {
      const number = match[0]
        .normalize('NFKC')
        .replaceAll(/[^0-9xX]/g, '')
        .toUpperCase()
      if (number.length === 18 && !isIdNumber(number)) continue
      const masked = `${number.slice(0, 3)}…${number.slice(-2)}`
      const kind =
        number.length === 18
          ? { zh: '身份证号', en: 'an ID number' }
          : { zh: '手机号', en: 'a mobile number' }
      findings.push({
        rule: 'personal-data',
        at: { file, path: [], span: [match.index, match.index + match[0].length] },
        message: { zh: `“${masked}”像是${kind.zh}`, en: `"${masked}" looks like ${kind.en}` },
        hint: {
          zh: '删去；写人数、单位和职务，不写证号和电话',
          en: 'delete it; write counts, units and posts instead',
        },
      })
      if (findings.length === toldPerFile) break
    }
  }
  for (const match of firstMatches(text, lookAlike)) {
    const plain = match[0].normalize('NFKC')
    findings.push({
      rule: 'look-alike-character',
      at: { file, path: [], span: [match.index, match.index + match[0].length] },
      message: {
        zh: `“${match[0]}”（${codePoint(match[0])}）只是看起来像汉字`,
        en: `"${match[0]}" (${codePoint(match[0])}) only looks like a Chinese character`,
      },
      hint:
        plain === match[0]
          ? { zh: '换成通用的字', en: 'use the common character' }
          : { zh: `换成“${plain}”`, en: `use "${plain}"` },
    })
  }
  return findings
}
