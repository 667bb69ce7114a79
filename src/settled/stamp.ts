import { lstatSync } from 'node:fs'

/**
 * What tells that a file or folder lies as it did: the times of its last change of state and of content, its inode and its
 * size, as git keeps them in its index, in 32 bits each. Whoever changes a file changes one of them.
 */
export type Stamp = Uint8Array

export const stampSize = 24

/** The stamp of what lies at a path; undefined where there is nothing. */
export function stampOf(path: string): Stamp | undefined {
  const status = lstatSync(path, { bigint: true, throwIfNoEntry: false })
  if (!status) return undefined
  const stamp = Buffer.allocUnsafe(stampSize)
  const second = 1_000_000_000n
  for (const [index, part] of [
    status.ctimeNs / second,
    status.ctimeNs % second,
    status.mtimeNs / second,
    status.mtimeNs % second,
    status.ino,
    status.size,
  ].entries()) {
    stamp.writeUInt32BE(Number(part & 0xffffffffn), index * 4)
  }
  return stamp
}

/** The seconds of the last change of state or of content, since 1970; 0 where nothing is known. */
export function changedAt(stamps: Uint8Array, at: number): number {
  const view = new DataView(stamps.buffer, stamps.byteOffset + at, stampSize)
  return Math.max(view.getUint32(0), view.getUint32(8))
}

/** True where two stamps, each at its offset, are the same. */
export function isSameStamp(a: Uint8Array, atA: number, b: Uint8Array, atB: number): boolean {
  for (let index = 0; index < stampSize; index++) if (a[atA + index] !== b[atB + index]) return false
  return true
}
