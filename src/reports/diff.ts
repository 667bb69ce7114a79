import type { EntityChange } from '../changes/compare.ts'
import { comparedSides } from '../changes/compared-sides.ts'
import type { ComparedEntity } from '../changes/entities.ts'
import { type Comparison, type Marks, markerOf } from '../changes/marks.ts'
import type { Weakening } from '../changes/weakening.ts'
import { at, type Place } from '../model/place.ts'
import { plural, type Text, verbatim } from '../model/text.ts'
import { type LinesOf, linesOf } from '../repository/lines.ts'
import { maskPersonal } from '../repository/personal-data.ts'
import type { OtherFile, Sides } from '../repository/sides.ts'
import { type Cosmetic, cosmeticOf } from './cosmetic.ts'
import { changeWords, kindWord, titleOf } from './diff-words.ts'
import { type EvidenceChange, evidenceChanges } from './evidence-changes.ts'
import { type Answer, cell, column, type Section, type Table } from './view.ts'

/** How much a change weighs, the heaviest first. */
const weights = {
  plan: { zh: '方案改动', en: 'The plan changed' },
  reading: { zh: '口径和名录改动', en: 'How it is read changed' },
  recordsAdded: { zh: '新增记录', en: 'Records added' },
  recordsAltered: { zh: '改动记录', en: 'Records altered' },
} as const satisfies Record<string, Text>

type Weight = keyof typeof weights

/** Kinds that say how the plan is read: whom names mean, what is unclear. */
const readings = new Set<EntityChange['kind']>(['ruling', 'unit', 'group', 'event', 'programme', 'kind'])

function weightOf(change: EntityChange): Weight {
  if (change.kind !== 'record') return readings.has(change.kind) ? 'reading' : 'plan'
  const { recordKind } = change.after ?? change.before
  if (recordKind === 'amendment' && amends(change)) return 'plan'
  return change.change === 'added' ? 'recordsAdded' : 'recordsAltered'
}

/** An amendment that comes, goes or reads otherwise changes the plan; a note on it does not. */
const amends = (change: EntityChange): boolean =>
  change.change !== 'changed' ||
  change.fields.some(({ field }) => ['date', 'changes', 'withdrawn', 'record kind'].includes(field[0] ?? ''))

/** A change with its weight, its words and its place. */
interface Told {
  readonly change: EntityChange
  readonly entity: ComparedEntity
  /** The word of its kind. */
  readonly kindWord: Text
  readonly weight: Weight
  readonly words: Text
  readonly marks: Marks
  readonly file: string
  readonly line: number
}

/** What changed between two versions of a plan, in the plan's own words. */
export async function diffAnswer(sides: Sides, say: (text: Text) => string): Promise<Answer> {
  const comparison = comparedSides(sides)
  const placed = comparison.changes.map(change => ({ change, ...placeOf(change) }))
  const lines = {
    before: await linesOf(sides.before, filesOn('before', placed, sides)),
    after: await linesOf(sides.after, filesOn('after', placed, sides)),
  }
  const told = tellAll(placed, comparison, lines, sides)
  const cosmetic = cosmeticOf(sides, comparison.changes, lines)
  const beside = evidenceChanges(sides)
  const evidence = await toldEvidence(beside.evidence, sides)
  const others = beside.others.map(({ file, change }) => ({ file: sides.after.prefix + file, change }))
  const counts = Object.fromEntries(
    Object.keys(weights).map(weight => [weight, told.filter(one => one.weight === weight).length]),
  )
  return {
    kind: 'diff',
    data: {
      base: sides.base,
      head: sides.head,
      summary: {
        ...counts,
        cosmetic: cosmetic.files.reduce((sum, { hunks }) => sum + hunks, 0),
        evidence: evidence.length,
        others: others.length,
        marked: told.filter(isMarked).length + evidence.filter(({ closed }) => closed).length,
      },
      changes: told.map(one => changeJson(one, say)),
      evidence: evidence.map(evidenceJson),
      cosmetic: cosmetic.files,
      unread: cosmetic.unread,
      others,
    },
    view: [
      { text: headline(sides) },
      ...(told.length + evidence.length > 0 ? [{ text: summaryOf(told, evidence) }] : []),
      ...Object.entries(weights).flatMap(([weight, title]) =>
        section(
          title,
          told.filter(one => one.weight === weight),
        ),
      ),
      ...evidenceSection(evidence),
      ...(cosmetic.files.length > 0 ? [{ text: cosmeticWords(cosmetic) }] : []),
      ...(cosmetic.unread.length > 0 ? [{ text: unreadWords(cosmetic) }] : []),
      ...(others.length > 0 ? [{ text: othersWords(others) }] : []),
      ...([told, evidence, cosmetic.files, cosmetic.unread, others].every(({ length }) => length === 0)
        ? [{ text: { zh: '没有改动。', en: 'Nothing changed.' } }]
        : []),
    ],
  }
}

