/** What stands in one place of a line, read. */
export interface Scalar<Value> {
  readonly value: Value
  /** True where `fmt` would write it just so. */
  readonly isExact: boolean
}

/** Longer ones hardly recur. */
const longest = 48
const slots = 4096

/**
 * Values by their bytes. Units, places, forms and days stand in many files: they are read, and kept in memory, once. A
 * value is kept from the second time on that it is seen; of two that fall into one slot, the later.
 */
export class Scalars<Found extends Scalar<unknown> | undefined> {
  readonly #read: (bytes: Buffer, start: number, end: number) => Found
  readonly #seen = new Int32Array(slots)
  readonly #kept: ({ readonly bytes: Uint8Array; readonly found: Found } | undefined)[] = Array(slots)

  constructor(read: (bytes: Buffer, start: number, end: number) => Found) {
    this.#read = read
  }

  at(bytes: Buffer, start: number, end: number): Found {
    if (end - start > longest) return this.#read(bytes, start, end)
    // FNV-1a
    let hash = 0x811c9dc5
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
    const slot = (hash ^ (hash >>> 15)) & (slots - 1)
    const kept = this.#kept[slot]
    if (kept && isAt(kept.bytes, bytes, start, end)) return kept.found
    const found = this.#read(bytes, start, end)
    if (this.#seen[slot] === hash)
      this.#kept[slot] = { bytes: Uint8Array.from(bytes.subarray(start, end)), found }
    else this.#seen[slot] = hash
    return found
  }
}

function isAt(kept: Uint8Array, bytes: Buffer, start: number, end: number): boolean {
  if (kept.length !== end - start) return false
  for (let at = 0; at < kept.length; at++) if (kept[at] !== bytes[start + at]) return false
  return true
}
