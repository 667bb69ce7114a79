import {
  Composer,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  type Scalar,
  type YAMLMap,
} from 'yaml'
import type { Step } from '../model/place.ts'
import { schemaAt } from '../model/schema.ts'
import {
  annotated,
  canonicalLines,
  type KeyOrder,
  keyText,
  scalarText,
  type Scalar as Value,
} from '../repository/canonical-text.ts'
import { parseOptions } from '../repository/yaml.ts'

/** The text cannot be edited in place without touching what stands beside the value. */
export class CannotSplice extends Error {}

/**
 * Puts a value into a YAML text that parseYaml() reads. Every character outside the edited value stays as it is:
 * comments, quotes, the order of the rest.
 * @param value undefined takes the field away
 * @throws CannotSplice where the style of the text leaves no way
 */
export function spliced(text: string, path: readonly Step[], value: unknown, order: KeyOrder): string {
  const [document] = new Composer(parseOptions).compose(new Parser().parse(text), true, text.length)
  const root = document?.contents
  if (!document || !isMap(root)) throw new CannotSplice()
  const edited = apply(text, edit(text, root, path, 0, value, order))
  const expected = JSON.stringify(sorted(withValue(root.toJS(document), path, value)))
  if (JSON.stringify(sorted(parsed(edited))) !== expected) throw new CannotSplice()
  return edited
}

/** Characters from `start` to `end` are replaced. */
interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

const apply = (text: string, { start, end, text: put }: Edit): string =>
  text.slice(0, start) + put + text.slice(end)

function edit(
  text: string,
  node: Node,
  path: readonly Step[],
  depth: number,
  value: unknown,
  order: KeyOrder,
): Edit {
  const step = path[depth]
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step] as Node | undefined
    if (!item || depth === path.length - 1) throw new CannotSplice()
    return edit(text, item, path, depth + 1, value, order)
  }
  if (!isMap(node) || typeof step !== 'string') throw new CannotSplice()
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step)
  const isLast = depth === path.length - 1
  if (!pair)
    return isLast ? insertion(text, node, path, value, order) : nested(text, node, path, depth, value, order)
  if (!isLast && isMap(pair.value)) {
    const inner = pair.value
    const removesAll = value === undefined && inner.items.length === 1
    return removesAll ? removal(text, node, pair) : edit(text, inner, path, depth + 1, value, order)
  }
  if (!isLast) return edit(text, pair.value as Node, path, depth + 1, value, order)
  return value === undefined ? removal(text, node, pair) : replacement(text, node, pair, path, value, order)
}

/** A field of a map that is not there yet brings the map with it. */
function nested(
  text: string,
  node: YAMLMap,
  path: readonly Step[],
  depth: number,
  value: unknown,
  order: KeyOrder,
): Edit {
  const inner = path.slice(depth + 1).reduceRight<unknown>((held, key) => ({ [key]: held }), value)
  return insertion(text, node, path.slice(0, depth + 1), inner, order)
}

const rangeOf = (node: unknown): readonly [number, number] => {
  const range = (node as Node | null)?.range
  if (!range) throw new CannotSplice()
  return [range[0], range[1]]
}

const keyStart = (pair: Pair): number => rangeOf(pair.key)[0]

