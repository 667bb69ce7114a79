import { forgiven } from '../model/forgiven.ts'
import type { Field } from './form.ts'

/** True where a word names the field: its key, its word, the head of its column, or another word for it. */
export function isNamed(field: Field, written: string): boolean {
  const name = forgiven(written)
  return isProper(field, written) || field.also.some(known => forgiven(known) === name)
}

/** The same, other words for it left out: they may be the proper word of another field. */
export function isProper({ key, word, head }: Field, written: string): boolean {
  const name = forgiven(written)
  return [key, word.zh, word.en, word.en.replaceAll(' ', '-'), head.zh].some(
    known => forgiven(known) === name,
  )
}
