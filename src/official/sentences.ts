import { narrow } from './fold.ts'
import { type Passage, type Printed, printedIn } from './passage.ts'

export interface Sentence extends Printed {
  /** It is the heading of its clause and not part of what the clause says. */
  readonly isHeading: boolean
}

/** The sentences of a passage, their stops included; a semicolon ends one too, for each half promises its own. */
export function readSentences(passage: Passage, headingLength: number): Sentence[] {
  const sentences: Sentence[] = []
  let from = 0
  for (const stop of narrow(passage.text).matchAll(/[。!?;]["'”’）)》」』]{0,3}|\n|$/g)) {
    const to = stop.index + stop[0].length
    const printed = printedIn(passage, from, to)
    if (printed) sentences.push({ ...printed, isHeading: from < headingLength })
    from = to
  }
  return sentences
}
