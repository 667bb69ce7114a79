import type { Encoding } from '../../src/sheets/decode-text.ts'

let table: Map<string, readonly number[]> | undefined

/** GB18030 backwards: the bytes of each character, made by decoding every code. */
function gb18030Table(): Map<string, readonly number[]> {
  if (table) return table
  table = new Map()
  const decoder = new TextDecoder('gb18030')
  const add = (...code: number[]): void => {
    const character = decoder.decode(Uint8Array.from(code))
    if (character !== '\ufffd' && [...character].length === 1 && !table?.has(character))
      table?.set(character, code)
  }
  for (let byte = 0; byte < 0x80; byte++) add(byte)
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) add(lead, trail)
  }
  for (let linear = 0; linear < 39_420; linear++) add(...fourBytes(linear))
  return table
}

const fourBytes = (linear: number): number[] => [
  0x81 + Math.floor(linear / 12_600),
  0x30 + (Math.floor(linear / 1260) % 10),
  0x81 + (Math.floor(linear / 10) % 126),
  0x30 + (linear % 10),
]

function gb18030Bytes(character: string): readonly number[] {
  const known = gb18030Table().get(character)
  return known ?? fourBytes((character.codePointAt(0) ?? 0) - 0x10000 + 189_000)
}

/** A text as a spreadsheet program saves it; with a byte order mark where the encoding has one. */
export function encode(text: string, encoding: Encoding, { mark = true } = {}): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`)
  if (encoding === 'gb18030') return Uint8Array.from([...text].flatMap(gb18030Bytes))
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le')
  return encoding === 'utf-16be' ? bytes.swap16() : bytes
}
