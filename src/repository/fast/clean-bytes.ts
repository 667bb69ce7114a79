import { isUtf8 } from 'node:buffer'
import { manyDigits } from '../personal-data.ts'
import { bufferOf } from './buffer-of.ts'

/**
 * Anything but line feeds, printable ASCII, · – — ‘ ’ “ ” … and Chinese characters and marks; or what may begin a conflict
 * marker.
 */
const unusual = /[^\n -~·\u2013-\u2027\u3000-\u303f\u4000-\u9fff\uff00-\uff7f]|[<>|]{2}/

/**
 * What a look at the bytes tells: `clean` ones are strict UTF-8 of everyday characters in lines that end in LF, and no
 * rule about bytes or characters has anything to say of them. `long-number` ones are the same but for a run of digits as
 * long as a telephone number, which scanText() must judge. Of `unsure` ones decode() tells more.
 */
export function lookAt(bytes: Uint8Array): 'clean' | 'long-number' | 'unsure' {
  if (bytes.length === 0 || !isUtf8(bytes)) return 'unsure'
  const text = bufferOf(bytes).toString('utf8')
  if (unusual.test(text)) return 'unsure'
  return manyDigits.test(text) ? 'long-number' : 'clean'
}
