/** A pattern of a repository's own, whose search takes no longer than its length times that of the text. */
export interface OwnPattern {
  test(text: string): boolean
  /** As it was written: ajv takes patterns that are written alike for one. */
  toString(): string
}

/** `^`, `$`, `\b` or `\B`: true where it may stand between two characters. */
type Edge = (before: string | undefined, after: string | undefined) => boolean

/** One character, so many times. */
interface Repeated {
  readonly holds: (character: string) => boolean
  readonly least: number
  readonly most: number
}

/** An edge; or a character or class, and how often. */
const token =
  /(?<edge>\^|\$|\\[bB])|(?<one>\\(?:[pPu]\{[^}]*\}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|.)|\[(?:\\.|[^\]\\])*\]|[^[])(?<times>[*+?]|\{\d+(?:,\d*)?\})?\??/gsuy

/** More ways to share a text out among the repetitions are refused: whoever else reads the schema will try them. */
const mostWays = 10_000

/**
 * Reads a regular expression without groups or alternatives, with one unbounded repetition at most. Node's own would search
 * `x+y` in quadratic time, and ajv asks for patterns in texts of any length; this one goes from left to right once for each
 * part of the pattern, with all places at the same time.
 * @returns null for any other expression, and for what is none
 */
export function ownPattern(source: string): OwnPattern | null {
  try {
    new RegExp(source, 'u')
  } catch {
    return null
  }
  const steps: (Edge | Repeated)[] = []
  let unbounded = 0
  let ways = 1
  for (const { groups = {} } of source.matchAll(token)) {
    const { edge, one = '', times } = groups
    if (/^[()|]$/.test(one)) return null
    if (edge !== undefined) steps.push(edges[edge] as Edge)
    else {
      const [least, most] = range(times)
      if (most === Number.POSITIVE_INFINITY) unbounded++
      else ways *= most - least + 1
      steps.push({ holds: remembered(new RegExp(`^${one}$`, 'u')), least, most })
    }
  }
  if (unbounded > 1 || ways > mostWays) return null
  return { test: text => isFound([...text], steps), toString: () => source }
}

function range(times: string | undefined): readonly [least: number, most: number] {
  if (times === undefined) return [1, 1]
  if (times === '?') return [0, 1]
  if (times === '*' || times === '+') return [times === '+' ? 1 : 0, Number.POSITIVE_INFINITY]
  const [least = '', most = least] = times.slice(1, -1).split(',')
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)]
}

const isWord = (character = ''): boolean => /^\w$/.test(character)
const edges: Readonly<Record<string, Edge>> = {
  '^': before => before === undefined,
  $: (_, after) => after === undefined,
  '\\b': (before, after) => isWord(before) !== isWord(after),
  '\\B': (before, after) => isWord(before) === isWord(after),
}

/** Asks each character once: a long text has few different ones. */
function remembered(one: RegExp): (character: string) => boolean {
  const known = new Map<string, boolean>()
  return character => {
    const answer = known.get(character) ?? one.test(character)
    known.set(character, answer)
    return answer
  }
}

function isFound(characters: readonly string[], steps: readonly (Edge | Repeated)[]): boolean {
  // Where the part of the pattern that was read so far may end: before the first character, …, behind the last.
  let reached = new Uint8Array(characters.length + 1).fill(1)
  for (const step of steps) {
    reached =
      typeof step === 'function'
        ? reached.map((isReached, at) => (isReached && step(characters[at - 1], characters[at]) ? 1 : 0))
        : further(reached, characters, step)
    if (!reached.includes(1)) return false
  }
  return true
}

/** The places that are reached from others over so many characters as a step allows. */
function further(
  reached: Uint8Array,
  characters: readonly string[],
  { holds, least, most }: Repeated,
): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(reached.length)
  // How many places were reached before each.
  const before = new Uint32Array(reached.length + 1)
  for (const [at, isReached] of reached.entries()) before[at + 1] = (before[at] ?? 0) + isReached
  // The first place from which nothing but fitting characters leads here.
  let start = 0
  for (let at = 0; at < next.length; at++) {
    if (at > 0 && !holds(characters[at - 1] ?? '')) start = at
    const first = Math.max(start, at - most)
    const last = at - least
    if (last >= first && (before[last + 1] ?? 0) > (before[first] ?? 0)) next[at] = 1
  }
  return next
}
