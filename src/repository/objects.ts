import { bufferOf } from './fast/buffer-of.ts'
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
const nothing = new Uint8Array()

/** So many objects are worth a process of git of their own. */
const many = 64
/** So many are worth two. */
const veryMany = 4000

/** The objects of a repository, read by one process of git, many at once by another; a hash is asked for once. */
export class GitObjects {
  readonly #folder: string
  #session: { readonly git: GitSession; readonly answers: Answers } | undefined
  readonly #known = new Map<string, GitObject | null>()
  /** Git answers in the order in which it is asked. */
  #answered: Promise<unknown> = Promise.resolve()

  private constructor(folder: string) {
    this.#folder = folder
  }

  static open(folder: string): GitObjects {
    return new GitObjects(folder)
  }

  /**
   * Objects by name (`<hash>`, `HEAD^{commit}`, `<hash>:data`), in the order asked for; null where there is none.
   * A name stands on a line of its own, so one with a line break in it names nothing. What is asked for while an answer is
   * awaited is asked of git at once.
   */
  async get(names: readonly string[]): Promise<(GitObject | null)[]> {
    const unknown = [...new Set(names)].filter(name => !this.#known.has(name) && isLine(name))
    if (unknown.length >= many) await this.#getMany(unknown)
    else {
      if (unknown.length > 0) {
        const { git, answers } = this.#started()
        git.ask(`${unknown.join('\n')}\n`)
        this.#answered = this.#answered.then(() => this.#keep(unknown, answers))
      }
      await this.#answered
    }
    return names.map(name => this.#known.get(name) ?? null)
  }

  #started(): { readonly git: GitSession; readonly answers: Answers } {
    if (this.#session) return this.#session
    const git = gitSession(this.#folder, ['cat-file', '--batch'])
    this.#session = { git, answers: new Answers(git.answers) }
    return this.#session
  }

  /** Of very many, unpacked ones above all, one process after the other would unpack. */
  async #getMany(names: readonly string[]): Promise<void> {
    const half = names.length < veryMany ? names.length : names.length >> 1
    await Promise.all([names.slice(0, half), names.slice(half)].map(part => this.#getBuffered(part)))
  }

  /** Git need not pass on each answer by itself. */
  async #getBuffered(names: readonly string[]): Promise<void> {
    if (names.length === 0) return
    const session = gitSession(this.#folder, ['cat-file', '--batch', '--buffer'])
    session.ask(`${names.join('\n')}\n`)
    const ended = session.end()
    await this.#keep(names, new Answers(session.answers))
    await ended
  }

  async #keep(names: readonly string[], answers: Answers): Promise<void> {
    for (const name of names) {
      const ready = answers.ready()
      this.#known.set(name, ready === undefined ? await answers.next() : ready)
    }
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

  async close(): Promise<void> {
    await this.#session?.git.end()
  }
}

/** What `git cat-file --batch` answers, object by object: `<hash> <type> <size>`, the bytes, a line feed. */
class Answers {
  readonly #chunks: AsyncIterator<Uint8Array>
  /** What has come and was not read yet. */
  #rest: Buffer = Buffer.alloc(0)

  constructor(chunks: AsyncIterator<Uint8Array>) {
    this.#chunks = chunks
  }

  /** The next object, where it has come as a whole, for waiting takes longer than reading; undefined where it has not. */
  ready(): GitObject | null | undefined {
    const end = this.#rest.indexOf(0x0a)
    if (end < 0) return undefined
    const head = headOf(this.#rest.toString('latin1', 0, end))
    const behind = end + 1 + (head ? head.size + 1 : 0)
    if (this.#rest.length < behind) return undefined
    const bytes = head && (isKept(head) ? this.#rest.subarray(end + 1, behind - 1) : nothing)
    this.#rest = this.#rest.subarray(behind)
    return head && bytes ? { ...head, bytes } : null
  }

  /** The next object; null where there is none of that name, or git has ended. */
  async next(): Promise<GitObject | null> {
    let end = this.#rest.indexOf(0x0a)
    while (end < 0) {
      if (!(await this.#more())) return null
      end = this.#rest.indexOf(0x0a)
    }
    const head = headOf(this.#rest.toString('latin1', 0, end))
    this.#rest = this.#rest.subarray(end + 1)
    if (!head) return null
    const bytes = await this.#take(head.size, isKept(head))
    await this.#take(1, false)
    return { ...head, bytes }
  }

  /** The next bytes, of which all or none are kept. */
  async #take(length: number, isKept: boolean): Promise<Uint8Array> {
    const taken = Buffer.allocUnsafe(isKept ? length : 0)
    let left = length
    while (left > 0 && (this.#rest.length > 0 || (await this.#more()))) {
      const part = this.#rest.subarray(0, left)
      if (isKept) part.copy(taken, length - left)
      this.#rest = this.#rest.subarray(part.length)
      left -= part.length
    }
    return isKept ? taken.subarray(0, length - left) : nothing
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next()
    if (done) return false
    this.#rest = this.#rest.length === 0 ? bufferOf(value) : Buffer.concat([this.#rest, value])
    return true
  }
}

type Head = Omit<GitObject, 'bytes'>

function headOf(line: string): Head | null {
  const [hash = '', type = '', size] = line.split(' ')
  return hashForm.test(hash) && size !== undefined ? { hash, type, size: Number(size) } : null
}

const isKept = ({ type, size }: Head): boolean => type !== 'blob' || size <= sizeLimit

const isLine = (name: string): boolean =>
  hashForm.test(name) || [...name].every(character => character >= ' ')

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