/** A change, and where it is shown. */
interface Placed {
  readonly change: EntityChange
  readonly side: Side
  readonly place: Place
}

function tellAll(
  placed: readonly Placed[],
  comparison: Comparison,
  lines: Readonly<Record<Side, LinesOf>>,
  sides: Sides,
): Told[] {
  const { before, after } = comparison
  const marks = markerOf(comparison)
  return placed.map(({ change, side, place }) => {
    const line = lines[side](place.file)?.lineOf(place) ?? 0
    return {
      change,
      entity: change.after ?? change.before,
      kindWord: kindWord(change.after ?? change.before, change.after ? after : before),
      weight: weightOf(change),
      words: changeWords(change, comparison),
      marks: marks(change),
      file: sides[side].prefix + place.file,
      line: line + 1,
    }
  })
}

type Side = 'before' | 'after'

/** Where a change is shown: the first field that is not what it was; what is gone, where it stood. */
function placeOf(change: EntityChange): { readonly side: Side; readonly place: Place } {
  if (change.change === 'removed') return { side: 'before', place: change.before.place }
  if (change.change === 'added') return { side: 'after', place: change.after.place }
  const field = change.fields.find(({ to, field: [key] }) => to !== null && key !== 'record kind')
  return { side: 'after', place: field?.to ? at(change.after, ...field.to) : change.after.place }
}

/** The files of what is shown of one side, and those that changed. */
const filesOn = (side: Side, placed: readonly Placed[], { changedFiles }: Sides): string[] => [
  ...placed.filter(one => one.side === side).map(({ place }) => place.file),
  ...changedFiles,
]

// ---- as it reads

function headline({ base, head }: Sides): Text {
  const short = (commit: string) => commit.slice(0, 10)
  return {
    zh: `${short(base)} → ${head === null ? '工作区' : short(head)}`,
    en: `${short(base)} → ${head === null ? 'the work tree' : short(head)}`,
  }
}

const isMarked = ({ marks }: Told): boolean => marks.weakenings.length > 0 || marks.closed !== undefined

/** 方案改动 2 项；新增活动 3 项、零报告 1 项；佐证文件 1 个；其中 1 项须留意. */
function summaryOf(told: readonly Told[], evidence: readonly ToldEvidence[]): Text {
  const parts: Text[] = []
  for (const [weight, title] of Object.entries(weights)) {
    const own = told.filter(one => one.weight === weight)
    if (own.length === 0) continue
    if (weight !== 'recordsAdded') {
      parts.push({ zh: `${title.zh} ${own.length} 项`, en: `${title.en.toLowerCase()}: ${own.length}` })
      continue
    }
    const kinds = [...new Set(own.map(({ entity }) => entity.recordKind ?? ''))]
    const each = kinds.map(kind => {
      const these = own.filter(({ entity }) => entity.recordKind === kind)
      const word = these[0]?.kindWord ?? verbatim(kind)
      return { zh: `${word.zh} ${these.length} 项`, en: `${word.en} ${these.length}` }
    })
    parts.push({
      zh: `新增${each.map(({ zh }) => zh).join('、')}`,
      en: `added: ${each.map(({ en }) => en).join(', ')}`,
    })
  }
  if (evidence.length > 0) {
    parts.push({ zh: `佐证文件 ${evidence.length} 处`, en: `evidence: ${evidence.length}` })
  }
  const marked = told.filter(isMarked).length + evidence.filter(({ closed }) => closed).length
  if (marked > 0) parts.push({ zh: `其中 ${marked} 项须留意`, en: `${marked} to look at` })
  return {
    zh: `${parts.map(({ zh }) => zh).join('；')}。`,
    en: `${parts.map(({ en }) => en).join('; ')}.`,
  }
}

