import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from '../../src/repository/bytes.ts'
import { wordsOf } from '../../src/repository/words.ts'
import { parseYaml } from '../../src/repository/yaml.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { anyRecord, kindsIn } from '../records/any-record.ts'
import { Dice, oddText } from '../records/odd-style.ts'
import { scratch } from '../scratch.ts'

/** `npm run hard` makes 1,000 of each style. */
const trials = Number(process.env.CONFLICTS ?? 60)

const words = wordsOf({ ownSchemas: {} })
const records = kindsIn(words).flatMap(kind => fc.sample(anyRecord(words, kind), { numRuns: 20, seed: 7 }))

/** A file of a plan, or a record of odd style; blocks of text and comments in it. */
function anyText(dice: Dice): string {
  if (dice.chance(40)) return dice.pick(Object.values(examplePlan))
  return oddText(dice.pick(records).fields as unknown as Readonly<Record<string, unknown>>, dice).text
}

/** One side of a merge: a line is changed, doubled, added or taken away, always at the same place. */
function side(text: string, at: number, dice: Dice, name: string): string {
  const lines = text.split('\n')
  const line = lines[at] ?? ''
  const indent = /^[ \t]*/.exec(line)?.[0] ?? ''
  const changed = dice.pick([
    [`${line}${name}`],
    [line, `${indent}${name}: 1`],
    [`${indent}${name}`, line],
    [`${line} # ${name}`],
  ])
  return [...lines.slice(0, at), ...changed, ...lines.slice(at + 1)].join('\n')
}

/** What `git merge-file` makes of two sides that both changed one line. */
function merged(
  dice: Dice,
  folder: string,
  ...style: readonly string[]
): { readonly text: string; readonly hasMarkers: boolean } {
  const base = anyText(dice)
  const at = dice.roll(Math.max(1, base.split('\n').length - 1))
  const sides = { ours: side(base, at, dice, 'zuo'), base, theirs: side(base, at, dice, 'you') }
  for (const [name, text] of Object.entries(sides)) writeFileSync(join(folder, name), text)
  const { stdout, status } = spawnSync('git', ['merge-file', '-p', ...style, 'ours', 'base', 'theirs'], {
    cwd: folder,
  })
  if (status === null || status > 127) throw new Error('git merge-file failed')
  return { text: String(stdout), hasMarkers: status > 0 }
}

const rulesOf = (text: string): readonly string[] => {
  const { text: readable, findings } = decode(Buffer.from(text), 'x.yaml')
  return [...findings, ...(readable === null ? [] : parseYaml(readable, 'x.yaml').findings)].map(
    ({ rule }) => rule,
  )
}

describe('a file that git has merged', () => {
  it.each([[[]], [['--diff3']], [['-L', '我们的', '-L', '', '-L', 'feature/x y']]] as readonly [
    readonly string[],
  ][])(
    `is told where markers are left in it, ${trials} times with %j`,
    style => {
      const folder = scratch({})
      let conflicts = 0
      for (let seed = 0; conflicts < trials; seed++) {
        const { text, hasMarkers } = merged(new Dice(seed), folder, ...style)
        if (!hasMarkers) continue
        conflicts++
        if (!rulesOf(text).includes('conflict-marker')) expect(text).toBe('a text whose conflict is told')
      }
    },
    trials * 600,
  )

  it(
    `by both lines is told where a key came in twice, ${trials} times`,
    () => {
      const folder = scratch({})
      let doubled = 0
      for (let seed = 0; doubled < trials; seed++) {
        const { text } = merged(new Dice(seed), folder, '--union')
        // Fields at the margin: each name once, whatever stands behind the colon.
        const keys = [...text.matchAll(/^([A-Za-z]+):(?= |$)/gm)].map(([, key]) => key)
        if (new Set(keys).size === keys.length || /[|>][+-]?\d?(?: #.*)?$/m.test(text)) continue
        doubled++
        if (rulesOf(text).length === 0) expect(text).toBe('a text whose second key is told')
      }
    },
    trials * 6000,
  )

  it(`is not blamed for a line under a heading, ${trials} times`, () => {
    for (let seed = 0; seed < trials; seed++) {
      const dice = new Dice(seed)
      const lines = [
        '标题',
        '='.repeat(dice.pick([3, 6, 7, 8, 20])),
        '<<<<<< 六个',
        '<<<<<<<< 八个',
        '>>> 引用',
        '|||||||三',
        'a <<<<<<< b',
        '文',
      ]
      const notes = Array.from({ length: 6 }, () => `  ${dice.pick(lines)}`)
      const text = `id: 2018-09-15-kexie-x7f3q\nnotes: |\n  文\n${notes.join('\n')}\n`
      expect(rulesOf(text)).toEqual([])
    }
  })
})
