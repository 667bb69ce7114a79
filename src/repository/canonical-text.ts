import type { Step } from '../model/place.ts'
import { plainNumber } from '../model/plain-number.ts'
import { type Schema, schemaAt } from '../model/schema.ts'

/** A value with the comments around it, as it is to be written. */
export interface Annotated {
  /** Comment lines with their `#`; '' is an empty line. */
  readonly before: readonly string[]
  readonly value: Scalar | readonly Annotated[] | ReadonlyMap<string, Annotated>
  /** Comment lines behind the last entry of a collection. */
  readonly after: readonly string[]
}

export type Scalar = string | number | boolean | null

/** The schemas by name, and the one whose order of keys is followed. */
export interface KeyOrder {
  readonly schemas: Readonly<Record<string, Schema>>
  readonly kind: string
}

/**
 * The one form in which kepu writes a file: keys in the order of the schema, block style indented by two, one line a
 * value however long, quotes where YAML 1.1 or 1.2 would read something else. `yaml` and readCanonical() read it alike.
 */
export function canonicalText(root: Annotated, order: KeyOrder): string {
  const lines = [...root.before, ...canonicalLines(root, 0, [], order)]
  // An entry that moved to the top leaves its empty line behind.
  const first = lines.findIndex(line => line !== '')
  return `${lines.slice(first).join('\n')}\n`
}

/** A plain value, without comments. */
export function annotated(value: unknown): Annotated {
  const bare = (inner: Annotated['value']): Annotated => ({ before: [], value: inner, after: [] })
  if (Array.isArray(value)) return bare(value.map(annotated))
  if (typeof value !== 'object' || value === null) return bare(value as Scalar)
  return bare(new Map(Object.entries(value).map(([key, inner]) => [key, annotated(inner)])))
}

const indentation = (indent: number): string => ' '.repeat(indent)

/** The lines of a value that stands below its key, or of the whole document. */
export function canonicalLines(
  { value, after }: Annotated,
  indent: number,
  path: readonly Step[],
  order: KeyOrder,
): string[] {
  const margin = indentation(indent)
  const shifted = (lines: readonly string[]) => lines.map(line => (line === '' ? '' : margin + line))
  if (value instanceof Map) {
    const lines = inOrder(value, path, order).flatMap(([key, entry]) => [
      ...shifted(entry.before),
      ...entryLines(`${margin}${keyText(key)}:`, entry, indent, [...path, key], order),
    ])
    return [...lines, ...shifted(after)]
  }
  if (Array.isArray(value)) {
    const lines = value.flatMap((item: Annotated) => [
      ...shifted(item.before),
      ...itemLines(item, indent, [...path, 0], order),
    ])
    return [...lines, ...shifted(after)]
  }
  return [scalarText(value as Scalar)]
}

function entryLines(
  head: string,
  entry: Annotated,
  indent: number,
  path: readonly Step[],
  order: KeyOrder,
): string[] {
  const { value } = entry
  if (isCollection(value)) {
    if (isEmpty(value)) return [`${head} ${emptyText(value)}`, ...entry.after]
    return [head, ...canonicalLines(entry, indent + 2, path, order)]
  }
  const literal = literalLines(value as Scalar, indent + 2)
  return literal ? [`${head} ${literal[0]}`, ...literal.slice(1)] : [`${head} ${scalarText(value as Scalar)}`]
}

function itemLines(item: Annotated, indent: number, path: readonly Step[], order: KeyOrder): string[] {
  const { value } = item
  const margin = indentation(indent)
  if (!isCollection(value)) return entryLines(`${margin}-`, item, indent, path, order)
  if (isEmpty(value)) return [`${margin}- ${emptyText(value)}`]
  // Comments of the first entry stand before the dash: behind it there is no line for them.
  const [first = '', ...others] = canonicalLines(
    withoutFirstComments(item, path, order),
    indent + 2,
    path,
    order,
  )
  return [
    ...firstComments(item, path, order).map(line => line && margin + line),
    `${margin}- ${first.slice(indent + 2)}`,
    ...others,
  ]
}

function firstEntry({ value }: Annotated, path: readonly Step[], order: KeyOrder): Annotated | undefined {
  return value instanceof Map ? inOrder(value, path, order)[0]?.[1] : (value as readonly Annotated[])[0]
}

const firstComments = (item: Annotated, path: readonly Step[], order: KeyOrder): readonly string[] =>
  firstEntry(item, path, order)?.before ?? []

