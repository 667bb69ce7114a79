import type { Content } from '../../src/records/candidate.ts'

/** A record before it has an id. */
export interface Draft {
  readonly kind: string
  readonly content: Content
}

type Fields = Readonly<Record<string, unknown>> & Pick<Content, 'date' | 'title'>

/** A record as rows tell it, keys without a value left out. */
export function draft(kind: string, fields: Fields): Draft {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  return { kind, content: Object.fromEntries(given) as Content }
}

/** `T1.2 T6.3` → a list; nothing for an empty text. */
export const listOf = (text: string): readonly string[] | undefined =>
  text === '' ? undefined : text.split(' ')
