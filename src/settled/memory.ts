import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PlainDate } from '../model/dates.ts'
import type { Location } from '../repository/find.ts'
import { kindIn, type Repository, type UnreadFolder } from '../repository/open.ts'
import type { Entry, Names, Tree } from '../repository/tree.ts'
import { build } from '../version.ts'
import { bytesOf, type Named, namesIn } from './names.ts'
import { isTelling } from './settle.ts'
import { changedAt, isSameStamp, stampOf, stampSize, wordOf } from './stamp.ts'
import { type Kept, type KeptFolder, readKept, seen, unknown, writeKept } from './store.ts'
import { type Lie, type Looking, Survey } from './survey.ts'
import { ValueMemory } from './value-memory.ts'

/** Fewer records are soon read again. */
const worthIt = 2000

/** So few news are sooner judged again than written down beside all that is known. */
const fewNews = 64

/** Names of files may not be longer than 255 bytes. */
const longestName = 200

/** A file whose stamp is younger than this when a run begins may change once more without getting another. */
const raceSeconds = 2

/** What is known of the files of a folder, for each of its names. */
export type Verdicts = readonly Uint8Array[]

/**
 * What earlier runs found settled, as far as the files still lie as they did then. It is kept in a file of the user's cache
 * folder; whatever is not sure is unknown, and judged again.
 */
export class Memory implements Looking {
  readonly tree: Tree
  readonly #location: Location
  readonly #file: string
  readonly #plan: ValueMemory
  readonly #telling: ValueMemory
  #found: Kept | null | undefined
  #isLooking = false
  #survey: Survey | undefined
  #again: Promise<readonly Lie[]> | undefined
  /** The stamps of the folders that were listed, taken before that. */
  readonly #folderStamps = new Map<string, string>()
  /** What changed since then is not kept. */
  readonly #since: number
  readonly #least: number
  /** The folders that lie as they did. */
  readonly #same = new Set<string>()
  #isFolderNew = false

  /**
   * @param tree the files as they lie on the disk
   * @param folder where caches live
   * @param now the moment of the run, in milliseconds
   * @param least with fewer records there is nothing to keep
   */
  constructor(location: Location, tree: Tree, folder: string, now = Date.now(), least = worthIt) {
    this.#least = least
    this.#location = location
    this.#since = Math.floor(now / 1000) - raceSeconds
    this.#file = join(
      folder,
      `settled-${Buffer.from(location.root).toString('base64url').slice(-longestName)}`,
    )
    const values = (what: string) =>
      new ValueMemory(location.root, this.#file.replace('settled-', `${what}-`), this.#since)
    this.#plan = values('plan')
    this.#telling = values('telling')
    this.tree = {
      ...tree,
      list: path => {
        const entries = tree.list(path)
        if (typeof entries !== 'string' && !entries.every(isRecordFile)) this.#folderStamps.set(path, mixed)
        return entries
      },
      names: path => this.#namesIn(path, location.root),
      value: path => this.#valuesFor(path)?.value(path),
    }
  }

  /** The names in a folder as they were, where they are so still. */
  #namesIn(path: string, root: string): Names | undefined {
    const kept = this.#kept?.folders.find(one => one.path === path)
    const stamp = stampOf(join(root, path))
    if (!stamp || changedAt(stamp) >= this.#since) return undefined
    const written = wordOf(stamp)
    this.#folderStamps.set(path, written)
    if (kept?.stamp === mixed) return undefined
    if (kept?.stamp === written) {
      this.#same.add(path)
      let names: readonly string[] | undefined
      return {
        count: kept.count,
        get all() {
          names ??= namesIn(kept.names)
          return names
        },
      }
    }
    this.#isFolderNew = true
    return undefined
  }

  /** Has the files looked at while the plan is read: they will be asked about. */
  begin(): void {
    if (!existsSync(this.#file)) return
    this.#isLooking = true
    void this.#surveyed().differing.then(() => {
      this.#isLooking = false
    })
  }

  /** Git has been set to look, and has not ended yet. */
  get isLooking(): boolean {
    return this.#isLooking
  }

