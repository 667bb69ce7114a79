import type { EntityChange } from '../changes/compare.ts'
import { type ComparedEntity, comparedEntities } from '../changes/entities.ts'
import { type Hunk, hunksOf } from '../changes/hunks.ts'
import { at } from '../model/place.ts'
import type { Plan } from '../model/plan.ts'
import { decode } from '../repository/bytes.ts'
import type { Locate } from '../repository/locator.ts'
import type { Repository } from '../repository/open.ts'
import type { Sides } from '../repository/sides.ts'

/** What changed in files without changing an entity. */
export interface Cosmetic {
  /** Files with the number of their runs of lines that no told change explains. */
  readonly files: readonly { readonly file: string; readonly hunks: number }[]
  /** Files that changed and cannot be read on one side at least: what changed in them may not all be told. */
  readonly unread: readonly string[]
}

/**
 * Every run of lines that differs is told by one of the changes, or is counted here.
 * @param locate finds places in the files that changed, on both sides
 */
export function cosmeticOf(
  { before, after, changedFiles }: Pick<Sides, 'before' | 'after' | 'changedFiles'>,
  changes: readonly EntityChange[],
  locate: Readonly<Record<'before' | 'after', Locate>>,
): Cosmetic {
  const broken = new Set([...before.findings, ...after.findings].map(finding => finding.at.file))
  const unread = changedFiles.filter(file => broken.has(file))
  const readable = changedFiles.filter(file => !broken.has(file))
  const texts = new Map(
    readable.map(file => [file, { before: textOf(before, file), after: textOf(after, file) }] as const),
  )
  const onBoth = new Set(readable.filter(file => texts.get(file)?.before && texts.get(file)?.after))
  const old = toldLines(before.plan, changes, 'before', onBoth, texts, locate.before)
  const now = toldLines(after.plan, changes, 'after', onBoth, texts, locate.after)
  const toldFiles = new Set(changes.map(change => change.after?.place.file))
  const files = readable.flatMap(file => {
    const text = texts.get(file)
    // What a file that is gone held is told, or stands elsewhere: the file with its new name is counted.
    if (!text?.after) return []
    const untold = onBoth.has(file)
      ? hunksOf(text.before ?? '', text.after).filter(hunk => !isTold(hunk, old.get(file), now.get(file)))
          .length
      : Number(!toldFiles.has(file))
    return untold === 0 ? [] : [{ file: after.prefix + file, hunks: untold }]
  })
  return { files, unread: unread.map(file => after.prefix + file) }
}

/** The texts of a file on both sides; null where it is not there. */
type Texts = ReadonlyMap<string, Readonly<Record<'before' | 'after', string | null>>>

function textOf({ tree }: Repository, file: string): string | null {
  const bytes = tree.read(file)
  return typeof bytes === 'string' ? null : decode(bytes, file).glimpse
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
function toldLines(
  plan: Plan,
  changes: readonly EntityChange[],
  side: 'before' | 'after',
  files: ReadonlySet<string>,
  texts: Texts,
  locate: Locate,
): ReadonlyMap<string, ToldLines> {
  const entities = [...comparedEntities(plan)].filter(({ place }) => files.has(place.file))
  const starts = new Map<string, number[]>()
  for (const entity of entities) {
    starts.set(entity.place.file, [...(starts.get(entity.place.file) ?? []), firstLine(entity, locate)])
  }
  for (const own of starts.values()) own.sort((a, b) => a - b)
  const all = new Map<string, { lines: string[]; told: Set<number> }>()
  for (const file of files) {
    all.set(file, { lines: (texts.get(file)?.[side] ?? '').split('\n'), told: new Set() })
  }
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
