import { type Clause, toChineseNumber } from '../model/clause.ts'
import { type ClauseDraft, type ClauseKind, finishClause, type OfficialClause } from './clause.ts'
import { type NumbersAhead, numbersAhead } from './numbers-ahead.ts'
import { type OwnerLine, readOwnerLine } from './owner-line.ts'
import type { Paragraph } from './paragraphs.ts'

export interface Outline {
  readonly clauses: readonly OfficialClause[]
  readonly ownerLines: readonly OwnerLine[]
}

/** Puts the paragraphs under the numbers they stand under; what stands before the first chapter is left out. */
export function readOutline(paragraphs: readonly Paragraph[]): Outline {
  const outliner = new Outliner()
  const ahead = numbersAhead(paragraphs)
  for (const [index, paragraph] of paragraphs.entries()) {
    if (isSignature(paragraph, paragraphs[index + 1])) continue
    outliner.read(paragraph, ahead[index] ?? { chapter: 0, section: 0 })
  }
  return { clauses: outliner.drafts.map(finishClause), ownerLines: outliner.ownerLines }
}

/** Who signed, and the day, close a document; they say nothing that its last clause says. */
function isSignature(paragraph: Paragraph, next: Paragraph | undefined): boolean {
  return paragraph.isDate || (!paragraph.mark && !paragraph.isPunctuated && next?.isDate === true)
}

/** Reads paragraph by paragraph and remembers under which numbers it stands. */
class Outliner {
  readonly drafts: ClauseDraft[] = []
  readonly ownerLines: OwnerLine[] = []
  #chapter = 0
  #section = 0
  #item = 0
  #dashes = 0
  /** What items and owner lines belong to: the section, or a chapter without sections. */
  #above: ClauseDraft | null = null
  /** What unnumbered paragraphs belong to; null outside the plan. */
  #current: ClauseDraft | null = null
  /** How many paragraphs the section had when its owner line came; null before. */
  #atOwners: number | null = null

  read(paragraph: Paragraph, ahead: NumbersAhead): void {
    const { mark } = paragraph
    if (mark?.kind === 'chapter') this.#enterChapter(mark.number, paragraph)
    else if (!this.#above) return
    else if (!mark) this.#current?.paragraphs.push(paragraph)
    else if (mark.kind === 'section') {
      if (this.#chapterLeftOut(mark.number, ahead)) this.#enterChapter(this.#chapter + 1, paragraph, false)
      this.#enterSection(mark.number, paragraph)
    } else if (mark.kind === 'item') {
      if (this.#sectionLeftOut(mark.number, ahead)) this.#enterUnprintedSection(paragraph)
      this.#item = mark.number
      this.#open('item', `${this.#above.path}${mark.number}`, paragraph)
    } else if (mark.kind === 'dash') {
      this.#dashes++
      this.#open('dash', `${this.#above.path}—${this.#dashes}`, paragraph)
    } else if (mark.kind === 'owners') {
      this.ownerLines.push(readOwnerLine(paragraph, mark.length, this.#above.path))
      this.#current = this.#above
      this.#atOwners = this.#above.paragraphs.length
    } else {
      this.#current = null
    }
  }

  #enterChapter(number: number, paragraph: Paragraph, isPrinted = true): void {
    this.#chapter = number
    this.#section = 0
    this.#above = this.#open('chapter', toChineseNumber(number), paragraph, isPrinted)
    this.#beginItems()
  }

  #enterSection(number: number, paragraph: Paragraph, isPrinted = true): void {
    this.#section = number
    const path = `${toChineseNumber(this.#chapter)}（${toChineseNumber(number)}）`
    this.#above = this.#open('section', path, paragraph, isPrinted)
    this.#beginItems()
  }

  /** What stands behind the owner line of the section before is the opening of the one without a heading. */
  #enterUnprintedSection(firstItem: Paragraph): void {
    const opening = this.#atOwners === null ? [] : (this.#above?.paragraphs.splice(this.#atOwners) ?? [])
    this.#enterSection(this.#section + 1, opening[0] ?? firstItem, false)
    for (const paragraph of opening) this.#above?.paragraphs.push(paragraph)
  }

  #beginItems(): void {
    this.#item = 0
    this.#dashes = 0
    this.#atOwners = null
  }

  /** Sections that begin again at （一） stand in a new chapter, unless the chapter to come leaves no room for one. */
  #chapterLeftOut(section: number, ahead: NumbersAhead): boolean {
    if (section !== 1 || this.#section === 0 || ahead.chapter === this.#chapter + 1) return false
    return ahead.section === 2 && (this.#section > 1 || ahead.chapter === this.#chapter + 2)
  }

  /** Items that begin again at 1 stand in a new section, where the numbers of the sections have a gap for one. */
  #sectionLeftOut(item: number, ahead: NumbersAhead): boolean {
    if (this.#section === 0) return ahead.section === 2
    if (item !== 1 || this.#item === 0 || ahead.section === this.#section + 1) return false
    return ahead.section === this.#section + 2 || this.#atOwners !== null
  }

  #open(kind: ClauseKind, path: Clause, paragraph: Paragraph, isPrinted = true): ClauseDraft {
    const draft: ClauseDraft = {
      kind,
      path,
      chapter: this.#chapter,
      isPrinted,
      start: paragraph.offsets[0] ?? 0,
      markLength: isPrinted ? (paragraph.mark?.length ?? 0) : 0,
      paragraphs: isPrinted ? [paragraph] : [],
    }
    this.drafts.push(draft)
    this.#current = draft
    return draft
  }
}
