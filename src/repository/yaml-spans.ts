import { isMap, isNode, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml'
import type { Step } from '../model/place.ts'
import { parseOptions } from './yaml.ts'

/**
 * The offsets of what stands at a path of any YAML text, canonical or not; loaded only where that is needed.
 * It parses when first asked: a text that was refused has no paths, and could hold the parser up for minutes.
 */
export function yamlSpans(text: string): (path: readonly Step[], key: boolean) => readonly [number, number] {
  let root: Node | null | undefined
  return (path, key) => {
    if (root === undefined) root = parseDocument(text, parseOptions).contents
    return follow(root, path, key)
  }
}

function follow(root: Node | null, path: readonly Step[], key: boolean): readonly [number, number] {
  let node: unknown = root
  let pair: Pair | undefined
  for (const step of path) {
    const next = child(node, step)
    if (!next) break
    pair = next.pair
    node = next.node
  }
  // A list or mapping is shown by its key, and so is a value that was left empty.
  if (pair && (key || !isScalar(node) || node.range?.[0] === node.range?.[1])) return rangeOf(pair.key)
  return rangeOf(isMap(node) && !pair ? node.items[0]?.key : node)
}

function child(node: unknown, step: Step): { node: unknown; pair?: Pair } | undefined {
  if (isSeq(node) && typeof step === 'number') return { node: node.items[step] }
  if (!isMap(node)) return undefined
  const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === String(step))
  return pair && { node: pair.value, pair }
}

function rangeOf(node: unknown): readonly [number, number] {
  const [start, end] = (isNode(node) && node.range) || [0, 0]
  return [start, end]
}
