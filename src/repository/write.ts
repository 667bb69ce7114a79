import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { codeOf } from './tree.ts'

/**
 * Writes a file whole or not at all: into a file beside it, synced, then renamed, then the folder synced. What stood
 * there before stays until the new content is safe.
 * @param shown how the path is called in messages
 * @throws UserError (3) where the disk or a permission stands against it
 */
export function writeWhole(path: string, content: string | Uint8Array, shown: string): void {
  const temporary = temporaryBeside(path)
  try {
    writeSynced(temporary, content)
    renameSync(temporary, path)
    syncFolder(dirname(path))
  } catch (error) {
    rmSync(temporary, { force: true })
    throw writingError(error, shown)
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
    rmSync(temporary, { force: true })
    if (isCreated) syncFolder(dirname(path))
    return isCreated
  } catch (error) {
    rmSync(temporary, { force: true })
    throw writingError(error, shown)
  }
}

/** A name that readers know to be no data, and `validate` names if it is left over. */
export const temporaryBeside = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)

/** Writes a new file and waits until the disk has it. */
export function writeSynced(path: string, content: string | Uint8Array): void {
  const descriptor = openSync(path, 'wx', 0o666)
  try {
    writeAll(descriptor, typeof content === 'string' ? Buffer.from(content) : content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Gives a finished file its name, unless that is taken: then false. */
export function linkAnew(temporary: string, path: string): boolean {
  try {
    linkSync(temporary, path)
    return true
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST') return false
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error
  }
  // A file system without links (a USB stick): the name is taken first, then the content moves in.
  try {
    closeSync(openSync(path, 'wx', 0o666))
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  renameSync(temporary, path)
  return true
}

/** Makes a folder and those above it, each known to the disk before anything is put into it. */
export function makeFolder(folder: string): void {
  const first = mkdirSync(folder, { recursive: true })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) syncFolder(dirname(made))
}

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
  EPERM: { zh: '没有写的权限', en: 'permission is denied' },
  ENOTDIR: { zh: '路径中间有一个不是文件夹', en: 'a part of the path is no folder' },
  EFBIG: { zh: '文件太大', en: 'the file would be too large' },
  EMFILE: { zh: '打开的文件太多', en: 'too many files are open' },
  ENAMETOOLONG: { zh: '文件名太长', en: 'the name is too long' },
  ENOENT: { zh: '没有这个文件夹', en: 'there is no such folder' },
  EISDIR: { zh: '这是文件夹', en: 'it is a folder' },
  EBUSY: { zh: '文件正被别的程序打开', en: 'another program holds it open' },
  EIO: { zh: '磁盘出错', en: 'the disk fails' },
}

export function writingError(error: unknown, shown: string): unknown {
  const reason = reasons[codeOf(error)]
  if (!reason) return error
  return new UserError(
    3,
    { zh: `没有写成“${shown}”：${reason.zh}`, en: `"${shown}" was not written: ${reason.en}` },
    { zh: '原来的内容没有变', en: 'what was there is unchanged' },
  )
}
