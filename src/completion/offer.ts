import { controlClass, invisibleClass } from '../model/characters.ts'
import type { Text } from '../model/text.ts'

/** A word that may stand at the cursor, and what is said of it. */
export interface Offer {
  readonly value: string
  readonly summary?: Text
}

/** What a shell can find better than we can. */
export type Paths = 'files' | 'folders'

/**
 * Only words that no shell reads anything into are offered: letters and digits of any script, and . _ - / （ ）. A name with
 * any other character is left out; whatever bears it has an id as well.
 */
const inert = /^(?:--?)?[\p{L}\p{N}_][\p{L}\p{M}\p{N}._/（）-]*=?$/u
const invisible = new RegExp(`[${invisibleClass}]`)

export const isInert = (value: string): boolean =>
  value.length <= 100 && inert.test(value) && !invisible.test(value)

const shapeless = new RegExp(`[${controlClass}${invisibleClass}\\s]+`, 'g')

/** What is said of a word, on one line and without anything that a terminal acts on. */
export function plainSummary(text: string): string {
  const line = text.replaceAll(shapeless, ' ').trim()
  return line.length > 60 ? `${[...line].slice(0, 59).join('')}…` : line
}
