import { lstatSync } from 'node:fs'

/**
 * What tells that a file or folder lies as it did: the times of its last change of state and of content in milliseconds, its
 * inode and its size. Whoever changes a file changes one of them. As doubles the times are good to a quarter of a
 * microsecond.
 */
export type Stamp = Float64Array

export const stampSize = 4

/** The stamp of what lies at a path; undefined where there is nothing. */
export function stampOf(path: string): Stamp | undefined {
  const stamp = new Float64Array(stampSize)
  return takeStamp(path, stamp, 0) ? stamp : undefined
}

/** Writes a stamp among others; false, and zeros, where there is nothing. */
export function takeStamp(path: string, stamps: Float64Array, at: number): boolean {
  const status = lstatSync(path, { throwIfNoEntry: false })
  stamps[at] = status?.ctimeMs ?? 0
  stamps[at + 1] = status?.mtimeMs ?? 0
  // The index of git keeps no more of it.
  stamps[at + 2] = (status?.ino ?? 0) >>> 0
  stamps[at + 3] = status?.size ?? 0
  return status !== undefined
}

/** The seconds of the last change of state or of content, since 1970; 0 where nothing is known. */
export function changedAt(stamps: Float64Array, at = 0): number {
  return Math.floor(Math.max(stamps[at] as number, stamps[at + 1] as number) / 1000)
}

/** True where two stamps, each at its offset, are the same. */
export function isSameStamp(a: Float64Array, atA: number, b: Float64Array, atB: number): boolean {
  for (let index = 0; index < stampSize; index++) if (a[atA + index] !== b[atB + index]) return false
  return true
}

/** A stamp as a word. */
export const wordOf = (stamp: Stamp): string => stamp.join(' ')
