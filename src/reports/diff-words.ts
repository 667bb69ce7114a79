import type { EntityChange } from '../changes/compare.ts'
import type { ComparedEntity } from '../changes/entities.ts'
import type { FieldChange } from '../changes/fields.ts'
import { type Amending, amendedFields, amendingOf, type Comparison } from '../changes/marks.ts'
import { isSame } from '../changes/same.ts'
import { daysBetween, isPlainDate } from '../model/dates.ts'
import type { Step } from '../model/place.ts'
import type { EntityKind, Plan } from '../model/plan.ts'
import { listed, plural, type Text, verbatim } from '../model/text.ts'
import type { FileKind } from '../repository/kinds.ts'
import { maskPersonal } from '../repository/personal-data.ts'
import { type Words, wordsOf } from '../repository/words.ts'
import { entitySchema, entityWord } from './entity-words.ts'

/** Where the words of an entity's fields are, and the plan that knows its units and record kinds. */
interface Subject {
  readonly kind: EntityKind
  readonly recordKind: string | undefined
  readonly plan: Plan
  /** The plan on the other side of the change. */
  readonly other: Plan
  readonly words: Words
}

const subjectOf = (
  { kind, recordKind }: Pick<ComparedEntity, 'kind' | 'recordKind'>,
  plan: Plan,
  other: Plan = plan,
): Subject => ({ kind, recordKind, plan, other, words: wordsOf(plan) })

/**
 * The word of the kind of an entity: 责任, 活动.
 * @param plan one that knows the record kind, where that is the repository's own
 */
export const kindWord = (
  { kind, recordKind }: Pick<ComparedEntity, 'kind' | 'recordKind'>,
  plan: Plan,
): Text => (recordKind === undefined ? entityWord(kind) : wordsOf(plan).recordKind(recordKind))

/** What an entity is called beside its id: its title, or its first name. */
export function titleOf({ fields }: ComparedEntity): string {
  const { title, names } = fields as { title?: string; names?: readonly { readonly name: string }[] }
  return shortened(title ?? names?.[0]?.name ?? '')
}

/** What happened to an entity: 期限 2018-06-30 → 2018-12-31（推迟 184 天）. */
export function changeWords(change: EntityChange, { before, after }: Comparison): Text {
  if (change.change === 'removed') return { zh: '删去', en: 'removed' }
  if (change.change === 'added') {
    const told = contentWords(change.after, after)
    return told ? join({ zh: '新增', en: 'added' }, told) : { zh: '新增', en: 'added' }
  }
  const subject = subjectOf(change.after, after, before)
  const { taken, told } = wholeWords(change, subject)
  const others = change.fields.filter(field => !taken.has(field.field[0] ?? ''))
  const words = [...told, ...others.map(field => fieldWords(field, subject, change.before, before))]
  return { zh: words.map(({ zh }) => zh).join('；'), en: words.map(({ en }) => en).join('; ') }
}

const join = (head: Text, tail: Text): Text => ({
  zh: `${head.zh}：${tail.zh}`,
  en: `${head.en}: ${tail.en}`,
})

/** What a record that came says, as far as its title may not tell it. */
function contentWords({ kind, recordKind, fields }: ComparedEntity, plan: Plan): Text | undefined {
  if (kind === 'ruling') return verbatim(shortened(String(fields.reading)))
  if (kind !== 'record') return undefined
  const text = (key: string) => (fields[key] === undefined ? undefined : shortened(String(fields[key])))
  const [unit, duty, period, until] = [text('unit'), text('duty'), text('period'), text('until')]
  const documentNumber = text('documentNumber')
  switch (recordKind) {
    case 'amendment': {
      const told = amendmentWords(fields, plan)
      return { zh: `${documentNumber}，${told.zh}`, en: `${documentNumber}, ${told.en}` }
    }
    case 'closing':
      return { zh: `封账 ${period}`, en: `${period} is closed` }
    case 'waiver':
      return until === undefined
        ? { zh: `${unit} 免除 ${duty} ${period}`, en: `${unit} is excused from ${duty} in ${period}` }
        : { zh: `${unit} ${duty} 推迟到 ${until}`, en: `${unit} may do ${duty} until ${until}` }
    case 'zero-report':
      return { zh: `${unit} ${duty} ${period} 没有`, en: `${unit}: nothing for ${duty} in ${period}` }
    case 'observation':
      return {
        zh: `${text('indicator')} 为 ${text('value')}`,
        en: `${text('indicator')} is ${text('value')}`,
      }
    case 'funding':
      return { zh: `${unit} ${text('year')} 年`, en: `${unit}, ${text('year')}` }
    default: {
      const given = [unit, documentNumber].filter(text => text !== undefined)
      return given.length === 0 ? undefined : { zh: given.join('，'), en: given.join(', ') }
    }
  }
}

