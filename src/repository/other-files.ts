import { createHash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readFileSync, readlinkSync, readSync } from 'node:fs'
import { git } from './git.ts'
import type { GitObjects, TreeEntry } from './objects.ts'
import { codeOf, type Entry, type EntryType, sizeLimit } from './tree.ts'

type Algorithm = 'sha1' | 'sha256'

/**
 * The files in the folder of a plan that are no files of the plan, by folder: what git keeps of them, and what it would
 * take up. What it is told to ignore is no change.
 */
export async function otherFilesIn(
  root: string,
  isOurs: (path: string) => boolean,
): Promise<ReadonlyMap<string, readonly Entry[]>> {
  const output = await git(root, [
    '--no-literal-pathspecs',
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--',
    '.',
    ...['records', 'tasks', 'kinds'].map(folder => `:(exclude)${folder}`),
  ])
  const folders = new Map<string, Map<string, EntryType>>()
  const enter = (path: string, type: EntryType): void => {
    const end = path.lastIndexOf('/')
    const folder = path.slice(0, Math.max(end, 0))
    let entries = folders.get(folder)
    if (!entries) {
      entries = new Map()
      folders.set(folder, entries)
      if (folder !== '') enter(folder, 'folder')
    }
    entries.set(path.slice(end + 1), type)
  }
  for (const path of output ? new TextDecoder().decode(output).split('\0') : []) {
    // A repository within ends in a slash.
    const type = path === '' || isOurs(path) ? undefined : typeOf(`${root}/${path}`)
    if (type) enter(path.replace(/\/$/, ''), type)
  }
  return new Map(
    [...folders].map(([folder, entries]) => [folder, [...entries].map(([name, type]) => ({ name, type }))]),
  )
}

/** Undefined where there is nothing. */
function typeOf(path: string): EntryType | undefined {
  const status = lstatSync(path, { throwIfNoEntry: false })
  if (!status) return undefined
  if (status.isFile()) return 'file'
  return status.isSymbolicLink() ? 'link' : 'other'
}

/** The hash that git gives to the content of a file. */
export const blobHash = (bytes: Uint8Array, algorithm: Algorithm): string =>
  createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex')

/** The same of a file that may be a film, or of where a link points; '' where it cannot be read. */
export function otherHash(path: string, type: EntryType, algorithm: Algorithm): string {
  try {
    if (type === 'link') return blobHash(Buffer.from(readlinkSync(path)), algorithm)
    if (type !== 'file') return ''
    const hash = createHash(algorithm).update(`blob ${lstatSync(path).size}\0`)
    return inPieces(path, piece => hash.update(piece)) && hash.digest('hex')
  } catch (error) {
    if (codeOf(error) === '') throw error
    return ''
  }
}

function inPieces(path: string, take: (piece: Uint8Array) => unknown): true {
  const buffer = Buffer.allocUnsafe(1 << 20)
  const descriptor = openSync(path, 'r')
  try {
    for (;;) {
      const count = readSync(descriptor, buffer)
      if (count === 0) return true
      take(buffer.subarray(0, count))
    }
  } finally {
    closeSync(descriptor)
  }
}

/** Whether git would lay a file so from what it keeps: with the line ends of Windows, or in the place of a pointer of git-lfs. */
export async function isCheckedOut(
  path: string,
  stored: TreeEntry,
  objects: GitObjects,
  algorithm: Algorithm,
): Promise<boolean> {
  const status = lstatSync(path, { throwIfNoEntry: false })
  if (!status?.isFile()) return status?.isDirectory() === true && stored.type === 'other'
  if (status.size <= sizeLimit) {
    const text = readFileSync(path, 'latin1')
    const plain = Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1')
    if (!text.includes('\0') && blobHash(plain, algorithm) === stored.hash) return true
  }
  const [object] = await objects.get([stored.hash])
  const pointer = object && object.size < 1024 ? Buffer.from(object.bytes).toString('latin1') : ''
  const named = pointer.startsWith('version https://git-lfs')
    ? /^oid sha256:([0-9a-f]{64})$/m.exec(pointer)?.[1]
    : undefined
  if (named === undefined) return false
  const hash = createHash('sha256')
  return inPieces(path, piece => hash.update(piece)) && hash.digest('hex') === named
}
