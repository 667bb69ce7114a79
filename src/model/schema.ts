import type { Step } from './place.ts'
import type { Text } from './text.ts'

/** As much of JSON Schema as kepu uses, and the words that it adds. */
export interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly type?: string | readonly string[]
  /** The Chinese word of the field; the English one is in `x-en`. */
  readonly title?: string
  readonly description?: string
  readonly 'x-en'?: { readonly title?: string; readonly description?: string }
  /** Further Chinese words for the field, as column heads and on the command line. */
  readonly 'x-also'?: readonly string[]
  /** The words of the values of `enum`. */
  readonly 'x-values'?: Readonly<Record<string, Text>>
  /** What a `pattern` asks for, in words. */
  readonly 'x-form'?: Text
  /** What the value names: a unit, a duty … */
  readonly 'x-refers'?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  /** The schema of fields whose names are free. */
  readonly additionalProperties?: Schema
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

/** The schema with its `$ref` followed; what stands beside the `$ref` is laid over it. */
export function resolved(schemas: Readonly<Record<string, Schema>>, schema: Schema): Schema {
  const definition = schema.$ref?.split('#/$defs/')[1]
  if (definition === undefined) return schema
  const { $ref, ...beside } = schema
  const target = schemas.common?.$defs?.[definition]
  if (!target) throw new Error(`no definition is called ${$ref}`)
  return { ...resolved(schemas, target), ...beside }
}

/** The schema of what stands at a path of a document; undefined where the schema knows of nothing there. */
export function schemaAt(
  schemas: Readonly<Record<string, Schema>>,
  name: string,
  path: readonly Step[],
): Schema | undefined {
  let schema = schemas[name]
  for (const step of path) {
    if (!schema) return undefined
    const whole = resolved(schemas, schema)
    schema = typeof step === 'number' ? whole.items : fieldOf(whole, step)
  }
  return schema && resolved(schemas, schema)
}

const fieldOf = ({ properties, additionalProperties }: Schema, key: string): Schema | undefined =>
  properties && Object.hasOwn(properties, key) ? properties[key] : additionalProperties

/** The word of a field in both languages; the key itself where the schema has none. */
export function fieldWord(schema: Schema | undefined, key: string): Text {
  return { zh: schema?.title ?? key, en: schema?.['x-en']?.title ?? key }
}

/** The names of all fields of all schemas. */
export function fieldNames(schemas: Readonly<Record<string, Schema>>): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (schema: Schema): void => {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      names.add(name)
      visit(field)
    }
    if (schema.items) visit(schema.items)
    for (const definition of Object.values(schema.$defs ?? {})) visit(definition)
  }
  for (const schema of Object.values(schemas)) visit(schema)
  return names
}

/** Where a schema says that a value names something: its path (`*` for any item) and what it refers to. */
export function referencesIn(
  schemas: Readonly<Record<string, Schema>>,
  schema: Schema,
  path: readonly string[] = [],
): (readonly [path: readonly string[], refers: string])[] {
  const whole = resolved(schemas, schema)
  const inner = Object.entries(whole.properties ?? {}).flatMap(([key, field]) =>
    referencesIn(schemas, field, [...path, key]),
  )
  const items = whole.items ? referencesIn(schemas, whole.items, [...path, '*']) : []
  return [...(whole['x-refers'] ? [[path, whole['x-refers']] as const] : []), ...inner, ...items]
}
