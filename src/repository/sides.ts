import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../model/user-error.ts'
import { gitTop, type Location } from './find.ts'
import { git } from './git.ts'
import { listedTree } from './listed-tree.ts'
import { GitObjects, objectTree, type TreeEntry } from './objects.ts'
import { openRepository, type Repository } from './open.ts'
import { blobHash, isCheckedOut, otherFilesIn, otherHash } from './other-files.ts'
import { commitOfDay } from './revision.ts'
import type { Staged } from './staged.ts'
import { type Entry, type Tree, workTree } from './tree.ts'

/** Two versions of a plan, read as far as they differ: what changed, and what tells the meaning of that. */
export interface Sides {
  readonly before: Repository
  readonly after: Repository
  /** The commits; null is the work tree. */
  readonly base: string
  readonly head: string | null
  /** The files of the plan that differ, came or went, by path from plan.yaml. */
  readonly changedFiles: readonly string[]
  /** The other files in the folder of the plan that do: evidence, pages to read, settings. Empty where not asked for. */
  readonly otherFiles: readonly OtherFile[]
}

/** A file that is no file of the plan, by path from plan.yaml, and what became of it. */
export interface OtherFile {
  readonly file: string
  readonly change: 'added' | 'removed' | 'changed'
}

/** What is compared, as a person names it; a head of null is the work tree, or what is staged. */
export interface Range {
  readonly base: string
  readonly head: string | null
  /** What is staged, not what lies in the work tree. */
  readonly staged?: Staged
  /** From where both parted (`A...B`), not from the base as it is now. */
  readonly fromFork: boolean
  /** The files are asked for, too, that are no files of the plan. */
  readonly withOthers?: true
}

/** Reads `A..B` and `A...B` as git means them; one revision alone is compared with the work tree. */
export function readRange(base: string | undefined, head: string | undefined): Range {
  const dots = base === undefined || head !== undefined ? null : /^(.*?)(\.{2,3})(.*)$/.exec(base)
  if (!dots) return { base: base ?? 'HEAD', head: head ?? null, fromFork: false }
  const [, from, mark, to] = dots
  return { base: from || 'HEAD', head: to || 'HEAD', fromFork: mark === '...' }
}

/** These tell what other changes mean: names, periods, what is closed. They are read even where they did not change. */
const alwaysRead = new Set([
  'plan.yaml',
  'units.yaml',
  'milestones.yaml',
  'records/closing',
  'records/amendment',
])

/**
 * Reads two versions of a plan. Git is asked by one process, or two where there is much to read; folders that are the same in
 * both are not read.
 * @param touchedSince tells which files of records in the work tree may hold something else than in a commit, where that is known
 * @throws UserError (2) where a revision does not exist
 */
export async function openSides(
  location: Location,
  range: Range,
  touchedSince?: (commit: string) => Promise<ReadonlySet<string> | undefined>,
): Promise<Sides> {
  const objects = GitObjects.open(location.root)
  try {
    const [named, head] = await Promise.all([
      commitOf(objects, location, range.base),
      range.head === null ? null : commitOf(objects, location, range.head),
    ])
    const other = head ?? (range.fromFork ? await commitOf(objects, location, 'HEAD') : null)
    const base = range.fromFork && other ? await forkOf(location.root, named, other) : named
    const algorithm = base.length === 64 ? 'sha256' : 'sha1'
    // Asked for at once, the answers are there when they are needed.
    if (head !== null) await objects.get([base, head].flatMap(commit => folderNames(location, commit)))
    const is =
      head === null
        ? { hash: '', prefix: location.prefix }
        : await folderIn(objects, location, head, async () => false)
    const was = await folderIn(
      objects,
      location,
      base,
      async prefix => prefix !== is.prefix && (await isIn(objects, location, head, prefix)),
    )
    const old = new GitSide(objects, was.hash)
    const now = range.staged
      ? new StagedSide(objects, range.staged)
      : head === null
        ? new DiskSide(
            location.root,
            algorithm,
            range.withOthers ? await otherFilesIn(location.root, isOurs) : new Map(),
          )
        : new GitSide(objects, is.hash)
    const touched =
      now instanceof DiskSide && was.prefix === is.prefix ? await touchedSince?.(base) : undefined
    const wanted = await differing(old, now, range.withOthers ?? false, touched && among(touched))
    const otherFiles = await reallyOther(wanted.others, objects, now)
    await addNaming(wanted, otherFiles, now)
    // What is the same on both sides is asked for once.
    const later = now instanceof DiskSide ? [] : [...wanted.after.values()]
    await objects.get([...wanted.before.values(), ...later].map(({ hash }) => hash))
    const before = await openRepository({ ...location, prefix: was.prefix }, await old.tree(wanted.before))
    const after = await openRepository(location, await now.tree(wanted.after))
    return { before, after, base, head, changedFiles: [...wanted.changed].sort(), otherFiles }
  } finally {
    await objects.close()
  }
}

