import type { Paragraph } from './paragraphs.ts'

/** The numbers that come next below a paragraph; 0 for none. */
export interface NumbersAhead {
  readonly chapter: number
  /** In the same chapter. */
  readonly section: number
}

/** Looks ahead from every paragraph, so that a heading left out of the text is known by the gap it leaves. */
export function numbersAhead(paragraphs: readonly Paragraph[]): NumbersAhead[] {
  const ahead: NumbersAhead[] = []
  let next: NumbersAhead = { chapter: 0, section: 0 }
  for (const { mark } of paragraphs.toReversed()) {
    ahead.push(next)
    if (mark?.kind === 'chapter') next = { chapter: mark.number, section: 0 }
    if (mark?.kind === 'section') next = { ...next, section: mark.number }
  }
  return ahead.reverse()
}
