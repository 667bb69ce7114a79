/** A run of lines that differ: the first line (0-based) and the line behind the last, on both sides. */
export interface Hunk {
  readonly before: readonly [from: number, to: number]
  readonly after: readonly [from: number, to: number]
}

/** Beyond so many edits two texts count as different from the first to the last line that differs. */
const mostEdits = 500

/** The runs of lines in which two texts differ (Myers, “An O(ND) difference algorithm and its variations”, 1986). */
export function hunksOf(old: readonly string[], now: readonly string[]): Hunk[] {
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head++
  let tail = 0
  const shorter = Math.min(old.length, now.length) - head
  while (tail < shorter && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  const [a, b] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)]
  if (a.length === 0 && b.length === 0) return []
  // Between what is alike at both ends one line cannot be like another.
  const isOneRun = a.length === 0 || b.length === 0 || (a.length === 1 && b.length === 1)
  const pairs = isOneRun ? [] : (commonLines(a, b) ?? [])
  const hunks: Hunk[] = []
  let [x, y] = [0, 0]
  for (const [nextX, nextY] of [...pairs, [a.length, b.length] as const]) {
    if (nextX > x || nextY > y) {
      hunks.push({ before: [head + x, head + nextX], after: [head + y, head + nextY] })
    }
    ;[x, y] = [nextX + 1, nextY + 1]
  }
  return hunks
}

/** The pairs of lines that stay, in order; undefined where more is different than is worth telling apart. */
function commonLines(a: readonly string[], b: readonly string[]): (readonly [number, number])[] | undefined {
  const furthest = new Map<number, number>([[1, 0]])
  const trace: ReadonlyMap<number, number>[] = []
  for (let edits = 0; edits <= Math.min(a.length + b.length, mostEdits); edits++) {
    trace.push(new Map(furthest))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const [left, right] = [furthest.get(diagonal - 1) ?? -1, furthest.get(diagonal + 1) ?? -1]
      let x = diagonal === -edits || (diagonal !== edits && left < right) ? right : left + 1
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++
      furthest.set(diagonal, x)
      if (x >= a.length && x - diagonal >= b.length) return walkBack(trace, a.length, b.length)
    }
  }
  return undefined
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  length: number,
  otherLength: number,
): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  let [x, y] = [length, otherLength]
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits]
    const diagonal = x - y
    const [left, right] = [furthest?.get(diagonal - 1) ?? -1, furthest?.get(diagonal + 1) ?? -1]
    const from = diagonal === -edits || (diagonal !== edits && left < right) ? diagonal + 1 : diagonal - 1
    const fromX = furthest?.get(from) ?? 0
    const fromY = fromX - from
    while (x > fromX && y > fromY) {
      x--
      y--
      if (x >= 0 && y >= 0) pairs.push([x, y])
    }
    ;[x, y] = [fromX, fromY]
  }
  return pairs.reverse()
}
