import { randomBytes } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { codeOf } from './tree.ts'

/**
 * Writes a file whole or not at all: into a file beside it, synced, then renamed, then the folder synced. What stood
 * there before stays until the new content is safe. A link is followed; its file keeps its permissions.
 * @param shown how the path is called in messages
 * @param mode the permissions that it gets, where those of a usual file or of what stood there are not the right ones
 * @throws UserError (3) where the disk or a permission stands against it
 */
export function writeWhole(path: string, content: string | Uint8Array, shown: string, mode?: number): void {
  let temporary: string | undefined
  try {
    const there = statSync(path, { throwIfNoEntry: false })
    // A device or a pipe (/dev/stdout) takes content; nothing can be put in its place.
    if (there && !there.isFile() && !there.isDirectory()) {
      writeFileSync(path, content)
      return
    }
    const target = there ? realpathSync(path) : path
    // To rename over a file takes no right to it: what is read-only is meant to stay.
    if (there) accessSync(target, constants.W_OK)
    temporary = temporaryBeside(target)
    writeSynced(temporary, content, mode ?? there?.mode)
    renamePatiently(temporary, target)
    temporary = undefined
    syncNamed(target, shown)
  } catch (error) {
    throw writingError(error, shown)
  } finally {
    if (temporary !== undefined) discard(temporary)
  }
}

/**
 * Creates a file whole or not at all, and never in the place of another; missing folders are made. Of two writers of the
 * same name one is told.
 * @param shown how the path is called in messages
 * @returns false where the name is taken
 * @throws UserError (3) where the disk or a permission stands against it
 */
export function createWhole(path: string, content: string, shown: string): boolean {
  const temporary = temporaryBeside(path)
  try {
    makeFolder(dirname(path))
    writeSynced(temporary, content)
    const isCreated = linkAnew(temporary, path)
    if (isCreated) syncNamed(path, shown)
    return isCreated
  } catch (error) {
    throw writingError(error, shown)
  } finally {
    discard(temporary)
  }
}

/** The name stands; where the disk does not confirm it, a power cut may still take it away. */
function syncNamed(path: string, shown: string): void {
  try {
    syncFolder(dirname(path))
  } catch (error) {
    const { zh, en } = reasonOf(error)
    throw new UserError(
      3,
      {
        zh: `“${shown}”写进去了，但磁盘没有确认：${zh}`,
        en: `"${shown}" was written, but the disk did not confirm it: ${en}`,
      },
      { zh: '检查磁盘，再用 kepu validate 核对', en: 'look after the disk, and check with kepu validate' },
    )
  }
}

/** What cannot be removed stays as a left-over, and `validate` names it. */
export function discard(temporary: string): void {
  try {
    patiently(() => rmSync(temporary, { force: true }))
  } catch {
    // The reason why nothing was written is what a person has to know.
  }
}

/** A name that readers know to be no data, and `validate` names if it is left over. */
export const temporaryBeside = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)

/** True for a name that temporaryBeside() may give to a file of that name. */
export const isTemporaryOf = (name: string, file: string): boolean =>
  name.startsWith(`.${file}.`) && /^[0-9a-f]{12}\.tmp$/.test(name.slice(file.length + 2))

/**
 * Writes a new file and waits until the disk has it.
 * @param mode the permissions of the file that it is to replace
 */
