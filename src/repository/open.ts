import { createHash } from 'node:crypto'
import type { BrokenRecord, PlanRecord, RecordFields } from '../model/entities.ts'
import type { Place } from '../model/place.ts'
import type { Plan, SourceText } from '../model/plan.ts'
import type { RuleFinding } from '../model/problem.ts'
import { UserError } from '../model/user-error.ts'
import type { PlanFile } from '../model/written.ts'
import { validators } from './accepts.generated.mjs'
import { assemble, type Lent, type WrittenFile } from './assemble.ts'
import { decode } from './bytes.ts'
import { type CanonicalReading, readCanonical } from './fast/canonical.ts'
import { lookAt } from './fast/clean-bytes.ts'
import { keyRanks } from './fast/key-ranks.ts'
import type { Location } from './find.ts'
import { definedByName, glimpse, type LentCover } from './glimpse.ts'
import type { HardFile } from './hard-files.ts'
import { type FileKind, isBuiltIn, isRecordKind, isSingleFile, singleFiles } from './kinds.ts'
import type { KindText, OwnKind } from './own-kinds.ts'
import {
  findingOf,
  isIgnored,
  isLeftOver,
  isMisnamed,
  kindTaken,
  leftOver,
  notAFolder,
  unexpected,
} from './strangers.ts'
import { scanText } from './text-scan.ts'
import { type Entry, type EntryType, type Names, type Tree, workTree } from './tree.ts'

/** A data repository as it was read: the plan, and what was wrong before it could be asked for its rules. */
export interface Repository extends Location {
  readonly tree: Tree
  readonly plan: Plan
  /** What bytes, YAML and schemas have wrong. */
  readonly findings: readonly RuleFinding[]
  /** The data files that were read, readable or not, in the order of the tree. */
  readonly files: readonly DataFile[]
  /** The record files of which only the names were read, in the order of the tree. */
  readonly unread: readonly UnreadFolder[]
  /** The same, with further of its records read. */
  withRecords(wanted: Wanted): Promise<Repository>
}

/** Some record files of a folder. */
export interface UnreadFolder {
  /** `records/activity/2018` */
  readonly path: string
  readonly kind: FileKind
  readonly count: number
  /** Their names in the folder. */
  readonly names: readonly string[]
}

/** Which of the record files of a folder are read: all, none, or those whose names pass a test. */
export type Wanted = (folder: Pick<UnreadFolder, 'path' | 'kind'>) => boolean | ((name: string) => boolean)

/** The kind of the records in a folder. */
export const kindIn = ({ kind }: Pick<UnreadFolder, 'kind'>): string => kindName(kind)

/** Reads a data repository from the disk, whatever state its files are in. */
export async function openRepository(
  location: Location,
  tree: Tree = workTree(location.root),
  wanted: Wanted = () => true,
): Promise<Repository> {
  const reading = new Reading(tree)
  reading.readPlan()
  reading.readRecords(wanted)
  return reading.repository(location)
}

/** The plan as amended: of the records only the amendments. */
export const planOnly: Wanted = folder => kindIn(folder) === 'amendment'

/** A file of the repository; `value` is what it holds once its schema has accepted it. */
interface DataFile {
  readonly file: string
  readonly kind: FileKind
  value?: unknown
  /** It is surely written as `fmt` would write it. */
  isCanonical?: true
  /** The text of a file that could not be read whole. */
  seen?: string
}

/** Without the list of files every answer would be about nothing. */
const unreadableTop = (): UserError =>
  new UserError(
    3,
    { zh: '不能读取方案数据所在的文件夹', en: 'the folder of the plan data cannot be read' },
    { zh: '检查权限和磁盘', en: 'check its permissions and the disk' },
  )

/** The record files of a folder. */
interface RecordFolder {
  readonly path: `records/${string}`
  readonly kind: FileKind
  readonly names: Names
  /** What is no file, by the place of its name. */
  readonly others: ReadonlyMap<number, EntryType>
  /** Those that were read, by the place of the name. */
  readonly read: Map<number, DataFile>
}

