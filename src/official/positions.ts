/** A place as an editor shows it: both count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Prepares the lines of a text once; the function it returns tells the position of any offset. */
export function positionsOf(text: string): (offset: number) => Position {
  const starts = [0]
  for (const lineEnd of text.matchAll(/\r\n|\r|\n/g)) starts.push(lineEnd.index + lineEnd[0].length)
  // Editors do not show a byte order mark, so it takes no column.
  const hidden = text.startsWith('\ufeff') ? 1 : 0

  return offset => {
    const within = Math.min(Math.max(Math.trunc(offset) || 0, 0), text.length)
    const line = lastStartUpTo(starts, within)
    const column = within - (starts[line] ?? 0) + 1
    return { line: line + 1, column: line === 0 ? Math.max(column - hidden, 1) : column }
  }
}

function lastStartUpTo(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
