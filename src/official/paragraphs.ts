import { isDocumentNumber, isMasthead, isWholeTitle, opensProse } from './front-lines.ts'
import { type Line, readLines } from './lines.ts'
import type { Mark, MarkKind } from './marks.ts'
import type { Passage } from './passage.ts'

/** A paragraph whole again; its mark is still part of its text. */
export interface Paragraph extends Passage {
  readonly mark: Mark | null
  /** It holds a punctuation mark that headings and titles do not have. */
  readonly isPunctuated: boolean
  /** It is nothing but a date. */
  readonly isDate: boolean
}

interface Draft {
  readonly first: Line
  readonly lines: Line[]
  last: Line
  isPunctuated: boolean
  hasStop: boolean
}

/** A printed line holds 28 characters (GB/T 9704): a heading that goes on to a second line fills most of one. */
const mostOfALine = 20

/** Reads the paragraphs of a document and closes up those that a page break, or the width of a page, cut. */
export function readParagraphs(source: string): Paragraph[] {
  const lines = readLines(source)
  const alone = levelsPrintedAlone(lines)
  const drafts: Draft[] = []
  let isBody = false

  for (const [index, line] of lines.entries()) {
    const open = drafts.at(-1)
    if (open && continues(open, line, isBody, alone, lines[index + 1])) {
      open.lines.push(line)
      open.last = line
      open.isPunctuated ||= line.isPunctuated
      open.hasStop ||= line.hasStop
    } else {
      const { isPunctuated, hasStop } = line
      drafts.push({ first: line, lines: [line], last: line, isPunctuated, hasStop })
      if (line.mark?.kind === 'chapter') isBody = true
    }
  }
  return drafts.map(close)
}

function continues(
  open: Draft,
  line: Line,
  isBody: boolean,
  alone: ReadonlySet<MarkKind>,
  next: Line | undefined,
): boolean {
  if (line.opensInside) return true
  if (line.isDate || open.first.isDate) return false
  const isHeading = open.first.mark !== null && alone.has(open.first.mark.kind) && !open.hasStop
  // A page may end between 2017年3月 and —2019年12月.
  if (line.mark)
    return line.mark.kind === 'dash' && line.mark.beforeDigit && !isHeading && !open.last.isFinished
  if (isHeading) return isRestOfHeading(open, line, next)
  if (!isBody) return continuesFront(open, line)
  if (open.first.mark?.kind === 'owners') return !open.hasStop
  return !open.last.isFinished
}

/** Headings have no punctuation; the beginning of a paragraph that a page break cut may have none either. */
function isRestOfHeading({ first, lines, isPunctuated }: Draft, line: Line, next: Line | undefined): boolean {
  if (first.mark?.length === first.text.length) return lines.length === 1
  if (isPunctuated || line.isPunctuated || line.text.length >= mostOfALine) return false
  return (
    first.text.length >= mostOfALine || next === undefined || (next.mark !== null && !next.mark.beforeDigit)
  )
}

/** Before the first chapter stand the names of things, which end in no stop; those of one title belong together. */
function continuesFront(open: Draft, line: Line): boolean {
  if (isDocumentNumber(line.text) || isDocumentNumber(open.last.text) || isMasthead(open.last.text))
    return false
  if (open.last.isFinished) return false
  if (open.isPunctuated || opensProse(open.first.text)) return true
  return !line.isPunctuated && !opensProse(line.text) && !isWholeTitle(open.last.text)
}

/**
 * The levels whose headings have a line of their own. A document prints the headings of one level one way
 * throughout, so the majority tells whether a line without a stop is a heading or was cut by the end of a page.
 */
function levelsPrintedAlone(lines: readonly Line[]): ReadonlySet<MarkKind> {
  const alone = new Set<MarkKind>(['chapter'])
  for (const kind of ['section', 'item'] as const) {
    const marked = lines.filter(line => line.mark?.kind === kind)
    if (marked.filter(line => line.hasStop).length * 2 < marked.length) alone.add(kind)
  }
  return alone
}

/** Nothing is put where a cut was: Chinese has no spaces, and a word or a number may have been cut there. */
function close({ first, lines, isPunctuated }: Draft): Paragraph {
  const offsets: number[] = []
  for (const { text, start } of lines) {
    for (let unit = 0; unit < text.length; unit++) offsets.push(start + unit)
  }
  const text = lines.map(line => line.text).join('')
  return { text, offsets, mark: first.mark, isPunctuated, isDate: first.isDate && lines.length === 1 }
}
