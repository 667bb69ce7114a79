import { evidenceOfText } from '../forms/evidence-text.ts'
import type { Field } from '../forms/form.ts'
import type { PlainDate } from '../model/dates.ts'
import { forgiven } from '../model/forgiven.ts'
import { readPeriod } from '../model/period.ts'
import { groupMembers, type Plan } from '../model/plan.ts'
import { readDate } from '../model/read-date.ts'
import { listed, type Text } from '../model/text.ts'
import { isUnit, nameOn } from '../model/units.ts'
import { UserError } from '../model/user-error.ts'
import { resolveName } from '../reports/names.ts'
import { resolveParty } from '../reports/parties.ts'

/** What is needed to understand what a person writes into a field. */
export interface Reading {
  readonly plan: Plan
  readonly today: PlainDate
  /** The day of the record: units are called by their name on it. */
  readonly on: PlainDate
  /** It was a record before: names and texts are taken as they stand. */
  readonly isStored?: boolean
  /** What a piece of evidence is stored as: a file with its sha256, a URL, an archive number. */
  evidence(written: string): Promise<unknown>
}

/** Between the items of a list; evidence may hold commas, so only these part it. */
const separators = /[、，,;；\n]+/
const evidenceSeparators = /[;；\n]+/

/**
 * What a person wrote into a field, as it is stored: `2018年9月15日` is `2018-09-15`, 讲座 is `lecture`, `T1.1、T1.2` two
 * measures.
 * @returns undefined where nothing is written
 * @throws UserError (2) where it is not understood
 */
export async function readValue(field: Field, written: string, reading: Reading): Promise<unknown> {
  const text = (reading.isStored ? written : written.normalize('NFC')).trim()
  if (text === '') return undefined
  if (reading.isStored && field.type === 'text' && !field.isList && field.refers === undefined) return written
  if (field.type === 'objects') return objects(field, text)
  if (!field.isList) return readItem(field, text, reading)
  if (text.startsWith('[')) return json(field, text)
  const parts = text.split(field.type === 'evidence' ? evidenceSeparators : separators)
  const items: unknown[] = []
  for (const part of parts) {
    if (part.trim() === '') continue
    const item = await readItem(field, part.trim(), reading)
    if (!items.includes(item)) items.push(item)
  }
  return items.length > 0 ? items : undefined
}

async function readItem(field: Field, text: string, reading: Reading): Promise<unknown> {
  switch (field.type) {
    case 'date': {
      const date = readDate(text, reading.today)
      if (date) return date
      throw unfit(
        field,
        text,
        { zh: '不是存在的日期', en: 'is not a day of the calendar' },
        {
          zh: '写成 2018-09-15、2018年9月15日 或 9月15日',
          en: 'write it as 2018-09-15',
        },
      )
    }
    case 'integer':
    case 'number':
      return readNumber(field, text)
    case 'boolean':
      return readBoolean(field, text)
    case 'choice':
      return readChoice(field, text)
    case 'evidence':
      return reading.isStored ? evidenceOfText(text) : reading.evidence(text)
    default:
      if (field.key === 'period' && !reading.isStored) return readPeriod(text)
      return field.refers === undefined ? text : readReference(field, text, reading)
  }
}

/** Thousands may be parted; any other space may be two numbers. */
const exact = /^-?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?$/

function readNumber(field: Field, text: string): number {
  const plain = text.normalize('NFKC').trim()
  // Not the zero below zero, which no file can say.
  const value = Number(plain.replaceAll(/[, ]/g, '')) + 0
  const digits = plain.replaceAll(/\D/g, '').replace(/^0+/, '').length
  if (exact.test(plain) && digits <= 15 && (field.type === 'number' || Number.isInteger(value))) return value
  const kind =
    field.type === 'integer'
      ? { zh: '不是整数', en: 'is not a whole number' }
      : { zh: '不是数字', en: 'is not a number' }
  throw unfit(field, text, kind, {
    zh: '只写数字，不带单位和“约”“余”',
    en: 'write the number alone, without a unit or "about"',
  })
}

