import type { Text } from '../model/text.ts'
import type { View } from '../reports/view.ts'
import type { Screen } from './screen.ts'
import { displayWidth } from './width.ts'

/** Work that takes longer than this, in milliseconds, shows how far it is. */
const patience = 1000
const pause = 100
const barWidth = 24

/** Shows how far something is, on a terminal's stderr and only if it takes long. */
export interface Progress {
  /** @param done of `total` */
  at(done: number, total: number): void
  /** Takes the line away. */
  end(): void
}

/** Counts the steps of some work, and tells how far it is after each. */
export function stepping(total: number, at: Progress['at']): () => void {
  let done = 0
  return () => at(Math.min(++done, total), total)
}

/** How many rows the tables of a view have: what most of the work of writing it is. */
export const rowCount = (view: View): number =>
  view.reduce((sum, section) => sum + ('table' in section ? section.table.rows.length : 0), 0)

/** @param clock milliseconds, for whatever the day is */
export function progressOf(
  what: Text,
  { language, isTerminal, width }: Screen,
  write: (text: string) => void,
  clock: () => number,
): Progress {
  const start = clock()
  let last = start
  let shown = 0
  return {
    at(done, total) {
      const now = clock()
      if (!isTerminal || now - start < patience || now - last < pause) return
      last = now
      const share = total === 0 ? 1 : done / total
      const full = Math.round(share * barWidth)
      const bar = `[${'#'.repeat(full)}${'-'.repeat(barWidth - full)}]`
      const line = `${what[language]} ${bar} ${Math.floor(share * 100)}% ${done}/${total}`
      if (displayWidth(line) >= width) return
      write(`\r${line}`)
      shown = displayWidth(line)
    },
    end() {
      if (shown > 0) write(`\r${' '.repeat(shown)}\r`)
      shown = 0
    },
  }
}
