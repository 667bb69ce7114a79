import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { UserError } from '../model/user-error.ts'
import { discard, isTemporaryOf, makeFolder, writeWhole, writingError } from '../repository/write.ts'

type Files = Readonly<Record<string, string>>

/**
 * Writes the files of a new folder, or those that a run that was interrupted did not come to.
 * @param files path → text
 * @param shown how the folder is called in messages
 * @throws UserError: 2 where the folder holds anything else, 3 where the disk stands against it
 */
export function writeNewFolder(folder: string, files: Files, shown: string): void {
  refuseFull(folder, files, shown)
  for (const [path, text] of Object.entries(files)) writeNew(join(folder, path), text, join(shown, path))
}

function writeNew(target: string, text: string, shown: string): void {
  try {
    makeFolder(dirname(target))
    clearBeside(target)
  } catch (error) {
    throw writingError(error, shown)
  }
  writeWhole(target, text, shown)
}

/** Nothing that is there is written over. A fresh clone holds only its .git, what was interrupted only files of ours. */
function refuseFull(folder: string, files: Files, shown: string): void {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found) return
  const isFree =
    found.isDirectory() &&
    readdirSync(folder).every(name => name === '.git' || holdsOnlyOurs(folder, name, files))
  if (isFree) return
  throw new UserError(
    2,
    { zh: `“${shown}”里已有文件`, en: `"${shown}" is not empty` },
    { zh: '写一个新文件夹', en: 'name a new folder' },
  )
}

function holdsOnlyOurs(folder: string, path: string, files: Files): boolean {
  const full = join(folder, path)
  const entry = lstatSync(full)
  if (entry.isDirectory())
    return readdirSync(full).every(name => holdsOnlyOurs(folder, join(path, name), files))
  const text = files[path.replaceAll('\\', '/')]
  return (
    entry.isFile() && (text === undefined ? isUnfinished(path, files) : readFileSync(full, 'utf8') === text)
  )
}

const isUnfinished = (path: string, files: Files): boolean =>
  Object.keys(files).some(file => isTemporaryOf(basename(path), basename(file)))

/** Clears away what an earlier run had begun to write beside a file. */
function clearBeside(target: string): void {
  for (const name of readdirSync(dirname(target))) {
    if (isTemporaryOf(name, basename(target))) discard(join(dirname(target), name))
  }
}
