import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'

/** The largest file that is read. Reading time is bounded only together with the limits of yaml.ts. */
export const sizeLimit = 256 * 1024

export type EntryType = 'file' | 'folder' | 'link' | 'other'

export interface Entry {
  readonly name: string
  readonly type: EntryType
}

/** Why the bytes of an entry cannot be had. */
export type Unreadable = 'too-large' | 'denied' | 'gone' | 'not-a-file'

/** Names of files; they are made when they are asked for. */
export interface Names {
  readonly count: number
  readonly all: readonly string[]
}

/** Folders and files under the folder of plan.yaml: the work tree, or a revision in git. */
export interface Tree {
  /** The folder on the disk; null for a revision. */
  readonly folder: string | null
  /** The entries of a folder (POSIX path, '' for the top), by name. */
  list(folder: string): readonly Entry[] | Unreadable
  /** The names in a folder where it is known that they are data files, all of them; in the same order. */
  names?(folder: string): Names | undefined
  /** What a file of the plan holds, where it is known that it is canonical, its schema accepts it, and nothing is wrong. */
  value?(path: string): unknown
  /** The bytes of a file; the buffer is only good until the next call. */
  read(path: string): Uint8Array | Unreadable
}

const noFollow = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)
const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** The files as they lie in a folder of the disk. Links are not followed; a FIFO cannot make it wait. */
export function workTree(root: string): Tree {
  const buffer = Buffer.allocUnsafe(sizeLimit + 1)
  return {
    folder: root,
    list(folder) {
      try {
        return readdirSync(join(root, folder), { withFileTypes: true })
          .map(entry => ({
            name: entry.name,
            type: entry.isFile()
              ? ('file' as const)
              : entry.isDirectory()
                ? ('folder' as const)
                : entry.isSymbolicLink()
                  ? ('link' as const)
                  : ('other' as const),
          }))
          .sort(byName)
      } catch (error) {
        return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'gone' : 'denied'
      }
    },

    read(path) {
      let descriptor: number
      try {
        descriptor = openSync(`${root}/${path}`, constants.O_RDONLY | noFollow)
      } catch (error) {
        const code = codeOf(error)
        return code === 'ENOENT' ? 'gone' : notFiles.has(code) ? 'not-a-file' : 'denied'
      }
      try {
        let length = 0
        let count: number
        do {
          count = readSync(descriptor, buffer, length, buffer.length - length, null)
          length += count
        } while (count > 0 && length <= sizeLimit)
        // A FIFO that nobody writes into is empty, too.
        if (length === 0 && !fstatSync(descriptor).isFile()) return 'not-a-file'
        return length > sizeLimit ? 'too-large' : buffer.subarray(0, length)
      } catch (error) {
        const code = codeOf(error)
        if (code === '') throw error
        return notFiles.has(code) ? 'not-a-file' : 'denied'
      } finally {
        closeRead(descriptor)
      }
    },
  }
}

/** What opening a link, a socket or a path through a file, and reading a folder or a FIFO, is answered with. */
const notFiles: ReadonlySet<string> = new Set([
  'ELOOP',
  'EMLINK',
  'ENXIO',
  'ENOTDIR',
  'EOPNOTSUPP',
  'EISDIR',
  'EAGAIN',
])

/** What was read stays read, whatever a failing disk says when the file is closed. */
function closeRead(descriptor: number): void {
  try {
    closeSync(descriptor)
  } catch {
    // The descriptor is gone either way.
  }
}

/** The code of a system error (`ENOENT`), or ''. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
