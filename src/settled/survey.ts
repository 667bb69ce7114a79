import { join } from 'node:path'
import type { Location } from '../repository/find.ts'
import { git } from '../repository/git.ts'
import { copyStamp, GitIndex } from './git-index.ts'
import { stampOf, stampSize } from './stamp.ts'

/** The stamp of a file that is not there. */
const gone = new Uint8Array(stampSize)

/** A folder of record files: their names in the order of their bytes, each behind a line feed but the first. */
export interface Named {
  /** `records/activity/2018` */
  readonly path: string
  readonly names: Uint8Array
  readonly count: number
}

/** A look at how the files lie. Where there is a git work tree, git looks at them: in C, on several threads. */
export class Survey {
  readonly #location: Location
  readonly #index: GitIndex | undefined
  /** The files that are not as the index says; null where git does not tell. */
  readonly #differing: Promise<ReadonlySet<string> | null>

  /** Sets git to work. */
  constructor(location: Location) {
    this.#location = location
    this.#index = GitIndex.around(location.root)
    this.#differing = this.#index ? differing(location.root) : Promise.resolve(null)
  }

  /** The stamps of the files of some folders, one after the other; zeros for a file that is not there. */
  async stamps(folders: readonly Named[]): Promise<readonly Uint8Array[]> {
    const found = folders.map(({ count }) => new Uint8Array(count * stampSize))
    const known = await this.#fromIndex(folders, found)
    for (const [at, { path, names, count }] of folders.entries()) {
      const stamps = found[at] as Uint8Array
      const isKnown = known[at] as Uint8Array
      if (!isKnown.includes(0)) continue
      const files = namesIn(names)
      for (let row = 0; row < count; row++) {
        if (isKnown[row]) continue
        stamps.set(stampOf(join(this.#location.root, path, files[row] ?? '')) ?? gone, row * stampSize)
      }
    }
    return found
  }

  /** Fills in what the index tells; returns for each folder which of its rows that are. */
  async #fromIndex(folders: readonly Named[], found: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
    const nothing = () => folders.map(({ count }) => new Uint8Array(count))
    if (!this.#index) return nothing()
    const known = nothing()
    const cursors = folders.map(
      ({ names }, at) => new Cursor(names, found[at] as Uint8Array, known[at] as Uint8Array),
    )
    const { prefix } = this.#location
    const byPath = new Map(folders.map(({ path }, at) => [`${prefix}${path}/`, cursors[at]]))
    let current = Buffer.from('\0')
    let cursor: Cursor | undefined
    const isRead = this.#index.each((bytes, start, end, words, at) => {
      // What lies deeper than record files has a slash in its name, and is none of them.
      if (!cursor || !isAt(current, bytes, start)) {
        current = Buffer.from(bytes.subarray(start, Math.max(start, bytes.lastIndexOf(slash, end - 1) + 1)))
        cursor = byPath.get(current.toString('utf8'))
      }
      cursor?.take(bytes, start + current.length, end, words, at)
    })
    // git has been looking meanwhile.
    const differing = await this.#differing
    if (!isRead || !differing || !this.#index.isStill()) return nothing()
    for (const [at, { path, names }] of folders.entries()) {
      const start = `${prefix}${path}/`
      const own = [...differing].filter(file => file.startsWith(start)).map(file => file.slice(start.length))
      if (own.length === 0) continue
      const rows = new Map(namesIn(names).map((name, row) => [name, row]))
      for (const name of own) {
        const row = rows.get(name)
        if (row === undefined) continue
        ;(known[at] as Uint8Array)[row] = 0
      }
    }
    return known
  }
}

/** The names in a list of bytes. */
export function namesIn(names: Uint8Array): string[] {
  return names.length === 0
    ? []
    : Buffer.from(names.buffer, names.byteOffset, names.length).toString('latin1').split('\n')
}

/** Asks git which files do not lie as its index says. It compares the stamps, and looks into a file only when in doubt. */
async function differing(root: string): Promise<ReadonlySet<string> | null> {
  const settings = ['core.checkStat=default', 'core.trustctime=true', 'core.ignoreStat=false']
  try {
    const output = await git(root, [
      ...settings.flatMap(setting => ['-c', setting]),
      'diff-files',
      '--name-only',
      '-z',
      '--no-renames',
      '--ignore-submodules=all',
      '--',
      'records',
    ])
    return output && new Set(Buffer.from(output).toString('utf8').split('\0'))
  } catch {
    return null
  }
}

/** Goes through the names of a folder beside the index, which holds them in the same order. */
class Cursor {
  readonly #names: Uint8Array
  readonly #stamps: Int32Array
  readonly #known: Uint8Array
  #row = 0
  #start = 0

  constructor(names: Uint8Array, stamps: Uint8Array, known: Uint8Array) {
    this.#names = names
    this.#stamps = new Int32Array(stamps.buffer)
    this.#known = known
  }

  /** Takes the stamp of a name, where it is one of the folder's. */
  take(bytes: Uint8Array, start: number, end: number, words: Int32Array, entry: number): void {
    const names = this.#names
    while (this.#row < this.#known.length) {
      let at = this.#start
      let other = start
      while (other < end && at < names.length && names[at] === bytes[other]) {
        at++
        other++
      }
      const isEnd = at === names.length || names[at] === lineFeed
      if (other === end && isEnd) {
        copyStamp(words, entry, this.#stamps, this.#row * (stampSize / 4))
        this.#known[this.#row] = 1
        this.#next(at)
        return
      }
      // The index is ahead: the file of this row is not in it.
      const isBehind = isEnd || (other < end && (names[at] as number) < (bytes[other] as number))
      if (!isBehind) return
      this.#next(at)
    }
  }

  #next(from: number): void {
    const end = this.#names.indexOf(lineFeed, from)
    this.#start = end < 0 ? this.#names.length : end + 1
    this.#row++
  }
}

const lineFeed = 0x0a
const slash = 0x2f

function isAt(part: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < part.length; at++) if (part[at] !== bytes[start + at]) return false
  return true
}
