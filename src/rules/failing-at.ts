import type { Place } from '../model/place.ts'
import type { WrittenDocument } from '../model/plan.ts'

/** A value found in an entity, with its place. */
export interface Found {
  readonly value: unknown
  readonly at: Place
}

/**
 * The values at a path of a document, `*` standing for each item of a list, that a test does not pass. Nearly all pass,
 * and most paths lead nowhere: only for the others is a place made.
 */
export function failingAt(
  document: WrittenDocument,
  path: readonly string[],
  passes: (value: unknown) => boolean,
): readonly Found[] {
  const [first = ''] = path
  if ((document.value as Readonly<Record<string, unknown>>)[first] === undefined) return none
  return allPass(document.value, path, 0, passes)
    ? none
    : everyAt(document, path).filter(({ value }) => !passes(value))
}

const none: readonly Found[] = []

function allPass(
  value: unknown,
  path: readonly string[],
  depth: number,
  passes: (value: unknown) => boolean,
): boolean {
  if (depth === path.length) return passes(value)
  const step = path[depth] ?? ''
  if (step === '*')
    return !Array.isArray(value) || value.every(item => allPass(item, path, depth + 1, passes))
  const inner = (value as Readonly<Record<string, unknown>> | undefined)?.[step]
  return inner === undefined || allPass(inner, path, depth + 1, passes)
}

function everyAt(document: WrittenDocument, path: readonly string[]): Found[] {
  let found: Found[] = [{ value: document.value, at: document.place }]
  for (const step of path) {
    found = found.flatMap(({ value, at }) => {
      if (step === '*') {
        if (!Array.isArray(value)) return []
        return value.map((item, index) => ({ value: item, at: { ...at, path: [...at.path, index] } }))
      }
      const inner = (value as Record<string, unknown> | undefined)?.[step]
      return inner === undefined ? [] : [{ value: inner, at: { ...at, path: [...at.path, step] } }]
    })
  }
  return found
}
