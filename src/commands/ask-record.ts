import type { Context } from '../context.ts'
import { type Field, type Form, isAsked } from '../forms/form.ts'
import { defaultDay, type Plan } from '../model/plan.ts'
import type { Text } from '../model/text.ts'
import { isUnit, nameOn } from '../model/units.ts'
import { UserError } from '../model/user-error.ts'
import { type ReadingBase, readField, readingOf } from '../records/read-content.ts'
import { matching } from '../reports/names.ts'
import { askChoice, askSearch, askText, askYes } from './ask.ts'
import { lastUnit } from './last-unit.ts'
import type { Written } from './record.ts'

/** Why an answer would be refused in the end, as far as can be told when it is given. */
export type Foresight = (
  field: Field,
  written: Written,
) => Promise<{ readonly text: Text; readonly hint: Text | undefined } | null>

/** What questions are asked with. */
interface Asking extends ReadingBase {
  readonly foresee: Foresight
}

/** Asks for what is missing: what must be there first, the rest if the person wants to. */
export async function askRecord(
  form: Form,
  given: Written,
  base: Asking,
  context: Context,
): Promise<Written> {
  const written: Record<string, readonly string[] | undefined> = { ...given }
  const isMissing = (field: Field): boolean => isAsked(field) && (written[field.key] ?? []).length === 0
  const required = form.fields.filter(field => field.isRequired && isMissing(field))
  if (required.length === 0) return written
  for (const field of required) written[field.key] = await askField(field, written, base, context)
  const optional = form.fields.filter(isMissing)
  const names = optional.map(({ word }) => word)
  const more: Text = {
    zh: `还要填其他内容吗（${names.map(({ zh }) => zh).join('、')}）？`,
    en: `anything else (${names.map(({ en }) => en).join(', ')})?`,
  }
  if (optional.length === 0 || !(await askYes(context, more))) return written
  for (const field of optional) written[field.key] = await askField(field, written, base, context)
  return written
}

/** Nothing more is to be added. */
const nothing = ''

/** An answer chosen from a list may be refused too: then it is asked again at once. */
async function askField(
  field: Field,
  written: Written,
  base: Asking,
  context: Context,
): Promise<readonly string[]> {
  for (;;) {
    const answer = await answerTo(field, written, base, context)
    const refusal = answer.length > 0 ? await refused(field, answer, written, base) : null
    if (refusal === null) return answer
    context.talk(refusal)
  }
}

async function answerTo(
  field: Field,
  written: Written,
  base: Asking,
  context: Context,
): Promise<readonly string[]> {
  const message = messageOf(field)
  if (field.choices.length > 0 && !field.isList) {
    const none = [nothing, { zh: '（不填）', en: '(leave out)' }] as const
    const chosen = await askChoice(context, message, [...(field.isRequired ? [] : [none]), ...field.choices])
    return chosen === nothing ? [] : [chosen]
  }
  const candidates = candidatesOf(field, base.plan, readingOf(base, written).on)
  if (candidates) return searched(field, candidates, base.plan, context)
  const initial = field.key === 'date' ? defaultDay(base.plan.sheet, base.today) : ''
  const text = await askText(context, message, initial, answer => fault(field, answer, written, base))
  return text.trim() === '' ? [] : [text]
}

function messageOf({ word, description, isRequired }: Field): Text {
  const hint = description ?? { zh: '', en: '' }
  const skip = isRequired ? { zh: '', en: '' } : { zh: '；不填按回车', en: '; enter to leave out' }
  const about = (text: string, more: string, [open, close]: readonly [string, string]) =>
    text + more === '' ? '' : `${open}${(text + more).replace(/^[；;] ?/, '')}${close}`
  return {
    zh: `${word.zh}${about(hint.zh, skip.zh, ['（', '）'])}`,
    en: `${word.en}${about(hint.en, skip.en, [' (', ')'])}`,
  }
}

async function fault(field: Field, answer: string, written: Written, base: Asking): Promise<Text | null> {
  if (answer.trim() === '') return field.isRequired ? { zh: '这一项必填', en: 'this is required' } : null
  return refused(field, [answer], written, base)
}

/** Null where nothing stands against an answer: it is understood, and no rule is known to refuse it. */
async function refused(
  field: Field,
  answer: readonly string[],
  written: Written,
  base: Asking,
): Promise<Text | null> {
  try {
    await readField(field, answer, readingOf(base, written))
    const foreseen = await base.foresee(field, { ...written, [field.key]: answer })
    return foreseen && sentence(foreseen.text, foreseen.hint)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return sentence(error.text, error.hint)
  }
}

const sentence = (text: Text, hint: Text | undefined): Text =>
  hint ? { zh: `${text.zh}。${hint.zh}`, en: `${text.en}; ${hint.en}` } : text

interface Candidate {
  readonly id: string
  readonly names: readonly string[]
}

/** What a reference may name; undefined for fields that are written freely. */
function candidatesOf({ refers }: Field, plan: Plan, day: string): readonly Candidate[] | undefined {
  const titled = (entities: readonly { readonly id: string; readonly title: string }[]) =>
    entities.map(({ id, title }) => ({ id, names: [title] }))
  const units = () =>
    plan.units.all.filter(isUnit).map(unit => ({
      id: nameOn(unit, day),
      names: unit.names.map(({ name }) => name),
    }))
  switch (refers) {
    case 'unit-name':
      return units()
    case 'unit-name-or-task':
      return [...units(), ...titled(plan.tasks)]
    case 'measure':
      return titled(plan.measures)
    case 'task':
      return titled(plan.tasks)
    case 'target':
      return titled(plan.targets)
    case 'duty':
      return titled(plan.duties)
    case 'programme':
      return plan.programmes.map(({ id, names }) => ({ id, names: names.map(({ name }) => name) }))
    default:
      return undefined
  }
}

/** One candidate, or for a list several until none more is wanted. */
async function searched(
  field: Field,
  candidates: readonly Candidate[],
  plan: Plan,
  context: Context,
): Promise<readonly string[]> {
  const chosen: string[] = []
  const last = field.key === 'unit' ? lastUnit(context, plan) : undefined
  const lastParty = last === undefined ? undefined : plan.units.byId(last)
  const first = candidates.find(({ names }) => lastParty?.names.some(({ name }) => names.includes(name)))
  while (true) {
    const left = candidates.filter(candidate => !chosen.includes(candidate.id))
    const ordered = first ? [first, ...left.filter(candidate => candidate !== first)] : left
    const id = await askSearch(context, messageOf(field), async term => {
      const found = term === '' ? ordered : await matching(term, left)
      const rows = found.map(({ id, names }) => ({
        value: id,
        name: names[0] === id ? id : `${id} ${names[0] ?? ''}`,
      }))
      const none = { value: nothing, name: context.say({ zh: '（不填 / 选完了）', en: '(nothing more)' }) }
      if (field.isRequired && chosen.length === 0) return rows
      // Whoever has typed something means what was found.
      return term === '' ? [none, ...rows] : [...rows, none]
    })
    if (id === nothing) return chosen
    chosen.push(id)
    if (!field.isList) return chosen
  }
}