function withoutFirstComments(item: Annotated, path: readonly Step[], order: KeyOrder): Annotated {
  const first = firstEntry(item, path, order)
  const stripped = (entry: Annotated): Annotated => (entry === first ? { ...entry, before: [] } : entry)
  const { value } = item
  return value instanceof Map
    ? { ...item, value: new Map([...value].map(([key, entry]) => [key, stripped(entry)])) }
    : { ...item, value: (value as readonly Annotated[]).map(stripped) }
}

const isCollection = (
  value: Annotated['value'],
): value is readonly Annotated[] | ReadonlyMap<string, Annotated> =>
  typeof value === 'object' && value !== null

const isEmpty = (value: readonly Annotated[] | ReadonlyMap<string, Annotated>): boolean =>
  (value instanceof Map ? value.size : (value as readonly Annotated[]).length) === 0

const emptyText = (value: object): string => (value instanceof Map ? '{}' : '[]')

/** Keys in the order of the schema; those that it does not know behind, as they stand. */
function inOrder(
  entries: ReadonlyMap<string, Annotated>,
  path: readonly Step[],
  { schemas, kind }: KeyOrder,
): (readonly [string, Annotated])[] {
  const known = Object.keys(schemaAt(schemas, kind, path)?.properties ?? {})
  const rank = new Map(known.map((key, index) => [key, index]))
  const last = known.length
  return [...entries].sort(([a], [b]) => (rank.get(a) ?? last) - (rank.get(b) ?? last))
}

/** A text of several lines as a literal block; undefined for what has one line or would not survive. */
function literalLines(value: Scalar, indent: number): string[] | undefined {
  if (typeof value !== 'string' || !value.includes('\n')) return undefined
  const body = value.endsWith('\n') ? value.slice(0, -1) : value
  const lines = body.split('\n')
  const survives =
    /^[^\s]/.test(body) &&
    !body.endsWith('\n') &&
    !hidden.test(body.replaceAll('\n', '')) &&
    !/[ \t]$/m.test(body)
  if (!survives) return undefined
  const margin = indentation(indent)
  return [value === body ? '|-' : '|', ...lines.map(line => (line === '' ? '' : margin + line))]
}

/** Characters that YAML or an editor would not show or keep. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/u
/** A first character with a meaning in YAML. */
const indicator = /^[-?:,[\]{}#&*!|>'"%@`=<~\s]|^\.\.\./
/** What YAML 1.2 reads as something other than text. */
const otherThanText =
  /^(?:null|true|false|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-f]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:e[-+]?[0-9]+)?|[-+]?\.inf|\.nan)$/i
/** What YAML 1.1, which other programs still speak, does: yes, 12:30, 1_000, 2018-09-15. */
const elsewhere =
  /^(?:y|n|yes|no|on|off|\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d.*)?|[-+]?\d[\d_,]*(?::[0-5]?\d)+(?:\.[\d_]*)?|[-+]?0b[01_]+|[-+]?0x[\da-f_]+|[-+]?[\d._]+(?:e[-+]?\d+)?)$/i

/** Keys are names of fields: YAML 1.2 takes `on` as it stands, and so do editors and diffs. */
export const keyText = (key: string): string =>
  /^[A-Za-z][A-Za-z0-9]*$/.test(key) && !otherThanText.test(key) ? key : scalarText(key)

/** A value on one line, quoted only where it must be. */
export function scalarText(value: Scalar): string {
  if (typeof value === 'number') return plainNumber(value)
  if (typeof value !== 'string') return String(value)
  if (isPlain(value)) return value
  if (!/["\\]/.test(value) && !hidden.test(value)) return `"${value}"`
  return value.includes("'") || hidden.test(value) ? doubleQuoted(value) : `'${value}'`
}

const isPlain = (text: string): boolean =>
  text !== '' &&
  !indicator.test(text) &&
  !/:\s|\s#|[\s:]$/.test(text) &&
  !hidden.test(text) &&
  !otherThanText.test(text) &&
  !elsewhere.test(text)

/** JSON's escapes are YAML's; what JSON leaves bare and YAML or an eye would lose is escaped too. */
const doubleQuoted = (text: string): string =>
  JSON.stringify(text).replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu, character =>
    [...character]
      .map(one =>
        one
          .split('')
          .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join(''),
      )
      .join(''),
  )
