import { type Clause, compareClauses } from '../../model/clause.ts'
import type { OfficialClause, OfficialText } from '../../official/official-text.ts'
import type { Aligned } from './align.ts'
import type { TraceFinding } from './finding.ts'

/** An entity that quotes its clause. */
export interface Quoting {
  readonly id: string
  readonly clause: Clause
  readonly words: string
}

/** What the text lacks: the findings, and whether what a clause of the data says is lost with it. */
export interface MissingClauses {
  readonly findings: readonly TraceFinding[]
  /** True for a clause of which the text has nothing to compare. */
  silences(clause: Clause): boolean
}

/**
 * The clauses that the text lacks, the outermost only: what stands in a lost section is lost with it.
 * @param paths every clause that the data names
 * @param told those of entities: a section among them is its opening paragraph
 */
export function missingClauses(
  official: OfficialText,
  paths: ReadonlySet<Clause>,
  aligned: Aligned,
  told: ReadonlySet<Clause>,
): MissingClauses {
  const lost = new Map<Clause, { readonly finding: TraceFinding; readonly isWhole: boolean }>()
  const withOuter = new Set([...paths].flatMap(path => [...outerClauses(path), path]))
  for (const path of [...withOuter].sort(compareClauses)) {
    const clause = aligned(path)
    if (clause?.isPrinted && !(told.has(path) && isBodyLost(clause))) continue
    const outermost = outerClauses(path).find(outer => !official.clause(outer)) ?? path
    if (lost.has(outermost)) continue
    const before = official.clauses.findLast(other => compareClauses(other.path, outermost) < 0)
    lost.set(outermost, {
      isWhole: clause === null,
      finding: {
        kind: 'clause-missing',
        clause: outermost,
        id: null,
        text: clause?.heading?.text ?? null,
        data: outermost,
        offset: clause?.start ?? before?.end ?? 0,
      },
    })
  }
  return {
    findings: [...lost.values()].map(({ finding }) => finding),
    silences: clause =>
      lost.has(clause) || [...lost].some(([outer, { isWhole }]) => isWhole && isInside(clause, outer)),
  }
}

/** True for clauses below another: 三（八）4 in 三（八）, 三（八） in 三. */
export const isInside = (clause: Clause, outer: Clause): boolean => outerClauses(clause).includes(outer)

/** 三（八）4 → 三, 三（八）. */
function outerClauses(clause: Clause): Clause[] {
  const [, chapter, section] = /^([一二三四五六七八九十]+)(（[一二三四五六七八九十]+）)?/.exec(clause) ?? []
  return [chapter, section && chapter + section].filter(
    (outer): outer is string => outer !== undefined && outer !== clause,
  )
}

/** True where a section is there with its heading alone: its opening paragraph is gone. */
function isBodyLost(clause: OfficialClause): boolean {
  return clause.kind === 'section' && clause.sentences.every(({ isHeading }) => isHeading)
}
