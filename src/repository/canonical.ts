/**
 * Reads the canonical form of data files: block mappings and lists indented by two, one-line scalars, whole-line
 * comments, simple flow lists. It returns exactly what `yaml` would, or declines (undefined) and lets `yaml` read.
 * It never reports: whatever it is not sure of it leaves alone.
 */
export function readCanonical(text: string): unknown {
  return new CanonicalReader(text, null).read()
}

/** Where the parts of a container stand, as offsets: its keys (for a list, the first character of the items), its values. */
interface Spans {
  readonly key: readonly [start: number, end: number]
  readonly value: readonly [start: number, end: number]
}

/** A document with the place of everything in it, by container and key or index. */
export interface CanonicalPlaces {
  readonly root: unknown
  readonly spans: ReadonlyMap<object, ReadonlyMap<string | number, Spans>>
}

/** The places of a canonical text; undefined where the text is not canonical. */
export function canonicalPlaces(text: string): CanonicalPlaces | undefined {
  const spans = new Map<object, Map<string | number, Spans>>()
  const root = new CanonicalReader(text, spans).read()
  return root === undefined ? undefined : { root, spans }
}

const deepest = 16
/** YAML takes no longer keys; none of ours comes near. */
const longestKey = 100
const step = 2

const keyForm = /[A-Za-z][A-Za-z0-9]*/y
/** Scalars that YAML 1.2 reads as something other than text: only exact decimal numbers are taken here. */
const number = /^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,14})?$/
const otherThanText =
  /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/
/** First characters that have a meaning in YAML, and the spaces. */
const indicators = new Set('-?:,[]{}#&*!|>\'"%@`=< \t')

/** A declined text unwinds by this one value; nothing else is thrown here. */
const declined = Symbol('declined')

class CanonicalReader {
  readonly #text: string
  readonly #spans: Map<object, Map<string | number, Spans>> | null
  /** Start of the current content line. */
  #line = 0
  /** Its first character that is no space. */
  #content = 0
  /** Its end, exclusive. */
  #end = 0

  constructor(text: string, spans: Map<object, Map<string | number, Spans>> | null) {
    this.#text = text
    this.#spans = spans
  }

  read(): unknown {
    // With carriage returns the ends of lines are not where this reader looks for them.
    if (this.#text.includes('\r')) return undefined
    try {
      this.#advance(0)
      if (this.#line < 0 || this.#indent !== 0) return undefined
      const value = this.#text[this.#content] === '-' ? this.#list(0, 0) : this.#mapping(0, 0, this.#content)
      return this.#line < 0 ? value : undefined
    } catch (error) {
      if (error === declined) return undefined
      throw error
    }
  }

  get #indent(): number {
    return this.#content - this.#line
  }

  /** Moves to the next line with content at or after an offset; `#line` is -1 at the end of the text. */
  #advance(from: number): void {
    const text = this.#text
    let start = from
    while (start < text.length) {
      let content = start
      while (text.charCodeAt(content) === 0x20) content++
      const first = text.charCodeAt(content)
      if (first === 0x23 || first === 0x0a || content === text.length) {
        const next = text.indexOf('\n', content)
        if (next < 0) break
        start = next + 1
        continue
      }
      const newline = text.indexOf('\n', content)
      this.#line = start
      this.#content = content
      this.#end = newline < 0 ? text.length : newline
      return
    }
    this.#line = -1
  }

