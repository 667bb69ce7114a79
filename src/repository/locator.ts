import type { Place } from '../model/place.ts'
import type { Position } from '../model/problem.ts'
import { decode } from './bytes.ts'
import { canonicalSpans, LocatedText } from './located-text.ts'
import type { Repository } from './open.ts'

/** The position of a place with the path that is shown, and its source line (null where there is none to show). */
export type Locate = (place: Place) => Position & { readonly file: string; readonly source: string | null }

/**
 * Reads once more the files in which something is to be shown.
 * @returns a function from places in these files to lines and columns
 */
export async function locatorOf(
  { tree, prefix }: Pick<Repository, 'tree' | 'prefix'>,
  places: Iterable<Place>,
): Promise<Locate> {
  const texts = new Map<string, LocatedText | null>()
  for (const { file } of places) {
    if (texts.has(file)) continue
    const bytes = tree.read(file)
    if (typeof bytes === 'string') {
      texts.set(file, null)
      continue
    }
    const text = decode(bytes, file).glimpse
    const find = canonicalSpans(text) ?? (await import('./yaml-spans.ts')).yamlSpans(text)
    texts.set(file, new LocatedText(text, find))
  }
  return place => {
    const file = prefix + place.file
    const text = texts.get(place.file)
    if (!text) return { file, line: 1, column: 1, endColumn: 2, source: null }
    const position = text.position(place)
    return { file, ...position, source: text.line(position.line) }
  }
}