function section(title: Text, told: readonly Told[]): Section[] {
  if (told.length === 0) return []
  const marked = told.some(isMarked)
  const table: Table = {
    title: { zh: `${title.zh}（${told.length}）`, en: `${title.en} (${told.length})` },
    columns: [
      column('条目', 'Entity'),
      column('改动', 'Change'),
      ...(marked ? [column('留意', 'Look at')] : []),
      column('位置', 'Place'),
    ],
    rows: told.map(one => [
      cell(nameOf(one), 'strong'),
      cell(one.words),
      ...(marked ? [cell(marksWords(one.marks), 'bad')] : []),
      cell(`${one.file}:${one.line}`, 'faint'),
    ]),
  }
  return [{ table }]
}

function nameOf({ entity, kindWord: word }: Pick<Told, 'entity' | 'kindWord'>): Text {
  const name = `${entity.id} ${titleOf(entity)}`.trim()
  return { zh: `${word.zh} ${name}`, en: `${word.en} ${name}` }
}

const weakeningWords: Readonly<Record<Weakening, Text>> = {
  lowered: { zh: '降低承诺', en: 'promises less' },
  'fewer-owners': { zh: '减少责任单位', en: 'fewer owe it' },
}

function marksWords({ weakenings, closed }: Marks): Text | null {
  const words = weakenings.map(weakening => weakeningWords[weakening])
  if (closed) {
    const { period } = closed.closing
    words.push(
      closed.amendment
        ? {
            zh: `触及封账时段 ${period}（修订 ${closed.amendment.id}）`,
            en: `in closed period ${period} (amendment ${closed.amendment.id})`,
          }
        : {
            zh: `触及封账时段 ${period}，没有修订依据`,
            en: `in closed period ${period}, no amendment`,
          },
    )
  }
  if (words.length === 0) return null
  return { zh: words.map(({ zh }) => zh).join('；'), en: words.map(({ en }) => en).join('; ') }
}

/** So many files are named, the others counted. */
const named = 5

function cosmeticWords({ files }: Cosmetic): Text {
  const hunks = files.reduce((sum, file) => sum + file.hunks, 0)
  const rest = files.length - named
  const list = files.slice(0, named).map(({ file }) => file)
  return {
    zh: `另有 ${hunks} 处只是写法不同（注释、引号、次序、文件名），意思没有变：${list.join('、')}${rest > 0 ? `，以及另外 ${rest} 个文件` : ''}。`,
    en: `Besides, ${plural(hunks, 'place')} only written otherwise (comments, quotes, order, file names), the meaning unchanged: ${list.join(', ')}${rest > 0 ? `, and ${plural(rest, 'more file')}` : ''}.`,
  }
}

function unreadWords({ unread }: Cosmetic): Text {
  const rest = unread.length - named
  const list = unread.slice(0, named)
  return {
    zh: `有错误、改动可能没有全部列出的文件：${list.join('、')}${rest > 0 ? `，以及另外 ${rest} 个` : ''}；运行 kepu validate 查看。`,
    en: `Broken files, of which not every change may be told: ${list.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}; run kepu validate.`,
  }
}

// ---- the files beside those of the plan

/** A change of evidence, its record by name, and where it is named. */
interface ToldEvidence extends EvidenceChange {
  readonly kindWord: Text
  readonly shown: { readonly evidence: string; readonly file: string; readonly line: number }
}

