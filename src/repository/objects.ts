import { type GitSession, gitSession } from './git.ts'
import { listedTree } from './listed-tree.ts'
import { type EntryType, sizeLimit, type Tree, type Unreadable } from './tree.ts'

/** An object of git. */
export interface GitObject {
  readonly hash: string
  readonly type: string
  /** Of a file larger than what is read of files, nothing. */
  readonly bytes: Uint8Array
  readonly size: number
}

/** An entry of a folder in git. */
export interface TreeEntry {
  readonly name: string
  readonly type: EntryType
  readonly hash: string
}

const hashForm = /^[0-9a-f]{40,64}$/
const decoder = new TextDecoder()
const nothing = new Uint8Array()

/** The objects of a repository, read by one process of git; a hash is asked for once. */
export class GitObjects {
  readonly #session: GitSession
  readonly #known = new Map<string, GitObject | null>()
  #rest: Uint8Array = nothing

  private constructor(session: GitSession) {
    this.#session = session
  }

  static open(folder: string): GitObjects {
    return new GitObjects(gitSession(folder, ['cat-file', '--batch']))
  }

  /**
   * Objects by name (`<hash>`, `HEAD^{commit}`, `<hash>:data`), in the order asked for; null where there is none.
   * A name stands on a line of its own, so one with a line break in it names nothing.
   */
  async get(names: readonly string[]): Promise<(GitObject | null)[]> {
    const unknown = [...new Set(names)].filter(name => !this.#known.has(name) && isLine(name))
    if (unknown.length > 0) this.#session.ask(`${unknown.join('\n')}\n`)
    for (const name of unknown) this.#known.set(name, await this.#answer())
    return names.map(name => this.#known.get(name) ?? null)
  }

  /** The hash of the commit that a person names; null where there is none. */
  async commit(written: string): Promise<string | null> {
    if (written.startsWith('-') || written === '') return null
    const [object] = await this.get([`${written}^{commit}`])
    return object?.type === 'commit' ? object.hash : null
  }

  /** The entries of folders by their hashes, in the order asked for; none where a hash names no folder. */
  async trees(hashes: readonly string[]): Promise<TreeEntry[][]> {
    const objects = await this.get(hashes)
    return objects.map(object => (object?.type === 'tree' ? entriesOf(object) : []))
  }

  close(): Promise<void> {
    return this.#session.end()
  }

  async #answer(): Promise<GitObject | null> {
    const line = await this.#line()
    const [hash = '', type = '', size] = line.split(' ')
    if (!hashForm.test(hash) || size === undefined) return null
    const length = Number(size)
    const bytes = await this.#take(length, type === 'blob' && length > sizeLimit ? 0 : length)
    await this.#take(1, 0)
    return { hash, type, bytes, size: length }
  }

  async #line(): Promise<string> {
    let end = this.#rest.indexOf(0x0a)
    while (end < 0) {
      if (!(await this.#more())) return ''
      end = this.#rest.indexOf(0x0a)
    }
    const line = decoder.decode(this.#rest.subarray(0, end))
    this.#rest = this.#rest.subarray(end + 1)
    return line
  }

  /** The next bytes, of which all or none are kept. */
  async #take(length: number, kept: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    let taken = 0
    while (taken < length) {
      if (this.#rest.length === 0 && !(await this.#more())) break
      const part = this.#rest.subarray(0, length - taken)
      this.#rest = this.#rest.subarray(part.length)
      if (kept > 0) parts.push(part)
      taken += part.length
    }
    return parts.length === 1 ? (parts[0] ?? nothing) : Buffer.concat(parts)
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#session.answers.next()
    if (done) return false
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value])
    return true
  }
}

const isLine = (name: string): boolean => [...name].every(character => character >= ' ')

/** A tree object: mode, space, name, NUL, and the hash as bytes, again and again. */
function entriesOf({ hash, bytes }: GitObject): TreeEntry[] {
  const length = hash.length / 2
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: TreeEntry[] = []
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at)
    const end = content.indexOf(0, space)
    entries.push({
      name: content.toString('utf8', space + 1, end),
      type: types[content.toString('latin1', at, at + 2)] ?? 'other',
      hash: content.toString('hex', end + 1, end + 1 + length),
    })
    at = end + 1 + length
  }
  return entries
}

/** By the first digits of the mode: 100644, 40000, 120000 (a link), 160000 (a repository within). */
const types: Readonly<Record<string, EntryType>> = { '10': 'file', '40': 'folder', '12': 'link' }

/** Files of git as a tree: path → what it is called in its folder. */
export async function objectTree(
  objects: GitObjects,
  files: ReadonlyMap<string, Pick<TreeEntry, 'type' | 'hash'>>,
): Promise<Tree> {
  const paths = [...files.keys()]
  const found = await objects.get([...files.values()].map(({ hash }) => hash))
  const contents = new Map(paths.map((path, index) => [path, found[index]]))
  const types = [...files].map(([path, { type }]) => [path, type] as const)
  return listedTree(types, (path): Uint8Array | Unreadable => {
    const object = contents.get(path)
    if (!object) return 'gone'
    if (object.type !== 'blob') return 'not-a-file'
    return object.size > sizeLimit ? 'too-large' : object.bytes
  })
}
