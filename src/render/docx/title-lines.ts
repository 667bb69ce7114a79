import { displayWidth } from '../width.ts'

/**
 * A title in lines of about the same length that keep words whole (GB/T 9704—2012, 7.3.1): 词意完整，排列对称，长短适宜.
 * @param room the width of a line, in halves of a character
 * @returns one line where it fits, or where no break would help
 */
export function titleLines(title: string, room: number): string[] {
  const count = Math.ceil(displayWidth(title) / room)
  if (count < 2 || title.includes('\n')) return [title]
  const pieces = piecesOf(title)
  for (const lines of [count, count + 1]) {
    const found = balanced(pieces, lines, room)
    if (found) return found
  }
  return [title]
}

const word = /^\p{Script=Han}{2,}$/u
const opening = /^[（《“‘〔【([]$/u
const closing = /^[）》”’〕】)\]，、：；。]$/u

/** What stays together: words, what stands in brackets, single characters with their neighbours. */
function piecesOf(title: string): string[] {
  const words = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(title)].map(
    ({ segment }) => segment,
  )
  const pieces: string[] = []
  let depth = 0
  for (const [index, next] of words.entries()) {
    const last = words[index - 1] ?? ''
    const mayBreak =
      depth === 0 &&
      (/\s$/.test(last) ||
        (closing.test(last) && !closing.test(next)) ||
        (word.test(last) && (word.test(next) || opening.test(next))))
    if (mayBreak) pieces.push(next)
    else pieces.push((pieces.pop() ?? '') + next)
    if (opening.test(next)) depth++
    else if (closing.test(next) && depth > 0) depth--
  }
  return pieces
}

/** The lines whose lengths differ least from each other; undefined where the pieces do not fit into so many. */
function balanced(pieces: readonly string[], count: number, room: number): string[] | undefined {
  const ideal = displayWidth(pieces.join('')) / count
  /** By how many lines are filled: how far they are from the ideal, and what they are, for the first pieces. */
  type Best = { readonly cost: number; readonly lines: readonly string[] }
  let best: (Best | undefined)[] = [{ cost: 0, lines: [] }, ...pieces.map(() => undefined)]
  for (let line = 0; line < count; line++) {
    best = best.map((_, end) => {
      let chosen: Best | undefined
      for (let start = 0; start < end; start++) {
        const before = best[start]
        const text = pieces.slice(start, end).join('').trim()
        const width = displayWidth(text)
        if (!before || width > room) continue
        const cost = before.cost + (width - ideal) ** 2
        if (!chosen || cost < chosen.cost) chosen = { cost, lines: [...before.lines, text] }
      }
      return chosen
    })
  }
  const found = best.at(-1)
  return found && [...found.lines]
}
