import type { Clause } from '../model/clause.ts'
import type { OfficialClause } from './clause.ts'
import { type DutySentence, dutySentences } from './duty-words.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import { readOutline } from './outline.ts'
import type { OwnerLine } from './owner-line.ts'
import { readParagraphs } from './paragraphs.ts'
import { type Position, positionsOf } from './positions.ts'

export type { OfficialClause } from './clause.ts'
export { dutyWords } from './duty-words.ts'
export { fold } from './fold.ts'
export type { OwnerLine } from './owner-line.ts'
export { find, type Printed } from './passage.ts'
export { type NumberPromise, promises } from './promises.ts'

/** A Chinese official document as it is divided; every part knows where in the source it stands. */
export interface OfficialText extends FrontMatter {
  /** In printed order, a number printed twice twice; none when the text has no chapters and so is no plan. */
  readonly clauses: readonly OfficialClause[]
  readonly ownerLines: readonly OwnerLine[]
  /** The clause of a path, the first where a number is printed twice; null where the text lacks it. */
  clause(path: Clause): OfficialClause | null
  /** The sentences of these chapters that hold a duty word. */
  dutySentences(chapters: readonly number[]): DutySentence[]
  /** Line and column of an offset into the source. */
  position(offset: number): Position
}

/** Reads any string, in time linear in its length; it never throws. */
export function readOfficialText(source: string): OfficialText {
  const paragraphs = readParagraphs(source)
  const { clauses, ownerLines } = readOutline(paragraphs)
  const byPath = new Map<Clause, OfficialClause>()
  for (const clause of clauses) if (!byPath.has(clause.path)) byPath.set(clause.path, clause)

  return {
    ...readFrontMatter(paragraphs),
    clauses,
    ownerLines,
    clause: path => byPath.get(path) ?? null,
    dutySentences: chapters => dutySentences(clauses.filter(clause => chapters.includes(clause.chapter))),
    position: positionsOf(source),
  }
}