  /** Those that were looked at before are looked at by what is known of them. */
  async look(folders: readonly Named[]): Promise<readonly Lie[]> {
    const kept = this.#kept?.folders ?? []
    const again = await this.#lookAgain()
    const known = new Map(
      kept.flatMap(({ path }, at) => (this.#same.has(path) ? [[path, again[at] as Lie]] : [])),
    )
    const others = folders.filter(({ path }) => !known.has(path))
    const found = others.length > 0 ? await this.#surveyed().look(others) : []
    return folders.map(folder => known.get(folder.path) ?? (found[others.indexOf(folder)] as Lie))
  }

  get differing(): Promise<ReadonlySet<string> | null> {
    return this.#surveyed().differing
  }

  /** Read when it is asked for: git has begun to look by then. */
  get #kept(): Kept | undefined {
    if (this.#found === undefined) {
      const found = readKept(this.#file)
      this.#found = found?.root === this.#location.root ? found : null
    }
    return this.#found ?? undefined
  }

  #surveyed(): Survey {
    this.#survey ??= new Survey(this.#location)
    return this.#survey
  }

  /** How the files lie that are kept, at one moment of this run. */
  #lookAgain(): Promise<readonly Lie[]> {
    const { folders, index } = this.#kept ?? { folders: [], index: undefined }
    this.#again ??= this.#surveyed().lookAgain(folders, index)
    return this.#again
  }

