import { keyText, scalarText } from '../canonical-text.ts'
import type { Scalar } from './scalars.ts'

type Value = string | number | boolean | null

/** A key: letters and digits. */
export function keyIn(bytes: Buffer, start: number, end: number): Scalar<string> {
  const value = bytes.toString('latin1', start, end)
  return { value, isExact: keyText(value) === value }
}

/** A scalar on one line, as YAML 1.2 reads it; undefined where that is not plain to see. */
export function scalarIn(bytes: Buffer, start: number, end: number): Scalar<Value> | undefined {
  const first = bytes[start]
  if (first === doubleQuote || first === singleQuote) return quoted(bytes, start, end)
  const form = formOf(bytes, start, end)
  if (form === 'refused') return undefined
  const text = form === 'ascii' ? bytes.toString('latin1', start, end) : bytes.toString('utf8', start, end)
  if (form === 'words' || (form === 'ascii' && isWord(bytes, start, end)))
    return { value: text, isExact: true }
  const value = plain(text)
  return value === undefined ? undefined : { value, isExact: scalarText(value) === text }
}

const space = 0x20
const doubleQuote = 0x22
const hash = 0x23
const singleQuote = 0x27
const colon = 0x3a
const backslash = 0x5c

function quoted(bytes: Buffer, start: number, end: number): Scalar<string> | undefined {
  const quote = bytes[start]
  if (end - start < 2 || bytes[end - 1] !== quote) return undefined
  for (let at = start + 1; at < end - 1; at++) {
    if (bytes[at] === quote || (bytes[at] === backslash && quote === doubleQuote)) return undefined
  }
  const value = bytes.toString('utf8', start + 1, end - 1)
  const mark = quote === doubleQuote ? '"' : "'"
  return { value, isExact: scalarText(value) === `${mark}${value}${mark}` }
}

/**
 * What a scalar is made of: `words` begin with a Chinese character and hold neither `:` nor `#`, `ascii` is what its name
 * says, again without these; of `mixed` nothing is said. A tab, `: ` or ` #` is not for this reader.
 */
function formOf(bytes: Buffer, start: number, end: number): 'words' | 'ascii' | 'mixed' | 'refused' {
  let isAscii = true
  let isBare = true
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    if (byte >= 0x80) isAscii = false
    else if (byte === 0x09) return 'refused'
    else if (byte === colon) {
      if (at + 1 === end || bytes[at + 1] === space) return 'refused'
      isBare = false
    } else if (byte === hash) {
      if (bytes[at - 1] === space && at > start) return 'refused'
      isBare = false
    }
  }
  if (end === start || bytes[end - 1] === space) return 'refused'
  if (!isBare) return 'mixed'
  if (isAscii) return 'ascii'
  const first = bytes[start] as number
  return first >= 0xe4 && first <= 0xe9 && bytes[end - 1] !== 0x80 ? 'words' : 'mixed'
}

/** True for ASCII that no reader of YAML, of whatever version, takes for anything but text: ids above all. */
function isWord(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] as number
  const isDigit = first >= 0x30 && first <= 0x39
  if (!isDigit && !isLetter(first)) return false
  // The longest word that means something is `false`; what begins like a number means one only up to these letters.
  if (!isDigit) return end - start > 5
  for (let at = start; at < end; at++) {
    const byte = (bytes[at] as number) | 0x20
    if (byte >= 0x67 && byte <= 0x7a && byte !== 0x6f && byte !== 0x74 && byte !== 0x78) return true
  }
  return false
}

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a

/** Only exact decimal numbers are taken here. */
const number = /^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,14})?$/
/** Scalars that YAML 1.2 reads as something other than text. */
const otherThanText =
  /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/
/** First characters that have a meaning in YAML, and the space. */
const indicators = new Set('-?:,[]{}#&*!|>\'"%@`=< ')

/** A plain scalar; undefined where it is declined. */
function plain(text: string): Value | undefined {
  if (number.test(text)) return exact(text)
  if (indicators.has(text[0] ?? '')) return undefined
  if (text === 'true' || text === 'false') return text === 'true'
  if (text === 'null') return null
  return otherThanText.test(text) ? undefined : text
}

/** At most 15 digits are read exactly. */
function exact(text: string): number | undefined {
  return text.length > 16 || text === '-0' ? undefined : Number(text)
}