/**
 * What an amendment makes of the plan, change by change.
 * @param only the entity whose changes alone are told
 */
export function amendmentWords(fields: Readonly<Record<string, unknown>>, plan: Plan, only?: string): Text {
  const amending = amendingOf(fields).filter(({ id }) => only === undefined || id === only)
  const changes = amendingWords(amending, plan, only !== undefined)
  const corrects = ((fields.corrects ?? []) as readonly string[]).filter(
    id => only === undefined || id === only,
  )
  if (corrects.length > 0) {
    changes.push({
      zh: `可就地更正 ${corrects.join('、')}`,
      en: `may be corrected in place: ${corrects.join(', ')}`,
    })
  }
  return { zh: changes.map(({ zh }) => zh).join('；'), en: changes.map(({ en }) => en).join('; ') }
}

/** Each change of an amendment; under the name of the entity, unless only one is spoken of. */
function amendingWords(amending: readonly Amending[], plan: Plan, isOne: boolean): Text[] {
  return amendedFields(amending, plan).map(({ kind, id, fields: entity, change }) => {
    if (!kind) return verbatim(`${id} ${change.field[0]}`)
    const subject = subjectOf({ kind, recordKind: undefined }, plan)
    const told = fieldWords(change, subject, { kind, id, fields: entity, recordKind: undefined }, plan)
    if (isOne) return told
    return { zh: `${entityWord(kind).zh} ${id} ${told.zh}`, en: `${entityWord(kind).en} ${id}: ${told.en}` }
  })
}

/** What an amendment that reads otherwise amends, and what it does not amend any more. */
function amendmentChangeWords(before: ComparedEntity, after: ComparedEntity, plan: Plan): Text[] {
  const [old, now] = [amendingOf(before.fields), amendingOf(after.fields)]
  const without = (list: readonly Amending[], others: readonly Amending[]) =>
    list.filter(one => !others.some(other => isSame(one, other)))
  const [went, came] = [
    amendingWords(without(old, now), plan, false),
    amendingWords(without(now, old), plan, false),
  ]
  const all = (words: readonly Text[], head: Text): Text[] =>
    words.length === 0
      ? []
      : [
          {
            zh: `${head.zh}${words.map(({ zh }) => zh).join('、')}`,
            en: `${head.en}${words.map(({ en }) => en).join(', ')}`,
          },
        ]
  return [
    ...all(went, { zh: '不再修订 ', en: 'no longer amends ' }),
    ...all(came, { zh: '改为修订 ', en: 'now amends ' }),
  ]
}

