import type { Location } from '../repository/find.ts'
import { git } from '../repository/git.ts'
import type { Entry, Tree } from '../repository/tree.ts'
import { bytesOf, type Named, namesIn } from './names.ts'
import type { Looking } from './survey.ts'

/** Fewer files are soon compared. */
const worthIt = 2000

/**
 * The files of records that may hold something else than in a commit, or are there only in one of both. Of all others git's
 * index tells that they hold the content of the commit, and have the stamp that they had then.
 * @param commit its hash
 * @param tree the files as they lie on the disk
 * @param looking looks at them
 * @param least with fewer files it is not worth it
 * @returns paths from plan.yaml, of folders where all may be other that lies in them; undefined where git does not tell, or it is not worth it
 */
export async function touchedSince(
  commit: string,
  { root, prefix }: Location,
  tree: Tree,
  looking: () => Looking,
  least = worthIt,
): Promise<ReadonlySet<string> | undefined> {
  const { folders, strangers } = recordsIn(tree)
  if (folders.reduce((sum, { count }) => sum + count, 0) < least) return undefined
  const survey = looking()
  const [lies, differing, indexed] = await Promise.all([
    survey.look(folders),
    survey.differing,
    changedInIndex(root, commit),
  ])
  if (!differing || !indexed) return undefined
  const touched = new Set(strangers)
  for (const path of [...differing, ...indexed])
    if (path.startsWith(prefix)) touched.add(path.slice(prefix.length))
  for (const [at, { path, names }] of folders.entries()) {
    const isIndexed = lies[at]?.indexed
    if (!isIndexed?.includes(0)) continue
    for (const [row, name] of namesIn(names).entries())
      if (isIndexed[row] === 0) touched.add(`${path}/${name}`)
  }
  return touched
}

/** The folders of record files; what else lies among them git is not asked about. */
function recordsIn(tree: Tree): {
  readonly folders: readonly Named[]
  readonly strangers: readonly string[]
} {
  const folders: Named[] = []
  const strangers: string[] = []
  const below = (path: string): readonly string[] => {
    const entries = tree.list(path)
    if (typeof entries === 'string') return []
    strangers.push(...entries.filter(({ type }) => type !== 'folder').map(({ name }) => `${path}/${name}`))
    return entries.filter(({ type }) => type === 'folder').map(({ name }) => `${path}/${name}`)
  }
  for (const path of below('records').flatMap(below)) {
    const { names, others } = recordFilesIn(tree, path)
    folders.push({ path, names: bytesOf(names), count: names.length })
    strangers.push(...others.map(name => `${path}/${name}`))
  }
  return { folders, strangers }
}

function recordFilesIn(tree: Tree, folder: string): { names: readonly string[]; others: readonly string[] } {
  const known = tree.names?.(folder)
  if (known) return { names: known.all, others: [] }
  const entries = tree.list(folder)
  if (typeof entries === 'string') return { names: [], others: [] }
  const isFile = ({ name, type }: Entry) => type === 'file' && /^[\x21-\x7e]+$/.test(name)
  const names = entries.filter(isFile).map(({ name }) => name)
  const others = entries.filter(entry => !isFile(entry)).map(({ name }) => name)
  return { names, others }
}

/** The files in which git's index differs from a commit; null where git does not tell. */
async function changedInIndex(root: string, commit: string): Promise<readonly string[] | null> {
  const output = await git(root, [
    'diff-index',
    '--cached',
    '--name-only',
    '-z',
    '--no-renames',
    '--ignore-submodules=all',
    commit,
    '--',
    'records',
  ])
  return output && Buffer.from(output).toString('utf8').split('\0')
}
