import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Location } from './find.ts'
import { git } from './git.ts'

/**
 * How many record files differ from the last commit: new, changed or gone. git is asked for names and hashes only; it is
 * the contents that are compared, so no filter of its configuration runs.
 * @param files the record files of the work tree, from the folder of plan.yaml
 * @returns null where nothing can be told: no git, no commit yet
 */
export async function uncommitted(
  { root, prefix }: Location,
  files: readonly string[],
): Promise<number | null> {
  const listing = await git(root, [
    'ls-tree',
    '-r',
    '-z',
    '-l',
    '--full-tree',
    'HEAD',
    '--',
    `${prefix}records`,
  ])
  if (!listing) return null
  const committed = new Map<string, { readonly hash: string; readonly size: number }>()
  for (const line of new TextDecoder().decode(listing).split('\0')) {
    const match = /^\d{6} blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line)
    if (match?.[3])
      committed.set(match[3].slice(prefix.length), { hash: match[1] ?? '', size: Number(match[2]) })
  }
  const present = new Set(files)
  let differing = [...committed.keys()].filter(file => !present.has(file)).length
  for (const file of files) {
    const known = committed.get(file)
    if (!known || !isSame(join(root, file), known)) differing++
  }
  return differing
}

function isSame(path: string, { hash, size }: { readonly hash: string; readonly size: number }): boolean {
  try {
    if (statSync(path).size !== size) return false
    const bytes = readFileSync(path)
    const algorithm = hash.length === 40 ? 'sha1' : 'sha256'
    return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === hash
  } catch {
    return false
  }
}