/** Changes of several fields that are one thing to a person, and the fields that are thereby told. */
function wholeWords(
  change: Extract<EntityChange, { change: 'changed' }>,
  { kind, plan }: Subject,
): { readonly taken: ReadonlySet<string>; readonly told: readonly Text[] } {
  const { before, after, fields } = change
  const changed = new Set(fields.map(({ field }) => field[0]))
  const [old, now] = [before.fields, after.fields]
  if (after.recordKind === 'amendment' && changed.has('changes')) {
    const told = amendmentChangeWords(before, after, plan)
    // In another order they are the same.
    if (told.length > 0) return { taken: new Set(['changes']), told }
  }
  if (kind === 'record' && changed.has('withdrawn')) {
    const withdrawn = now.withdrawn as { on: string; reason: string } | undefined
    const told =
      old.withdrawn === undefined && withdrawn
        ? {
            zh: `撤回（${withdrawn.on}）：${shortened(withdrawn.reason)}`,
            en: `withdrawn (${withdrawn.on}): ${shortened(withdrawn.reason)}`,
          }
        : withdrawn
          ? undefined
          : { zh: '取消撤回', en: 'no longer withdrawn' }
    if (told) return { taken: new Set(['withdrawn']), told: [told] }
  }
  if (kind === 'record' && changed.has('date') && year(old.date) !== year(now.date)) {
    return {
      taken: new Set(['date']),
      told: [
        {
          zh: `日期 ${old.date} → ${now.date}，移到 ${year(now.date)} 年`,
          en: `date ${old.date} → ${now.date}, moved to ${year(now.date)}`,
        },
      ],
    }
  }
  if (kind === 'ruling' && changed.has('status') && now.status === 'decided') {
    const [by, on] = [shortened(String(now.decidedBy ?? '')), String(now.decidedOn ?? '')]
    const facts = [by, on].filter(fact => fact !== '')
    return {
      taken: new Set(['status', 'decidedBy', 'decidedOn']),
      told: [
        {
          zh: `已定${facts.length > 0 ? `（${facts.join('，')}）` : ''}`,
          en: `decided${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
        },
      ],
    }
  }
  return { taken: new Set(), told: [] }
}

const year = (date: unknown): string => String(date).slice(0, 4)

/** One field: its words, what it was, what it is. */
function fieldWords(
  change: FieldChange,
  subject: Subject,
  old: Pick<ComparedEntity, 'kind' | 'recordKind' | 'fields'> & { readonly id: string },
  oldPlan: Plan,
): Text {
  const label = labelOf(change, subject)
  const { before, after } = change
  if (change.reordered) return { zh: `${label.zh}次序改变`, en: `${label.en}: in another order` }
  const was = subjectOf(old, oldPlan, subject.plan)
  const shown = (value: unknown, at: Subject): Text => valueText(value, schemaPath(change), at)
  if (isObject(before) || isObject(after)) return itemWords(change, subject, was)
  const listedBefore = before ?? []
  const listedAfter = after ?? []
  if (
    (Array.isArray(before) || Array.isArray(after)) &&
    Array.isArray(listedBefore) &&
    Array.isArray(listedAfter)
  ) {
    const told = listWords(listedBefore, listedAfter, (items, isOld) =>
      listed(items.map(item => valueText(item, [...schemaPath(change), 0], isOld ? was : subject))),
    )
    return { zh: `${label.zh}${told.zh}`, en: `${label.en}: ${told.en}` }
  }
  const [from, to] = [shown(before, was), shown(after, subject)]
  const note = comparison(before, after, subject.kind)
  return {
    zh: `${label.zh} ${from.zh} → ${to.zh}${note ? `（${note.zh}）` : ''}`,
    en: `${label.en} ${from.en} → ${to.en}${note ? ` (${note.en})` : ''}`,
  }
}

/** 推迟 90 天; 降低. What was counted is less, not lower. */
function comparison(before: unknown, after: unknown, kind: EntityKind): Text | undefined {
  if (typeof before === 'number' && typeof after === 'number') {
    if (kind === 'record') return after < before ? { zh: '减少', en: 'less' } : { zh: '增加', en: 'more' }
    return after < before ? { zh: '降低', en: 'lower' } : { zh: '提高', en: 'higher' }
  }
  if (typeof before !== 'string' || typeof after !== 'string') return undefined
  if (!isPlainDate(before) || !isPlainDate(after)) return undefined
  const days = daysBetween(before, after)
  return days > 0
    ? { zh: `推迟 ${days} 天`, en: `${plural(days, 'day')} later` }
    : { zh: `提前 ${-days} 天`, en: `${plural(-days, 'day')} earlier` }
}

/** 增加 区妇联，去掉 区科协. */
function listWords(
  before: readonly unknown[],
  after: readonly unknown[],
  told: (items: readonly unknown[], isOld: boolean) => Text,
): Text {
  const [old, now] = [new Set(before), new Set(after)]
  const came = after.filter(item => !old.has(item))
  const went = before.filter(item => !now.has(item))
  if (came.length === 0 && went.length === 0) {
    if (before.length === after.length) return { zh: '次序改变', en: 'in another order' }
    const [from, to] = [told(before, true), told(after, false)]
    return { zh: ` ${from.zh} → ${to.zh}`, en: `${from.en} → ${to.en}` }
  }
  const [more, less] = [told(came, false), told(went, true)]
  const parts: Text[] = []
  if (came.length > 0) parts.push({ zh: `增加 ${more.zh}`, en: `added ${more.en}` })
  if (went.length > 0) parts.push({ zh: `去掉 ${less.zh}`, en: `removed ${less.en}` })
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') }
}

/** An item of a list that came or went, such as a name or what a ruling covers. */
function itemWords(change: FieldChange, subject: Subject, was: Subject): Text {
  const { before, after } = change
  // The item's own name is told as a value, not as part of the field.
  const label = labelOf({ ...change, field: change.field.slice(0, -1) }, subject)
  const came = before === undefined
  const item = valueText(came ? after : before, schemaPath(change), came ? subject : was)
  const gone = { zh: `去掉 ${item.zh}`, en: `removed ${item.en}` }
  if (after === undefined) return { zh: `${label.zh}${gone.zh}`, en: `${label.en}: ${gone.en}` }
  return { zh: `${label.zh}增加 ${item.zh}`, en: `${label.en}: added ${item.en}` }
}

/** The fields of records that no schema has a word for. */
const ownLabels: Readonly<Record<string, Text>> = {
  'record kind': { zh: '记录类别', en: 'record kind' },
  task: { zh: '任务', en: 'task' },
}

/** 名称“区教育局”用法. */
function labelOf(change: Pick<FieldChange, 'field' | 'from' | 'to'>, subject: Subject): Text {
  const { kind, recordKind, words } = subject
  const { file, path } = schemaOf(kind, recordKind)
  const steps = schemaPath(change)
  const parts = change.field.map((name, index): Text => {
    if (typeof steps[index] === 'number') {
      const isMember = kind === 'group' && change.field[0] === 'members' && index === 1
      return quoted(isMember ? partyName(name, subject) : shortened(name))
    }
    if (index === 0 && kind === 'measure' && name === 'task') return ownLabels.task as Text
    return ownLabels[name] ?? words.field(file, ...path, ...steps.slice(0, index), name)
  })
  return {
    // 基期基期值 says 基期 once too often.
    zh: parts.map(({ zh }, index) => (parts[index + 1]?.zh.startsWith(zh) ? '' : zh)).join(''),
    en: parts.map(({ en }) => en).join(' '),
  }
}

/** The path of a field in the schema of its entity: indexes instead of the names of items. */
function schemaPath({ field, from, to }: Pick<FieldChange, 'field' | 'from' | 'to'>): readonly Step[] {
  const written = to ?? from
  return field.map((name, index) => (typeof written?.[index] === 'number' ? 0 : name))
}

const schemaOf = (kind: EntityKind, recordKind: string | undefined) => ({
  file: recordKind === undefined ? entitySchema[kind].file : (`records/${recordKind}` as FileKind),
  path: entitySchema[kind].path,
})

/** A value as a person reads it: 必须 for must, 区科协 for kexie, 无 for nothing. */
function valueText(value: unknown, steps: readonly Step[], subject: Subject): Text {
  if (value === undefined || value === null) return { zh: '无', en: 'none' }
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (Array.isArray(value)) {
    return value.length === 0
      ? { zh: '无', en: 'none' }
      : listed(value.map(item => valueText(item, [...steps, 0], subject)))
  }
  const { words } = subject
  const { file, path } = schemaOf(subject.kind, subject.recordKind)
  if (isObject(value)) return objectText(value, steps, subject)
  const whole = [...path, ...steps]
  if (steps[0] === 'record kind') return words.recordKind(String(value))
  const refers = words.refers(file, whole)
  if (refers === 'kind') return words.recordKind(String(value))
  if (refers === 'owner' || refers === 'unit') {
    return verbatim(partyName(String(value), subject))
  }
  const word = words.value(file, String(value), ...whole)
  return { zh: shortened(word.zh), en: shortened(word.en) }
}

/** The name of a unit or group; with its id where another bears the name on the other side. */
function partyName(id: string, { plan, other }: Subject): string {
  const name = plan.units.byId(id)?.names[0]?.name
  if (name === undefined) return shortened(id)
  const twin = other.units.named(name)
  return twin && twin.id !== id ? `${name}（${id}）` : name
}

/** The first value names an object; the others stand behind it in brackets. */
function objectText(
  value: Readonly<Record<string, unknown>>,
  steps: readonly Step[],
  subject: Subject,
): Text {
  const { file, path } = schemaOf(subject.kind, subject.recordKind)
  const [first, ...others] = Object.entries(value).map(([key, inner]) => ({
    label: subject.words.field(file, ...path, ...steps, key),
    text: valueText(inner, [...steps, key], subject),
  }))
  if (!first) return { zh: '无', en: 'none' }
  if (others.length === 0) return first.text
  return {
    zh: `${first.text.zh}（${others.map(({ label, text }) => `${label.zh} ${text.zh}`).join('，')}）`,
    en: `${first.text.en} (${others.map(({ label, text }) => `${label.en} ${text.en}`).join(', ')})`,
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const longest = 80

const quoted = (name: string): Text => ({ zh: `“${name}”`, en: `"${name}"` })

/** Long words are cut, and what looks like an ID or mobile number is masked. */
function shortened(text: string): string {
  const masked = maskPersonal(text)
  return masked.length > longest ? `${masked.slice(0, longest)}…` : masked
}
