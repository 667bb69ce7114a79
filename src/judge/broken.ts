import { isPlainDate, type PlainDate } from '../model/dates.ts'
import type { BrokenRecord, Duty, PlanRecord } from '../model/entities.ts'
import { contains, type Span } from '../model/period.ts'
import type { Plan } from '../model/plan.ts'
import { isUnit } from '../model/units.ts'

/** What can be seen of a record that cannot be read whole. */
export interface Glimpsed {
  readonly file: string
  /** The days on which it may have happened. */
  readonly days: Span
  /** The units that it may belong to; null where it may be anybody's. */
  readonly units: ReadonlySet<string> | null
  /** It matters not by its own day: a zero-report, a waiver, an amendment. */
  readonly isOfAnyDay: boolean
  /** The period that it speaks of; null where none can be seen. */
  readonly period: string | null
  /** True where it may count for the duty, or excuse it. */
  mayConcern(duty: Duty): boolean
}

/** Looks at the broken records of a plan, once. */
export const glimpsed = (plan: Plan): readonly Glimpsed[] =>
  plan.brokenRecords.map(broken => glimpse(plan, broken))

/** Ids and dates as the names of record files tell them: `2018-09-15-kexie-x7f3q`. */
const fileName = /\/(\d{4}-\d{2}-\d{2})-([^/]+)-[0-9a-z]+\.yaml$/

/** Kinds whose records matter not by their own day but by what they speak of. */
const ofAnyDay: ReadonlySet<string> = new Set(['zero-report', 'waiver', 'amendment'])

function glimpse(plan: Plan, { file, kind, year, text }: BrokenRecord): Glimpsed {
  const [, namedDay = '', namedUnit = ''] = fileName.exec(file) ?? []
  const writtenDay = text && /^date *[:：] *["']?(\d{4}-\d{2}-\d{2})/m.exec(text)?.[1]
  const day = [writtenDay, namedDay].find(written => written && isPlainDate(written))
  return {
    file,
    days: day ? { from: day, to: day } : { from: `${year}-01-01`, to: `${year}-12-31` },
    // An amendment changes what others owe; its unit is the issuer.
    units: kind === 'amendment' ? null : unitsIn(plan, text, namedUnit, day ?? undefined),
    isOfAnyDay: ofAnyDay.has(kind),
    period: (text && /^period *[:：] *["']?([^"'\s#]+)/m.exec(text)?.[1]) || null,
    mayConcern: duty => mayConcern(duty, kind, text),
  }
}

/** A record that names a unit which nobody is called: an id written for a name, or the name of its file, may tell whose it is. */
export function ofUnknownUnit(
  plan: Plan,
  { kind, date, unit: written, fields, place: { file } }: PlanRecord,
): Glimpsed {
  const unit = plan.units.byId(written ?? '') ?? plan.units.byId(fileName.exec(file)?.[2] ?? '')
  return {
    file,
    days: { from: date, to: date },
    units: unit ? new Set([unit.id]) : null,
    isOfAnyDay: ofAnyDay.has(kind),
    period: ofAnyDay.has(kind) && fields.period !== undefined ? String(fields.period) : null,
    mayConcern: () => true,
  }
}

function unitsIn(
  plan: Plan,
  text: string | null,
  namedUnit: string,
  day: PlainDate | undefined,
): ReadonlySet<string> | null {
  const written = text && /^unit *[:：] *["']?([^"'\n#]+)/m.exec(text)?.[1]?.trim()
  const party = (written && plan.units.named(written, day)) || plan.units.byId(namedUnit)
  if (!party || !isUnit(party)) return null
  const ids = new Set([party.id])
  if (text?.includes('hosts')) {
    for (const { id, names } of plan.units.all) {
      if (names.some(({ name }) => text.includes(name))) ids.add(id)
    }
  }
  return ids
}

/** What is visible of a text must at least mention what would make it count; of an empty file nothing is. */
function mayConcern({ id, requirement }: Duty, kind: string, text: string | null): boolean {
  if (!text || mentions(text, id)) return true
  const counts = requirement?.counts
  if (counts?.kind !== kind) return false
  const { measures, programmes, forms, types, tasks } = counts
  const filters = [measures, programmes, forms, types, tasks?.map(task => `${task}.`)]
  return filters.every(wanted => !wanted || wanted.some(value => text.includes(value)))
}

const mentions = (text: string, id: string): boolean =>
  text.includes(id) &&
  text.split(id).some((part, index, parts) => {
    const next = parts[index + 1]
    return next !== undefined && !/[\w-]$/.test(part) && !/^[\w-]/.test(next)
  })

/** True where a broken record may have happened in a span that is past or running. */
export const mayLieIn = ({ days }: Glimpsed, span: Span): boolean =>
  contains(span, days.from) || contains(days, span.from)
