import { describe, expect, it } from 'vitest'
import type { CommandNode } from '../../src/completion/command-tree.ts'
import { root } from '../../src/completion/tree.generated.mjs'
import { languages } from '../../src/model/text.ts'
import { recordKinds } from '../../src/model/written.ts'
import { displayWidth } from '../../src/render/width.ts'
import { run } from '../run.ts'

const widths = [60, 80, 120] as const

const pathsOf = ({ commands }: CommandNode): string[][] =>
  commands.flatMap(command => [[command.name], ...pathsOf(command).map(path => [command.name, ...path])])

const helps = [
  ...pathsOf(root).filter(([name]) => name !== 'help'),
  ...recordKinds.map(kind => ['record', kind]),
]

/** Answers of every shape: tables narrow and broad, cards, charts, letters, calendars. */
const answers = [
  'list tasks',
  'list duties --unit 古荥镇',
  'who T1',
  'owns 古荥镇',
  'matrix',
  'show 3.8.4',
  'search 大篷车',
  'report overview',
  'report compliance --unit 古荥镇',
  'report unit 古荥镇',
  'report annual 2018',
  'report ledger --task T6',
  'report notice --unit 古荥镇',
  'due --as-of 2018-12-10 --unit 古荥镇',
  'explain literacy',
  'explain owner-unknown',
  'validate',
]

/** A line that is to be typed stays whole, so that it can be copied. */
const isTyped = (line: string): boolean => /^ +(kepu |echo |Add-Content )/.test(line)

const tooWide = (text: string, width: number): string[] =>
  text.split('\n').filter(line => displayWidth(line) > width && !isTyped(line))

describe.each(languages)('in %s', lang => {
  const env = { KEPU_LANG: lang }

  it('there are commands', () => expect(helps.length).toBeGreaterThan(30))

  it.each(helps.map(path => [path.join(' '), path] as const))(
    'the help of kepu %s fits',
    async (name, path) => {
      for (const columns of widths) {
        const { code, out, err } = await run([...path, '--help'], { cwd: 'data', columns, env })
        expect([code, err]).toEqual([0, ''])
        expect(tooWide(out, columns)).toEqual([])
        // Marks that close something do not begin a line.
        expect(out).not.toMatch(/^ *[，。、；：）」”]/m)
        if (path[0] !== 'hook' || path.length === 1) expect(out).toMatch(/^(例|Examples?|安装|To install)/m)
        if (columns === 60) {
          await expect(out).toMatchFileSnapshot(`widths/help-${name.replaceAll(' ', '-')}.${lang}.txt`)
        }
      }
    },
  )

  it.each(answers)('the answer of kepu %s fits', async command => {
    for (const columns of widths) {
      const { out } = await run(['-C', 'examples/huiji', ...command.split(' ')], { columns, env })
      expect(tooWide(out, columns)).toEqual([])
      if (columns === 60) {
        const name = command.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
        await expect(out).toMatchFileSnapshot(`widths/${name}.${lang}.txt`)
      }
    }
  })
})
