import { fold } from '../../official/official-text.ts'

/** The share of the pairs of neighbouring characters of some words that stand in a text: 1 where the words do. */
export function likeness(text: string, words: string): number {
  const whole = fold(text).text
  const part = fold(words).text
  if (part.length < 2) return whole.includes(part) ? 1 : 0
  let shared = 0
  for (let index = 0; index + 1 < part.length; index++)
    if (whole.includes(part.slice(index, index + 2))) shared++
  return shared / (part.length - 1)
}
