import type { RecordFields } from '../model/entities.ts'
import type { Text } from '../model/text.ts'
import { guarded } from '../sheets/read-cell.ts'
import { textOfEvidence } from './evidence-text.ts'
import type { Field } from './form.ts'

/** Characters that part the items of a list, and what a cell of JSON begins with. */
const parting = /[、，,;；\n]|^\[|^\s|\s$/

/** The value of a field of a record; undefined where it is not given. */
export function fieldValue(
  fields: Readonly<Record<string, unknown>> | RecordFields,
  { path }: Field,
): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Readonly<Record<string, unknown>> | undefined)?.[key],
    fields,
  )
}

/** A field as a cell of a sheet, written so that `import` reads the same value back. */
export function cellValue(value: unknown, field: Field): Text | number | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  const { zh, en } = Array.isArray(value)
    ? listText(value, field)
    : typeof value === 'object'
      ? same(JSON.stringify(value))
      : itemText(String(value), field)
  return field.type === 'date' && !field.isList ? { zh, en } : { zh: guarded(zh), en: guarded(en) }
}

function listText(items: readonly unknown[], field: Field): Text {
  if (field.type === 'evidence') {
    const texts = items.map(textOfEvidence)
    if (texts.every(text => text !== undefined)) return { zh: texts.join('；'), en: texts.join('; ') }
    return same(JSON.stringify(items))
  }
  const isPlain = items.every(item => typeof item === 'string' && !parting.test(item))
  if (!isPlain) return same(JSON.stringify(items))
  const texts = items.map(item => itemText(String(item), field))
  return { zh: texts.map(({ zh }) => zh).join('；'), en: texts.map(({ en }) => en).join('; ') }
}

const itemText = (value: string, { choices }: Field): Text =>
  choices.find(([known]) => known === value)?.[1] ?? same(value)

const same = (text: string): Text => ({ zh: text, en: text })
