import type { Clause } from '../model/clause.ts'
import { narrow } from './fold.ts'
import type { Paragraph } from './paragraphs.ts'
import { type Passage, type Printed, printedIn, type Range } from './passage.ts'
import { readSentences, type Sentence } from './sentences.ts'

export type ClauseKind = 'chapter' | 'section' | 'item' | 'dash'

/** What one number of the document says: its heading and the paragraphs up to the next number. */
export interface OfficialClause extends Passage, Range {
  readonly path: Clause
  readonly kind: ClauseKind
  /** Number of the chapter it stands in. */
  readonly chapter: number
  /** False where the heading was left out and only the numbers around it tell that a clause begins here. */
  readonly isPrinted: boolean
  /** Without its full stop; null for a dash item that has no lead-in sentence. */
  readonly heading: Printed | null
  readonly sentences: readonly Sentence[]
}

/** A clause while its paragraphs are being collected. */
export interface ClauseDraft {
  readonly path: Clause
  readonly kind: ClauseKind
  readonly chapter: number
  readonly isPrinted: boolean
  readonly start: number
  /** How much of the first paragraph its number takes. */
  readonly markLength: number
  readonly paragraphs: Paragraph[]
}

/** The longest lead-in of a dash item: 建立完善监测评估机制。 is one, a whole sentence of advice is not. */
const leadIn = 20

/** Joins the paragraphs collected and reads what they hold. */
export function finishClause({ markLength, paragraphs, ...draft }: ClauseDraft): OfficialClause {
  const passage = joinParagraphs(paragraphs, markLength)
  const heading = draft.isPrinted ? readHeading(passage, draft.kind) : null
  return {
    ...draft,
    ...passage,
    end: (passage.offsets.at(-1) ?? draft.start) + 1,
    heading: heading && printedIn(passage, 0, heading.length),
    sentences: readSentences(passage, heading?.isWhole ? 0 : (heading?.length ?? 0)),
  }
}

/** The paragraphs one under the other, the first without its mark. A line break stands where the former ended. */
function joinParagraphs(paragraphs: readonly Passage[], markLength: number): Passage {
  const texts: string[] = []
  const offsets: number[] = []
  for (const [index, paragraph] of paragraphs.entries()) {
    const from = index === 0 ? markLength : 0
    if (index > 0) offsets.push((paragraphs[index - 1]?.offsets.at(-1) ?? 0) + 1)
    texts.push(paragraph.text.slice(from))
    for (let unit = from; unit < paragraph.offsets.length; unit++) offsets.push(paragraph.offsets[unit] ?? 0)
  }
  return { text: texts.join('\n'), offsets }
}

/** The heading reaches to the first full stop or to the end of its line. */
function readHeading({ text }: Passage, kind: ClauseKind): { length: number; isWhole: boolean } | null {
  const plain = narrow(text)
  const end = /[。\n]|$/.exec(plain)?.index ?? plain.length
  const hasBody = plain.slice(end + 1).trim() !== ''
  const isSentence = /[，,;]/.test(plain.slice(0, end))
  if (kind === 'dash' && (!hasBody || isSentence || end > leadIn)) return null
  const colon = plain[end - 1] === ':' ? 1 : 0
  return { length: end - colon, isWhole: isSentence && !hasBody }
}
