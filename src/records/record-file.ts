import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordFields } from '../model/entities.ts'
import { UserError } from '../model/user-error.ts'
import { annotated, canonicalText } from '../repository/canonical-text.ts'
import type { Location } from '../repository/find.ts'
import { type Tree, workTree } from '../repository/tree.ts'
import type { Words } from '../repository/words.ts'

/** Where a record lies: `records/activity/2018/2018-09-15-kexie-x7f3q.yaml`, from the folder of plan.yaml. */
export const recordPath = (kind: string, { date, id }: Pick<RecordFields, 'date' | 'id'>): string =>
  `records/${kind}/${date.slice(0, 4)}/${id}.yaml`

/** A record as it is written, in the canonical form, with the line by which editors find its schema. */
export function recordText(location: Location, words: Words, kind: string, fields: RecordFields): string {
  const header = schemaLine(location, words, kind)
  const root = { ...annotated(fields), before: header === undefined ? [] : [header] }
  return canonicalText(root, { schemas: words.schemas, kind: `records/${kind}` })
}

function schemaLine({ root, prefix }: Location, { schemas }: Words, kind: string): string | undefined {
  const depth = prefix.split('/').length - 1
  const own = `kinds/${kind}.schema.json`
  const carried = `${'../'.repeat(depth)}schemas/records/${kind}.schema.json`
  const isOwn = schemas[`records/${kind}`] !== undefined && existsSync(join(root, own))
  const path = isOwn ? own : existsSync(join(root, carried)) ? carried : undefined
  return path && `# yaml-language-server: $schema=../../../${path}`
}

/**
 * The folders in which records lie: `records/activity/2018` …
 * @throws UserError (3) where one of them cannot be read: which ids are taken is not known then
 */
export function recordFolders(
  { root, prefix }: Location,
  recordKinds: readonly string[],
  tree: Tree = workTree(root),
): string[] {
  return recordKinds.flatMap(kind => {
    const folder = `records/${kind}`
    const years = tree.list(folder)
    if (years === 'denied') throw cannotRead(prefix + folder)
    return typeof years === 'string' ? [] : years.map(({ name }) => `${folder}/${name}`)
  })
}

/** What a writer says of a file or folder that it must know and is not let in to. */
export const cannotRead = (shown: string): UserError =>
  new UserError(
    3,
    { zh: `不能读取“${shown}”，没有写入`, en: `"${shown}" cannot be read; nothing was written` },
    { zh: '检查权限和磁盘', en: 'check its permissions and the disk' },
  )

/** The files that bear an id, whatever their kind and year: a corrected date moves a file, never its id. */
export function filesOfId({ folder }: Tree, folders: readonly string[], id: string): string[] {
  // What a person types may hold a path.
  if (folder === null || !/^[A-Za-z0-9-]+$/.test(id)) return []
  return folders.map(year => `${year}/${id}.yaml`).filter(file => isTaken(join(folder, file)))
}

/** A name is also taken by a link that leads nowhere. */
const isTaken = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined
