import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
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
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const descriptor = openSync(temporary, 'wx', 0o666)
    try {
      writeAll(descriptor, typeof content === 'string' ? Buffer.from(content) : content)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, path)
    syncFolder(dirname(path))
  } catch (error) {
    rmSync(temporary, { force: true })
    throw writingError(error, shown)
  }
}

/** One write may take only a part, on a disk that fills up without an error. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(descriptor, bytes, written)
  }
}

/** Some file systems cannot sync a folder; they keep no order that could be lost. */
function syncFolder(folder: string): void {
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
  ENOENT: { zh: '没有这个文件夹', en: 'there is no such folder' },
  EISDIR: { zh: '这是文件夹', en: 'it is a folder' },
  EBUSY: { zh: '文件正被别的程序打开', en: 'another program holds it open' },
  EIO: { zh: '磁盘出错', en: 'the disk fails' },
}

function writingError(error: unknown, shown: string): unknown {
  const reason = reasons[codeOf(error)]
  if (!reason) return error
  return new UserError(
    3,
    { zh: `没有写成“${shown}”：${reason.zh}`, en: `"${shown}" was not written: ${reason.en}` },
    { zh: '原来的内容没有变', en: 'what was there is unchanged' },
  )
}
