import { expect, it } from 'vitest'
import { codePoint } from '../../src/model/characters.ts'
import { scanText } from '../../src/repository/text-scan.ts'
import { parseYaml } from '../../src/repository/yaml.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'

const range = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))

/** The radicals of Kangxi, and characters that are there twice for the sake of older codes. */
const radicals = range(0x2f00, 0x2fd5)
const compatible = [...range(0xf900, 0xfa6d), ...range(0xfa70, 0xfad9), ...range(0x2f800, 0x2fa1d)]
/** These twelve only stand in that block: they are characters of their own. */
const genuine = new Set([...'﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩'])

it('there are 214 radicals', () => expect(radicals).toHaveLength(214))

it('each radical and each character of compatibility is told, with what it looks like', () => {
  const missed = [...radicals, ...compatible].filter(one => {
    if (genuine.has(one)) return scanText(`题${one}`, 'x.yaml').length > 0
    const [finding, ...others] = scanText(`题${one}`, 'x.yaml')
    const plain = one.normalize('NFKC')
    return (
      others.length > 0 ||
      finding?.rule !== 'look-alike-character' ||
      !finding.message.zh.includes(codePoint(one)) ||
      !finding.hint?.zh.includes(plain) ||
      plain === one
    )
  })
  expect(missed).toEqual([])
})

it.each([
  ...[
    '\u200b',
    '\u200d',
    '\u00ad',
    '\u2060',
    '\ufeff',
    '\u3164',
    '\u115f',
    '\uffa0',
    '\u180e',
    '\u034f',
    '\u061c',
  ],
  ...['\u200e', '\u202e', '\u2066', '\u2069', '\u206a', '\u17b4', '\ufff9', '\u2028'],
])('the invisible %j is told wherever it stands', async character => {
  const inside = ['title: 活', character, '动\n'].join('')
  const cwd = exampleRepository({
    'records/activity/2018/2018-09-15-kexie-x7f3q.yaml': `id: 2018-09-15-kexie-x7f3q\ndate: "2018-09-15"\nunit: 区科协\n${inside}`,
  })
  const { code, out } = await run(['validate'], { cwd })
  expect([code, out]).toEqual([1, expect.stringContaining('[invisible-character]')])
  expect(out).toContain(codePoint(character))
  expect(out).not.toContain(character)
  const escaped = `title: "活\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}动"\n`
  expect(parseYaml(escaped, 'x.yaml').findings.map(({ rule }) => rule)).toEqual(['invisible-character'])
})

it.each([
  ['Cyrillic', 'k\u0435xie'],
  ['Greek', 'kexi\u03b5'],
  ['full-width', 'ｋexie'],
  ['mathematical', '\u{1d424}exie'],
  ['small capitals', 'ᴋexie'],
  ['a dotless i', 'kex\u0131e'],
  ['a combining mark', 'kexie\u0301'],
])('an id with %s letters is none', async (_, id) => {
  const cwd = exampleRepository({ 'programmes.yaml': `programmes:\n  - id: ${id}\n    title: 项\n` })
  const { code, out } = await run(['validate'], { cwd })
  expect([code, out]).toEqual([1, expect.stringContaining('[wrong-form]')])
})
