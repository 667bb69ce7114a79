import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { RuleFinding } from '../model/problem.ts'
import { referencesIn, type Schema } from '../model/schema.ts'
import type { Text } from '../model/text.ts'
import type { KindFile } from '../model/written.ts'
import { addKeywords, settings } from './compile.ts'
import { ownPattern } from './own-pattern.ts'
import { schemaFaults } from './schema-faults.ts'
import { schemas } from './schemas.generated.mjs'
import { parseYaml } from './yaml.ts'

/** A record kind of a repository's own. */
export interface OwnKind {
  readonly name: string
  /** Whole: with the fields that every record has. */
  readonly schema: Schema
  readonly references: ReturnType<typeof referencesIn>
  readonly accepts: (value: unknown) => boolean
  /** The same, collecting every fault. */
  readonly faults: ValidateFunction
}

/** A text under `kinds/`. */
export interface KindText {
  readonly name: string
  readonly file: string
  readonly text: string
}

/** Compiles one record kind; `kind` is null where its file is not what a kind must be. */
export function compileKind({ name, file, text }: KindText): {
  readonly kind: OwnKind | null
  readonly findings: readonly RuleFinding[]
} {
  // JSON is YAML: the same reader bounds it, and finds the place of what is wrong.
  const { value, findings } = parseYaml(text, file)
  if (value === undefined) return { kind: null, findings }
  const faults = schemaFaults('kind', value, file)
  if (faults.length > 0) return { kind: null, findings: faults }
  const written = value as KindFile
  const unfit = [
    ...unfitParts(written.properties, file, ['properties']),
    ...clashes(written.properties, file),
  ]
  if (unfit.length > 0) return { kind: null, findings: unfit }
  const schema = wholeSchema(written)
  return {
    kind: {
      name,
      schema,
      references: referencesIn(schemas, schema),
      accepts: compile(schema, false),
      faults: compile(schema, true),
    },
    findings: [],
  }
}

const common = 'file:///schemas/common.schema.json'

/** The patterns of our own schemas have groups, and are known to be linear. */
const regExp = Object.assign(
  (source: string, flags: string) => ownPattern(source) ?? new RegExp(source, flags),
  // What code that is written to a file would call; none is.
  { code: 'RegExp' },
)

function compile(schema: Schema, allErrors: boolean): ValidateFunction {
  const ajv = new Ajv2020({ ...settings, strictTypes: false, allErrors, code: { regExp } })
  addKeywords(ajv)
  ajv.addSchema(schemas.common as object, common)
  return ajv.compile(schema)
}

type Part = Readonly<Record<string, unknown>>

/** The fields of every record, around those of the kind. A kind may give a common field its own words. */
function wholeSchema(written: KindFile): Schema {
  const shared = schemas['records/activity']?.properties ?? {}
  const before = ['id', 'date', 'unit', 'title']
  const behind = ['evidence', 'notes', 'fulfils', 'amendment', 'withdrawn']
  const own = written.properties as Readonly<Record<string, Part>>
  const sharedField = (key: string) => {
    const { title, description, 'x-en': english, 'x-also': also } = own[key] ?? {}
    const words = { title, description, 'x-en': english, 'x-also': also }
    const given = Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined))
    return [key, { ...(withRefs(shared[key] as Part) as Part), ...given }] as const
  }
  const isShared = (key: string) => before.includes(key) || behind.includes(key)
  const { title, description, 'x-en': english, 'x-also': also } = written
  return {
    title,
    ...(description && { description }),
    ...(english && { 'x-en': english }),
    ...(also && { 'x-also': also }),
    type: 'object',
    properties: Object.fromEntries([
      ...before.map(sharedField),
      ...Object.entries(own)
        .filter(([key]) => !isShared(key))
        .map(([key, field]) => [key, bounded(field)] as const),
      ...behind.map(sharedField),
    ]),
    required: [...new Set([...before, ...(written.required ?? [])])],
    unevaluatedProperties: false,
  } as Schema
}

