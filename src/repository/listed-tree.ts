import type { Entry, EntryType, Tree } from './tree.ts'

/**
 * A tree of the files of a list; its folders are those that the files lie in.
 * @param files path → type
 */
export function listedTree(files: Iterable<readonly [path: string, EntryType]>, read: Tree['read']): Tree {
  const folders = new Map<string, Map<string, EntryType>>([['', new Map()]])
  for (const [path, type] of files) enter(folders, path, type)
  return {
    folder: null,
    list: path => [...(folders.get(path) ?? [])].map(([name, type]): Entry => ({ name, type })).sort(byName),
    read,
  }
}

const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** Enters a path into its folder, and a folder that was not known into the one above. */
function enter(folders: Map<string, Map<string, EntryType>>, path: string, type: EntryType): void {
  const end = path.lastIndexOf('/')
  const folder = end < 0 ? '' : path.slice(0, end)
  let entries = folders.get(folder)
  if (!entries) {
    entries = new Map()
    folders.set(folder, entries)
    enter(folders, folder, 'folder')
  }
  entries.set(path.slice(end + 1), type)
}
