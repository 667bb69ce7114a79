import type { EntityChange } from '../changes/compare.ts'
import { comparedSides } from '../changes/compared-sides.ts'
import type { ComparedEntity } from '../changes/entities.ts'
import { type Comparison, type Marks, markerOf } from '../changes/marks.ts'
import type { Weakening } from '../changes/weakening.ts'
import { at, type Place } from '../model/place.ts'
import { plural, type Text, verbatim } from '../model/text.ts'
import { type Locate, locatorOf } from '../repository/locator.ts'
import { maskPersonal } from '../repository/personal-data.ts'
import type { Sides } from '../repository/sides.ts'
import { type Cosmetic, cosmeticOf } from './cosmetic.ts'
import { changeWords, kindWord, titleOf } from './diff-words.ts'
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
  const locate = {
    before: await locatorOf(sides.before, placesOn('before', placed, sides)),
    after: await locatorOf(sides.after, placesOn('after', placed, sides)),
  }
  const told = tellAll(placed, comparison, locate)
  const cosmetic = cosmeticOf(sides, comparison.changes, locate)
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
        marked: told.filter(isMarked).length,
      },
      changes: told.map(one => changeJson(one, say)),
      cosmetic: cosmetic.files,
      unread: cosmetic.unread,
    },
    view: [
      { text: headline(sides) },
      ...(told.length > 0 ? [{ text: summaryOf(told) }] : []),
      ...Object.entries(weights).flatMap(([weight, title]) =>
        section(
          title,
          told.filter(one => one.weight === weight),
        ),
      ),
      ...(cosmetic.files.length > 0 ? [{ text: cosmeticWords(cosmetic) }] : []),
      ...(cosmetic.unread.length > 0 ? [{ text: unreadWords(cosmetic) }] : []),
      ...(told.length === 0 && cosmetic.files.length === 0 && cosmetic.unread.length === 0
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
  locate: Readonly<Record<Side, Locate>>,
): Told[] {
  const { before, after } = comparison
  const marks = markerOf(comparison)
  return placed.map(({ change, side, place }) => {
    const { file, line } = locate[side](place)
    return {
      change,
      entity: change.after ?? change.before,
      kindWord: kindWord(change.after ?? change.before, change.after ? after : before),
      weight: weightOf(change),
      words: changeWords(change, comparison),
      marks: marks(change),
      file,
      line,
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

/** What is shown of one side, and the files that changed and are there on both, whose lines are compared. */
const placesOn = (side: Side, placed: readonly Placed[], { before, after, changedFiles }: Sides): Place[] => [
  ...placed.filter(one => one.side === side).map(({ place }) => place),
  ...changedFiles
    .filter(file => [before, after].every(({ tree }) => tree.read(file) !== 'gone'))
    .map(file => ({ file, path: [] })),
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

/** 方案改动 2 项；新增活动 3 项、零报告 1 项；其中 1 项须留意. */
function summaryOf(told: readonly Told[]): Text {
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
  const marked = told.filter(isMarked).length
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

function nameOf({ entity, kindWord: word }: Told): Text {
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

// ---- for programs

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
    closed: closed ? { period: closed.closing.period, amendment: closed.amendment?.id ?? null } : null,
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