/**
 * The commit that a person names, by any name of git or by a day.
 * @throws UserError (2) where there is none
 */
export async function commitOf(
  objects: GitObjects,
  { root, prefix }: Location,
  written: string,
): Promise<string> {
  const commit = (await objects.commit(written)) ?? (await commitOfDay(root, prefix, written))
  if (commit) return commit
  if (!(await objects.commit('HEAD'))) {
    throw new UserError(
      2,
      {
        zh: '这里不是 git 仓库，或还没有提交过',
        en: 'this is no git repository, or nothing is committed yet',
      },
      { zh: '先运行 git init，再提交一次', en: 'run git init and commit first' },
    )
  }
  throw new UserError(
    2,
    { zh: `没有“${written}”这个版本`, en: `there is no revision "${written}"` },
    {
      zh: '写提交号、分支、标签，或日期（2018-09-15）',
      en: 'name a commit, a branch, a tag, or a day (2018-09-15)',
    },
  )
}

async function forkOf(root: string, a: string, b: string): Promise<string> {
  const output = await git(root, ['merge-base', a, b])
  const fork = output ? new TextDecoder().decode(output).trim() : ''
  if (/^[0-9a-f]{40,64}$/.test(fork)) return fork
  throw new UserError(
    2,
    { zh: '两个版本没有共同的来源', en: 'the two revisions have no commit in common' },
    { zh: '浅克隆的，先取回全部历史', en: 'in a shallow clone, fetch the whole history first' },
  )
}

/** The folder of a plan in a commit. */
interface Folder {
  /** '' where the plan was not there yet. */
  readonly hash: string
  readonly prefix: string
}

/**
 * The folder of the plan in a commit: where it lies now, else where it lay before it was moved. Otherwise a plan would seem
 * new once its folder has another name, and nothing that it promised would be missed.
 * @param isElsewhere whether a folder still holds a plan on the other side: then that is another plan, unless its id tells
 */
export async function folderIn(
  objects: GitObjects,
  { root, prefix }: Location,
  commit: string,
  isElsewhere: (prefix: string) => Promise<boolean>,
): Promise<Folder> {
  const [top, sheet] = await objects.get(folderNames({ prefix }, commit))
  if (sheet?.type === 'blob') return { hash: top?.hash ?? '', prefix }
  const text = workTree(root).read('plan.yaml')
  const id = typeof text === 'string' ? '' : idIn(text)
  for (const { hash, path, plan } of await plansIn(objects, commit)) {
    const [other] = await objects.get([plan])
    const moved = path === '' ? '' : `${path}/`
    if ((id !== '' && other && idIn(other.bytes) === id) || !(await isElsewhere(moved))) {
      return { hash, prefix: moved }
    }
  }
  return { hash: '', prefix }
}

/** What the folder of the plan and plan.yaml are called in a commit. */
const folderNames = ({ prefix }: Pick<Location, 'prefix'>, commit: string): readonly string[] => [
  `${commit}:${prefix.replace(/\/$/, '')}`,
  `${commit}:${prefix}plan.yaml`,
]

