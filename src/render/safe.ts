import { controlClass, invisibleClass } from '../model/characters.ts'

const loneSurrogate = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]'
const unsafe = new RegExp(`[${controlClass}${invisibleClass}\\r]|${loneSurrogate}`, 'g')

/** Text that stays on one line whatever it holds. */
export const safeLine = (text: string): string => safe(text).replaceAll('\n', '\\u000a')

/** What the runners of CI platforms find anywhere in a line: `##[error]`, `##vso[…]`, `##teamcity[…]`. */
const marker = /#(?=#\w*\[)/g

/**
 * Lines that no runner of a CI platform takes for a command: one that begins with `::`, or holds `##[`, `##vso[` or the like,
 * may come out of the data. What it stands for is made visible.
 */
export const uncommanded = (lines: string): string =>
  lines.replaceAll(/^([^\S\n\r\u2028\u2029]*):(?=:)/gm, '$1\\u003a').replaceAll(marker, '\\u0023')

/** The same JSON, without anything that a terminal or a runner acts on: only strings can hold it, and they have escapes. */
export const safeJson = (json: string): string => safe(json).replaceAll(marker, '\\u0023')

/** Makes visible what a terminal would act on: `\u001b` instead of ESC. Line feeds and tabs stay. */
export function safe(text: string): string {
  return text.replaceAll(unsafe, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
