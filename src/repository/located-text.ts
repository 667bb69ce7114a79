import type { Place, Step } from '../model/place.ts'
import type { Position } from '../model/problem.ts'
import { type CanonicalPlaces, canonicalPlaces } from './fast/canonical.ts'
import { maskPersonal } from './personal-data.ts'

/** Finds the offsets of what stands at a path. */
export type FindSpan = (path: readonly Step[], key: boolean) => readonly [number, number]

/** A text in which places can be found. */
export class LocatedText {
  /** The text as it may be shown: masked as a whole, once, for many problems may stand in one long line. */
  readonly #shown: string
  readonly #find: FindSpan
  readonly #lineStarts: number[] = [0]

  constructor(text: string, find: FindSpan) {
    this.#shown = maskPersonal(text)
    this.#find = find
    for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
      this.#lineStarts.push(index + 1)
    }
  }

  /** Line and columns of a place; a value of several lines is marked on its first. */
  position(place: Place): Position {
    const [start, end] = place.span ?? this.#find(place.path, place.key === true)
    const line = this.#lineOf(start)
    const lineStart = this.#lineStarts[line - 1] ?? 0
    const lineEnd = lineStart + this.line(line).length
    const column = Math.min(start, lineEnd) - lineStart + 1
    return { line, column, endColumn: Math.max(column + 1, Math.min(end, lineEnd) - lineStart + 1) }
  }

  /** The source line without its line end, and without ID and mobile numbers. */
  line(number: number): string {
    const start = this.#lineStarts[number - 1] ?? 0
    const end = this.#lineStarts[number] ?? this.#shown.length + 1
    return this.#shown.slice(start, end - 1).replace(/\r$/, '')
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
}

/** How places are found in a canonical text; undefined where the text is not canonical. */
export function canonicalSpans(text: string): FindSpan | undefined {
  const places = canonicalPlaces(text)
  if (!places) return undefined
  const find = byteSpans(places)
  return (path, key) => places.inText(find(path, key))
}

/** The same in offsets of the bytes of the text, which need not be turned into those of characters. */
export function canonicalByteSpans(text: string): FindSpan | undefined {
  const places = canonicalPlaces(text)
  return places && byteSpans(places)
}

function byteSpans(places: CanonicalPlaces): FindSpan {
  return (path, key) => {
    let value: unknown = places.root
    let last: readonly [number, number] | undefined
    for (const [index, step] of path.entries()) {
      const spans = places.spans.get(value as object)?.get(step)
      if (!spans) break
      value = (value as Record<Step, unknown>)[step]
      const isShownByKey =
        typeof step === 'string' && ((key && index === path.length - 1) || isContainer(value))
      last = isShownByKey ? spans.key : isContainer(value) ? firstOf(places.spans, value) : spans.value
    }
    return last ?? firstOf(places.spans, places.root)
  }
}

const isContainer = (value: unknown): boolean => typeof value === 'object' && value !== null

/** A mapping without a key of its own is shown by its first key, a list by its first item. */
function firstOf(
  spans: ReadonlyMap<object, ReadonlyMap<Step, { readonly key: readonly [number, number] }>>,
  container: unknown,
): readonly [number, number] {
  const [first] = spans.get(container as object)?.values() ?? []
  return first?.key ?? [0, 0]
}
