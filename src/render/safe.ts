import { controlClass, invisibleClass } from '../model/characters.ts'

const loneSurrogate = '[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]'
const unsafe = new RegExp(`[${controlClass}${invisibleClass}\\r]|${loneSurrogate}`, 'g')

/** Makes visible what a terminal would act on: `\u001b` instead of ESC. Line feeds and tabs stay. */
export function safe(text: string): string {
  return text.replaceAll(unsafe, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
