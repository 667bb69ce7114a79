import fs from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { Operation } from './faulty-fs.mjs'

/** A file of its own, whatever names it has. */
interface Inode {
  /** What the disk surely holds of it; null before it was synced for the first time. */
  safe: Content | null
  /** True where more was written since. */
  isDirty: boolean
}

type Content = { readonly text: string; readonly mode: number }
/** Folders are null. */
type Entry = Inode | null
/** A change of the names in one folder that the disk need not have made yet. All of it is made at once. */
interface Pending {
  readonly folder: string
  readonly changes: readonly (readonly [name: string, entry: Entry | undefined])[]
}

/** What may be on the disk when the power comes back: path → content, null for a folder. */
export type Remains = ReadonlyMap<string, Content | null>

/** Functions as they were before they are watched. */
const real = { ...fs }

/** So many changes are lost or kept in every combination; of more, some combinations are taken. */
const fewPending = 5

/**
 * What a power cut may leave, while a program works: the names and contents that were synced, and of all others any. Names
 * may come to the disk in any order, contents in part.
 */
export class PowerCuts {
  readonly #root: string
  /** What programs see. */
  readonly #seen = new Map<string, Entry>()
  /** What the disk surely holds. */
  readonly #safe = new Map<string, Entry>()
  #pending: Pending[] = []

  /** @param root a folder, all of which is safe as it lies there */
  constructor(root: string) {
    this.#root = root
    for (const entry of real.readdirSync(root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      this.#seen.set(path, entry.isDirectory() ? null : { safe: contentOf(path), isDirty: false })
    }
    for (const [path, entry] of this.#seen) this.#safe.set(path, entry)
  }

  /** Takes an operation in that is about to be made. */
  before({ op, kind, path, to }: Operation): void {
    if (op === 'fsync') this.#sync(path)
    else if (op === 'mkdir') this.#change([[path, null]])
    else if (op === 'open' && kind === 'write' && !this.#seen.has(path))
      this.#change([[path, { safe: null, isDirty: true }]])
    else if (op === 'write' || op === 'writeFile') this.#write(path)
    else if (op === 'link' && to !== undefined) this.#change([[to, this.#seen.get(path)]])
    else if (op === 'rename' && to !== undefined)
      this.#change([
        [to, this.#seen.get(path)],
        [path, undefined],
      ])
    else if (op === 'rm') this.#remove(path)
  }

  #write(path: string): void {
    const inode = this.#seen.get(path)
    if (inode) inode.isDirty = true
    else this.#change([[path, { safe: null, isDirty: true }]])
  }

  #remove(path: string): void {
    const below = [...this.#seen.keys()].filter(other => other.startsWith(path + sep))
    for (const one of [...below.reverse(), path]) if (this.#seen.has(one)) this.#change([[one, undefined]])
  }

  #sync(path: string): void {
    const inode = this.#seen.get(path)
    if (inode) {
      inode.safe = contentOf(path)
      inode.isDirty = false
      return
    }
    const isHere = ({ folder }: Pending) => folder === path
    for (const { changes } of this.#pending.filter(isHere)) apply(this.#safe, changes)
    this.#pending = this.#pending.filter(change => !isHere(change))
  }

  /** What lies in one folder changes at once; between folders each change stands for itself. */
  #change(changes: Pending['changes']): void {
    apply(this.#seen, changes)
    const folders = new Set(changes.map(([path]) => dirname(path)))
    for (const folder of folders)
      this.#pending.push({ folder, changes: changes.filter(([path]) => dirname(path) === folder) })
  }

  /** All that a cut may leave now. */
  *now(): Iterable<Remains> {
    const written = new Map<Inode, Content>()
    for (const [path, inode] of this.#seen)
      if (inode?.isDirty && real.existsSync(path)) written.set(inode, contentOf(path))
    for (const kept of combinations(this.#pending)) {
      const entries = new Map(this.#safe)
      for (const { changes } of kept) apply(entries, changes)
      for (const part of written.size > 0 ? [0, 0.5, 1] : [0])
        yield this.#remains(entries, inode => partOf(inode, written.get(inode), part))
    }
  }

  #remains(entries: ReadonlyMap<string, Entry>, contentOf: (inode: Inode) => Content): Remains {
    const isThere = (folder: string): boolean =>
      folder === this.#root || (entries.get(folder) === null && isThere(dirname(folder)))
    const there = [...entries].filter(([path]) => isThere(dirname(path))).sort(([a], [b]) => (a < b ? -1 : 1))
    return new Map(
      there.map(([path, entry]) => [path.slice(this.#root.length + 1), entry && contentOf(entry)]),
    )
  }
}

/** Puts what a cut has left into a folder. */
export function restore(root: string, remains: Remains): void {
  real.rmSync(root, { recursive: true, force: true })
  real.mkdirSync(root)
  for (const [path, content] of remains) {
    if (content === null) real.mkdirSync(join(root, path))
    else real.writeFileSync(join(root, path), content.text, { encoding: 'latin1', mode: content.mode })
  }
}

/** What node's readFileSync() does, without the functions that are watched. */
function contentOf(path: string): Content {
  const descriptor = real.openSync(path, 'r')
  try {
    const { size, mode } = real.fstatSync(descriptor)
    const bytes = Buffer.alloc(size)
    real.readSync(descriptor, bytes, 0, size, 0)
    return { text: bytes.toString('latin1'), mode: mode & 0o777 }
  } finally {
    real.closeSync(descriptor)
  }
}

function apply(entries: Map<string, Entry>, changes: Pending['changes']): void {
  for (const [path, entry] of changes) {
    if (entry === undefined) entries.delete(path)
    else entries.set(path, entry)
  }
}

/** So much of what was written came to the disk behind what was safe before. */
function partOf({ safe }: Inode, written: Content | undefined, part: number): Content {
  if (!written) return safe ?? { text: '', mode: 0o644 }
  const kept = safe?.text ?? ''
  return {
    ...written,
    text: part === 0 ? kept : written.text.slice(0, Math.ceil(written.text.length * part)),
  }
}

/** Some of a list of changes, in their order: all combinations of few; of many each beginning, each alone, all but each. */
function combinations(pending: readonly Pending[]): readonly (readonly Pending[])[] {
  if (pending.length <= fewPending)
    return Array.from({ length: 2 ** pending.length }, (_, bits) =>
      pending.filter((_, at) => (bits >> at) & 1),
    )
  return [
    ...Array.from({ length: pending.length + 1 }, (_, count) => pending.slice(0, count)),
    ...pending.map(one => [one]),
    ...pending.map(one => pending.filter(other => other !== one)),
  ]
}
