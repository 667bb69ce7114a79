import { stringify } from 'yaml'
import type { PlainDate } from '../src/model/dates.ts'
import { openRepository, type Repository } from '../src/repository/open.ts'
import type { Entry, Tree } from '../src/repository/tree.ts'
import type { Files } from './scratch.ts'

/** A tree of files in memory. */
function treeOf(files: Files): Tree {
  const folders = new Map<string, Map<string, Entry>>([['', new Map()]])
  for (const path of Object.keys(files)) {
    const parts = path.split('/')
    for (const [depth, name] of parts.entries()) {
      const folder = parts.slice(0, depth).join('/')
      const entries = folders.get(folder) ?? new Map<string, Entry>()
      entries.set(name, { name, type: depth === parts.length - 1 ? 'file' : 'folder' })
      folders.set(folder, entries)
    }
  }
  return {
    folder: null,
    list: folder => [...(folders.get(folder)?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)),
    read(path) {
      const content = files[path]
      if (content === undefined) return 'gone'
      return typeof content === 'string' ? Buffer.from(content) : content
    },
  }
}

/** Reads files as a repository, without a disk. */
export const repositoryOf = (files: Files): Promise<Repository> =>
  openRepository({ root: '/nowhere', prefix: '' }, treeOf(files))

/** YAML as the tool takes it: no anchors, no folding. */
export const yamlOf = (value: unknown): string =>
  stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })

/** A record as a test writes it: what is left out is made up. */
export type Sketch = Readonly<Record<string, unknown>> & { readonly kind: string; readonly date: PlainDate }

/** The files of records that are sketched, each with an id of its own. */
export function recordFiles(sketches: readonly Sketch[]): Record<string, string> {
  return Object.fromEntries(
    sketches.map(({ kind, ...fields }, index) => {
      const id = String(fields.id ?? `${fields.date}-ref-${index.toString(36).padStart(5, '0')}`)
      const whole = { id, title: `${kind} ${index}`, ...needed[kind], ...fields }
      return [`records/${kind}/${fields.date.slice(0, 4)}/${id}.yaml`, yamlOf(whole)]
    }),
  )
}

/** Required fields that no test of judgement is about. */
const needed: Readonly<Record<string, object>> = {
  document: { type: 'other' },
  amendment: { documentNumber: '示政办〔2018〕9号' },
  observation: { scope: 'district' },
  inspection: { about: 'T1' },
}
