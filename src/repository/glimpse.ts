import type { Definition, EntityKind } from '../model/plan.ts'
import { defines, type FileKind } from './kinds.ts'

/** What a file that cannot be read as it should can still be seen to define. */
export interface Glimpse {
  readonly definitions: readonly Definition[]
  readonly names: readonly string[]
  readonly covers: readonly LentCover[]
}

/** What a ruling of a broken file can be seen to cover. */
export interface LentCover {
  readonly rule: string
  readonly id: string
  readonly ruling: string
}

const idMark = /(?<![\w-])id["']?[:：] *["']?([A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)/g
const nameMark = /(?<![\w-])name["']?[:：] *(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,}#][^\n,}#]*))/g

/** Looks for `id: …` and `name: …` in a text, so that one broken file is one problem and not fifty. */
export function glimpse(text: string, file: string, kind: FileKind): Glimpse {
  const kinds = defines[kind] ?? []
  const place = { file, path: [] }
  const definitions = [...text.matchAll(idMark)].flatMap(match =>
    kinds.map(entity => ({ id: match[1] ?? '', kind: entity, place })),
  )
  const names = [...text.matchAll(nameMark)].map(match => (match[1] ?? match[2] ?? match[3] ?? '').trim())
  return {
    definitions,
    names: kind === 'units' ? names : [],
    covers: kind === 'rulings' ? coversIn(text) : [],
  }
}

const coverMark = /(?<![\w-])(id|rule): *["']?([A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)/g

/** An id behind a rule is what is covered; any other is the ruling's own. */
function coversIn(text: string): LentCover[] {
  const covers: LentCover[] = []
  let ruling = ''
  let rule: string | undefined
  for (const [, key, value = ''] of text.matchAll(coverMark)) {
    if (key === 'rule') rule = value
    else if (rule === undefined) ruling = value
    else {
      covers.push({ rule, id: value, ruling })
      rule = undefined
    }
  }
  return covers
}

/** The id that the name of a record or task file tells. */
export function definedByName(file: string, kind: FileKind): Definition[] {
  const id = file.slice(file.lastIndexOf('/') + 1, -'.yaml'.length)
  const entity: EntityKind | undefined =
    kind === 'task' ? 'task' : kind.startsWith('records/') ? 'record' : undefined
  return entity ? [{ id, kind: entity, place: { file, path: [] } }] : []
}
