import type { PlainDate } from '../model/dates.ts'
import type { RecordFields } from '../model/entities.ts'
import type { Plan } from '../model/plan.ts'
import { decode } from '../repository/bytes.ts'
import type { Location } from '../repository/find.ts'
import { type Tree, workTree } from '../repository/tree.ts'
import { wordsOf } from '../repository/words.ts'
import { parseYaml } from '../repository/yaml.ts'
import { cannotRead, filesOfId, recordFolders, recordPath, recordText } from './record-file.ts'
import { contentHash, contentKey, idCharacters } from './record-id.ts'

/** A record on its way into a file. */
export interface Candidate {
  readonly id: string
  /** Its path from the folder of plan.yaml. */
  readonly file: string
  readonly text: string
  readonly fields: RecordFields
  /** It is there already: under this id and path, with this content. */
  readonly isThere: boolean
}

/** A record without its id, as understood from flags, prompts or a row. */
export type Content = Readonly<Record<string, unknown>> & {
  readonly date: PlainDate
  readonly unit?: string
  readonly title: string
}

/** What is known beforehand when many records are named. */
export interface Naming {
  /** Make another one even if the same content is there. */
  readonly again?: boolean
  readonly tree?: Tree
  /** What recordFolders() gives. */
  readonly folders?: readonly string[]
  /** What is not yet in a file but will be: ids with their content keys. */
  readonly taken?: ReadonlyMap<string, string>
}

/**
 * Gives a record its id: the first characters of its hash that are not taken by other content.
 * @throws UserError (3) where a folder or file that may hold it cannot be read
 */
export function candidateOf(
  location: Location,
  plan: Plan,
  kind: string,
  content: Content,
  { again = false, tree = workTree(location.root), folders, taken = new Map() }: Naming = {},
): Candidate {
  const among = folders ?? recordFolders(location, plan.recordKinds, tree)
  const hash = contentHash(kind, content)
  const key = contentKey(kind, content)
  const start = `${content.date}-${unitId(plan, content) ?? 'ref'}-`
  for (let characters = idCharacters; characters <= hash.length; characters++) {
    const id = start + hash.slice(0, characters)
    const { files, keys } = holders(location, tree, among, id, taken)
    const isThere = keys.includes(key)
    if (keys.length > 0 && (!isThere || again)) continue
    const fields = { id, ...content } as RecordFields
    const [file = recordPath(kind, fields)] = files
    return { id, file, text: recordText(location, wordsOf(plan), kind, fields), fields, isThere }
  }
  throw new Error(`no id is left for ${start}`)
}

/** Who holds an id: files that are there, and records that are about to be written. */
function holders(
  { prefix }: Location,
  tree: Tree,
  folders: readonly string[],
  id: string,
  taken: ReadonlyMap<string, string>,
): { readonly files: readonly string[]; readonly keys: readonly string[] } {
  const files = filesOfId(tree, folders, id)
  const soon = taken.get(id)
  return {
    files,
    keys: [...files.map(file => keyOf(tree, file, prefix)), ...(soon === undefined ? [] : [soon])],
  }
}

/**
 * What a file holds, as a content key; '' for one that is broken, which is other content too.
 * @throws UserError (3) where the system does not let it be read: it may hold the very same
 */
function keyOf(tree: Tree, file: string, prefix: string): string {
  const bytes = tree.read(file)
  if (bytes === 'denied') throw cannotRead(prefix + file)
  if (typeof bytes === 'string') return ''
  const value = parseYaml(decode(bytes, file).text ?? '', file).value
  const kind = file.split('/')[1] ?? ''
  return typeof value === 'object' && value !== null ? contentKey(kind, value as RecordFields) : ''
}

function unitId(plan: Plan, { unit, date }: Content): string | undefined {
  return unit === undefined ? undefined : plan.units.named(unit, date)?.id
}
