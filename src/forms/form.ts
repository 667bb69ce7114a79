import type { Step } from '../model/place.ts'
import { resolved, type Schema, schemaAt } from '../model/schema.ts'
import type { Text } from '../model/text.ts'
import type { Words } from '../repository/words.ts'

/** What a field holds: a list holds several of these. */
type FieldType = 'text' | 'date' | 'integer' | 'number' | 'boolean' | 'choice' | 'evidence' | 'objects'

/** A field of a record kind, as flags, prompts, columns and docs show it; fields within fields have dotted keys. */
export interface Field {
  /** `attendance`, `volunteers.people` */
  readonly key: string
  readonly path: readonly string[]
  /** The word of the field itself: 志愿者人数. */
  readonly word: Text
  /** The head of its column: 志愿者.志愿者人数; in English the key. */
  readonly head: Text
  /** Other words that are understood. */
  readonly also: readonly string[]
  readonly description: Text | null
  readonly type: FieldType
  readonly isList: boolean
  /** Values and their words, where the field is a choice. */
  readonly choices: readonly (readonly [string, Text])[]
  /** What the value names: `unit-name`, `measure` … */
  readonly refers: string | undefined
  readonly isRequired: boolean
  /** For a list of objects: the one field that each must have, so that a plain text can stand for it. */
  readonly soleRequired: string | undefined
}

/** The fields of a record kind in the order of its schema. */
export interface Form {
  readonly kind: string
  readonly word: Text
  readonly description: Text
  readonly fields: readonly Field[]
}

/** Fields that no person fills in: the tool gives them their values. */
const ownKeys = new Set(['id', 'amendment', 'withdrawn'])

/** True for a field that is asked for when something is recorded. */
export const isAsked = ({ path }: Field): boolean => !ownKeys.has(path[0] ?? '')

/** The fields of an entity of the plan, by where its schema describes it. */
export function fieldsAt({ schemas }: Words, kind: string, path: readonly Step[]): readonly Field[] {
  const schema = schemaAt(schemas, kind, path)
  return schema ? fieldsOf(schemas, schema, [], [], true) : []
}

/** Derives the form of a kind from its schema. */
export function formOf({ schemas }: Words, kind: string): Form {
  const schema = schemas[`records/${kind}`]
  if (!schema) throw new Error(`no schema for records of the kind ${kind}`)
  return {
    kind,
    word: { zh: schema.title ?? kind, en: schema['x-en']?.title ?? kind },
    description: { zh: schema.description ?? '', en: schema['x-en']?.description ?? '' },
    fields: fieldsOf(schemas, schema, [], [], true),
  }
}

function fieldsOf(
  schemas: Words['schemas'],
  schema: Schema,
  path: readonly string[],
  heads: readonly string[],
  isRequired: boolean,
): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, written]) => {
    const field = resolved(schemas, written)
    const here = [...path, key]
    const word = { zh: field.title ?? key, en: field['x-en']?.title ?? key }
    const required = isRequired && (schema.required?.includes(key) ?? false)
    const inHeads = [...heads, word.zh]
    if (field.type === 'object' && field.properties) return fieldsOf(schemas, field, here, inHeads, required)
    const items = field.items && resolved(schemas, field.items)
    const leaf = items ?? field
    return [
      {
        key: here.join('.'),
        path: here,
        word,
        head: { zh: inHeads.join('.'), en: here.join('.') },
        also: field['x-also'] ?? [],
        description:
          field.description === undefined
            ? null
            : { zh: field.description, en: field['x-en']?.description ?? field.description },
        type: typeOf(leaf),
        isList: items !== undefined,
        choices: (leaf.enum ?? []).map(value => [
          value,
          leaf['x-values']?.[value] ?? { zh: value, en: value },
        ]),
        refers: leaf['x-refers'],
        isRequired: required,
        soleRequired: leaf.required?.length === 1 ? leaf.required[0] : undefined,
      },
    ]
  })
}

function typeOf(schema: Schema): FieldType {
  const types = [schema.type ?? 'string'].flat()
  if (types.includes('string') && types.includes('object')) return 'evidence'
  if (types.includes('object')) return 'objects'
  if (schema.enum) return 'choice'
  if (schema.format === 'date') return 'date'
  if (types[0] === 'integer' || types[0] === 'number' || types[0] === 'boolean') return types[0]
  return 'text'
}
