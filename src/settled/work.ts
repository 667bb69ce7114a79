import type { UnreadFolder } from '../repository/open.ts'
import { settled, unknown, unsettled } from './store.ts'

/** Record files to be judged, in memory that threads share. Each takes the next chunk until there is none. */
export interface Work {
  readonly folders: readonly UnreadFolder[]
  /** The verdicts on the files of all folders, one folder after the other. */
  readonly verdicts: Uint8Array
  /** The number of the next chunk. */
  readonly next: Int32Array
}

/** So many files are taken at a time. */
const chunkSize = 500

/** Makes a work of what is unknown. */
export function workOn(folders: readonly UnreadFolder[], verdicts: readonly Uint8Array[]): Work {
  const count = folders.reduce((sum, { names }) => sum + names.length, 0)
  const all = new Uint8Array(new SharedArrayBuffer(count))
  let at = 0
  for (const own of verdicts) {
    all.set(own, at)
    at += own.length
  }
  return { folders, verdicts: all, next: new Int32Array(new SharedArrayBuffer(4)) }
}

/** Judges chunk after chunk. */
export function workThrough(
  { folders, verdicts, next }: Work,
  isSettled: (file: string, kind: UnreadFolder['kind']) => boolean,
): void {
  let chunk = Atomics.add(next, 0, 1)
  let start = 0
  for (const { path, kind, names } of folders) {
    const end = start + names.length
    while (chunk * chunkSize < end) {
      const from = Math.max(start, chunk * chunkSize)
      const to = Math.min(end, (chunk + 1) * chunkSize)
      for (let at = from; at < to; at++) {
        if (verdicts[at] === unknown)
          verdicts[at] = isSettled(`${path}/${names[at - start]}`, kind) ? settled : unsettled
      }
      // The rest of the chunk lies in the next folder.
      if ((chunk + 1) * chunkSize > end) break
      chunk = Atomics.add(next, 0, 1)
    }
    start = end
  }
}

/** Hands the verdicts back to the folders that they belong to. */
export function takeVerdicts({ verdicts }: Work, to: readonly Uint8Array[]): void {
  let at = 0
  for (const own of to) {
    own.set(verdicts.subarray(at, at + own.length))
    at += own.length
  }
}
