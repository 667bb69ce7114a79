import { type Clause, readClause } from '../../model/clause.ts'
import type { Plan } from '../../model/plan.ts'
import { find, fold, type OfficialText } from '../../official/official-text.ts'
import { type Aligned, align } from './align.ts'
import type { TraceFinding } from './finding.ts'
import { type Compared, compareHeadings, compareTitles } from './headings.ts'
import { likeness } from './likeness.ts'
import { missingClauses, type Quoting } from './missing.ts'
import { compareNumbers } from './numbers.ts'
import { compareOwnerLines } from './owner-lines.ts'

/** The data held against the official text. */
export interface Trace {
  readonly clauses: {
    readonly cited: number
    readonly found: number
    readonly missing: readonly TraceFinding[]
  }
  readonly owners: {
    readonly lines: number
    readonly names: number
    readonly differences: readonly TraceFinding[]
  }
  /** Of tasks and measures. */
  readonly headings: Compared
  /** The head of the document, its objectives and its phases. */
  readonly titles: Compared
  readonly words: {
    readonly cited: number
    readonly found: number
    readonly missing: readonly TraceFinding[]
  }
  readonly numbers: {
    readonly found: number
    readonly encoded: number
    readonly missing: readonly TraceFinding[]
  }
  /** Sentences with a duty word in which no words and no programme of the data stand. */
  readonly uncited: readonly TraceFinding[]
}

/** The chapters whose sentences promise work. */
const promising = [3, 4]

/**
 * Compares the plan as issued with its official text, name by name and number by number. What merely follows from a
 * finding is not told again.
 */
export function traceText(plan: Plan, official: OfficialText): Trace {
  const quoting = [...plan.targets, ...plan.duties]
  const headed = [...plan.tasks, ...plan.measures]
  const cited = [
    ...quoting.map(({ clause, words }) => ({ clause, words })),
    ...[...headed, ...plan.objectives, ...plan.milestones].map(({ clause, title }) => ({
      clause,
      words: title,
    })),
  ]
  const paths = new Set([...cited.map(({ clause }) => clause), ...clausesOfRulings(plan)])
  const aligned = align(official, cited)
  const missing = missingClauses(official, paths, aligned, new Set(cited.map(({ clause }) => clause)))
  const heard = (entity: { readonly clause: Clause }): boolean => !missing.silences(entity.clause)

  const headings = compareHeadings(headed.filter(heard), aligned)
  const numbers = compareNumbers(official, plan, aligned, missing.silences)
  const titles = compareTitles(plan, official, aligned, missing.silences)
  const titleOf = new Map(
    [...headings.differences, ...titles.differences].map(({ clause, data }) => [
      clause,
      fold(data ?? '').text,
    ]),
  )
  const followsFromAnother = ({ id, clause, words }: Quoting): boolean =>
    numbers.concerned.has(id) || (titleOf.get(clause)?.includes(fold(words).text) ?? false)
  const words = compareWords(
    quoting.filter(entity => heard(entity) && !followsFromAnother(entity)),
    aligned,
  )
  return {
    clauses: {
      cited: paths.size,
      found: [...paths].filter(path => aligned(path)?.isPrinted).length,
      missing: missing.findings,
    },
    owners: compareOwnerLines(plan, official, missing.silences),
    headings,
    titles,
    words: { cited: quoting.length, found: words.found, missing: words.missing },
    numbers: { found: numbers.found, encoded: numbers.encoded, missing: numbers.missing },
    uncited: uncitedSentences(plan, official, [
      ...words.sentences,
      ...numbers.missing.map(({ offset }) => offset),
    ]),
  }
}

/** Rulings are about entities or about clauses. */
function clausesOfRulings(plan: Plan): Clause[] {
  const about = plan.rulings.flatMap(ruling => ruling.about).filter(entry => !plan.defined.hasAny(entry))
  return about.map(entry => readClause(entry, () => false)).filter(clause => clause !== null)
}

/** `sentences` are those in which missing words probably stood: they are not told as uncited as well. */
function compareWords(quoting: readonly Quoting[], aligned: Aligned) {
  const missing: TraceFinding[] = []
  const sentences: number[] = []
  let found = 0
  for (const { id, clause, words } of quoting) {
    const official = aligned(clause)
    if (!official) continue
    if (find(official, words)) {
      found++
      continue
    }
    const nearest = [...official.sentences].sort(
      (a, b) => likeness(b.text, words) - likeness(a.text, words),
    )[0]
    if (nearest) sentences.push(nearest.start)
    const offset = nearest?.start ?? official.start
    missing.push({ kind: 'words', clause, id, text: nearest?.text ?? null, data: words, offset })
  }
  return { missing, sentences, found }
}

/** @param told offsets in sentences of which a finding speaks already */
function uncitedSentences(plan: Plan, official: OfficialText, told: readonly number[]): TraceFinding[] {
  const known = [
    ...[...plan.targets, ...plan.duties].map(({ words }) => words),
    ...plan.programmes.flatMap(({ names }) => names.map(({ name }) => name)),
  ].map(words => fold(words).text)
  return official
    .dutySentences(promising)
    .filter(({ start, end }) => !told.some(offset => start <= offset && offset < end))
    .filter(({ text }) => {
      const folded = fold(text).text
      return !known.some(words => folded.includes(words))
    })
    .map(({ clause, text, start }) => ({
      kind: 'uncited',
      clause,
      id: null,
      text,
      data: null,
      offset: start,
    }))
}
