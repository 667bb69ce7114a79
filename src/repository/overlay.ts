import type { Entry, Tree } from './tree.ts'

/** What is laid over a tree. */
export interface Overlay {
  /** Texts by their paths; they stand in the place of what lies there. Null: the file is not there. */
  readonly files: ReadonlyMap<string, string | null>
  /** Folders of whose own entries only those on the way to one of the files are looked at. */
  readonly hidden?: (folder: string) => boolean
}

/** A tree as it would be with some files written, or without some of its folders. */
export function overlaid(tree: Tree, { files, hidden = () => false }: Overlay): Tree {
  /** A folder may hold 100,000 files: where no folder leads on to one of ours it is not even listed. */
  const onTheWay = (folder: string): ReturnType<Tree['list']> => {
    const names = [...files.keys()]
      .filter(path => path.startsWith(`${folder}/`))
      .map(path => path.slice(folder.length + 1).split('/'))
      .flatMap(([name = '', ...rest]) => (rest.length > 0 ? [name] : []))
    const entries = names.length > 0 ? tree.list(folder) : []
    return typeof entries === 'string' ? entries : entries.filter(({ name }) => names.includes(name))
  }
  return {
    folder: tree.folder,
    list(folder) {
      const below = hidden(folder) ? onTheWay(folder) : tree.list(folder)
      const entries = new Map<string, Entry>()
      if (typeof below !== 'string') for (const entry of below) entries.set(entry.name, entry)
      let isTouched = false
      const start = folder === '' ? '' : `${folder}/`
      for (const [path, text] of files) {
        if (!path.startsWith(start)) continue
        const [name = '', ...rest] = path.slice(start.length).split('/')
        isTouched = true
        if (rest.length > 0) entries.set(name, entries.get(name) ?? { name, type: 'folder' })
        else if (text === null) entries.delete(name)
        else entries.set(name, { name, type: 'file' })
      }
      // What would be written stood alone there, as if nothing else were.
      if (below === 'denied' || (typeof below === 'string' && !isTouched)) return below
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    },
    value: path => (files.has(path) ? undefined : tree.value?.(path)),
    read(path) {
      const text = files.get(path)
      if (text === null) return 'gone'
      return text === undefined ? tree.read(path) : Buffer.from(text)
    },
  }
}
