import { bufferOf } from './buffer-of.ts'
import type { KeyRanks } from './key-ranks.ts'
import { keyIn, scalarIn } from './scalar.ts'
import { Scalars } from './scalars.ts'

/** What a canonical file holds. */
export interface CanonicalReading {
  readonly value: unknown
  /**
   * True where `fmt` would write the very same bytes. False says only that this is not sure: where the order of keys is
   * not known, or there are empty lines.
   */
  readonly isExact: boolean
}

/**
 * Reads the canonical form of data files: block mappings and lists indented by two, one-line scalars, whole-line
 * comments, simple flow lists. It returns exactly what `yaml` would, or declines (undefined) and lets `yaml` read.
 * It never reports: whatever it is not sure of it leaves alone.
 * @param bytes UTF-8 in which decode() found nothing to refuse
 * @param ranks the order in which `fmt` writes the keys; given for clean bytes alone
 */
export function readCanonical(bytes: Uint8Array, ranks?: KeyRanks): CanonicalReading | undefined {
  return new CanonicalReader(bufferOf(bytes), ranks, null).read()
}

/** Where the parts of a container stand, as offsets of bytes: its keys (for a list, the first character of the items), its values. */
interface Spans {
  readonly key: readonly [start: number, end: number]
  readonly value: readonly [start: number, end: number]
}

/** A document with the place of everything in it, by container and key or index. */
export interface CanonicalPlaces {
  readonly root: unknown
  readonly spans: ReadonlyMap<object, ReadonlyMap<string | number, Spans>>
  /** Turns offsets of bytes into offsets of UTF-16 units. */
  inText(span: readonly [start: number, end: number]): readonly [start: number, end: number]
}

/** The places of a canonical text; undefined where the text is not canonical. */
export function canonicalPlaces(text: string): CanonicalPlaces | undefined {
  const bytes = Buffer.from(text)
  const spans = new Map<object, Map<string | number, Spans>>()
  const reading = new CanonicalReader(bytes, undefined, spans).read()
  if (!reading) return undefined
  return {
    root: reading.value,
    spans,
    inText([start, end]) {
      const before = bytes.toString('utf8', 0, start).length
      return [before, before + bytes.toString('utf8', start, end).length]
    },
  }
}

const deepest = 16
/** YAML takes no longer keys; none of ours comes near. */
const longestKey = 100
const step = 2

const lineFeed = 0x0a
const carriageReturn = 0x0d
const space = 0x20
const hash = 0x23
const dash = 0x2d
const colon = 0x3a
const bracket = 0x5b

/** Keys and values that recur are made once for all files. */
const keys = new Scalars(keyIn)
const values = new Scalars(scalarIn)

/** A declined text unwinds by this one value; nothing else is thrown here. */
const declined = Symbol('declined')

class CanonicalReader {
  readonly #bytes: Buffer
  readonly #ranks: KeyRanks | undefined
  readonly #spans: Map<object, Map<string | number, Spans>> | null
  #isExact: boolean
  /** Start of the current content line; -1 at the end of the text. */
  #line = 0
  /** Its first character that is no space. */
  #content = 0
  /** Its end, exclusive. */
  #end = 0

  constructor(
    bytes: Buffer,
    ranks: KeyRanks | undefined,
    spans: Map<object, Map<string | number, Spans>> | null,
  ) {
    this.#bytes = bytes
    this.#ranks = ranks
    this.#spans = spans
    this.#isExact = ranks !== undefined && bytes[bytes.length - 1] === lineFeed
  }

  read(): CanonicalReading | undefined {
    try {
      this.#advance(this.#header())
      if (this.#line < 0 || this.#indent !== 0) return undefined
      const value =
        this.#bytes[this.#content] === dash
          ? this.#list(0, 0, this.#ranks)
          : this.#mapping(0, 0, this.#content, this.#ranks)
      return this.#line < 0 ? { value, isExact: this.#isExact } : undefined
    } catch (error) {
      if (error === declined) return undefined
      throw error
    }
  }

  get #indent(): number {
    return this.#content - this.#line
  }

