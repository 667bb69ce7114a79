import type { EntityKind } from '../model/plan.ts'
import { gitTop, type Location } from '../repository/find.ts'
import { git } from '../repository/git.ts'
import { isRecordKind } from '../repository/kinds.ts'
import { listedTree } from '../repository/listed-tree.ts'
import { GitObjects } from '../repository/objects.ts'
import { openRepository } from '../repository/open.ts'
import { commitOf, folderIn, isIn } from '../repository/sides.ts'
import type { Tree } from '../repository/tree.ts'
import { type ComparedEntity, comparedEntities } from './entities.ts'
import { isSame } from './same.ts'

/** What is followed through history. */
export interface Followed {
  readonly kind: EntityKind
  readonly id: string
  /** The file that it stands in now, from plan.yaml; undefined where it does not stand there any more. */
  readonly file: string | undefined
}

/** A commit, as far as a person is told of it. */
interface Commit {
  readonly hash: string
  readonly author: string
  readonly subject: string
  /** When it was committed, in seconds since 1970. */
  readonly seconds: number
}

/** An entity on both sides of a commit, or of what is not committed yet; `unread` where its file was too broken. */
export interface Version {
  readonly commit: Commit | null
  readonly before: ComparedEntity | 'unread' | undefined
  readonly after: ComparedEntity | 'unread' | undefined
}

const decoder = new TextDecoder()

/**
 * The versions of an entity, newest first: the commits that touched a file that it stood in. It is followed by id when its
 * file is renamed, or the folder of the plan is moved. A merge is left out where it only takes over what one of its sides had.
 * @param commit where to begin; null is the work tree, of which `current` is what is not committed yet
 * @throws UserError (2) where there is no commit
 */
export async function versionsOf(
  location: Location,
  commit: string | null,
  followed: Followed,
  current: ComparedEntity | undefined,
): Promise<Version[]> {
  const objects = GitObjects.open(location.root)
  try {
    const head = commit ?? (await commitOf(objects, location, 'HEAD'))
    const history = new History(location, objects, followed)
    const versions = await history.versions(head)
    if (commit !== null) return versions
    const before = await history.entityIn(head)
    return isUnchanged(before, current) ? versions : [{ commit: null, before, after: current }, ...versions]
  } finally {
    await objects.close()
  }
}

/** A file that an entity stood in. */
interface OldFile {
  /** The folder that the plan lay in, from the top of the repository: `data/`, or ''. */
  readonly prefix: string
  /** From there. */
  readonly file: string
}

class History {
  readonly #location: Location
  readonly #objects: GitObjects
  readonly #followed: Followed
  /** By their paths from the top of the repository. */
  readonly #files = new Map<string, OldFile>()
  readonly #read = new Map<string, ComparedEntity | 'unread' | undefined>()

  constructor(location: Location, objects: GitObjects, followed: Followed) {
    this.#location = location
    this.#objects = objects
    this.#followed = followed
    if (followed.file !== undefined) this.#enter(location.prefix, followed.file)
  }

