import { isMap, isNode, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml'
import type { Place, Step } from '../model/place.ts'
import type { Position } from '../model/problem.ts'
import { parseOptions } from './yaml.ts'

/** A text in which places can be found. Made only for files that have something to show. */
export class LocatedText {
  readonly #text: string
  readonly #lineStarts: number[] = [0]
  #root: Node | null | undefined

  constructor(text: string) {
    this.#text = text
    for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
      this.#lineStarts.push(index + 1)
    }
  }

  /** Line and columns of a place; a value of several lines is marked on its first. */
  position(place: Place): Position {
    const [start, end] = place.span ?? this.#follow(place)
    const line = this.#lineOf(start)
    const lineStart = this.#lineStarts[line - 1] ?? 0
    const lineEnd = lineStart + this.line(line).length
    const column = Math.min(start, lineEnd) - lineStart + 1
    return { line, column, endColumn: Math.max(column + 1, Math.min(end, lineEnd) - lineStart + 1) }
  }

  /** The source line without its line end. */
  line(number: number): string {
    const start = this.#lineStarts[number - 1] ?? 0
    const end = this.#lineStarts[number] ?? this.#text.length + 1
    return this.#text.slice(start, end - 1).replace(/\r$/, '')
  }

  #lineOf(offset: number): number {
    let low = 0
    let high = this.#lineStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  #follow(place: Place): readonly [number, number] {
    if (this.#root === undefined) this.#root = parseDocument(this.#text, parseOptions).contents
    let node: unknown = this.#root
    let pair: Pair | undefined
    for (const step of place.path) {
      const next = child(node, step)
      if (!next) break
      pair = next.pair
      node = next.node
    }
    // A list or mapping is shown by its key, and so is a value that was left empty.
    if (pair && (place.key || !isScalar(node) || node.range?.[0] === node.range?.[1]))
      return rangeOf(pair.key)
    return rangeOf(isMap(node) && !pair ? node.items[0]?.key : node)
  }
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