function readBoolean(field: Field, text: string): boolean {
  const word = forgiven(text)
  if (['是', 'true', 'yes', '1', '有'].includes(word)) return true
  if (['否', 'false', 'no', '0', '无'].includes(word)) return false
  throw unfit(
    field,
    text,
    { zh: '不是“是”或“否”', en: 'is neither yes nor no' },
    { zh: '写 是 或 否', en: 'write yes or no' },
  )
}

function readChoice(field: Field, text: string): string {
  const word = forgiven(text)
  const found = field.choices.find(([value, { zh, en }]) =>
    [value, zh, en].some(name => forgiven(name) === word),
  )
  if (found) return found[0]
  const shown = listed(field.choices.map(([value, words]) => ({ zh: words.zh, en: value })))
  throw unfit(
    field,
    text,
    { zh: '不在可选的值里', en: 'is not one of the choices' },
    {
      zh: `可以写 ${shown.zh}`,
      en: `they are ${shown.en}`,
    },
  )
}

async function readReference(field: Field, text: string, reading: Reading): Promise<string> {
  const { plan, on } = reading
  if (reading.isStored) return text
  switch (field.refers) {
    case 'unit-name':
      return unitName(field, text, plan, on)
    case 'unit-name-or-task': {
      const task = plan.tasks.find(({ id }) => id === text.normalize('NFKC').toUpperCase())
      return task ? task.id : unitName(field, text, plan, on)
    }
    case 'measure':
      return (await resolveName(text, plan.measures.map(titled), { zh: '措施', en: 'measure' })).id
    case 'task':
      return (await resolveName(text, plan.tasks.map(titled), { zh: '任务', en: 'task' })).id
    case 'target':
      return (await resolveName(text, plan.targets.map(titled), { zh: '目标', en: 'target' })).id
    case 'duty':
      return (await resolveName(text, plan.duties.map(titled), { zh: '责任', en: 'duty' })).id
    case 'milestone':
      return (await resolveName(text, plan.milestones.map(titled), { zh: '阶段', en: 'milestone' })).id
    case 'programme': {
      const programmes = plan.programmes.map(({ id, names }) => ({
        id,
        names: names.map(({ name }) => name),
      }))
      return (await resolveName(text, programmes, { zh: '项目', en: 'programme' })).id
    }
    default:
      return text
  }
}

const titled = ({ id, title }: { readonly id: string; readonly title: string }) => ({ id, names: [title] })

async function unitName(field: Field, text: string, plan: Plan, on: PlainDate): Promise<string> {
  const party = await resolveParty(plan, text)
  if (isUnit(party)) return nameOn(party, on)
  const [member] = groupMembers(plan, party, on) ?? []
  const such = member ? nameOn(member, on) : undefined
  throw unfit(
    field,
    text,
    { zh: '是几个单位的统称', en: 'means several units' },
    {
      zh: `写其中的一个单位${such === undefined ? '' : `，如 ${such}`}；联合主办的写在联合单位里`,
      en: `name one of them${such === undefined ? '' : `, such as ${such}`}; those that host it too go into hosts`,
    },
  )
}

/** A list of objects: JSON, or where one text says enough, one text a line. */
function objects(field: Field, text: string): unknown {
  if (/^[[{]/.test(text)) return json(field, text)
  const { soleRequired } = field
  if (soleRequired !== undefined) {
    return text
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
      .map(line => ({ [soleRequired]: line }))
  }
  throw unfit(
    field,
    text,
    { zh: '不是 JSON', en: 'is not JSON' },
    {
      zh: `写成 JSON 列表：[{"…": "…"}]`,
      en: 'write a list in JSON: [{"…": "…"}]',
    },
  )
}

function json(field: Field, text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : [value]
  } catch {
    throw unfit(
      field,
      text,
      { zh: '不是完整的 JSON', en: 'is not whole JSON' },
      {
        zh: '检查引号、逗号和括号是否成对，用半角',
        en: 'check quotes, commas and brackets',
      },
    )
  }
}

function unfit({ word, key }: Field, text: string, what: Text, hint: Text): UserError {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return new UserError(2, { zh: `${word.zh}“${shown}”${what.zh}`, en: `${key} "${shown}" ${what.en}` }, hint)
}