  /** A mapping whose keys stand in column `indent`; the first one at offset `at` of the current line. */
  #mapping(indent: number, depth: number, first: number): Record<string, unknown> {
    if (depth > deepest) throw declined
    const value: Record<string, unknown> = {}
    const spans = this.#spanned(value)
    let at = first
    while (true) {
      keyForm.lastIndex = at
      const match = keyForm.exec(this.#text)
      if (!match || match[0].length > longestKey) throw declined
      const key = match[0]
      const colon = at + key.length
      if (this.#text[colon] !== ':' || Object.hasOwn(value, key)) throw declined
      const keySpan = [at, colon] as const
      const valueStart = colon + 2
      if (colon + 1 === this.#end) {
        value[key] = this.#block(indent, depth)
        spans?.set(key, { key: keySpan, value: keySpan })
      } else {
        if (this.#text[colon + 1] !== ' ') throw declined
        const end = this.#end
        value[key] = this.#value(valueStart, end, depth)
        spans?.set(key, { key: keySpan, value: [valueStart, end] })
        this.#advance(end + 1)
      }
      if (this.#line < 0 || this.#indent < indent) return value
      if (this.#indent > indent || this.#text[this.#content] === '-') throw declined
      at = this.#content
    }
  }

  /** What stands below a key that ends its line. */
  #block(indent: number, depth: number): unknown {
    this.#advance(this.#end + 1)
    if (this.#line < 0 || this.#indent !== indent + step) throw declined
    return this.#text[this.#content] === '-'
      ? this.#list(indent + step, depth + 1)
      : this.#mapping(indent + step, depth + 1, this.#content)
  }

  #list(indent: number, depth: number): unknown[] {
    if (depth > deepest) throw declined
    const value: unknown[] = []
    const spans = this.#spanned(value)
    while (true) {
      const at = this.#content + step
      if (this.#text[this.#content + 1] !== ' ' || at >= this.#end) throw declined
      const index = value.length
      if (this.#startsMapping(at)) {
        spans?.set(index, { key: [at, at], value: [at, this.#end] })
        value.push(this.#mapping(indent + step, depth + 1, at))
      } else {
        const end = this.#end
        spans?.set(index, { key: [at, end], value: [at, end] })
        value.push(this.#value(at, end, depth))
        this.#advance(end + 1)
      }
      if (this.#line < 0 || this.#indent < indent) return value
      if (this.#indent > indent || this.#text[this.#content] !== '-') throw declined
    }
  }

  /** True where a key and its colon stand at an offset; what is doubtful is declined later, as a scalar. */
  #startsMapping(at: number): boolean {
    keyForm.lastIndex = at
    const match = keyForm.exec(this.#text)
    if (!match) return false
    const colon = at + match[0].length
    return this.#text[colon] === ':' && (colon + 1 === this.#end || this.#text[colon + 1] === ' ')
  }

  /** A value on one line. */
  #value(start: number, end: number, depth: number): unknown {
    const first = this.#text[start] ?? ''
    if (first === '"' || first === "'") return this.#quoted(first, start, end)
    if (first === '[') return this.#flow(start, end, depth)
    return plain(this.#text.slice(start, end))
  }

  #quoted(quote: string, start: number, end: number): string {
    const inner = this.#text.slice(start + 1, end - 1)
    const closed = end - start >= 2 && this.#text[end - 1] === quote
    if (!closed || inner.includes(quote) || (quote === '"' && inner.includes('\\'))) throw declined
    return inner
  }

  /** `[]`, or plain items parted by a comma and a space. */
  #flow(start: number, end: number, depth: number): unknown[] {
    if (depth >= deepest || this.#text[end - 1] !== ']') throw declined
    const inner = this.#text.slice(start + 1, end - 1)
    if (/[[\]{}"'\t]/.test(inner)) throw declined
    const value: unknown[] = []
    const spans = this.#spanned(value)
    let at = start + 1
    for (const item of inner === '' ? [] : inner.split(', ')) {
      if (item.includes(',') || item.includes(':') || item.includes('#')) throw declined
      spans?.set(value.length, { key: [at, at + item.length], value: [at, at + item.length] })
      value.push(plain(item))
      at += item.length + 2
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

/** A plain scalar of one line, as YAML 1.2 reads it. */
function plain(text: string): string | number | boolean {
  if (text === '' || indicators.has(text[0] ?? '')) {
    if (number.test(text)) return exact(text)
    throw declined
  }
  const last = text.charCodeAt(text.length - 1)
  if (last === 0x20 || last === 0x3a || text.includes(': ') || text.includes(' #') || text.includes('\t'))
    throw declined
  if (number.test(text)) return exact(text)
  if (text === 'true' || text === 'false') return text === 'true'
  if (otherThanText.test(text)) throw declined
  return text
}

/** At most 15 digits are read exactly. */
function exact(text: string): number {
  if (text.length > 16 || text === '-0') throw declined
  return Number(text)
}
