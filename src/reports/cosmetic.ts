import type { EntityChange } from '../changes/compare.ts'
import { type ComparedEntity, comparedEntities } from '../changes/entities.ts'
import { type Hunk, hunksOf } from '../changes/hunks.ts'
import { at } from '../model/place.ts'
import type { Plan } from '../model/plan.ts'
import type { FileLines, LinesOf } from '../repository/lines.ts'
import type { Sides } from '../repository/sides.ts'

type Side = 'before' | 'after'

/** What changed in files without changing an entity. */
export interface Cosmetic {
  /** Files with the number of their runs of lines that no told change explains. */
  readonly files: readonly { readonly file: string; readonly hunks: number }[]
  /** Files that changed and cannot be read on one side at least: what changed in them may not all be told. */
  readonly unread: readonly string[]
}

/**
 * Every run of lines that differs is told by one of the changes, or is counted here.
 * @param lines of the files that changed, on both sides
 */
export function cosmeticOf(
  { before, after, changedFiles }: Pick<Sides, 'before' | 'after' | 'changedFiles'>,
  changes: readonly EntityChange[],
  lines: Readonly<Record<Side, LinesOf>>,
): Cosmetic {
  const broken = new Set([...before.findings, ...after.findings].map(finding => finding.at.file))
  const entities = { before: entitiesByFile(before.plan), after: entitiesByFile(after.plan) }
  const changed = { before: changesByFile(changes, 'before'), after: changesByFile(changes, 'after') }
  const told = (side: Side, file: string, text: FileLines): ToldLines =>
    toldLines(changed[side].get(file) ?? [], side, text, entities[side].get(file) ?? [])
  const untold = (file: string): number => {
    // What a file that is gone held is told, or stands elsewhere: the file with its new name is counted.
    if (after.tree.read(file) === 'gone') return 0
    if (before.tree.read(file) === 'gone') return Number(!changed.after.has(file))
    const [old, now] = [lines.before(file), lines.after(file)]
    if (!old || !now) return 0
    const hunks = hunksOf(old.lines, now.lines)
    if (hunks.length === 0) return 0
    const [was, is] = [told('before', file, old), told('after', file, now)]
    return hunks.filter(hunk => !isTold(hunk, was, is)).length
  }
  const files: { file: string; hunks: number }[] = []
  const unread: string[] = []
  for (const file of changedFiles) {
    if (broken.has(file)) unread.push(after.prefix + file)
    else {
      const hunks = untold(file)
      if (hunks > 0) files.push({ file: after.prefix + file, hunks })
    }
  }
  return { files, unread }
}

function changesByFile(
  changes: readonly EntityChange[],
  side: Side,
): ReadonlyMap<string, readonly EntityChange[]> {
  const files = new Map<string, EntityChange[]>()
  for (const change of changes) {
    const file = change[side]?.place.file
    if (file !== undefined) enter(files, file, change)
  }
  return files
}

/** The entities of the files that hold several; a record stands alone. */
function entitiesByFile(plan: Plan): ReadonlyMap<string, readonly ComparedEntity[]> {
  const files = new Map<string, ComparedEntity[]>()
  for (const entity of comparedEntities({ ...plan, records: [] })) enter(files, entity.place.file, entity)
  return files
}

function enter<Item>(files: Map<string, Item[]>, file: string, item: Item): void {
  const own = files.get(file)
  if (own) own.push(item)
  else files.set(file, [item])
}

/** The lines of a file, and whether one of them (0-based) belongs to a change that is told. */
interface ToldLines {
  readonly lines: readonly string[]
  isTold(line: number): boolean
}

/** A run is told where one of its lines that say something belongs to a told change. */
function isTold({ before, after }: Hunk, old: ToldLines, now: ToldLines): boolean {
  const tells = (side: ToldLines, [from, to]: readonly [number, number]): boolean => {
    for (let line = from; line < to; line++) {
      if (!/^\s*(?:#|$)/.test(side.lines[line] ?? '') && side.isTold(line)) return true
    }
    return false
  }
  return tells(old, before) || tells(now, after)
}

/** The lines that told changes are written in, on one side of a file. */
function toldLines(
  changes: readonly EntityChange[],
  side: Side,
  text: FileLines,
  entities: readonly ComparedEntity[],
): ToldLines {
  const { lines } = text
  const [change] = changes
  if (!change) return { lines, isTold: () => false }
  if (change.kind === 'record' && text.keyAt) {
    const changed = change.change === 'changed' ? changedKeys(change) : undefined
    return { lines, isTold: line => changed?.has(text.keyAt?.(line) ?? '') ?? true }
  }
  const starts = entities.map(entity => firstLine(entity, text)).sort((a, b) => a - b)
  const told = new Set<number>()
  for (const one of changes) {
    const entity = one[side]
    if (!entity) continue
    const first = firstLine(entity, text)
    const behind = starts.find(line => line > first) ?? lines.length
    for (const [from, to] of rangesOf(one, entity, text, behind)) {
      for (let line = from; line < to; line++) told.add(line)
    }
  }
  return { lines, isTold: line => told.has(line) }
}

const changedKeys = ({ fields }: Extract<EntityChange, { change: 'changed' }>): ReadonlySet<string> =>
  new Set(fields.map(({ field }) => field[0] ?? ''))

const firstLine = ({ place }: ComparedEntity, text: FileLines): number =>
  place.path.length === 0 ? 0 : text.lineOf(place)

/** The lines of an entity that tell what changed: all of them, or those of the fields that are not what they were. */
function rangesOf(
  change: EntityChange,
  entity: ComparedEntity,
  text: FileLines,
  behind: number,
): (readonly [number, number])[] {
  if (change.change !== 'changed') return [[firstLine(entity, text), behind]]
  const keys = Object.keys(entity.fields)
    .map(key => ({ key, line: text.lineOf({ ...at(entity, key), key: true }) }))
    .sort((a, b) => a.line - b.line)
  const changed = changedKeys(change)
  return keys.flatMap(({ key, line }, index) => {
    if (!changed.has(key)) return []
    const next = keys[index + 1]?.line ?? behind
    return [
      [line, Math.max(change.kind === 'task' ? beforeMeasures(text, line, next) : next, line + 1)] as const,
    ]
  })
}

/** A task file goes on with its measures, which are entities of their own. */
function beforeMeasures({ lines }: FileLines, from: number, end: number): number {
  const measures = lines.findIndex((text, line) => line > from && text.startsWith('measures:'))
  return measures < 0 ? end : Math.min(end, measures)
}
