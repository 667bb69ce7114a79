import type { Location } from './find.ts'
import { git } from './git.ts'
import { GitObjects, objectTree, type TreeEntry } from './objects.ts'
import { openRepository, type Repository } from './open.ts'
import type { EntryType } from './tree.ts'

/** What is staged for the next commit, by folder; the hash of a folder is ''. */
export interface Staged {
  readonly folders: ReadonlyMap<string, readonly TreeEntry[]>
  readonly files: ReadonlyMap<string, Pick<TreeEntry, 'type' | 'hash'>>
}

/**
 * Lists what is staged of the files of a plan.
 * @param index the index that git names to its hooks, absolute; undefined is the repository's own
 */
export async function readStaged(location: Location, index: string | undefined): Promise<Staged> {
  const listing = await git(location.root, ['ls-files', '--stage', '-z'], undefined, index)
  const folders = new Map<string, TreeEntry[]>([['', []]])
  const files = new Map<string, Pick<TreeEntry, 'type' | 'hash'>>()
  for (const line of listing ? new TextDecoder().decode(listing).split('\0') : []) {
    const match = /^(\d{6}) ([0-9a-f]+) (\d)\t(.+)$/s.exec(line)
    // Stages 1 to 3 are the sides of a conflict.
    if (match?.[3] !== '0') continue
    const [, mode = '', hash = '', , path = ''] = match
    const type = types[mode.slice(0, 2)] ?? 'other'
    enter(folders, path, type, hash)
    files.set(path, { type, hash })
  }
  return { folders, files }
}

const types: Readonly<Record<string, EntryType>> = { '10': 'file', '12': 'link' }

/** Enters a path into its folder, and the folders into those above. */
function enter(folders: Map<string, TreeEntry[]>, path: string, type: EntryType, hash: string): void {
  const end = path.lastIndexOf('/')
  const folder = path.slice(0, Math.max(0, end))
  const entries = folders.get(folder)
  const entry = { name: path.slice(end + 1), type, hash }
  if (entries) entries.push(entry)
  else {
    folders.set(folder, [entry])
    enter(folders, folder, 'folder', '')
  }
}

/** Where the plan stands at the top of a repository, pictures and workbooks may lie beside it. */
const isText = /\.(?:ya?ml|json|txt)$/i

/** Reads the plan as it is staged, whole; other files may lie beside it and are not read. */
export async function openStaged(location: Location, staged: Staged): Promise<Repository> {
  const objects = GitObjects.open(location.root)
  try {
    const files = [...staged.files].filter(([path]) => isText.test(path))
    return await openRepository(location, await objectTree(objects, new Map(files)))
  } finally {
    await objects.close()
  }
}
