import { createHash } from 'node:crypto'
import type { RecordFields } from '../model/entities.ts'
import { nearest } from '../model/nearest.ts'
import type { Step } from '../model/place.ts'
import { UserError } from '../model/user-error.ts'
import { decode } from '../repository/bytes.ts'
import { type FileKind, isSingleFile, singleFiles } from '../repository/kinds.ts'
import type { Repository } from '../repository/open.ts'
import { type Tree, workTree } from '../repository/tree.ts'
import { parseYaml } from '../repository/yaml.ts'
import { cannotRead, filesOfId, recordFolders } from './record-file.ts'

/** Something written in a file that can be edited in place: a record, or an entity of the plan. */
export interface Editable {
  readonly id: string
  readonly file: string
  readonly kind: FileKind
  /** Where it stands in the file; empty for a record. */
  readonly path: readonly Step[]
  /** The text as it was read, and what tells whether it is still the same. */
  readonly text: string
  readonly hash: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** The record that an editable is; undefined for an entity of the plan. */
export const recordKindOf = ({ kind }: Pick<Editable, 'kind'>): string | undefined =>
  kind.startsWith('records/') ? kind.slice('records/'.length) : undefined

/**
 * Finds what is to be edited by its exact id.
 * @throws UserError (2) where there is none; (1) where its file is broken or the id stands twice; (3) where it may lie in
 *   a folder that cannot be read
 */
export function editableOf(repository: Repository, id: string): Editable {
  const { root, plan, prefix } = repository
  // Writers read only some of the records; the one that is meant may be any.
  const tree = workTree(root)
  const definition = plan.defined.all.find(entity => entity.id === id && entity.kind !== 'plan')
  const files = filesOfId(tree, recordFolders(repository, plan.recordKinds, tree), id)
  if (files.length > 1) {
    throw new UserError(
      1,
      { zh: `编号 ${id} 在 ${files.length} 个文件里`, en: `the id ${id} stands in ${files.length} files` },
      { zh: files.map(file => prefix + file).join('、'), en: files.map(file => prefix + file).join(', ') },
    )
  }
  const file = files[0] ?? definition?.place.file
  if (file === undefined) {
    const unread = unreadIn(tree)
    if (unread !== undefined) throw cannotRead(prefix + unread)
    const near = nearest(
      id,
      plan.defined.all.map(entity => entity.id),
    )
    throw new UserError(
      2,
      { zh: `没有编号为“${id}”的记录或条目`, en: `there is no record or entity "${id}"` },
      near[0]
        ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
        : { zh: '用 kepu list records 查编号', en: 'kepu list records shows the ids' },
    )
  }
  const path = files[0] === undefined ? (definition?.place.path ?? []) : []
  return { id, path, kind: kindOf(file), ...readEditable(repository, file, path) }
}

/** A file or folder of the plan, outside its records, that the system does not let in to: what is meant may stand there. */
function unreadIn(tree: Tree): string | undefined {
  const tasks = tree.list('tasks')
  if (tasks === 'denied') return 'tasks'
  const inTasks = typeof tasks === 'string' ? [] : tasks.map(({ name }) => `tasks/${name}`)
  return [...Object.keys(singleFiles), ...inTasks].find(path => tree.read(path) === 'denied')
}

/** Reads the file anew; the hash tells whether somebody has changed it. */
export function readEditable(
  { root, prefix }: Repository,
  file: string,
  path: readonly Step[],
): Pick<Editable, 'file' | 'text' | 'hash' | 'fields'> {
  const bytes = workTree(root).read(file)
  if (bytes === 'denied') throw cannotRead(prefix + file)
  const text = typeof bytes === 'string' ? null : decode(bytes, file).text
  const value = text === null ? undefined : parseYaml(text, file).value
  const fields = path.reduce<unknown>(
    (inner, step) => (inner as Record<Step, unknown> | undefined)?.[step],
    value,
  )
  if (text === null || typeof fields !== 'object' || fields === null) {
    throw new UserError(
      1,
      {
        zh: `“${prefix}${file}”有错误，不能就地修改`,
        en: `"${prefix}${file}" is broken and cannot be edited in place`,
      },
      { zh: '先运行 kepu validate，按提示改好', en: 'run kepu validate and put it right first' },
    )
  }
  const hash = createHash('sha256').update(text).digest('hex')
  return { file, text, hash, fields: fields as RecordFields }
}

function kindOf(file: string): FileKind {
  const [top = '', kind = ''] = file.split('/')
  if (top === 'records') return `records/${kind}`
  return isSingleFile(file) ? singleFiles[file] : 'task'
}
