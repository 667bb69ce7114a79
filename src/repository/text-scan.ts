import { codePoint } from '../model/characters.ts'
import type { Place } from '../model/place.ts'
import type { RuleFinding } from '../model/problem.ts'
import type { Text } from '../model/text.ts'
import { maskPersonal, personalNumbers } from './personal-data.ts'

/**
 * Radicals and compatibility ideographs, up to U+2FA1F as pairs: so written it is ready in a tenth of the time. Twelve of that
 * block (U+FA0E …) are characters of their own.
 */
const lookAlike =
  /[\u2e80-\u2fdf\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff]|\ud87e[\udc00-\ude1f]/g
/** A letter and what is put on it, as macOS writes names (NFD); most letters have a character that is both. */
const composed = /\P{M}(?:[\u0300-\u036f]|\u3099|\u309a)+/gu

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
  for (const { index, length, kind, masked } of personalNumbers(text)) {
    findings.push(personalFinding({ file, path: [], span: [index, index + length] }, kind, masked))
    if (findings.length === toldPerFile) break
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
  for (const match of firstMatches(text, composed)) {
    const one = match[0].normalize('NFC')
    if (one === match[0]) continue
    findings.push({
      rule: 'look-alike-character',
      at: { file, path: [], span: [match.index, match.index + match[0].length] },
      message: {
        zh: `“${match[0]}”由 ${[...match[0]].length} 个字符拼成`,
        en: `"${match[0]}" is put together of ${[...match[0]].length} characters`,
      },
      hint: { zh: `换成一个字符“${one}”`, en: `use the one character "${one}"` },
    })
  }
  return findings
}

/** Says of a place that the number of a person stands there, and shows only the ends of it. */
export const personalFinding = (at: Place, kind: Text, masked: string): RuleFinding => ({
  rule: 'personal-data',
  at,
  message: { zh: `“${masked}”像是${kind.zh}`, en: `"${masked}" looks like ${kind.en}` },
  hint: {
    zh: '删去；写人数、单位和职务，不写证号和电话',
    en: 'delete it; write counts, units and posts instead',
  },
})
