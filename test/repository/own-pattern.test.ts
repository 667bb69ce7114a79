import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownPattern } from '../../src/repository/own-pattern.ts'

const one = fc.constantFrom(
  ...[
    'a',
    'b',
    '9',
    '科',
    '𠮷',
    '.',
    '[ab]',
    '[^a]',
    '[a-c科]',
    '[\\]a]',
    '[^\\s\\d]',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
  ],
  ...[
    '\\s',
    '\\S',
    '\\.',
    '\\\\',
    '\\n',
    '\\x61',
    '\\u0062',
    '\\u{20bb7}',
    '\\ud842\\udfb7',
    '\\p{L}',
    '\\P{Lu}',
  ],
  ...['\\cJ', '[(|)]', '\\(', '-'],
)
const times = fc.constantFrom('', '', '?', '{2}', '{0,2}', '{1,3}', '{0}', '?'.repeat(2), '{2}?')
const unbounded = fc.constantFrom('*', '+', '{2,}', '+?', '*?')
const edge = fc.constantFrom('^', '$', '\\b', '\\B')
const step = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(one, times).map(parts => parts.join('')) },
  { weight: 1, arbitrary: edge },
)
const pattern = fc
  .tuple(
    fc.constantFrom('', '^'),
    fc.array(step, { maxLength: 3 }),
    fc.option(
      fc.tuple(one, unbounded).map(parts => parts.join('')),
      { nil: '' },
    ),
    fc.array(step, { maxLength: 3 }),
    fc.constantFrom('', '$'),
  )
  .map(parts => parts.flat().join(''))
const text = fc.string({
  unit: fc.constantFrom(...'aabbc9科𠮷 .\\\n(|-A', '\ud842', '\udfb7'),
  maxLength: 8,
})

describe('a pattern of a repository’s own', () => {
  it('finds what a regular expression finds', () => {
    const answers = { true: 0, false: 0 }
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 5 }), (source, texts) => {
        const own = ownPattern(source)
        expect(own, source).not.toBeNull()
        for (const text of texts) {
          const found = new RegExp(source, 'u').test(text)
          answers[`${found}`]++
          expect(own?.test(text), JSON.stringify({ source, text })).toBe(found)
        }
      }),
      { numRuns: 20_000, seed: 17 },
    )
    expect(Math.min(answers.true, answers.false)).toBeGreaterThan(5000)
  })

  it.each(['x+y', 'x{0,99}x{0,99}x+y', 'x{5000}y', `${'x?'.repeat(13)}[xz]*!`, '[^y]*y', '.*y', 'x\\s+$'])(
    '%s is looked for in a million characters at once',
    source => {
      const own = ownPattern(source)
      const start = process.cpuUsage()
      expect(own?.test(`${'x'.repeat(1_000_000)}\n`)).toBe(source.startsWith('x\\s'))
      const { user, system } = process.cpuUsage(start)
      expect((user + system) / 1000).toBeLessThan(5000)
    },
  )

  it('are told apart by how they are written', () => {
    expect(String(ownPattern('^a$'))).not.toBe(String(ownPattern('^b$')))
  })
})
