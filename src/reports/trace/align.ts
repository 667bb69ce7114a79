import type { Clause } from '../../model/clause.ts'
import type { OfficialClause, OfficialText } from '../../official/official-text.ts'
import { likeness } from './likeness.ts'

/** A clause that the data names, and the words of it that the data quotes. */
export interface Citation {
  readonly clause: Clause
  readonly words: string
}

/** The clause of the text that a clause of the data means; null where the text lacks it. */
export type Aligned = (clause: Clause) => OfficialClause | null

/**
 * Dash items carry no number of their own: they are matched by what they say, in order, so that one item left out
 * does not shift all that follow.
 */
export function align(official: OfficialText, citations: readonly Citation[]): Aligned {
  const dashes = new Map<Clause, OfficialClause | null>()
  const sections = new Set(
    citations.map(({ clause }) => sectionOf(clause)).filter(section => section !== null),
  )
  for (const section of sections) {
    const cited = citations.filter(({ clause }) => sectionOf(clause) === section)
    const ordinals = [...new Set(cited.map(({ clause }) => ordinalOf(clause)))].sort((a, b) => a - b)
    const printed = official.clauses.filter(
      ({ path, kind }) => kind === 'dash' && sectionOf(path) === section,
    )
    const likeness = ordinals.map(ordinal =>
      printed.map(clause =>
        agreement(
          clause,
          cited.filter(citation => ordinalOf(citation.clause) === ordinal),
        ),
      ),
    )
    const matched = bestInOrder(likeness)
    for (const [index, ordinal] of ordinals.entries()) {
      const column = matched[index] ?? -1
      dashes.set(`${section}—${ordinal}`, column < 0 ? null : (printed[column] ?? null))
    }
  }
  return clause => (dashes.has(clause) ? (dashes.get(clause) ?? null) : official.clause(clause))
}

const sectionOf = (clause: Clause): Clause | null =>
  clause.includes('—') ? (clause.split('—')[0] ?? null) : null
const ordinalOf = (clause: Clause): number => Number(clause.split('—')[1])
/** Words that were altered are still known by most of their characters; below this they are other words. */
const known = 0.6

/** How much of what the data quotes stands in a clause. */
function agreement(clause: OfficialClause, citations: readonly Citation[]): number {
  const likenesses = citations.map(({ words }) => likeness(clause.text, words))
  return likenesses.filter(share => share >= known).reduce((sum, share) => sum + share, 0)
}

/**
 * For each row the column it is matched with, both ascending, so that the sum of likenesses is greatest; -1 for none.
 * Rows × columns steps.
 */
function bestInOrder(likeness: readonly (readonly number[])[]): number[] {
  const columns = likeness[0]?.length ?? 0
  const best = Array.from({ length: likeness.length + 1 }, () => new Array<number>(columns + 1).fill(0))
  const at = (row: number, column: number): number => best[row]?.[column] ?? 0
  for (let row = likeness.length - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const here = likeness[row]?.[column] ?? 0
      const matched = here > 0 ? here + at(row + 1, column + 1) : 0
      const line = best[row]
      if (line) line[column] = Math.max(at(row + 1, column), at(row, column + 1), matched)
    }
  }
  const matches: number[] = []
  let column = 0
  for (let row = 0; row < likeness.length; row++) {
    let found = -1
    for (let candidate = column; candidate < columns && found < 0; candidate++) {
      const here = likeness[row]?.[candidate] ?? 0
      if (here > 0 && here + at(row + 1, candidate + 1) === at(row, column)) found = candidate
    }
    matches.push(found)
    if (found >= 0) column = found + 1
  }
  return matches
}
