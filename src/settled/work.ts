import type { UnreadFolder } from '../repository/open.ts'
import { settled, unknown, unsettled } from './store.ts'

/** Record files to be judged, in memory that threads share. Each takes chunk after chunk until all are taken. */
export interface Work {
  readonly folders: readonly UnreadFolder[]
  /** The verdicts on the files of all folders, one folder after the other. */
  readonly verdicts: Uint8Array
  /** How many chunks were taken. */
  readonly taken: Int32Array
}

/** So many files are taken at a time. */
const chunkSize = 500

/** Makes a work of what is unknown. */
export function workOn(folders: readonly UnreadFolder[], verdicts: readonly Uint8Array[]): Work {
  const count = folders.reduce((sum, one) => sum + one.count, 0)
  const all = new Uint8Array(new SharedArrayBuffer(count))
  let at = 0
  for (const own of verdicts) {
    all.set(own, at)
    at += own.length
  }
  return { folders, verdicts: all, taken: new Int32Array(new SharedArrayBuffer(4)) }
}

/**
 * Judges chunk after chunk: from the first on, or from the last back. Two threads in one folder would stand in each other's
 * way in the kernel.
 */
export function workThrough(
  { folders, verdicts, taken }: Work,
  isSettled: (file: string, kind: UnreadFolder['kind']) => boolean,
  isFromEnd = false,
): void {
  const chunks = Math.ceil(verdicts.length / chunkSize)
  for (let own = 0; Atomics.add(taken, 0, 1) < chunks; own++) {
    const from = (isFromEnd ? chunks - 1 - own : own) * chunkSize
    let start = 0
    for (const { path, kind, names } of folders) {
      const last = Math.min(start + names.length, from + chunkSize)
      for (let at = Math.max(start, from); at < last; at++) {
        if (verdicts[at] === unknown)
          verdicts[at] = isSettled(`${path}/${names[at - start]}`, kind) ? settled : unsettled
      }
      start += names.length
    }
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