const withRefs = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(withRefs)
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([key, inner]) => [
      key,
      key === '$ref' ? `${common}#/$defs/${String(inner).split('#/$defs/')[1]}` : withRefs(inner),
    ]),
  )
}

/** A field with what it leaves open filled in: a line of text; at most 4,000 characters, 500 items. */
function bounded(field: Part): Part {
  if (field.$ref !== undefined) return withRefs(field) as Part
  const type =
    field.type ?? (field.enum ? 'string' : field.properties ? 'object' : field.items ? 'array' : null)
  if (type === null) return { ...field, $ref: `${common}#/$defs/line` }
  if (type === 'string') return { maxLength: 4000, ...field, type }
  if (type === 'array') return { maxItems: 500, ...field, type, items: bounded((field.items ?? {}) as Part) }
  if (type !== 'object') return { ...field, type }
  const inner = Object.entries((field.properties ?? {}) as Record<string, Part>)
  return {
    ...field,
    type,
    properties: Object.fromEntries(inner.map(([key, part]) => [key, bounded(part)])),
    unevaluatedProperties: false,
  }
}

/** Flags of every command, and of `record` whatever the kind. */
const flagsOfOurs = 'data lang format as-of rev output help version again dry-run yes'.split(' ')

/** Fields become flags, `followUp` and `follow: {up}` the same one: then nobody could say which is meant. */
function* clashes(parts: Readonly<Record<string, object>>, file: string): Iterable<RuleFinding> {
  const taken = new Set(flagsOfOurs)
  for (const { path, flag } of flagsIn(parts, [])) {
    if (!taken.has(flag)) taken.add(flag)
    else {
      yield unfit(file, path, true, {
        zh: `“${path.at(-1)}”会和选项 --${flag} 重名`,
        en: `"${path.at(-1)}" would clash with the flag --${flag}`,
      })
    }
  }
}

function* flagsIn(
  parts: Readonly<Record<string, object>>,
  above: readonly string[],
  at: readonly string[] = ['properties'],
): Iterable<{ readonly path: readonly string[]; readonly flag: string }> {
  for (const [key, part] of Object.entries(parts)) {
    const { properties } = part as { properties?: Record<string, object> }
    const names = [...above, key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)]
    const path = [...at, key]
    if (properties) yield* flagsIn(properties, names, [...path, 'properties'])
    else yield { path, flag: names.join('-') }
  }
}

/** What the form of a schema does not tell: names that cannot be keys, patterns that could run for ever. */
function* unfitParts(
  parts: Readonly<Record<string, object>>,
  file: string,
  path: readonly (string | number)[],
): Iterable<RuleFinding> {
  for (const [key, part] of Object.entries(parts)) {
    const field = part as { pattern?: string; properties?: Record<string, object>; items?: object }
    const here = [...path, key]
    if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(key) || key in {}) {
      yield unfit(file, here, true, {
        zh: `“${key}”不能用作字段名`,
        en: `"${key}" cannot be the name of a field`,
      })
    }
    if (field.pattern !== undefined && !ownPattern(field.pattern)) {
      yield unfit(file, [...here, 'pattern'], false, {
        zh: `“${field.pattern}”可能要算很久，或不是正则表达式`,
        en: `"${field.pattern}" could take very long, or is no regular expression`,
      })
    }
    yield* unfitParts(field.properties ?? {}, file, [...here, 'properties'])
    if (field.items) yield* unfitParts({ items: field.items }, file, here)
  }
}

const unfit = (
  file: string,
  path: readonly (string | number)[],
  key: boolean,
  message: Text,
): RuleFinding => ({
  rule: 'kind-unfit',
  at: { file, path, ...(key && { key }) },
  message,
  hint: {
    zh: '字段名用英文字母和数字，不与选项重名；正则表达式不用括号，最多一处 * 或 +',
    en: 'name fields with letters and digits, and not like a flag; write patterns without groups and with at most one * or +',
  },
})
