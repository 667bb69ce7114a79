import type { Field, Form } from '../forms/form.ts'
import type { PlainDate } from '../model/dates.ts'
import type { Plan } from '../model/plan.ts'
import { readDate } from '../model/read-date.ts'
import { UserError } from '../model/user-error.ts'
import type { Content } from './candidate.ts'
import { type Reading, readValue } from './read-value.ts'

/** What is written into a field: several texts where a flag stands several times. */
export type WrittenFields = Readonly<Record<string, readonly string[] | undefined>>

/** What texts are read with, whatever the day of the record. */
export interface ReadingBase {
  readonly plan: Plan
  readonly today: PlainDate
  readonly isStored?: boolean
  evidence(written: string): Promise<unknown>
}

/** The day of a record tells how its unit was called, so it is read before all else. */
export function readingOf(base: ReadingBase, written: WrittenFields): Reading {
  const date = written.date?.[0]
  return { ...base, on: (date && readDate(date, base.today)) || base.today }
}

/**
 * A record out of what is written into its fields; fields within fields become objects.
 * @param refused is told of each field that is not understood; by default the first one is thrown
 * @throws UserError (2)
 */
export async function readContent(
  form: Form,
  written: WrittenFields,
  base: ReadingBase,
  refused: (field: Field, error: UserError) => void = (_, error) => {
    throw error
  },
): Promise<Content> {
  const reading = readingOf(base, written)
  const content: Record<string, unknown> = {}
  for (const field of form.fields) {
    try {
      const value = await readField(field, written[field.key] ?? [], reading)
      if (value !== undefined) put(content, field.path, value)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      refused(field, error)
    }
  }
  return content as Content
}

/** The value of a field; several texts are the items of a list. */
export async function readField(field: Field, texts: readonly string[], reading: Reading): Promise<unknown> {
  if (texts.length > 1 && !field.isList) {
    throw new UserError(
      2,
      { zh: `${field.word.zh}写了 ${texts.length} 次`, en: `${field.key} stands ${texts.length} times` },
      { zh: '只能有一个值', en: 'it has one value' },
    )
  }
  const values: unknown[] = []
  for (const text of texts) values.push(await readValue(field, text, reading))
  const given = values.filter(value => value !== undefined)
  if (!field.isList) return given[0]
  const items = given.flat()
  return items.length > 0 ? items : undefined
}

function put(content: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    content[key] = value
    return
  }
  const inner = (Object.hasOwn(content, key) ? content[key] : {}) as Record<string, unknown>
  content[key] = inner
  put(inner, rest, value)
}
