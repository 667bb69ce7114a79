/** Edits (insert, delete, replace) between two strings, by code point. */
function distance(left: string, right: string): number {
  const a = [...left]
  const b = [...right]
  let above = b.map((_, index) => index + 1)
  for (const [row, character] of a.entries()) {
    let corner = row
    let before = row + 1
    above = above.map((over, column) => {
      const cost = character === b[column] ? corner : Math.min(corner, over, before) + 1
      corner = over
      before = cost
      return cost
    })
  }
  return above.at(-1) ?? a.length
}

/** Chinese abbreviations drop characters and keep their order: 住建局 is in 住房和城乡建设局. */
function isSubsequence(part: string, whole: string): boolean {
  let from = 0
  for (const character of part) {
    const found = whole.indexOf(character, from)
    if (found < 0) return false
    from = found + character.length
  }
  return true
}

/** Only so many characters are compared: a hint is not worth a second's thought. */
const compared = 40

/**
 * The candidates nearest to what was written, best first, at most three; empty when nothing is near.
 * @param written what a person wrote
 * @param candidates what would have been understood
 */
export function nearest(written: string, candidates: Iterable<string>): string[] {
  const word = written.slice(0, compared).toLowerCase()
  const scored: { candidate: string; score: number }[] = []
  for (const candidate of new Set(candidates)) {
    const other = candidate.slice(0, compared).toLowerCase()
    const longest = Math.max(word.length, other.length)
    const edits = distance(word, other)
    const abbreviates = word.length > 1 && (isSubsequence(word, other) || isSubsequence(other, word))
    const score = edits / longest - (abbreviates ? 0.4 : 0)
    if (score <= 0.5 && edits < longest) scored.push({ candidate, score })
  }
  scored.sort((a, b) => a.score - b.score)
  const best = scored[0]
  if (!best) return []
  return scored
    .filter(({ score }) => score <= best.score + 0.15)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}
