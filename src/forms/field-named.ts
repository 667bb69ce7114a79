import { forgiven } from '../model/forgiven.ts'
import type { Field } from './form.ts'

/** True where a word names the field: its key, its word, the head of its column, or another word for it. */
export function isNamed({ key, word, head, also }: Field, written: string): boolean {
  const name = forgiven(written)
  return [key, word.zh, word.en, word.en.replaceAll(' ', '-'), head.zh, ...also].some(
    known => forgiven(known) === name,
  )
}
