/**
 * What a look at the bytes tells: `clean` ones are strict UTF-8 of everyday characters in lines that end in LF, and no
 * rule about bytes or characters has anything to say of them. `long-number` ones are the same but for a run of digits as
 * long as a telephone number, which scanText() must judge. Of `unsure` ones decode() tells more.
 */
export function lookAt(bytes: Uint8Array): 'clean' | 'long-number' | 'unsure' {
  const end = bytes.length
  let at = 0
  /** Digits so far, as personal numbers are written: with at most one mark between any two. */
  let digits = 0
  let isMarked = false
  let longest = 0
  while (at < end) {
    const byte = bytes[at] as number
    let isDigit = byte >= 0x30 && byte <= 0x39
    let isMark = byte === 0x20 || byte === 0x2d || byte === 0x2e
    if (byte < 0x80) {
      if (byte < 0x20 ? byte !== lineFeed : isDoubtful(byte, bytes[at + 1])) return 'unsure'
      at++
    } else {
      const second = bytes[at + 1] as number
      const third = bytes[at + 2] as number
      const length = everyday(byte, second, third)
      if (length === 0) return 'unsure'
      at += length
      isDigit = byte === 0xef && second === 0xbc && third >= 0x90 && third <= 0x99 // ０–９
      isMark = byte === 0xe3 && third === 0x80 // U+3000
    }
    if (isDigit) {
      if (++digits > longest) longest = digits
      isMarked = false
    } else if (isMark && !isMarked) isMarked = true
    else digits = 0
  }
  if (end === 0) return 'unsure'
  return longest > 10 ? 'long-number' : 'clean'
}

const lineFeed = 0x0a

/** DEL, or the beginning of a conflict marker: one of < > | and the same again. */
const isDoubtful = (byte: number, next: number | undefined): boolean =>
  byte === 0x7f || ((byte === 0x7c || byte === 0x3c || byte === 0x3e) && next === byte)

/** The length of a character that cannot be meant by any rule, else 0. What is read behind the end fits nothing. */
function everyday(first: number, second: number, third: number): number {
  if (first >= 0xe4 && first <= 0xe9) return isTail(second) && isTail(third) ? 3 : 0 // 一: U+4000–U+9FFF
  if (first === 0xe3) return second === 0x80 && isTail(third) ? 3 : 0 // 、。《》〔〕: U+3000–U+303F
  if (first === 0xef) return (second === 0xbc || second === 0xbd) && isTail(third) ? 3 : 0 // （），：: U+FF00–U+FF7F
  if (first === 0xe2) return second === 0x80 && third >= 0x93 && third <= 0xa7 ? 3 : 0 // –—‘’“”…: U+2013–U+2027
  return first === 0xc2 && second === 0xb7 ? 2 : 0 // ·
}

const isTail = (byte: number): boolean => (byte & 0xc0) === 0x80