const idIn = (sheet: Uint8Array): string =>
  /^id: *["']?([\w.-]+)/m.exec(Buffer.from(sheet).toString('utf8'))?.[1] ?? ''

/** Whether a folder holds a plan in a commit, or in the work tree. */
export async function isIn(
  objects: GitObjects,
  { root }: Location,
  commit: string | null,
  prefix: string,
): Promise<boolean> {
  const path = `${prefix}plan.yaml`
  if (commit === null) return existsSync(join(gitTop(root) ?? root, path))
  const [sheet] = await objects.get([`${commit}:${path}`])
  return sheet?.type === 'blob'
}

/** Folders so deep are looked through for a plan. */
const deepest = 5

/** All folders of a commit that hold a plan.yaml, those further up first. */
async function plansIn(
  objects: GitObjects,
  commit: string,
): Promise<{ readonly path: string; readonly hash: string; readonly plan: string }[]> {
  const [top] = await objects.get([`${commit}^{tree}`])
  const plans: { path: string; hash: string; plan: string }[] = []
  let level = top ? [{ path: '', hash: top.hash }] : []
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const trees = await objects.trees(level.map(({ hash }) => hash))
    const next: typeof level = []
    for (const [index, folder] of level.entries()) {
      const entries = trees[index] ?? []
      const sheet = entries.find(({ name, type }) => name === 'plan.yaml' && type === 'file')
      if (sheet) plans.push({ ...folder, plan: sheet.hash })
      for (const { name, type, hash } of entries) {
        // Records are many, and no plan lies among them.
        if (type !== 'folder' || (sheet && name === 'records')) continue
        next.push({ path: folder.path === '' ? name : `${folder.path}/${name}`, hash })
      }
    }
    level = next
  }
  return plans
}

/** Files of one side: path → what they are and hash to. */
type Files = Map<string, Pick<TreeEntry, 'type' | 'hash'>>

/** What is read of both sides, and which of it differs. */
interface Wanted {
  readonly before: Files
  readonly after: Files
  /** What is there on both sides, the same, and read only where something else asks for it. */
  readonly same: Files
  readonly changed: ReadonlySet<string>
  /** What differs and is no file of the plan. */
  readonly others: ReadonlyMap<
    string,
    { readonly before: TreeEntry | undefined; readonly after: TreeEntry | undefined }
  >
}

/** One version of the files of a plan. */
interface Side {
  /**
   * The entries of folders with their hashes; a hash is '' where only what lies in it tells whether it changed.
   * @param asked which of them are listed; without it all
   */
  list(folders: readonly string[], asked?: Asked): Promise<ReadonlyMap<string, readonly TreeEntry[]>>
  /** The files that were found wanted, as a tree. */
  tree(files: Files): Promise<Tree>
}

/** Which entries of a folder may differ; undefined where all may. */
type Asked = (folder: string) => ReadonlySet<string> | undefined

const nothing: ReadonlySet<string> = new Set()

/** What is asked about where only some files of records may differ, or may come or go. */
function among(touched: ReadonlySet<string>): Asked {
  const names = new Map<string, Set<string>>()
  for (const path of touched) {
    let end = path.length
    while (end > 0) {
      const slash = path.lastIndexOf('/', end - 1)
      const folder = path.slice(0, Math.max(0, slash))
      const own = names.get(folder) ?? new Set()
      names.set(folder, own.add(path.slice(slash + 1, end)))
      end = Math.max(0, slash)
    }
  }
  const isWhole = (folder: string): boolean =>
    touched.has(folder) || (folder.includes('/') && isWhole(folder.slice(0, folder.lastIndexOf('/'))))
  return folder =>
    isOtherRecord(`${folder}/`) && !isWhole(folder) ? (names.get(folder) ?? nothing) : undefined
}

/**
 * Walks both sides at once, level by level, and leaves out what is the same in both and tells nothing.
 * @param asked what may differ
 */