/** The files of a tree in the reading: first those of the plan, then of the records those that are asked for. */
class Reading {
  readonly #findings: RuleFinding[] = []
  readonly #lent = {
    definitions: [],
    names: new Set(),
    blind: new Set(),
    missing: new Set(),
    covers: [],
  } as {
    missing: Set<FileKind>
    covers: LentCover[]
    definitions: Lent['definitions'][number][]
    names: Set<string>
    blind: Set<FileKind>
  }
  readonly #tree: Tree
  readonly #planFiles: DataFile[] = []
  readonly #folders: RecordFolder[] = []
  #hard: (HardFile & { readonly target: DataFile })[] = []
  /** The record kinds of the repository's own; null where the file is broken. */
  readonly #kindTexts = new Map<string, KindText | null>()
  #ownKinds: readonly OwnKind[] | undefined

  constructor(tree: Tree) {
    this.#tree = tree
  }

  /** Reads all but the records; of these only the names. */
  readPlan(): void {
    const top = this.#list('')
    this.#readKinds(top.find(({ name }) => name === 'kinds')?.type)
    for (const { name, type } of top) {
      if (name === 'tasks') this.#readTasks(type)
      else if (name === 'records') this.#listRecords(type)
      else if (isSingleFile(name)) this.#planFiles.push(this.#read(name, type, singleFiles[name]))
      else if (type === 'file' && isMisnamed(name)) this.#findings.push(unexpected(name))
    }
    for (const kind of Object.values(singleFiles)) {
      if (!this.#planFiles.some(file => file.kind === kind)) this.#lent.missing.add(kind)
    }
  }

  /** Reads of the records those that are wanted and were not read yet. */
  readRecords(wanted: Wanted): void {
    for (const folder of this.#folders) {
      const isWanted = wanted(folder)
      if (isWanted === false) continue
      const { path, kind, names, others, read } = folder
      for (const [index, name] of names.all.entries()) {
        if (!read.has(index) && (isWanted === true || isWanted(name)))
          read.set(index, this.#read(`${path}/${name}`, others.get(index) ?? 'file', kind))
      }
    }
  }

  /** What was read so far, as a repository. */
  async repository(location: Location): Promise<Repository> {
    await this.#readHardFiles()
    const tree = this.#tree
    const recordFiles = this.#folders.flatMap(({ read }) =>
      [...read].sort(([a], [b]) => a - b).map(([, file]) => file),
    )
    const files = [...this.#planFiles, ...recordFiles]
    const written = this.#planFiles.filter(({ value }) => value !== undefined) as WrittenFile[]
    const { records, broken } = recordsIn(recordFiles)
    return {
      ...location,
      tree,
      plan: assemble(
        written,
        { records, broken, ids: () => this.#recordIds() },
        this.#lent,
        sourceText(tree, written),
        this.#ownKinds ?? [],
      ),
      findings: [...this.#findings],
      files,
      unread: this.#unread(),
      withRecords: wanted => {
        this.readRecords(wanted)
        return this.repository(location)
      },
    }
  }

  #unread(): UnreadFolder[] {
    return this.#folders
      .filter(({ names, read }) => read.size < names.count)
      .map(({ path, kind, names, read }) => {
        const isRead = new Set(read.keys())
        return {
          path,
          kind,
          count: names.count - isRead.size,
          get names() {
            return isRead.size === 0 ? names.all : names.all.filter((_, index) => !isRead.has(index))
          },
        }
      })
  }

  /** The ids of the records in the order of their files; of those that were not read, as their names tell. */
  *#recordIds(): Iterable<string> {
    for (const { names, read } of this.#folders) {
      for (const [index, name] of names.all.entries()) {
        const file = read.get(index)
        if (!file) yield name.slice(0, -'.yaml'.length)
        else if (file.value !== undefined) yield (file.value as RecordFields).id
      }
    }
  }

  #readTasks(type: EntryType): void {
    if (type !== 'folder') {
      this.#findings.push(notAFolder('tasks', type))
      this.#lent.blind.add('task')
      return
    }
    for (const { name, type } of this.#dataFiles('tasks'))
      this.#planFiles.push(this.#read(`tasks/${name}`, type, 'task'))
  }

  #listRecords(type: EntryType): void {
    if (type !== 'folder') {
      this.#findings.push(notAFolder('records', type))
      return
    }
    for (const { name, type } of this.#list('records')) {
      const kind = `records/${name}` as const
      if (type === 'folder' && (isRecordKind(name) || this.#kindTexts.has(name))) this.#listYears(kind)
      else this.#findings.push(unexpected(kind))
    }
  }

  #listYears(kind: `records/${string}`): void {
    for (const year of this.#list(kind)) {
      const path = `${kind}/${year.name}` as const
      if (year.type === 'folder' && /^\d{4}$/.test(year.name))
        this.#folders.push({ path, kind, ...this.#recordFiles(path), read: new Map() })
      else this.#findings.push(unexpected(path))
    }
  }

  #recordFiles(folder: string): Pick<RecordFolder, 'names' | 'others'> {
    const known = this.#tree.names?.(folder)
    if (known) return { names: known, others: new Map() }
    const entries = this.#dataFiles(folder)
    const others = entries.flatMap(({ type }, index) => (type === 'file' ? [] : [[index, type] as const]))
    const names = entries.map(({ name }) => name)
    return { names: { count: names.length, all: names }, others: new Map(others) }
  }

  /** The entries of a folder that are named as data files are. */
  #dataFiles(folder: string): Entry[] {
    return this.#list(folder).filter(({ name }) => {
      if (name.endsWith('.yaml')) return true
      this.#findings.push(unexpected(`${folder}/${name}`))
      return false
    })
  }

  /** Record kinds of the repository's own: `kinds/<kind>.schema.json`. */
  #readKinds(type: EntryType | undefined): void {
    if (type === undefined) return
    if (type !== 'folder') {
      this.#findings.push(notAFolder('kinds', type))
      return
    }
    for (const entry of this.#list('kinds')) {
      const file = `kinds/${entry.name}`
      const name = /^([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\.schema\.json$/.exec(entry.name)?.[1]
      if (name === undefined) this.#findings.push(unexpected(file))
      else if (isRecordKind(name)) this.#findings.push(kindTaken(name, file))
      else this.#kindTexts.set(name, this.#readKind(name, file, entry.type))
    }
  }

  #readKind(name: string, file: string, type: EntryType): KindText | null {
    const bytes = type === 'file' ? this.#tree.read(file) : 'not-a-file'
    if (typeof bytes === 'string') {
      this.#findings.push(findingOf(bytes, file, type))
      return null
    }
    const { text, findings } = decode(bytes, file)
    this.#findings.push(...findings)
    return text === null ? null : { name, file, text }
  }

  /** The entries of a folder that matter. */
  #list(folder: string): readonly Entry[] {
    const entries = this.#tree.list(folder)
    if (typeof entries !== 'string') {
      for (const entry of entries.filter(isLeftOver)) {
        this.#findings.push(leftOver(folder === '' ? entry.name : `${folder}/${entry.name}`))
      }
      return entries.filter(entry => !isIgnored(entry))
    }
    if (folder === '' && entries === 'denied') throw unreadableTop()
    this.#findings.push(findingOf(entries, folder, 'folder'))
    if (folder === 'tasks') this.#lent.blind.add('task')
    return []
  }

  #read(file: string, type: EntryType, kind: FileKind): DataFile {
    const value = type === 'file' ? this.#tree.value?.(file) : undefined
    if (value !== undefined) return { file, kind, value, isCanonical: true }
    const target: DataFile = { file, kind }
    const bytes = type === 'file' ? this.#tree.read(file) : 'not-a-file'
    if (typeof bytes === 'string') {
      this.#findings.push(findingOf(bytes, file, type))
      this.#lose(file, kind)
      return target
    }
    const look = lookAt(bytes)
    if (look === 'clean' && this.#take(target, readCanonical(bytes, keyRanks(kind)))) return target
    const { text, glimpse: seen, findings } = decode(bytes, file)
    this.#findings.push(...findings)
    if (text === null) {
      target.seen = seen
      this.#lend(seen, file, kind)
      return target
    }
    this.#findings.push(...scanText(text, file))
    const reading = readCanonical(Buffer.from(text), look === 'unsure' ? undefined : keyRanks(kind))
    if (!this.#take(target, reading)) this.#hard.push({ file, kind, text, value: reading?.value, target })
    return target
  }

  /** Keeps what was read where the schema accepts it. */
  #take(target: DataFile, reading: CanonicalReading | undefined): boolean {
    if (!reading || !isBuiltIn(target.kind) || !validators[target.kind](reading.value)) return false
    target.value = reading.value
    if (reading.isExact) target.isCanonical = true
    return true
  }

  /** Reads what is not in the canonical form, and says what is wrong with what is not as it should be. */
  async #readHardFiles(): Promise<void> {
    const ownKinds = this.#ownKinds ?? (await this.#compileKinds())
    this.#ownKinds = ownKinds
    if (this.#hard.length === 0) return
    const { readHardFile } = await import('./hard-files.ts')
    for (const hard of this.#hard) {
      const own = ownKinds.find(({ name }) => hard.kind === `records/${name}`)
      if (!own && !isBuiltIn(hard.kind)) {
        // Its kind is broken: that is the one problem.
        this.#lend(hard.text, hard.file, hard.kind)
        continue
      }
      const { value, rest, findings } = await readHardFile(hard, own)
      if (value === undefined) {
        this.#lend(hard.text, hard.file, hard.kind)
        hard.target.seen = hard.text
      }
      hard.target.value = value ?? rest
      this.#findings.push(...findings)
    }
    this.#hard = []
  }

  async #compileKinds(): Promise<OwnKind[]> {
    if (this.#kindTexts.size === 0) return []
    const { compileKind } = await import('./own-kinds.ts')
    const kinds: OwnKind[] = []
    for (const text of this.#kindTexts.values()) {
      if (!text) continue
      const { kind, findings } = compileKind(text)
      this.#findings.push(...findings)
      if (kind) kinds.push(kind)
    }
    return kinds
  }

  /** Nothing, or not everything, can be seen of what a file defines; a task file tells at least its task. */
  #lose(file: string, kind: FileKind): void {
    const named = definedByName(file, kind)
    this.#lent.definitions.push(...named)
    if (named.length === 0) this.#lent.blind.add(kind)
  }

  #lend(text: string, file: string, kind: FileKind): void {
    const seen = glimpse(text, file, kind)
    // What is damaged or cut off may have defined more than can be seen.
    const isWhole = text.endsWith('\n') && !text.includes('\ufffd')
    if (!isWhole || seen.definitions.length === 0) this.#lose(file, kind)
    // One by one: a hostile file may show more ids than a call takes arguments.
    for (const definition of seen.definitions) this.#lent.definitions.push(definition)
    this.#lent.definitions.push(...definedByName(file, kind))
    for (const name of seen.names) this.#lent.names.add(name)
    this.#lent.covers.push(...seen.covers)
  }
}

