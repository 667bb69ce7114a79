import { dayIn, isPlainDate, type PlainDate } from '../model/dates.ts'
import { readDate } from '../model/read-date.ts'
import { UserError } from '../model/user-error.ts'
import type { Location } from './find.ts'
import { git } from './git.ts'
import { listedTree } from './listed-tree.ts'
import { GitObjects, objectTree, type TreeEntry } from './objects.ts'
import type { Tree } from './tree.ts'

/** A commit, and the files of the plan as they were in it. */
export interface Revision {
  readonly commit: string
  readonly tree: Tree
}

const hash = /^[0-9a-f]{40,64}$/
const decoder = new TextDecoder()

/**
 * Reads the files of a plan out of git: one process to find the commit, one for the names, one for all contents. The
 * work tree is not looked at.
 * @param written a commit, branch, tag or day; a day means the last commit of that day or before, by committer date
 * @throws UserError (2) where there is no such revision
 */
export async function openRevision({ root, prefix }: Location, written: string): Promise<Revision> {
  const commit = (await commitOf(root, written)) ?? (await commitOfDay(root, prefix, written))
  if (!commit) {
    throw new UserError(
      2,
      { zh: `没有“${written}”这个版本`, en: `there is no revision "${written}"` },
      {
        zh: '写提交号、分支、标签，或日期（2018-09-15）',
        en: 'name a commit, a branch, a tag, or a day (2018-09-15)',
      },
    )
  }
  return { commit, tree: await treeOf(root, prefix, commit) }
}

async function commitOf(root: string, written: string): Promise<string | null> {
  // No program can be given one.
  if (written.includes('\0')) return null
  const output = await git(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${written}^{commit}`,
  ])
  const line = output ? decoder.decode(output).trim() : ''
  return hash.test(line) ? line : null
}

/** The last first-parent commit of a day or before, by committer date in the plan's zone; null where there is none. */
export async function commitOfDay(root: string, prefix: string, written: string): Promise<string | null> {
  const day = isPlainDate(written) ? written : readDate(written)
  if (!day) return null
  const zone = await timeZoneOf(root, prefix)
  const output = await git(root, ['rev-list', '--first-parent', '--timestamp', 'HEAD', '--'])
  for (const line of output ? decoder.decode(output).split('\n') : []) {
    const [seconds = '', commit = ''] = line.split(' ')
    if (hash.test(commit) && committedOn(seconds, zone) <= day) return commit
  }
  return null
}

const committedOn = (seconds: string, zone: string): PlainDate =>
  dayIn(zone, new Date(Number(seconds) * 1000))

async function timeZoneOf(root: string, prefix: string): Promise<string> {
  const sheet = await git(root, ['cat-file', 'blob', `HEAD:${prefix}plan.yaml`])
  const zone = sheet && /^timeZone: *["']?([A-Za-z_+\-/0-9]+)/m.exec(decoder.decode(sheet))?.[1]
  return zone || 'Asia/Shanghai'
}

/** Where the plan stands at the top of a repository, pictures and workbooks may lie beside it. */
const isText = /\.(?:ya?ml|json|txt)$/i

async function treeOf(root: string, prefix: string, commit: string): Promise<Tree> {
  const folder = prefix === '' ? [] : [prefix]
  const listing = await git(root, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...folder])
  const files = new Map<string, Pick<TreeEntry, 'type' | 'hash'>>()
  for (const line of listing ? decoder.decode(listing).split('\0') : []) {
    const match = /^(\d{6}) (\w+) ([0-9a-f]+)\t(.+)$/s.exec(line)
    if (!match?.[4]) continue
    const type = match[1] === '120000' ? 'link' : match[2] === 'blob' ? 'file' : 'other'
    files.set(match[4].slice(prefix.length), { type, hash: match[3] ?? '' })
  }
  const texts = await textsOf(root, files)
  const types = [...files].map(([path, { type }]) => [path, type] as const)
  return listedTree(types, path => {
    const type = files.get(path)?.type
    return type === undefined || type === 'file' ? texts.read(path) : 'not-a-file'
  })
}

async function textsOf(
  root: string,
  files: ReadonlyMap<string, Pick<TreeEntry, 'type' | 'hash'>>,
): Promise<Tree> {
  const objects = GitObjects.open(root)
  try {
    const texts = [...files].filter(([path, { type }]) => type === 'file' && isText.test(path))
    return await objectTree(objects, new Map(texts))
  } finally {
    await objects.close()
  }
}
