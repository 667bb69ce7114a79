import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gitTop } from '../repository/find.ts'
import { changedAt, type Stamp, stampOf, wordOf } from './stamp.ts'

/**
 * What git's index tells of the files of a work tree, read as its format says (git help format-index), versions 2 and 3
 * with SHA-1. Of whatever else it finds it tells nothing.
 */
export class GitIndex {
  readonly #path: string
  readonly #before: Stamp

  private constructor(path: string, before: Stamp) {
    this.#path = path
    this.#before = before
  }

  /** The index of the work tree around a folder, as it lies now; undefined where git is not to be asked. */
  static around(folder: string): GitIndex | undefined {
    const top = gitTop(folder)
    // On Windows git keeps other times than Node tells.
    if (!top || process.platform === 'win32') return undefined
    const own = join(top, '.git')
    try {
      // A filter of the repository's own configuration would be run by git where it must look into a file.
      const isPlain =
        statSync(own).isDirectory() &&
        !/filter|include|worktree/i.test(readFileSync(join(own, 'config'), 'utf8'))
      const path = join(own, 'index')
      const before = isPlain ? stampOf(path) : undefined
      return before && new GitIndex(path, before)
    } catch {
      return undefined
    }
  }

  /**
   * Goes through the files in the order of their paths, as bytes.
   * @param entry is given the range of the path, and the word of four bytes at which the entry of the file begins
   * @returns false where the index is none that can be read
   */
  each(
    entry: (bytes: Uint8Array, start: number, end: number, words: Int32Array, at: number) => void,
  ): boolean {
    let bytes: Buffer
    try {
      bytes = readFileSync(this.#path)
    } catch {
      return false
    }
    const version = bytes.length < 32 || bytes.toString('latin1', 0, 4) !== 'DIRC' ? 0 : bytes.readUInt32BE(4)
    if (version !== 2 && version !== 3) return false
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
    let at = 12
    for (let left = bytes.readUInt32BE(8); left > 0; left--) {
      if (at + fixedSize > bytes.length) return false
      const flags = ((bytes[at + fixedSize - 2] as number) << 8) | (bytes[at + fixedSize - 1] as number)
      const start = at + fixedSize + (flags & extended ? 2 : 0)
      const length = flags & longest
      const end = length < longest ? start + length : bytes.indexOf(0, start)
      if (end < start || end >= bytes.length) return false
      // What is in conflict, or not looked at by git's own account, is looked at here.
      if ((flags & (assumed | stage | extended)) === 0) entry(bytes, start, end, words, at >> 2)
      at += (end - at + 8) & ~7
    }
    // An index that is split or sparse tells only a part.
    for (const signature of ['link', 'sdir']) if (bytes.includes(signature, at, 'latin1')) return false
    return true
  }

  /** The state in which it was found, as a word; undefined where it was written in a second or later. */
  wordBefore(second: number): string | undefined {
    return changedAt(this.#before) < second ? wordOf(this.#before) : undefined
  }

  /** True where the index was not written since it was found: whoever has read it meanwhile has read the same. */
  isStill(): boolean {
    const now = stampOf(this.#path)
    return now !== undefined && wordOf(now) === wordOf(this.#before)
  }
}

/** Times, device, inode, mode, owner, size, hash and flags. */
const fixedSize = 62
const assumed = 0x8000
const extended = 0x4000
const stage = 0x3000
/** The length of the path; or this, where it is not shorter. */
const longest = 0xfff

/** Puts the times, inode and size of an entry together as a stamp, as Node would tell them. */
export function copyStamp(entries: Int32Array, entry: number, stamps: Float64Array, at: number): void {
  // ctime and mtime come first; device and inode; mode, user and group; size.
  stamps[at] = millisecondsAt(entries, entry)
  stamps[at + 1] = millisecondsAt(entries, entry + 2)
  stamps[at + 2] = numberAt(entries, entry + 5)
  stamps[at + 3] = numberAt(entries, entry + 9)
}

const millisecondsAt = (words: Int32Array, at: number): number =>
  numberAt(words, at) * 1000 + numberAt(words, at + 1) / 1e6

/** The index is written with the greatest byte first. */
function numberAt(words: Int32Array, at: number): number {
  const word = words[at] as number
  return (
    (((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | ((word >>> 24) & 0xff)) >>> 0
  )
}
