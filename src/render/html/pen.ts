import type { Language, Text } from '../../model/text.ts'
import type { Sources } from './sources.ts'

/** What the parts of one page share while it is written. */
export interface Pen {
  readonly language: Language
  readonly sources: Sources
  say(text: Text): string
  /** An id that no other part of the page has. */
  freshId(): string
  /** A row of a table was written. */
  step(): void
}

export function makePen(language: Language, sources: Sources, step: () => void): Pen {
  let count = 0
  return {
    language,
    sources,
    say: text => text[language],
    freshId: () => `p${++count}`,
    step,
  }
}