export function writeSynced(path: string, content: string | Uint8Array, mode?: number): void {
  const descriptor = patiently(() => openSync(path, 'wx', 0o666))
  try {
    if (mode !== undefined) fchmodSync(descriptor, mode & 0o777)
    writeAll(descriptor, typeof content === 'string' ? Buffer.from(content) : content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Gives a finished file its name, unless that is taken: then false. */
export function linkAnew(temporary: string, path: string): boolean {
  try {
    // Of a file system without links Windows says EPERM, which no waiting changes.
    patiently(() => linkSync(temporary, path), ['EBUSY', 'EACCES'])
    return true
  } catch (error) {
    const code = codeOf(error)
    // Over a network the answer to a link that was made may be lost, and the second try be refused.
    if (code === 'EEXIST') return statSync(temporary).nlink > 1
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error
  }
  // A file system without links (a USB stick): the name is taken first, then the content moves in.
  try {
    closeSync(patiently(() => openSync(path, 'wx', 0o666)))
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  try {
    renamePatiently(temporary, path)
  } catch (error) {
    discard(path)
    throw error
  }
  return true
}

/** Makes a folder and those above it, each known to the disk before anything is put into it. */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  const above = dirname(folder)
  if (above !== folder) makeFolder(above)
  try {
    // Not recursively: then Node says of a read-only disk that there is no such folder.
    mkdirSync(folder)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error
    return
  }
  syncFolder(above)
}

/** How long is waited before each further try, in milliseconds; a second in all. */
const pauses = [10, 20, 40, 80, 150, 300, 400]

/**
 * Tries again for a second where Windows refuses because another program holds a file: a virus scanner looks at what was just
 * written, a folder is being synced, WPS saves. Nothing has happened then, and the same is done as if it were for the first
 * time; other systems let names change under whoever has a file open, and mean what they say.
 * @param held what the system says of a file that is held
 */
export function patiently<Result>(
  operation: () => Result,
  held: readonly string[] = ['EBUSY', 'EPERM', 'EACCES'],
): Result {
  for (const pause of process.platform === 'win32' ? pauses : []) {
    try {
      return operation()
    } catch (error) {
      if (!held.includes(codeOf(error))) throw error
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
  }
  return operation()
}

/** Gives a finished file its name, in the place of what bears it; it has either name at any time. */
export const renamePatiently = (from: string, to: string): void => patiently(() => renameSync(from, to))

/** One write may take only a part, on a disk that fills up without an error. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(descriptor, bytes, written)
  }
}

/** Some file systems cannot sync a folder; they keep no order that could be lost. */
export function syncFolder(folder: string): void {
  let descriptor: number
  try {
    descriptor = openSync(folder, 'r')
  } catch {
    return
  }
  try {
    fsyncSync(descriptor)
  } catch (error) {
    if (!['EINVAL', 'EPERM', 'ENOTSUP'].includes(codeOf(error))) throw error
  } finally {
    closeSync(descriptor)
  }
}

const reasons: Readonly<Record<string, Text>> = {
  ENOSPC: { zh: '磁盘满了', en: 'the disk is full' },
  EDQUOT: { zh: '磁盘配额用完了', en: 'the disk quota is used up' },
  EROFS: { zh: '磁盘是只读的', en: 'the disk is read-only' },
  EACCES: { zh: '没有写的权限', en: 'permission is denied' },
  // What Windows says of a file that is open in Excel, too.
  EPERM: {
    zh: '没有写的权限，或者文件正在别的程序（如 Excel、WPS）里开着',
    en: 'permission is denied, or another program such as Excel holds it open',
  },
  ENOTDIR: { zh: '路径中间有一个不是文件夹', en: 'a part of the path is no folder' },
  EFBIG: { zh: '文件太大', en: 'the file would be too large' },
  EMFILE: { zh: '打开的文件太多', en: 'too many files are open' },
  ENAMETOOLONG: { zh: '文件名太长', en: 'the name is too long' },
  ENOENT: { zh: '没有这个文件夹', en: 'there is no such folder' },
  EISDIR: { zh: '这是文件夹', en: 'it is a folder' },
  EBUSY: {
    zh: '文件正在别的程序（如 Excel、WPS）里开着',
    en: 'another program, such as Excel, holds it open',
  },
  EEXIST: { zh: '有同名的文件挡着', en: 'a file of that name is in the way' },
  ELOOP: { zh: '链接绕成了圈', en: 'links lead in a circle' },
  EIO: { zh: '磁盘出错', en: 'the disk fails' },
  ESTALE: { zh: '网络盘断开过', en: 'the network drive was gone for a while' },
  ETIMEDOUT: { zh: '网络盘没有回应', en: 'the network drive does not answer' },
}

/** What the system had against it, in words. */
export const reasonOf = (error: unknown): Text =>
  reasons[codeOf(error)] ?? { zh: `系统错误 ${codeOf(error)}`, en: `system error ${codeOf(error)}` }

/** The words for what the system refused at a place where nobody expected it; undefined for any other error. */
export function systemRefusal(error: unknown): UserError | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || codeOf(error) === '') return undefined
  const { zh, en } = reasonOf(error)
  const { syscall, path = '' } = error as { syscall?: unknown; path?: unknown }
  return new UserError(3, {
    zh: `系统拒绝了 ${syscall}“${path}”：${zh}`,
    en: `the system refused ${syscall} "${path}": ${en}`,
  })
}

/** What a person is told; what the system did not refuse is a bug of ours and stays as it is. */
export function writingError(error: unknown, shown: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error
  const { zh, en } = reasonOf(error)
  const isHeld = ['EBUSY', 'EPERM'].includes(codeOf(error))
  return new UserError(
    3,
    { zh: `没有写成“${shown}”：${zh}`, en: `"${shown}" was not written: ${en}` },
    isHeld
      ? { zh: '关掉它再试；原来的内容没有变', en: 'close it and try again; what was there is unchanged' }
      : { zh: '原来的内容没有变', en: 'what was there is unchanged' },
  )
}
