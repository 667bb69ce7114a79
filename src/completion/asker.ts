import type { Context, Opened } from '../context.ts'
import { type Form, formOf } from '../forms/form.ts'
import { verbatim } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { openRepository } from '../repository/open.ts'
import { type Tree, workTree } from '../repository/tree.ts'
import { wordsOf } from '../repository/words.ts'
import type { Offer } from './offer.ts'

/** Beyond so many ids a list helps nobody; a few typed digits narrow it. */
const mostIds = 300

/** A file or folder beside plan.yaml, or all of them. */
export type Part = 'units' | 'tasks' | 'duties' | 'targets' | 'milestones' | 'programmes' | 'kinds' | 'all'

/** Looks things up in the repository around; whatever is not there offers nothing. */
export class Asker {
  readonly context: Context
  readonly #opened = new Map<Part, Promise<Opened | null>>()

  constructor(context: Context) {
    this.context = context
  }

  /** The plan as far as it is asked for: a part of it or more, and never its records, of which there may be very many. */
  opened(part: Part): Promise<Opened | null> {
    const known = this.#opened.get('all') ?? this.#opened.get(part)
    if (known) return known
    const opened = this.context
      .open(({ root, prefix }, tree = workTree(root)) => openRepository({ root, prefix }, partOf(tree, part)))
      .catch(nothingThere)
    this.#opened.set(part, opened)
    return opened
  }

  async form(written: string): Promise<Form | null> {
    const words = wordsOf((await this.opened('kinds'))?.asked.plan ?? { ownSchemas: {} })
    const kinds = Object.keys(words.schemas).flatMap(name => /^records\/(.+)$/.exec(name)?.[1] ?? [])
    const kind = kinds.find(one => one === written || words.recordKind(one).zh === written)
    return kind === undefined ? null : formOf(words, kind)
  }

  /** The ids of records, read off the names of their files; the newest first. */
  recordIds(typed: string, only?: string): readonly Offer[] {
    const tree = this.#records()
    if (!tree) return []
    const entries = (folder: string) => {
      const found = tree.list(folder)
      return typeof found === 'string' ? [] : found
    }
    const kinds = entries('records').filter(({ name }) => only === undefined || name === only)
    const folders = kinds.flatMap(({ name: kind }) =>
      entries(`records/${kind}`)
        .filter(({ name: year }) => year.startsWith(typed.slice(0, 4)))
        .map(({ name: year }) => ({ kind, folder: `records/${kind}/${year}` })),
    )
    return folders
      .flatMap(({ kind, folder }) =>
        entries(folder)
          .filter(({ name }) => name.startsWith(typed) && name.endsWith('.yaml'))
          .map(({ name }) => ({
            value: name.slice(0, -'.yaml'.length),
            summary: wordsOf({ ownSchemas: {} }).recordKind(kind),
          })),
      )
      .sort((a, b) => (a.value < b.value ? 1 : -1))
      .slice(0, mostIds)
  }

  /** The branches and tags of git, those by which it was last worked first. */
  async revisions(): Promise<readonly Offer[]> {
    try {
      const { root } = this.context.location()
      const { git } = await import('../repository/git.ts')
      const output = await git(root, [
        'for-each-ref',
        `--count=${mostIds}`,
        '--sort=-creatordate',
        '--format=%(refname:short)%09%(creatordate:short)',
        'refs/heads',
        'refs/tags',
        'refs/remotes',
      ])
      const lines = output ? Buffer.from(output).toString('utf8').split('\n').filter(Boolean) : []
      return lines.map(line => {
        const [value = '', day = ''] = line.split('\t')
        return { value, summary: verbatim(day) }
      })
    } catch (error) {
      return nothingThere(error) ?? []
    }
  }

  #records(): ReturnType<typeof workTree> | null {
    try {
      return workTree(this.context.location().root)
    } catch (error) {
      return nothingThere(error)
    }
  }
}

/** A tree that holds plan.yaml and one part beside it. */
function partOf(tree: Tree, part: Part): Tree {
  const isWanted = (name: string) =>
    name !== 'records' && (part === 'all' || name === 'plan.yaml' || name.replace(/\.yaml$/, '') === part)
  return {
    ...tree,
    list(folder) {
      const entries = tree.list(folder)
      if (folder !== '' || typeof entries === 'string') return entries
      return entries.filter(({ name }) => isWanted(name))
    },
  }
}

function nothingThere(error: unknown): null {
  if (error instanceof UserError) return null
  throw error
}
