import type { Context, Opened } from '../context.ts'
import { type Form, formOf } from '../forms/form.ts'
import { UserError } from '../model/user-error.ts'
import { openRepository } from '../repository/open.ts'
import { overlaid } from '../repository/overlay.ts'
import { workTree } from '../repository/tree.ts'
import { wordsOf } from '../repository/words.ts'
import type { Offer } from './offer.ts'

/** Beyond so many ids a list helps nobody; a few typed digits narrow it. */
const mostIds = 300

/** Looks things up in the repository around; whatever is not there offers nothing. */
export class Asker {
  readonly context: Context
  #opened: Promise<Opened | null> | undefined

  constructor(context: Context) {
    this.context = context
  }

  /** The plan without its records, of which there may be very many. */
  opened(): Promise<Opened | null> {
    this.#opened ??= this.context
      .open(location =>
        openRepository(
          location,
          overlaid(workTree(location.root), {
            files: new Map(),
            hidden: folder => folder.startsWith('records/'),
          }),
        ),
      )
      .catch(nothingThere)
    return this.#opened
  }

  async form(written: string): Promise<Form | null> {
    const words = wordsOf((await this.opened())?.asked.plan ?? { ownSchemas: {} })
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

  #records(): ReturnType<typeof workTree> | null {
    try {
      return workTree(this.context.location().root)
    } catch (error) {
      return nothingThere(error)
    }
  }
}

function nothingThere(error: unknown): null {
  if (error instanceof UserError) return null
  throw error
}