/** The records in their files, and those that could not be read whole. */
function recordsIn(files: readonly DataFile[]): {
  readonly records: PlanRecord[]
  readonly broken: BrokenRecord[]
} {
  const records: PlanRecord[] = []
  const broken: BrokenRecord[] = []
  for (const { file, kind, value, seen } of files) {
    if (value === undefined) broken.push(brokenRecordOf(file, seen))
    else records.push(recordOf(file, kindName(kind), value as RecordFields))
  }
  return { records, broken }
}

/** One string for each kind, not one for each record. */
function kindName(kind: FileKind): string {
  let name = kindNames.get(kind)
  if (name === undefined) {
    name = kind.slice('records/'.length)
    kindNames.set(kind, name)
  }
  return name
}

const kindNames = new Map<FileKind, string>()

/**
 * The record in a file that is written canonically and accepted by its schema; undefined for every other, of which the
 * reading of the whole tells what is wrong with it, if anything.
 */
export function soundRecord(tree: Tree, file: string, kind: FileKind): PlanRecord | undefined {
  const bytes = tree.read(file)
  if (typeof bytes === 'string' || lookAt(bytes) !== 'clean' || !isBuiltIn(kind)) return undefined
  const reading = readCanonical(bytes, keyRanks(kind))
  if (!reading?.isExact || !validators[kind](reading.value)) return undefined
  return recordOf(file, kindName(kind), reading.value as RecordFields)
}

