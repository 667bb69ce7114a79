import { isUtf8 } from 'node:buffer'

/**
 * What a look at the bytes tells: `clean` ones are strict UTF-8 of everyday characters in lines that end in LF, and no
 * rule about bytes or characters has anything to say of them. `long-number` ones are the same but for a run of digits as
 * long as a telephone number, which scanText() must judge. Of `unsure` ones decode() tells more.
 */
export function lookAt(bytes: Uint8Array): 'clean' | 'long-number' | 'unsure' {
  const size = bytes.length
  if (size === 0 || !isUtf8(bytes)) return 'unsure'
  let isLong = false
  /** Digits of the run that goes on. */
  let digits = 0
  /** Marks since the last of them. */
  let marks = 0
  for (let at = 0; at < size; ) {
    const first = bytes[at] as number
    let kind: number
    if (first < 0x80) {
      kind = ofAscii[first] as number
      // What may begin a conflict marker.
      if (kind === bracket && ofAscii[bytes[at + 1] as number] === bracket) return 'unsure'
      at++
    } else if (first < 0xe2) {
      // U+00B7
      if (first !== 0xc2 || bytes[at + 1] !== 0xb7) return 'unsure'
      kind = mark
      at += 2
    } else {
      kind = ofThree(first, bytes[at + 1] as number, bytes[at + 2] as number)
      at += 3
    }
    if (kind === digit) {
      digits++
      marks = 0
      if (digits === telephone) isLong = true
    } else if (kind !== mark) {
      if (kind === unusual) return 'unsure'
      digits = 0
    } else if (++marks > 2) digits = 0
  }
  return isLong ? 'long-number' : 'clean'
}

/** The shortest number of a person. */
const telephone = 11

const unusual = 0
const usual = 1
const digit = 2
/** What people put between digits. */
const mark = 3
const bracket = 4

/** Line feeds and printable ASCII. */
const ofAscii = Uint8Array.from({ length: 0x80 }, (_, code) => {
  if (code >= 0x30 && code <= 0x39) return digit
  if (' .-'.includes(String.fromCharCode(code))) return mark
  if ('<>|'.includes(String.fromCharCode(code))) return bracket
  return code === 0x0a || (code > 0x20 && code < 0x7f) ? usual : unusual
})

/** – — ‘ ’ “ ” …, Chinese characters and marks, full-width forms: characters of three bytes. */
function ofThree(first: number, second: number, third: number): number {
  // U+4000 to U+9FFF
  if (first >= 0xe4 && first <= 0xe9) return usual
  // U+3000 to U+303F
  if (first === 0xe3) return second !== 0x80 ? unusual : third === 0x80 ? mark : usual
  // U+FF00 to U+FF7F: digits from U+FF10, － U+FF0D
  if (first === 0xef) {
    if (second === 0xbc) return third >= 0x90 && third <= 0x99 ? digit : third === 0x8d ? mark : usual
    return second === 0xbd ? usual : unusual
  }
  // U+2013 to U+2027: – and — are marks
  if (first !== 0xe2 || second !== 0x80 || third < 0x93 || third > 0xa7) return unusual
  return third <= 0x94 ? mark : usual
}
