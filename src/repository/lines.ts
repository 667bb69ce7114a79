import type { Place } from '../model/place.ts'
import { decode } from './bytes.ts'
import { canonicalByteSpans, type FindSpan } from './located-text.ts'
import type { Repository } from './open.ts'

/** A file as lines, and in which of them things stand. */
export interface FileLines {
  readonly lines: readonly string[]
  /** The line (0-based) of a place. */
  lineOf(place: Omit<Place, 'span'>): number
  /** The key of the document that a line (0-based) belongs to, where that is plain to see. */
  keyAt?(line: number): string | undefined
}

/** The lines of a file by its path; undefined where it cannot be read. */
export type LinesOf = (file: string) => FileLines | undefined

/**
 * Tells lines where no columns are wanted: a record that is written canonically need not be parsed again for that.
 * @param files those that will be asked for
 */
export async function linesOf(
  { tree, files: read }: Pick<Repository, 'tree' | 'files'>,
  files: Iterable<string>,
): Promise<LinesOf> {
  const canonical = new Set<string>()
  for (const { file, isCanonical } of read) if (isCanonical) canonical.add(file)
  const known = new Map<string, FileLines | undefined>()
  for (const file of files) {
    if (known.has(file) || canonical.has(file)) continue
    const bytes = tree.read(file)
    const text = typeof bytes === 'string' ? undefined : decode(bytes, file).glimpse
    known.set(file, text === undefined ? undefined : (canonicalLines(text) ?? (await anyLines(text))))
  }
  return file => {
    if (known.has(file) || !canonical.has(file)) return known.get(file)
    const bytes = tree.read(file)
    const lines =
      typeof bytes === 'string' ? undefined : new CanonicalLines(Buffer.from(bytes).toString('utf8'))
    known.set(file, lines)
    return lines
  }
}

/** By offsets of bytes; undefined of a text that is not canonical. */
function canonicalLines(text: string): FileLines | undefined {
  const find = canonicalByteSpans(text)
  return find && new SpannedLines(text, find, line => Buffer.byteLength(line))
}

async function anyLines(text: string): Promise<FileLines> {
  const { yamlSpans } = await import('./yaml-spans.ts')
  return new SpannedLines(text, yamlSpans(text), line => line.length)
}

/** Lines that are found by offsets. */
class SpannedLines implements FileLines {
  readonly lines: readonly string[]
  readonly #find: FindSpan
  /** The offset of the line that stands at the same index. */
  readonly #starts: readonly number[]

  /** @param lengthOf the length of a line in the units of the offsets */
  constructor(text: string, find: FindSpan, lengthOf: (line: string) => number) {
    this.lines = text.split('\n')
    this.#find = find
    let start = 0
    this.#starts = this.lines.map(line => {
      const own = start
      start += lengthOf(line) + 1
      return own
    })
  }

  lineOf({ path, key }: Place): number {
    const [offset] = this.#find(path, key === true)
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** The lines of a text that is surely canonical: the keys of the document, and nothing else, begin lines with a letter. */
class CanonicalLines implements FileLines {
  readonly lines: readonly string[]
  readonly #text: string
  #inner: FileLines | undefined

  constructor(text: string) {
    this.#text = text
    this.lines = text.split('\n')
  }

  keyAt(line: number): string | undefined {
    for (let at = line; at >= 0; at--) {
      const key = /^[A-Za-z][A-Za-z0-9]*/.exec(this.lines[at] ?? '')
      if (key) return key[0]
    }
    return undefined
  }

  lineOf(place: Place): number {
    const { path } = place
    const [key] = path
    if (path.length < 2) {
      const found =
        key === undefined
          ? this.lines.findIndex(line => /^[A-Za-z]/.test(line))
          : this.lines.findIndex(line => line.startsWith(`${key}:`))
      if (found >= 0) return found
    }
    this.#inner ??= canonicalLines(this.#text)
    return this.#inner?.lineOf(place) ?? 0
  }
}
