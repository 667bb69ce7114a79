import type { Place } from '../model/place.ts'
import type { WrittenDocument } from '../model/plan.ts'

/** A value found in an entity, with its place. */
export interface Found {
  readonly value: unknown
  readonly at: Place
}

/** Every value at a path of a document, `*` standing for each item of a list. */
export function valuesAt(document: WrittenDocument, path: readonly string[]): Found[] {
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