  #enter(prefix: string, file: string): void {
    this.#files.set(prefix + file, { prefix, file })
  }

  /** Asks git in the top folder, from which all paths are told. */
  async #revList(args: readonly string[]): Promise<readonly string[]> {
    const { root } = this.#location
    const output = await git(gitTop(root) ?? root, args)
    return output ? decoder.decode(output).split('\n').filter(Boolean) : []
  }

  async versions(head: string): Promise<Version[]> {
    if (this.#files.size === 0) await this.#findGone(head)
    // Where the file came from nowhere it may have had another name: then the history is longer.
    let versions = await this.#list(head)
    for (let known = 0; known < this.#files.size; ) {
      known = this.#files.size
      for (const { commit, before, after } of versions) {
        if (before !== undefined || after === undefined || !commit) continue
        for (const parent of (await this.#commit(commit.hash)).parents) await this.#findIn(parent, head)
      }
      if (this.#files.size > known) versions = await this.#list(head)
    }
    return versions
  }

  async #list(head: string): Promise<Version[]> {
    if (this.#files.size === 0) return []
    const versions: Version[] = []
    for (const hash of await this.#revList(['rev-list', head, '--', ...this.#files.keys()])) {
      const commit = await this.#commit(hash)
      const after = await this.entityIn(hash)
      const before: Version['before'][] = []
      for (const parent of commit.parents) before.push(await this.entityIn(parent))
      if (!before.some(entity => isUnchanged(entity, after)) && (before.length > 0 || after)) {
        versions.push({ commit, before: before[0], after })
      }
    }
    return versions
  }

  async #commit(hash: string): Promise<Commit & { readonly parents: readonly string[] }> {
    const [object] = await this.#objects.get([hash])
    const [head = '', ...message] = decoder.decode(object?.bytes ?? new Uint8Array()).split('\n\n')
    const lines = head.split('\n')
    const value = (key: string) => lines.find(line => line.startsWith(`${key} `))?.slice(key.length + 1) ?? ''
    return {
      hash,
      author: /^(.*?) ?<[^<>]*> \d+ [-+]\d+$/.exec(value('author'))?.[1] ?? '',
      subject: message.join('\n\n').split('\n')[0] ?? '',
      seconds: Number(/ (\d+) [-+]\d+$/.exec(value('committer'))?.[1] ?? 0),
      parents: lines.filter(line => line.startsWith('parent ')).map(line => line.slice('parent '.length)),
    }
  }

  /** The entity in a commit, in whichever of its files it stands there. */
  async entityIn(commit: string): Promise<Version['before']> {
    let unread: 'unread' | undefined
    for (const [path, { prefix, file }] of this.#files) {
      const [object] = await this.#objects.get([`${commit}:${path}`])
      if (object?.type !== 'blob') continue
      const schema = await this.#kindOf(commit, prefix, file)
      const key = `${object.hash} ${schema?.hash} ${file}`
      if (!this.#read.has(key)) this.#read.set(key, await this.#entityOf(file, object.bytes, schema))
      const entity = this.#read.get(key)
      if (entity === 'unread') unread = entity
      else if (entity) return entity
    }
    return unread
  }

  /** The schema that a record of the repository's own kinds had in a commit. */
  async #kindOf(commit: string, prefix: string, file: string): Promise<OwnKindFile | undefined> {
    const [folder, kind = ''] = file.split('/')
    if (folder !== 'records' || isRecordKind(kind)) return undefined
    const path = `kinds/${kind}.schema.json`
    const [object] = await this.#objects.get([`${commit}:${prefix}${path}`])
    return object?.type === 'blob' ? { path, hash: object.hash, bytes: object.bytes } : undefined
  }

  async #entityOf(file: string, bytes: Uint8Array, schema?: OwnKindFile): Promise<Version['before']> {
    const { plan, findings } = await openRepository(this.#location, treeOf(file, bytes, schema))
    const { kind, id } = this.#followed
    const found = [...comparedEntities(plan)].find(entity => entity.kind === kind && entity.id === id)
    return found ?? (findings.length > 0 ? 'unread' : undefined)
  }

  /** Looks for the files that a record stood in which is not there any more: each bears its id, in whatever folder. */
  async #findGone(head: string): Promise<void> {
    // The id of a record holds letters, digits and dashes: nothing that a pattern would take for more.
    const pattern = `:(glob)**/records/**/${this.#followed.id}.yaml`
    for (const hash of await this.#revList(['--no-literal-pathspecs', 'rev-list', head, '--', pattern])) {
      await this.#findIn(hash, head)
      for (const parent of (await this.#commit(hash)).parents) await this.#findIn(parent, head)
    }
  }

  /** Looks for the file of the entity under another name or in another folder, in a commit that has none of those known. */
  async #findIn(commit: string, head: string): Promise<void> {
    const { kind, id, file } = this.#followed
    const isElsewhere = (other: string) => isIn(this.#objects, this.#location, head, other)
    const { prefix } = await folderIn(this.#objects, this.#location, commit, isElsewhere)
    const folder = kind === 'record' ? 'records' : kind === 'task' || kind === 'measure' ? 'tasks' : undefined
    if (folder === undefined) {
      if (file !== undefined) this.#enter(prefix, file)
      return
    }
    const [top] = await this.#objects.get([`${commit}:${prefix}${folder}`])
    let level = top?.type === 'tree' ? [{ path: folder, hash: top.hash }] : []
    while (level.length > 0) {
      const trees = await this.#objects.trees(level.map(({ hash }) => hash))
      const next: typeof level = []
      for (const [index, entries] of trees.entries()) {
        for (const entry of entries) {
          const path = `${level[index]?.path}/${entry.name}`
          if (entry.type === 'folder') next.push({ path, hash: entry.hash })
          else if (kind === 'record' ? entry.name === `${id}.yaml` : entry.name.endsWith('.yaml')) {
            if (this.#files.has(prefix + path)) continue
            if (kind === 'record' || (await this.#holds(path, entry.hash))) this.#enter(prefix, path)
          }
        }
      }
      level = next
    }
  }

  async #holds(file: string, hash: string): Promise<boolean> {
    const [object] = await this.#objects.get([hash])
    const entity = object && (await this.#entityOf(file, object.bytes))
    return entity !== undefined && entity !== 'unread'
  }
}

const isUnchanged = (a: Version['before'], b: Version['before']): boolean => isSame(fieldsOf(a), fieldsOf(b))

const fieldsOf = (entity: Version['before']): unknown =>
  typeof entity === 'object' ? [entity.recordKind, entity.fields] : (entity ?? null)

/** A file under `kinds/`. */
interface OwnKindFile {
  readonly path: string
  readonly hash: string
  readonly bytes: Uint8Array
}

/** A tree that holds one file, and the schema of its kind where that is the repository's own. */
function treeOf(file: string, bytes: Uint8Array, schema: OwnKindFile | undefined): Tree {
  const files = new Map([[file, bytes], ...(schema ? [[schema.path, schema.bytes] as const] : [])])
  return listedTree(
    [...files.keys()].map(path => [path, 'file'] as const),
    path => files.get(path) ?? 'gone',
  )
}
