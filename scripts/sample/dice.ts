const seed = 20170221

/** Numbers from 0 up to 1, always the same ones for a text: a changed row changes no other. */
export function dice(text: string): () => number {
  let state = seed
  for (const character of text) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619)
  }
  // mulberry32, https://github.com/cprosche/mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A whole number around another: 80 % to 120 % of it. */
export const around = (about: number, roll: () => number): number => Math.round(about * (0.8 + 0.4 * roll()))