async function differing(
  before: Side,
  after: Side,
  withOthers: boolean,
  asked: Asked = () => undefined,
): Promise<Wanted> {
  const wanted = {
    before: new Map() as Files,
    after: new Map() as Files,
    same: new Map() as Files,
    changed: new Set<string>(),
    others: new Map<string, { before: TreeEntry | undefined; after: TreeEntry | undefined }>(),
  }
  for (let folders: readonly string[] = ['']; folders.length > 0; ) {
    const [old, now] = await Promise.all([before.list(folders, asked), after.list(folders, asked)])
    const next = new Set<string>()
    for (const folder of folders) {
      const mine = byNameOf(old.get(folder))
      const theirs = byNameOf(now.get(folder))
      for (const name of new Set([...mine.keys(), ...theirs.keys()])) {
        const [a, b] = [mine.get(name), theirs.get(name)]
        const isSame = a?.hash === b?.hash && a?.type === b?.type && a?.hash !== ''
        // Most records of a long history are the same: they are passed over before anything is made of them.
        if (isSame && folder.split('/').length === recordDepth && !isRead(folder)) continue
        const path = pathOf(folder, name)
        if (isSame && isOtherRecord(path)) continue
        if ([a, b].some(entry => entry?.type === 'folder')) next.add(path)
        if (!isOurs(path)) {
          if (isSame || !withOthers) next.delete(path)
          else if ([a, b].some(isFile)) wanted.others.set(path, { before: fileOf(a), after: fileOf(b) })
          continue
        }
        for (const [files, entry] of [
          [wanted.before, a],
          [wanted.after, b],
        ] as const) {
          if (!isFile(entry)) continue
          if (isSame && !isRead(path)) wanted.same.set(path, entry)
          else {
            files.set(path, entry)
            if (!isSame) wanted.changed.add(path)
          }
        }
      }
    }
    folders = [...next]
  }
  addSame(wanted, path => isMeant(path, wanted.changed))
  return wanted
}

const pathOf = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)
const isFile = (entry: TreeEntry | undefined): entry is TreeEntry =>
  entry !== undefined && entry.type !== 'folder'
const fileOf = (entry: TreeEntry | undefined) => (isFile(entry) ? entry : undefined)

/** Has files read that are the same on both sides. */
function addSame({ before, after, same }: Wanted, isNeeded: (path: string) => boolean): void {
  for (const [path, entry] of same) {
    if (!isNeeded(path)) continue
    before.set(path, entry)
    after.set(path, entry)
  }
}