  /** The end of the comment lines that the text begins with. */
  #header(): number {
    const bytes = this.#bytes
    let start = 0
    while (bytes[start] === hash) {
      let end = start
      while (bytes[end] !== lineFeed) {
        if (end === bytes.length || bytes[end] === carriageReturn) throw declined
        end++
      }
      if (mayEndInSpace(bytes[end - 1])) this.#isExact = false
      start = end + 1
    }
    return start
  }

  /** Moves to the next line with content at or after an offset. */
  #advance(from: number): void {
    const bytes = this.#bytes
    const size = bytes.length
    let start = from
    /** The column of the comments passed over; -1 where there are none. */
    let comments = -1
    while (start < size) {
      let content = start
      while (bytes[content] === space) content++
      const first = bytes[content]
      let end = content
      while (end < size && bytes[end] !== lineFeed) {
        // With carriage returns the ends of lines are not where this reader looks for them.
        if (bytes[end] === carriageReturn) throw declined
        end++
      }
      if (first !== hash && end > content) {
        if (comments >= 0 && comments !== content - start) this.#isExact = false
        this.#line = start
        this.#content = content
        this.#end = end
        return
      }
      // `fmt` leaves comments where they are that stand right above an entry, in its column.
      const column = content - start
      if (first !== hash || bytes[end - 1] === space || (comments >= 0 && comments !== column))
        this.#isExact = false
      comments = column
      start = end + 1
    }
    if (comments >= 0) this.#isExact = false
    this.#line = -1
  }

  /** A mapping whose keys stand in column `indent`; the first one at offset `first` of the current line. */
  #mapping(
    indent: number,
    depth: number,
    first: number,
    ranks: KeyRanks | undefined,
  ): Record<string, unknown> {
    if (depth > deepest) throw declined
    const bytes = this.#bytes
    const value: Record<string, unknown> = {}
    const spans = this.#spanned(value)
    let at = first
    let lastRank = 0
    while (true) {
      const keyEnd = endOfKey(bytes, at)
      if (keyEnd === at || keyEnd - at > longestKey || bytes[keyEnd] !== colon) throw declined
      const { value: key, isExact } = keys.at(bytes, at, keyEnd)
      if (Object.hasOwn(value, key)) throw declined
      const known = ranks?.get(key)
      const rank = known ? known.rank : Number.MAX_SAFE_INTEGER
      if (!isExact || rank < lastRank) this.#isExact = false
      lastRank = rank
      const keySpan = spans && ([at, keyEnd] as const)
      const end = this.#end
      if (keyEnd + 1 === end) {
        value[key] = this.#block(indent, depth, known?.below)
        if (keySpan) spans.set(key, { key: keySpan, value: keySpan })
      } else {
        if (bytes[keyEnd + 1] !== space) throw declined
        value[key] = this.#value(keyEnd + 2, end, depth)
        if (keySpan) spans.set(key, { key: keySpan, value: [keyEnd + 2, end] })
        this.#advance(end + 1)
      }
      if (this.#line < 0 || this.#indent < indent) return value
      if (this.#indent > indent || bytes[this.#content] === dash) throw declined
      at = this.#content
    }
  }

  /** What stands below a key that ends its line. */
  #block(indent: number, depth: number, ranks: KeyRanks | undefined): unknown {
    this.#advance(this.#end + 1)
    if (this.#line < 0 || this.#indent !== indent + step) throw declined
    return this.#bytes[this.#content] === dash
      ? this.#list(indent + step, depth + 1, ranks)
      : this.#mapping(indent + step, depth + 1, this.#content, ranks)
  }

  #list(indent: number, depth: number, ranks: KeyRanks | undefined): unknown[] {
    if (depth > deepest) throw declined
    const bytes = this.#bytes
    const value: unknown[] = []
    const spans = this.#spanned(value)
    while (true) {
      const at = this.#content + step
      const end = this.#end
      if (bytes[this.#content + 1] !== space || at >= end) throw declined
      const index = value.length
      if (startsMapping(bytes, at, end)) {
        spans?.set(index, { key: [at, at], value: [at, end] })
        value.push(this.#mapping(indent + step, depth + 1, at, ranks))
      } else {
        spans?.set(index, { key: [at, end], value: [at, end] })
        value.push(this.#value(at, end, depth))
        this.#advance(end + 1)
      }
      // A list that grew holds room for sixteen items; its copy is no larger than it needs to be.
      if (this.#line < 0 || this.#indent < indent) return spans ? value : value.slice()
      if (this.#indent > indent || bytes[this.#content] !== dash) throw declined
    }
  }

  /** A value on one line. */
  #value(start: number, end: number, depth: number): unknown {
    if (this.#bytes[start] === bracket) return this.#flow(start, end, depth)
    const scalar = values.at(this.#bytes, start, end)
    if (!scalar) throw declined
    if (!scalar.isExact) this.#isExact = false
    return scalar.value
  }

  /** `[]`, or plain items parted by a comma and a space. */
  #flow(start: number, end: number, depth: number): unknown[] {
    const text = this.#bytes.toString('utf8', start, end)
    if (depth >= deepest || !text.endsWith(']')) throw declined
    const inner = text.slice(1, -1)
    if (/[[\]{}"'\t]/.test(inner)) throw declined
    const value: unknown[] = []
    const spans = this.#spanned(value)
    if (inner === '') return value
    this.#isExact = false
    let at = start + 1
    for (const item of inner.split(', ')) {
      if (item.includes(',') || item.includes(':') || item.includes('#')) throw declined
      const bytes = Buffer.from(item)
      const scalar = values.at(bytes, 0, bytes.length)
      if (!scalar) throw declined
      spans?.set(value.length, { key: [at, at + bytes.length], value: [at, at + bytes.length] })
      value.push(scalar.value)
      at += bytes.length + 2
    }
    return value
  }

  #spanned(container: object): Map<string | number, Spans> | undefined {
    if (!this.#spans) return undefined
    const spans = new Map<string | number, Spans>()
    this.#spans.set(container, spans)
    return spans
  }
}

/** Among clean bytes only a space or U+3000 ends in these. */
const mayEndInSpace = (byte: number | undefined): boolean => byte === space || byte === 0x80

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

/** The end of a key that begins at an offset: a letter, then letters and digits; the offset itself where there is none. */
function endOfKey(bytes: Buffer, start: number): number {
  if (!isLetter(bytes[start] as number)) return start
  let at = start + 1
  while (isLetter(bytes[at] as number) || isDigit(bytes[at] as number)) at++
  return at
}

/** True where a key and its colon stand at an offset; what is doubtful is declined later, as a scalar. */
function startsMapping(bytes: Buffer, start: number, end: number): boolean {
  const at = endOfKey(bytes, start)
  return at > start && bytes[at] === colon && (at + 1 === end || bytes[at + 1] === space)
}
