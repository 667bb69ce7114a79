import type { Place } from '../model/place.ts'
import type { Position } from '../model/problem.ts'
import { decode } from './bytes.ts'
import { LocatedText } from './locate.ts'
import type { Repository } from './open.ts'
import { maskPersonal } from './text-scan.ts'

/** Turns places into lines and columns by reading their files once more; made only when there is something to show. */
export class Locator {
  readonly #repository: Pick<Repository, 'tree' | 'prefix'>
  readonly #texts = new Map<string, LocatedText | null>()

  constructor(repository: Pick<Repository, 'tree' | 'prefix'>) {
    this.#repository = repository
  }

  /** The position of a place with the path that is shown, and its source line (null where there is none to show). */
  locate(place: Place): Position & { readonly file: string; readonly source: string | null } {
    const file = this.#repository.prefix + place.file
    const text = this.#text(place.file)
    if (!text) return { file, line: 1, column: 1, endColumn: 2, source: null }
    const position = text.position(place)
    return { file, ...position, source: maskPersonal(text.line(position.line)) }
  }

  #text(file: string): LocatedText | null {
    let text = this.#texts.get(file)
    if (text === undefined) {
      const bytes = this.#repository.tree.read(file)
      text = typeof bytes === 'string' ? null : new LocatedText(decode(bytes, file).glimpse)
      this.#texts.set(file, text)
    }
    return text
  }
}
