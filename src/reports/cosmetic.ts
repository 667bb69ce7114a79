import type { EntityChange } from '../changes/compare.ts'
import { type ComparedEntity, comparedEntities } from '../changes/entities.ts'
import { type Hunk, hunksOf } from '../changes/hunks.ts'
import { at } from '../model/place.ts'
import { decode } from '../repository/bytes.ts'
import { type Locate, locatorOf } from '../repository/locator.ts'
import type { Repository } from '../repository/open.ts'
import type { Sides } from '../repository/sides.ts'

/** What changed in files without changing an entity. */
export interface Cosmetic {
  /** Files with the number of their runs of lines that no told change explains. */
  readonly files: readonly { readonly file: string; readonly hunks: number }[]
  /** Files that changed and cannot be read on one side at least: what changed in them may not all be told. */
  readonly unread: readonly string[]
}

/** Every run of lines that differs is told by one of the changes, or is counted here. */
export async function cosmeticOf(
  { before, after, changedFiles }: Pick<Sides, 'before' | 'after' | 'changedFiles'>,
  changes: readonly EntityChange[],
): Promise<Cosmetic> {
  const broken = new Set([...before.findings, ...after.findings].map(finding => finding.at.file))
  const unread = changedFiles.filter(file => broken.has(file))
  const readable = new Set(changedFiles.filter(file => !broken.has(file)))
  const old = await toldLines(before, changes, 'before', readable)
  const now = await toldLines(after, changes, 'after', readable)
  const files = [...readable].flatMap(file => {
    const hunks = hunksOf(textOf(before, file), textOf(after, file))
    const untold = hunks.filter(hunk => !isTold(hunk, old.get(file), now.get(file)))
    // What a file that is gone held is told, or stands elsewhere: the file with its new name is counted.
    const isGone = after.tree.read(file) === 'gone'
    return untold.length === 0 || isGone ? [] : [{ file: after.prefix + file, hunks: untold.length }]
  })
  return { files, unread: unread.map(file => after.prefix + file) }
}

function textOf({ tree }: Repository, file: string): string {
  const bytes = tree.read(file)
  return typeof bytes === 'string' ? '' : decode(bytes, file).glimpse
}

/** The lines of a file, and which of them (0-based) belong to a change that is told. */
interface ToldLines {
  readonly lines: readonly string[]
  readonly told: ReadonlySet<number>
}

/** A run is told where one of its lines that say something belongs to a told change. */
function isTold({ before, after }: Hunk, old: ToldLines | undefined, now: ToldLines | undefined): boolean {
  const tells = (side: ToldLines | undefined, [from, to]: readonly [number, number]): boolean => {
    for (let line = from; line < to; line++) {
      if (side?.told.has(line) && !/^\s*(?:#|$)/.test(side.lines[line] ?? '')) return true
    }
    return false
  }
  return tells(old, before) || tells(now, after)
}

/** The lines that told changes are written in, on one side. */
async function toldLines(
  repository: Repository,
  changes: readonly EntityChange[],
  side: 'before' | 'after',
  files: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ToldLines>> {
  const entities = [...comparedEntities(repository.plan)].filter(({ place }) => files.has(place.file))
  const locate = await locatorOf(
    repository,
    [...files].map(file => ({ file, path: [] })),
  )
  const starts = new Map<string, number[]>()
  for (const entity of entities) {
    starts.set(entity.place.file, [...(starts.get(entity.place.file) ?? []), firstLine(entity, locate)])
  }
  for (const own of starts.values()) own.sort((a, b) => a - b)
  const all = new Map<string, { lines: string[]; told: Set<number> }>()
  for (const file of files) all.set(file, { lines: textOf(repository, file).split('\n'), told: new Set() })
  for (const change of changes) {
    const entity = change[side]
    const own = entity && all.get(entity.place.file)
    if (!own) continue
    const first = firstLine(entity, locate)
    const behind = starts.get(entity.place.file)?.find(line => line > first) ?? own.lines.length
    for (const [from, to] of rangesOf(change, entity, locate, behind, own.lines)) {
      for (let line = from; line < to; line++) own.told.add(line)
    }
  }
  return all
}

const firstLine = ({ place }: ComparedEntity, locate: Locate): number =>
  place.path.length === 0 ? 0 : locate(place).line - 1

/** The lines of an entity that tell what changed: all of them, or those of the fields that are not what they were. */
function rangesOf(
  change: EntityChange,
  entity: ComparedEntity,
  locate: Locate,
  behind: number,
  lines: readonly string[],
): (readonly [number, number])[] {
  if (change.change !== 'changed') return [[firstLine(entity, locate), behind]]
  const keys = Object.keys(entity.fields)
    .map(key => ({ key, line: locate({ ...at(entity, key), key: true }).line - 1 }))
    .sort((a, b) => a.line - b.line)
  const changed = new Set(change.fields.map(({ field }) => field[0]))
  return keys.flatMap(({ key, line }, index) => {
    if (!changed.has(key)) return []
    // A task file goes on with its measures, which are entities of their own.
    const next = keys[index + 1]?.line ?? behind
    const measures = lines.findIndex((text, number) => number > line && text.startsWith('measures:'))
    const end = change.kind === 'task' && measures >= 0 ? Math.min(next, measures) : next
    return [[line, Math.max(end, line + 1)] as const]
  })
}