/** Every record is placed at the root of its file; one path does for all. */
const root: Place['path'] = []

function recordOf(file: string, kind: string, fields: RecordFields): PlanRecord {
  return {
    id: fields.id,
    kind,
    date: fields.date,
    unit: fields.unit,
    title: fields.title,
    fields,
    place: { file, path: root },
  }
}

function brokenRecordOf(file: string, seen: string | undefined): BrokenRecord {
  const [, kind = '', year = ''] = file.split('/')
  return { file, kind, year, text: seen ?? null }
}

/** The official text that plan.yaml names, as it lies in the repository; null where it names none. */
function sourceText(tree: Tree, written: readonly WrittenFile[]): SourceText | null {
  const sheet = written.find(({ kind }) => kind === 'plan')?.value as PlanFile | undefined
  if (!sheet?.source) return null
  const { file } = sheet.source
  const bytes = isInside(file) ? tree.read(file) : 'not-a-file'
  if (typeof bytes === 'string') return { file, text: null, sha256: null }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  // An official text is kept as received: form feeds and the like do not make it unreadable.
  const { glimpse: text, findings } = decode(bytes, file)
  return { file, text: findings.some(({ rule }) => rule === 'encoding') ? null : text, sha256 }
}

/** A path that cannot lead out of the folder of plan.yaml. */
const isInside = (path: string): boolean =>
  !/^[/\\]|[\\:]/.test(path) && !path.split('/').some(part => part === '..' || part === '.' || part === '')
