/** Some of the files of a folder. */
export interface Share {
  /** Which of the folders. */
  readonly folder: number
  /** Where its files begin among those of all folders. */
  readonly start: number
  /** The first of its files that are meant, and the first that is not any more. */
  readonly from: number
  readonly to: number
}

/** So many files are taken at a time. */
const size = 500

/**
 * Shares the files of folders out among threads, until all are taken: from the first on, or from the last back. Two threads in
 * one folder would stand in each other's way in the kernel.
 * @param counts how many files each folder has
 * @param taken how often somebody took some, in memory that threads share
 */
export function* shares(counts: readonly number[], taken: Int32Array, isFromEnd: boolean): Iterable<Share> {
  const chunks = Math.ceil(counts.reduce((sum, count) => sum + count, 0) / size)
  for (let own = 0; Atomics.add(taken, 0, 1) < chunks; own++) {
    const first = (isFromEnd ? chunks - 1 - own : own) * size
    let start = 0
    for (const [folder, count] of counts.entries()) {
      const from = Math.max(0, first - start)
      const to = Math.min(count, first - start + size)
      if (from < to) yield { folder, start, from, to }
      start += count
    }
  }
}
