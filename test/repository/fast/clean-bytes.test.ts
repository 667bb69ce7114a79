import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookAt } from '../../../src/repository/fast/clean-bytes.ts'

const unusual = /[^\n -~·\u2013-\u2027\u3000-\u303f\u4000-\u9fff\uff00-\uff7f]|[<>|]{2}/
const manyDigits = /(?:[0-9０-９][ \u3000.\-－–—·]{0,2}){11}/

/** The same in the words of regular expressions. */
const plainly = (text: string): string =>
  text === '' || unusual.test(text) ? 'unsure' : manyDigits.test(text) ? 'long-number' : 'clean'

const telling = [
  ...'0159０９ 　.-－–—·\nx：中、…“”‘’<>|\t\r\u007f\u2012\u2028\u3fff\u4000\u9fff\ua000\uff7f\uff80é°🙂',
]
const texts = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...telling) }, fc.string({ unit: 'grapheme' })), {
    maxLength: 60,
  })
  .map(parts => parts.join(''))
const numbers = fc
  .array(fc.constantFrom(...'0159０９ 　.-－–—·'), { maxLength: 40 })
  .map(parts => parts.join(''))

describe('a look at the bytes of a text', () => {
  it.each([
    ['telling characters', texts],
    ['digits and what people put between them', numbers],
  ])('tells what regular expressions would: %s', (_, arbitrary) => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(arbitrary, text => {
        seen.add(plainly(text))
        expect(lookAt(Buffer.from(text))).toBe(plainly(text))
      }),
      { numRuns: 20_000 },
    )
    expect(seen.size).toBeGreaterThan(1)
  })

  it.each([
    ['a broken character', [0x61, 0xe4, 0xb8]],
    ['a lone byte', [0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
  ])('is unsure of %s', (_, bytes) => {
    expect(lookAt(Uint8Array.from(bytes))).toBe('unsure')
  })
})
