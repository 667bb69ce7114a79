import { fold, narrow } from './fold.ts'
import { readIssueDate } from './issue-date.ts'
import { type Mark, readMark } from './marks.ts'

/** A line of the source without the spaces around it, and what can be told from the line alone. */
export interface Line {
  readonly text: string
  /** Offset of its first character. */
  readonly start: number
  readonly mark: Mark | null
  /** It holds a punctuation mark that headings and titles do not have. */
  readonly isPunctuated: boolean
  /** It holds a full stop: a heading that is run into its text ends at one. */
  readonly hasStop: boolean
  /** It ends where a sentence does; a bracket or quotation mark ends one only after a stop. */
  readonly isFinished: boolean
  /** It begins with a mark that can begin no line, so it belongs to what stands before. */
  readonly opensInside: boolean
  /** It is nothing but a date. */
  readonly isDate: boolean
}

const lineEnd = /\r\n|[\r\n\f\v\u0085\u2028\u2029]/g
const edges = /^[\s\u200b\ufeff]+/

/** The lines that say something: no blank ones, no page numbers. A form feed ends a line too. */
export function readLines(source: string): Line[] {
  const lines: Line[] = []
  let from = 0
  for (const end of source.matchAll(lineEnd)) {
    add(from, end.index)
    from = end.index + end[0].length
  }
  add(from, source.length)
  return lines

  function add(start: number, end: number): void {
    const indented = source.slice(start, end).trimEnd()
    const text = indented.replace(edges, '')
    if (text && !isFurniture(text)) lines.push(readLine(text, start + indented.length - text.length))
  }
}

function readLine(text: string, start: number): Line {
  const plain = narrow(text)
  return {
    text,
    start,
    mark: readMark(text),
    isPunctuated: /[，,。;:!?]/.test(plain),
    hasStop: plain.includes('。'),
    isFinished: /[。!?;:…]["'”’)》】]{0,3}$/.test(plain.slice(-4)),
    opensInside: /^[，,。、;:!?”’)》〕】]/.test(plain),
    isDate: readIssueDate(text) !== null,
  }
}

/** Page numbers (— 3 —, - 3 -, 第3页) and ruled lines. */
function isFurniture(text: string): boolean {
  if (text.length > 80) return false
  const plain = fold(text).text
  if (plain === '-') return text.length > '————'.length
  return /^(?:-\d{1,4}-|·\d{1,4}·|第\d{1,4}页(?:[/,]?共\d{1,4}页)?)$/.test(plain)
}