function replacement(
  text: string,
  map: YAMLMap,
  pair: Pair,
  path: readonly Step[],
  value: unknown,
  order: KeyOrder,
): Edit {
  const old = pair.value as Node | null
  if (old === null || (isScalar(old) && old.source === '' && !/["']/.test(text[rangeOf(old)[0]] ?? ''))) {
    const colon = text.indexOf(':', rangeOf(pair.key)[1])
    return { start: colon + 1, end: colon + 1, text: valueBehindKey(text, map, pair, path, value, order) }
  }
  const [start, end] = [rangeOf(old)[0], contentEnd(text, old)]
  const isInline = map.flow || (isScalar(old) && typeof value !== 'object') || (isSeq(old) && old.flow)
  if (isInline) return { start, end, text: inlineText(value) + headComment(text, old) }
  if (!isScalar(old) && typeof value === 'object' && value !== null) {
    // Below what stands behind its key, and at its own indent.
    const indent = columnOf(text, start)
    const lines = canonicalLines(annotated(value), indent, path, order)
    return { start, end, text: lines.join('\n').slice(indent) }
  }
  const colon = text.indexOf(':', rangeOf(pair.key)[1])
  return { start: colon + 1, end, text: valueBehindKey(text, map, pair, path, value, order) }
}

const isBlockScalar = (node: Node): boolean =>
  isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')

/** A comment behind the sign of a block scalar is no part of the value. */
function headComment(text: string, node: Node): string {
  if (!isBlockScalar(node)) return ''
  const [start] = rangeOf(node)
  return /^[|>][-+\d]*([ \t]+#[^\n]*)/.exec(text.slice(start, lineEnd(text, start)))?.[1] ?? ''
}

/** What follows the colon: a value on the line, or lines below it. */
function valueBehindKey(
  text: string,
  map: YAMLMap,
  pair: Pair,
  path: readonly Step[],
  value: unknown,
  order: KeyOrder,
): string {
  if (map.flow || typeof value !== 'object' || value === null) return ` ${inlineText(value)}`
  const lines = canonicalLines(annotated(value), columnOf(text, keyStart(pair)) + 2, path, order)
  return `\n${lines.join('\n')}`
}

function insertion(text: string, map: YAMLMap, path: readonly Step[], value: unknown, order: KeyOrder): Edit {
  const key = String(path.at(-1))
  if (value === undefined) return { start: 0, end: 0, text: '' }
  const known = Object.keys(schemaAt(order.schemas, order.kind, path.slice(0, -1))?.properties ?? {})
  const rank = (name: string): number => (known.includes(name) ? known.indexOf(name) : known.length)
  const names = map.items.map(pair => String((pair.key as Scalar).value))
  const before = names.findLastIndex(name => rank(name) <= rank(key))
  const pair = map.items[Math.max(before, 0)]
  if (!pair) throw new CannotSplice()
  if (map.flow) {
    const written = `${keyText(key)}: ${inlineText(value)}`
    if (before < 0) return { start: keyStart(pair), end: keyStart(pair), text: `${written}, ` }
    const end = pairEnd(text, pair)
    return { start: end, end, text: `, ${written}` }
  }
  const indent = columnOf(text, keyStart(pair))
  const lines = canonicalLines(annotated({ [key]: value }), indent, path.slice(0, -1), order)
  const block = lines.join('\n')
  if (before < 0) {
    // The first entry of a list item stands behind its dash.
    const at = keyStart(pair)
    return { start: at, end: at, text: `${block.slice(indent)}\n${' '.repeat(indent)}` }
  }
  const end = lineEnd(text, pairEnd(text, pair))
  return { start: end, end, text: `\n${block}` }
}

function removal(text: string, map: YAMLMap, pair: Pair): Edit {
  if (map.items.length === 1) throw new CannotSplice()
  const index = map.items.indexOf(pair)
  if (map.flow) {
    const next = map.items[index + 1]
    if (next) return { start: keyStart(pair), end: keyStart(next), text: '' }
    const before = map.items[index - 1]
    if (!before) throw new CannotSplice()
    return { start: pairEnd(text, before), end: pairEnd(text, pair), text: '' }
  }
  const start = keyStart(pair)
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const end = Math.min(lineEnd(text, pairEnd(text, pair)) + 1, text.length)
  if (text.slice(lineStart, start).trim() === '') return { start: lineStart, end, text: '' }
  // Behind a dash the next entry moves up, or the comment that stands before it; empty lines cannot stay between.
  return { start, end: end + text.slice(end).search(/\S/), text: '' }
}

/** Where the value of a pair ends, comments and line end not counted. */
function pairEnd(text: string, pair: Pair): number {
  const value = pair.value as Node | null
  if (
    value === null ||
    (isScalar(value) && value.source === '' && !/["']/.test(text[rangeOf(value)[0]] ?? ''))
  ) {
    return text.indexOf(':', rangeOf(pair.key)[1]) + 1
  }
  return contentEnd(text, value)
}

function contentEnd(text: string, node: Node): number {
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last = node.items.at(-1)
    if (last === undefined) throw new CannotSplice()
    return isMap(node) ? pairEnd(text, last as Pair) : contentEnd(text, last as Node)
  }
  const [start, end] = rangeOf(node)
  if (!isBlockScalar(node)) return end
  // A block scalar reaches to the next line; its last line ends before that.
  let last = end
  while (last > start && text[last - 1] === '\n') last--
  return last
}

const lineEnd = (text: string, from: number): number => {
  const newline = text.indexOf('\n', from)
  return newline < 0 ? text.length : newline
}

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1)

/** A value on one line, in whatever surroundings: brackets and commas are quoted too. */
function inlineText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inlineText).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${keyText(key)}: ${inlineText(inner)}`)
      .join(', ')}}`
  }
  const written = scalarText(value as Value)
  return typeof value === 'string' && written === value && /[,[\]{}]/.test(value)
    ? JSON.stringify(value)
    : written
}

function parsed(text: string): unknown {
  const [document] = new Composer(parseOptions).compose(new Parser().parse(text), true, text.length)
  return document && document.errors.length === 0 ? document.toJS() : undefined
}

function withValue(root: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(root))
    return root.map((item, index) => (index === step ? withValue(item, rest, value) : item))
  const fields = { ...(root as Record<string, unknown> | undefined) }
  const inner = withValue(fields[step], rest, value)
  const isGone =
    inner === undefined ||
    (rest.length > 0 && value === undefined && Object.keys(inner as object).length === 0)
  if (isGone) delete fields[step]
  else fields[step] = inner
  return fields
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
