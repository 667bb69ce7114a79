import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UserError } from '../model/user-error.ts'
import { type Holder, holderHere, isGone } from './lock.ts'
import {
  linkAnew,
  makeFolder,
  patiently,
  reasonOf,
  renamePatiently,
  syncFolder,
  writeSynced,
  writingError,
} from './write.ts'

/** A file to be created: its path from the root, and its text. */
export interface NewFile {
  readonly file: string
  readonly text: string
}

const folderForm = /^\.import\.[0-9a-f]{12}\.tmp$/
/** Who is at work in a folder of files to come. */
const holderName = 'holder.json'
/** The names of all files, once each of them is complete. */
const journalName = 'journal.json'

/**
 * Creates many files, all or none: each is written and synced aside, then a journal says that they are complete, then
 * each gets its name. A process that dies before the journal leaves nothing that counts; after it, the next writer
 * finishes the work (`finishInterrupted`).
 * @param progress called with the number of files written so far
 * @throws UserError (3) where the disk stands against it, or a name was taken meanwhile by other content
 */
export function createAll(root: string, files: readonly NewFile[], progress: (done: number) => void): void {
  if (files.length === 0) return
  const folder = join(root, `.import.${randomBytes(6).toString('hex')}.tmp`)
  const names = files.map(({ file }) => file)
  let isComplete = false
  try {
    mkdirSync(folder)
    writeSynced(join(folder, holderName), JSON.stringify(holderHere()))
    for (const [index, { text }] of files.entries()) {
      writeSynced(join(folder, String(index)), text)
      progress(index + 1)
    }
    const unnamed = join(folder, `${journalName}.new`)
    writeSynced(unnamed, JSON.stringify(names))
    syncFolder(folder)
    syncFolder(root)
    renamePatiently(unnamed, join(folder, journalName))
    isComplete = true
    syncFolder(folder)
    nameAll(root, folder, names)
  } catch (error) {
    if (isComplete) throw unfinished(error)
    rmSync(folder, { recursive: true, force: true })
    throw writingError(error, names[0] ?? '')
  }
}

/** All is on the disk, and not all of it under its name; what the names were taken by is told as it is. */
function unfinished(error: unknown): unknown {
  if (error instanceof UserError) return error
  const { zh, en } = reasonOf(error)
  return new UserError(
    3,
    {
      zh: `导入的内容已经存好，但没有全部就位：${zh}`,
      en: `the import is saved but not all in its place: ${en}`,
    },
    {
      zh: '磁盘正常后，下次 kepu record 或 kepu import 会自动补完，不必重做',
      en: 'once the disk works, the next kepu record or kepu import finishes it by itself',
    },
  )
}

/**
 * Finishes what a process that died had begun, or clears it away where it had not come far enough.
 * @returns how many files have their names by these imports now
 */
export function finishInterrupted(root: string): number {
  let finished = 0
  for (const name of foldersOf(root)) {
    const folder = join(root, name)
    const holder = read<Holder>(join(folder, holderName))
    if (!holder || !isGone(holder)) continue
    const names = read<readonly string[]>(join(folder, journalName))
    if (names) finished += nameAll(root, folder, names)
    else rmSync(folder, { recursive: true, force: true })
  }
  return finished
}

function foldersOf(root: string): readonly string[] {
  try {
    return readdirSync(root).filter(name => folderForm.test(name))
  } catch {
    return []
  }
}

function read<Value>(path: string): Value | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Value
  } catch {
    return undefined
  }
}

/** Gives each file its name; those that have it already are passed over. */
function nameAll(root: string, folder: string, names: readonly string[]): number {
  const folders = new Set<string>()
  const taken: string[] = []
  let named = 0
  for (const [index, name] of names.entries()) {
    const target = join(root, name)
    const staged = join(folder, String(index))
    if (!folders.has(dirname(target))) makeFolder(dirname(target))
    folders.add(dirname(target))
    if (linkAnew(staged, target)) named++
    else if (!isSame(staged, target)) taken.push(name)
  }
  for (const one of folders) syncFolder(one)
  // First the journal: a folder that was cleared by half would be taken for an import that can never be finished.
  patiently(() => rmSync(join(folder, journalName), { force: true }))
  syncFolder(folder)
  patiently(() => rmSync(folder, { recursive: true, force: true }))
  if (taken.length === 0) return named
  throw new UserError(
    3,
    {
      zh: `有 ${taken.length} 个文件名刚被别人占用，没有写入：${taken.slice(0, 5).join('、')}`,
      en: `${taken.length} names were taken by somebody else just now, and not written: ${taken.slice(0, 5).join(', ')}`,
    },
    {
      zh: '再导入一次同一个文件，只会补上缺的',
      en: 'import the same file again: only what is missing is written',
    },
  )
}

/** On a file system without links the staged file has moved away. */
function isSame(staged: string, target: string): boolean {
  try {
    return readFileSync(staged).equals(readFileSync(target))
  } catch {
    return true
  }
}