  /** Keeps what was read of the plan, and of the records that tell of others. */
  keepValues(repository: Repository): void {
    for (const values of [this.#plan, this.#telling])
      values.keep(repository, file => this.#valuesFor(file) === values)
  }

  #valuesFor(path: string): ValueMemory | undefined {
    const [top, kind = ''] = path.split('/')
    return top !== 'records' ? this.#plan : isTelling(kind) ? this.#telling : undefined
  }

  /** What is known of the unread files of a plan on a day: `unknown`, `settled` or `unsettled`, for each name. */
  async recall(plan: Repository, today: PlainDate): Promise<Verdicts> {
    const recalled = await this.#recall(plan, today)
    return recalled.map(own => (own.includes(seen) ? own.map(it => (it === seen ? unknown : it)) : own))
  }

  /**
   * Keeps what is known now, where that is more than before.
   * @param news of how many files that was not known
   */
  async keep(plan: Repository, today: PlainDate, verdicts: Verdicts, news: number): Promise<void> {
    const index = this.#survey?.indexBefore(this.#since)
    const isIndexNew = index !== undefined && index !== this.#kept?.index
    if (news > fewNews || this.#isFolderNew || isIndexNew) await this.#write(plan, today, verdicts)
  }

  /**
   * A word for the state of all files, where they lie as they did when it was written down; undefined where anything is
   * other, new, gone or not sure. Of two states that differ the words differ.
   */
  async state(plan: Repository): Promise<string | undefined> {
    const kept = this.#kept
    if (!kept?.folders.every(({ path, stamp }) => stamp !== mixed && this.#same.has(path))) return undefined
    // On the day itself nothing is forgotten.
    const recalled = await this.#recall(plan, kept.today)
    const isSame = recalled.length === kept.folders.length && !recalled.some(own => own.includes(unknown))
    return isSame ? wordFor(kept.id, plan) : undefined
  }

  /** Writes the state of the files down as it was when the run began; the word for it, where all is sure. */
  async note(plan: Repository, today: PlainDate): Promise<string | undefined> {
    const recalled = await this.#recall(plan, today)
    const kept = await this.#write(
      plan,
      today,
      recalled.map(own => own.map(verdict => (verdict === unknown ? seen : verdict))),
    )
    const isSure = kept?.folders.every(
      ({ stamp, verdicts }) => stamp !== '' && stamp !== mixed && !verdicts.includes(unknown),
    )
    return kept && isSure && kept.folders.length === plan.unread.length ? wordFor(kept.id, plan) : undefined
  }

  async #recall(plan: Repository, today: PlainDate): Promise<Verdicts> {
    const nothing = plan.unread.map(({ count }) => new Uint8Array(count))
    const kept = this.#kept
    if (!kept || kept.today > today || kept.context !== this.#contextOf(plan)) return nothing
    const now = await this.#lookAgain()
    const folders = new Map(
      kept.folders.map((folder, at) => [folder.path, { folder, now: (now[at] as Lie).stamps }]),
    )
    const recalled = plan.unread.map(unread => {
      const known = folders.get(unread.path)
      if (!known) return new Uint8Array(unread.count)
      const { folder, now } = known
      const hasSameNames = this.#same.has(unread.path) && unread.count === folder.count
      return hasSameNames ? verdictsByRow(folder, now) : verdictsByName(folder, now, unread.names)
    })
    return isToldAnew(plan.unread, recalled, kept.folders) ? nothing : recalled
  }

  /** Returns what was written; undefined where there are too few records, or the plan has just changed. */
  async #write(plan: Repository, today: PlainDate, verdicts: Verdicts): Promise<Kept | undefined> {
    const count = plan.unread.reduce((sum, { count }) => sum + count, 0)
    const context = count < this.#least ? undefined : this.#contextOf(plan)
    if (context === undefined) return undefined
    const survey = this.#surveyed()
    const named = plan.unread.map(
      ({ path, names }): Named => ({ path, names: bytesOf(names), count: names.length }),
    )
    const lies = await survey.look(named)
    const folders = named.map((folder, at): KeptFolder => {
      const lie = lies[at] as Lie
      const sure = (verdicts[at] as Uint8Array).map((verdict, row) => {
        const changed = changedAt(lie.stamps, row * stampSize)
        return changed === 0 || changed >= this.#since ? unknown : verdict
      })
      return { ...folder, ...lie, stamp: this.#folderStamps.get(folder.path) ?? '', verdicts: sure }
    })
    const kept = {
      id: randomBytes(16).toString('hex'),
      root: this.#location.root,
      context,
      today,
      index: survey.indexBefore(this.#since),
      folders: folders.filter(({ names }) => names.every(isAscii)),
    }
    writeKept(this.#file, kept)
    return kept
  }

  /**
   * What all verdicts stand on, as a hash: the program, and every file but the unread records; undefined where one of them
   * may have changed since it was read.
   */
  #contextOf({ tree, files }: Repository): string | undefined {
    const hash = createHash('sha256').update(`${build} ${process.version}\n`)
    const kinds = tree.list('kinds')
    const others = typeof kinds === 'string' ? [] : kinds.map(({ name }) => `kinds/${name}`)
    for (const file of [...files.map(({ file }) => file), ...others]) {
      const stamp = stampOf(join(this.#location.root, file))
      if (!stamp || changedAt(stamp) >= this.#since) return undefined
      const bytes = tree.read(file)
      hash.update(`${file} ${bytes.length}\n`).update(bytes)
    }
    return hash.digest('hex')
  }
}

/** What was wrong with the names of files belongs to their state. */
const wordFor = (id: string, { findings }: Repository): string => `${id} ${JSON.stringify(findings)}`

/** In place of the stamp of a folder that holds other things than record files, and is listed each time. */
const mixed = 'mixed'

const isRecordFile = ({ name, type }: Entry): boolean => type === 'file' && /^[^.].*\.yaml$/.test(name)
const isAscii = (byte: number): boolean => byte < 0x80

/** The verdicts on the files of a folder that holds the same names as it did. */
function verdictsByRow({ verdicts, stamps }: KeptFolder, now: Float64Array): Uint8Array {
  const found = verdicts.slice()
  for (let row = 0; row < found.length; row++)
    if (!isSameStamp(stamps, row * stampSize, now, row * stampSize)) found[row] = unknown
  return found
}

/** The verdicts on names, out of those that were kept; both are in the same order. */
function verdictsByName(
  { names, verdicts, stamps }: KeptFolder,
  now: Float64Array,
  wanted: readonly string[],
): Uint8Array {
  const known = namesIn(names)
  const found = new Uint8Array(wanted.length)
  let row = 0
  for (const [at, name] of wanted.entries()) {
    while (row < known.length && (known[row] as string) < name) row++
    if (known[row] === name && isSameStamp(stamps, row * stampSize, now, row * stampSize))
      found[at] = verdicts[row] as number
  }
  return found
}

/** True where a record that tells of others is new, other than it was, or gone: then all are to be judged anew. */
function isToldAnew(
  folders: readonly UnreadFolder[],
  recalled: Verdicts,
  kept: readonly KeptFolder[],
): boolean {
  const telling = folders.flatMap((folder, at) =>
    isTelling(kindIn(folder)) ? [{ folder, verdicts: recalled[at] as Uint8Array }] : [],
  )
  const before = kept.filter(({ path }) => isTelling(path.split('/')[1] ?? ''))
  const count = (all: readonly { readonly count: number }[]): number =>
    all.reduce((sum, one) => sum + one.count, 0)
  return (
    telling.some(({ verdicts }) => verdicts.includes(unknown)) ||
    count(before) !== telling.reduce((sum, { folder }) => sum + folder.count, 0)
  )
}