async function toldEvidence(evidence: readonly EvidenceChange[], sides: Sides): Promise<ToldEvidence[]> {
  const files = evidence.map(({ place }) => place.file)
  const lines = {
    before: await linesOf(sides.before, files),
    after: await linesOf(sides.after, files),
  }
  return evidence.map(one => ({
    ...one,
    kindWord: kindWord(one.record, sides[one.side].plan),
    shown: {
      evidence: sides.after.prefix + one.file,
      file: sides[one.side].prefix + one.place.file,
      line: (lines[one.side](one.place.file)?.lineOf(one.place) ?? 0) + 1,
    },
  }))
}

const fileWords: Readonly<Record<OtherFile['change'], Text>> = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '删去', en: 'removed' },
  changed: { zh: '内容改动', en: 'content changed' },
}

function evidenceSection(evidence: readonly ToldEvidence[]): Section[] {
  if (evidence.length === 0) return []
  const marked = evidence.some(({ closed }) => closed)
  const table: Table = {
    title: { zh: `佐证文件（${evidence.length}）`, en: `Evidence (${evidence.length})` },
    columns: [
      column('条目', 'Entity'),
      column('改动', 'Change'),
      ...(marked ? [column('留意', 'Look at')] : []),
      column('位置', 'Place'),
    ],
    rows: evidence.map(({ record, kindWord, change, closed, shown }) => [
      cell(nameOf({ entity: record, kindWord }), 'strong'),
      cell({
        zh: `${fileWords[change].zh} ${shown.evidence}`,
        en: `${fileWords[change].en}: ${shown.evidence}`,
      }),
      ...(marked ? [cell(marksWords({ weakenings: [], closed }), 'bad')] : []),
      cell(`${shown.file}:${shown.line}`, 'faint'),
    ]),
  }
  return [{ table }]
}

function othersWords(others: readonly OtherFile[]): Text {
  const rest = others.length - named
  const list = others.slice(0, named)
  const each = list.map(({ file, change }) => ({
    zh: `${file}（${fileWords[change].zh}）`,
    en: `${file} (${fileWords[change].en})`,
  }))
  return {
    zh: `还有 ${others.length} 个文件不是方案数据，也没有记录以它为佐证：${each.map(({ zh }) => zh).join('、')}${rest > 0 ? `，以及另外 ${rest} 个` : ''}。`,
    en: `Besides, ${plural(others.length, 'other file')}, neither plan data nor evidence of a record: ${each.map(({ en }) => en).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}.`,
  }
}

// ---- for programs

function evidenceJson({ change, record, closed, shown }: ToldEvidence): object {
  return {
    evidence: shown.evidence,
    change,
    record: record.id,
    kind: record.recordKind,
    title: titleOf(record),
    closed: closedJson(closed),
    file: shown.file,
    line: shown.line,
  }
}

const closedJson = (closed: Marks['closed']): object | null =>
  closed ? { period: closed.closing.period, amendment: closed.amendment?.id ?? null } : null

function changeJson(
  { change, entity, weight, words, marks, file, line }: Told,
  say: (text: Text) => string,
): object {
  const { closed } = marks
  return {
    weight,
    change: change.change,
    type: entity.kind,
    kind: entity.recordKind ?? null,
    id: entity.id,
    title: titleOf(entity),
    words: say(words),
    marks: [...marks.weakenings, ...(closed ? ['closed-period'] : [])],
    closed: closedJson(closed),
    fields:
      change.change === 'changed'
        ? change.fields.map(({ field, before, after }) => ({
            field: field.join('.'),
            before: valueJson(before),
            after: valueJson(after),
          }))
        : [],
    file,
    line,
  }
}

/** A value, a list of values, or null; an object is a list of `key: value`. */
function valueJson(value: unknown): unknown {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return maskPersonal(value)
  if (Array.isArray(value))
    return value.map(item => (isObject(item) ? flat(item).join(', ') : valueJson(item)))
  return isObject(value) ? flat(value) : value
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const flat = (value: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(value).map(
    ([key, inner]) =>
      verbatim(maskPersonal(`${key}: ${isObject(inner) ? JSON.stringify(inner) : String(inner)}`)).zh,
  )
