import { controlClass, invisibleClass } from '../model/characters.ts'

const loneSurrogate = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]'
const unsafe = new RegExp(`[${controlClass}${invisibleClass}\\r]|${loneSurrogate}`, 'g')

/** Text that stays on one line whatever it holds. */
export const safeLine = (text: string): string => safe(text).replaceAll('\n', '\\u000a')

/**
 * Lines that no runner of a CI platform takes for a command: one that begins with `::`, or holds `##[` or `##vso[`, may come
 * out of the data. What it stands for is made visible.
 */
export const uncommanded = (lines: string): string =>
  lines.replaceAll(/^(\s*):(?=:)/gm, '$1\\u003a').replaceAll(/#(?=#(?:\[|vso\[))/g, '\\u0023')

/** Makes visible what a terminal would act on: `\u001b` instead of ESC. Line feeds and tabs stay. */
export function safe(text: string): string {
  return text.replaceAll(unsafe, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
