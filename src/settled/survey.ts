import type { Location } from '../repository/find.ts'
import { git } from '../repository/git.ts'
import { copyStamp, GitIndex } from './git-index.ts'
import { type Looks, lookAtAll, looksAt } from './looks.ts'
import { type Named, namesIn } from './names.ts'
import { stampSize } from './stamp.ts'

/** How the files of a folder lie. */
export interface Lie {
  /** The stamp of each file; zeros for one that is not there. */
  readonly stamps: Float64Array
  /** 1 for each file of which git's index holds the same stamp. */
  readonly indexed: Uint8Array
}

/** Somebody who looks at how the files lie. */
export interface Looking {
  /** Looks at the files of some folders. */
  look(folders: readonly Named[]): Promise<readonly Lie[]>
  /** The files that are not as git's index says, by path from the top of the work tree; null where git does not tell. */
  readonly differing: Promise<ReadonlySet<string> | null>
}

/** A look at how the files lie. Where there is a git work tree, git looks at them: in C, on several threads. */
export class Survey implements Looking {
  readonly #location: Location
  readonly #index: GitIndex | undefined
  readonly differing: Promise<ReadonlySet<string> | null>

  /** Sets git to work. */
  constructor(location: Location) {
    this.#location = location
    this.#index = GitIndex.around(location.root)
    this.differing = this.#index ? differing(location.root) : Promise.resolve(null)
  }

  /** The state of git's index, as a word; undefined where there is none, or it was written in a second or later. */
  indexBefore(second: number): string | undefined {
    return this.#index?.wordBefore(second)
  }

  look(folders: readonly Named[]): Promise<readonly Lie[]> {
    return this.#look(folders, looks => (this.#index ? takeFrom(this.#index, this.#location, looks) : false))
  }

  /**
   * Looks at files that were looked at before.
   * @param index what indexBefore() told then: as long as it is the same, nobody need read it again
   */
  lookAgain(folders: readonly (Named & Lie)[], index: string | undefined): Promise<readonly Lie[]> {
    if (index === undefined || index !== this.indexBefore(Number.POSITIVE_INFINITY)) return this.look(folders)
    return this.#look(folders, ({ stamps, done }) => {
      for (const [at, [from]] of rangesOf(folders).entries()) {
        const before = folders[at] as Lie
        stamps.set(before.stamps, from * stampSize)
        done.set(before.indexed, from)
      }
      return true
    })
  }

  /** @param fill writes down the stamps that the index holds; false where it cannot be read */
  async #look(folders: readonly Named[], fill: (looks: Looks) => boolean): Promise<readonly Lie[]> {
    const looks = looksAt(this.#location.root, folders)
    const isFilled = fill(looks)
    const differing = await this.differing
    // git has been looking meanwhile.
    if (isFilled && differing && this.#index?.isStill()) undo(looks, this.#location.prefix, differing)
    else looks.done.fill(0)
    const indexed = looks.done.slice()
    await lookAtAll(looks)
    return rangesOf(folders).map(([from, to]) => ({
      stamps: looks.stamps.subarray(from * stampSize, to * stampSize),
      indexed: indexed.subarray(from, to),
    }))
  }
}

/** Where the files of each folder begin and end among those of all. */
function rangesOf(folders: readonly Named[]): readonly (readonly [from: number, to: number])[] {
  let to = 0
  return folders.map(({ count }) => {
    to += count
    return [to - count, to]
  })
}

/** What is not as the index says is to be looked at. */
function undo({ folders, done }: Looks, prefix: string, differing: ReadonlySet<string>): void {
  const ranges = rangesOf(folders)
  for (const [at, { path, names }] of folders.entries()) {
    const start = `${prefix}${path}/`
    const own = [...differing].filter(file => file.startsWith(start)).map(file => file.slice(start.length))
    if (own.length === 0) continue
    const rows = new Map(namesIn(names).map((name, row) => [name, row]))
    for (const name of own) {
      const row = rows.get(name)
      if (row !== undefined) done[(ranges[at]?.[0] ?? 0) + row] = 0
    }
  }
}

/** Writes down what the index tells of the files. */
function takeFrom(index: GitIndex, { prefix }: Location, { folders, stamps, done }: Looks): boolean {
  const ranges = rangesOf(folders)
  const byPath = new Map(
    folders.map(({ path, names }, at) => [
      `${prefix}${path}/`,
      new Cursor(names, ranges[at] ?? [0, 0], stamps, done),
    ]),
  )
  let current = Buffer.from('\0')
  let cursor: Cursor | undefined
  return index.each((bytes, start, end, words, at) => {
    // What lies deeper than record files has a slash in its name, and is none of them.
    if (!cursor || !isAt(current, bytes, start)) {
      current = Buffer.from(bytes.subarray(start, Math.max(start, bytes.lastIndexOf(slash, end - 1) + 1)))
      cursor = byPath.get(current.toString('utf8'))
    }
    cursor?.take(bytes, start + current.length, end, words, at)
  })
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
  readonly #stamps: Float64Array
  readonly #done: Uint8Array
  readonly #to: number
  /** The file, among those of all folders, and where its name begins. */
  #at: number
  #start = 0

  constructor(
    names: Uint8Array,
    [from, to]: readonly [number, number],
    stamps: Float64Array,
    done: Uint8Array,
  ) {
    this.#names = names
    this.#at = from
    this.#to = to
    this.#stamps = stamps
    this.#done = done
  }

  /** Takes the stamp of a name, where it is one of the folder's. */
  take(bytes: Uint8Array, start: number, end: number, words: Int32Array, entry: number): void {
    const names = this.#names
    while (this.#at < this.#to) {
      let at = this.#start
      let other = start
      while (other < end && at < names.length && names[at] === bytes[other]) {
        at++
        other++
      }
      const isEnd = at === names.length || names[at] === lineFeed
      if (other === end && isEnd) {
        copyStamp(words, entry, this.#stamps, this.#at * stampSize)
        this.#done[this.#at] = 1
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
    this.#at++
  }
}

const lineFeed = 0x0a
const slash = 0x2f

function isAt(part: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let at = 0; at < part.length; at++) if (part[at] !== bytes[start + at]) return false
  return true
}