/** What became of the other files; what lies on the disk as git would check it out has not changed. */
async function reallyOther(
  others: Wanted['others'],
  objects: GitObjects,
  now: Side,
): Promise<readonly OtherFile[]> {
  const found: OtherFile[] = []
  for (const [file, { before, after }] of others) {
    if (before && after && now instanceof DiskSide && (await now.isCheckedOut(file, before, objects)))
      continue
    found.push({ file, change: before ? (after ? 'changed' : 'removed') : 'added' })
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** Has the records read that name one of the other files as evidence, changed or not. */
async function addNaming(wanted: Wanted, others: readonly OtherFile[], now: Side): Promise<void> {
  if (others.length === 0) return
  const names = new Set(others.map(({ file }) => file))
  const records: Files = new Map()
  for (let folders: readonly string[] = ['records']; folders.length > 0; ) {
    const next: string[] = []
    const listed = await now.list(folders)
    for (const folder of folders) {
      for (const entry of listed.get(folder) ?? []) {
        const path = `${folder}/${entry.name}`
        if (entry.type === 'folder') next.push(path)
        else if (entry.name.endsWith('.yaml') && !wanted.after.has(path)) records.set(path, entry)
      }
    }
    folders = next
  }
  const tree = await now.tree(records)
  const naming = new Set<string>()
  for (const [path, entry] of records) {
    const bytes = tree.read(path)
    if (typeof bytes === 'string' || !namesOne(Buffer.from(bytes).toString('utf8'), names)) continue
    naming.add(path)
    wanted.before.set(path, entry)
    wanted.after.set(path, entry)
  }
  addSame(wanted, path => isMeant(path, naming))
}

/** Whether a record seems to name one of some files; whoever reads it knows. */
function namesOne(text: string, names: ReadonlySet<string>): boolean {
  for (const [, written = ''] of text.matchAll(/\bfile: *(.+)/g)) {
    const name = written.replaceAll(/^["']|["']$/g, '')
    if (names.has(name) || names.has(name.replace(/["']?[,}].*$/, ''))) return true
  }
  return false
}

/** `records/activity/2018` */
const recordDepth = 3

const byNameOf = (entries: readonly TreeEntry[] = []) => new Map(entries.map(entry => [entry.name, entry]))

/** Beside the files of the plan there may be others; those are none of our business. */
const isOurs = (path: string): boolean => /^(?:[^/]+\.yaml|(?:tasks|records|kinds)(?:\/.+)?)$/s.test(path)

const isRead = (path: string): boolean => alwaysRead.has(path.split('/').slice(0, 2).join('/'))

/** Folders and files of records that tell nothing of other changes. */
const isOtherRecord = (path: string): boolean => /^records\/./s.test(path) && !isRead(path)

/** Whether a file that did not change is needed: amendments name what they amend, records their kind. */
function isMeant(path: string, changed: ReadonlySet<string>): boolean {
  const [, kind] = /^kinds\/(.+)\.schema\.json$/s.exec(path) ?? []
  const folder = kind === undefined ? 'records/amendment/' : `records/${kind}/`
  return [...changed].some(other => other.startsWith(folder))
}

class GitSide implements Side {
  readonly #objects: GitObjects
  readonly #folders: Map<string, string>

  constructor(objects: GitObjects, top: string) {
    this.#objects = objects
    this.#folders = new Map([['', top]])
  }

  async list(folders: readonly string[], asked?: Asked): Promise<ReadonlyMap<string, readonly TreeEntry[]>> {
    const there = folders.filter(folder => this.#folders.get(folder))
    const trees = await this.#objects.trees(there.map(folder => this.#folders.get(folder) ?? ''))
    for (const [index, folder] of there.entries()) {
      for (const { name, type, hash } of trees[index] ?? []) {
        if (type === 'folder') this.#folders.set(pathOf(folder, name), hash)
      }
    }
    return new Map(
      there.map((folder, index) => {
        const entries = trees[index] ?? []
        const names = asked?.(folder)
        return [folder, names ? entries.filter(({ name }) => names.has(name)) : entries]
      }),
    )
  }

  tree(files: Files): Promise<Tree> {
    return objectTree(this.#objects, files)
  }
}

class StagedSide implements Side {
  readonly #objects: GitObjects
  readonly #staged: Staged

  constructor(objects: GitObjects, staged: Staged) {
    this.#objects = objects
    this.#staged = staged
  }

  async list(): Promise<ReadonlyMap<string, readonly TreeEntry[]>> {
    return this.#staged.folders
  }

  tree(files: Files): Promise<Tree> {
    return objectTree(this.#objects, files)
  }
}

class DiskSide implements Side {
  readonly #disk: Tree
  readonly #root: string
  readonly #algorithm: 'sha1' | 'sha256'
  readonly #others: ReadonlyMap<string, readonly Entry[]>

  /**
   * @param algorithm by which the repository names contents
   * @param others the files that are no files of the plan, by folder
   */
  constructor(root: string, algorithm: 'sha1' | 'sha256', others: ReadonlyMap<string, readonly Entry[]>) {
    this.#disk = workTree(root)
    this.#root = root
    this.#algorithm = algorithm
    this.#others = others
  }

  async list(folders: readonly string[], asked?: Asked): Promise<ReadonlyMap<string, readonly TreeEntry[]>> {
    const listed = new Map<string, readonly TreeEntry[]>()
    for (const folder of folders) {
      const prefix = folder === '' ? '' : `${folder}/`
      const others = (this.#others.get(folder) ?? []).map(entry => ({
        ...entry,
        hash: otherHash(`${this.#root}/${prefix}${entry.name}`, entry.type, this.#algorithm),
      }))
      const names = asked?.(folder)
      const entries = this.#disk.list(folder)
      if (typeof entries === 'string') continue
      const ours = entries.filter(({ name }) => (names ? names.has(name) : isOurs(prefix + name)))
      listed.set(folder, [
        ...ours.map(entry => ({ ...entry, hash: this.#hashOf(prefix + entry.name, entry) })),
        ...others,
      ])
    }
    return listed
  }

  /** What git would call the content. Its filters are programs, so content is taken as it lies there. */
  #hashOf(path: string, { type }: Entry): string {
    if (type !== 'file') return ''
    const bytes = this.#disk.read(path)
    return typeof bytes === 'string' ? '' : blobHash(bytes, this.#algorithm)
  }

  /** Whether a file that is no file of the plan lies here as git lays it: with other line ends, or in place of its pointer. */
  async isCheckedOut(file: string, stored: TreeEntry, objects: GitObjects): Promise<boolean> {
    return isCheckedOut(`${this.#root}/${file}`, stored, objects, this.#algorithm)
  }

  async tree(files: Files): Promise<Tree> {
    const types = [...files].map(([path, { type }]) => [path, type] as const)
    return listedTree(types, path => this.#disk.read(path))
  }
}
