import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'
import { activities } from './hard.ts'
import { Dice } from './odd-style.ts'

const day = ['--unit', '区科协', '--date', '2018-11-01']
const record = (title: string, ...more: string[]) => ['record', 'activity', ...day, '--title', title, ...more]

/** What each of two branches does, and how many activities are there more once they are merged. */
const cases: readonly (readonly [
  what: string,
  left: readonly (readonly string[])[],
  right: readonly (readonly string[])[],
  count: number,
])[] = [
  [
    'different sessions',
    Array.from({ length: 5 }, (_, number) => record(`左 ${number}`)),
    Array.from({ length: 5 }, (_, number) => record(`右 ${number}`)),
    10,
  ],
  ['the same session, which is one', [record('讲座')], [record('讲座')], 1],
  [
    'the same session held twice',
    [record('讲座'), record('讲座', '--again')],
    [record('讲座'), record('讲座', '--again')],
    2,
  ],
  ['sheets that share rows', [['import', 'left.csv']], [['import', 'right.csv']], 3],
  [
    'a new session and the day of another corrected',
    [record('讲座')],
    [['edit', '2018-09-15-kexie-x7f3q', 'date=2019-09-15']],
    1,
  ],
  ['different fields of one record', [record('讲座')], [['edit', '2018-09-15-kexie-x7f3q', '人次=350']], 1],
]

it.each(cases)('two branches record on one day for one unit: %s', async (_, left, right, count) => {
  const heads = '类别,日期,单位,名称\n'
  const row = (title: string) => `活动,2018-11-01,区科协,${title}\n`
  const cwd = exampleRepository({
    'left.csv': heads + row('甲') + row('乙'),
    'right.csv': heads + row('乙') + row('丙'),
  })
  // git takes a folder out of which the only file has moved for a renamed one.
  expect((await run(record('先前'), { cwd })).code).toBe(0)
  const before = activities(cwd).size
  const { git, commit } = committed(cwd)
  git('branch', 'right')
  for (const argv of left) expect((await run(argv, { cwd })).code, argv.join(' ')).toBe(0)
  commit('左')
  git('checkout', '-q', 'right')
  for (const argv of right) expect((await run(argv, { cwd })).code, argv.join(' ')).toBe(0)
  commit('右')
  git('merge', '-q', '--no-edit', 'main')
  const ids = readdirSync(join(cwd, 'records'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.yaml'))
    .map(path => path.split('/').at(-1))
  expect(new Set(ids).size).toBe(ids.length)
  expect(activities(cwd).size - before).toBe(count)
  expect((await run(['validate', '--strict'], { cwd })).code).toBe(0)
  expect((await run(['validate', '--since', 'main'], { cwd })).code).toBe(0)
})

/** `npm run hard` makes 200. */
const merges = Number(process.env.MERGES ?? 3)

it(
  `${merges} random merges of two to five branches hide no id that stands twice, and lose no record`,
  async () => {
    const told = { merged: 0, conflicts: 0, shared: 0 }
    for (let seed = 1; seed <= merges; seed++) {
      const dice = new Dice(seed)
      const heads = '类别,日期,单位,名称\n'
      const row = () => `活动,2018-11-0${dice.roll(3) + 1},区科协,讲座 ${dice.roll(6)}\n`
      const cwd = exampleRepository({
        'a.csv': heads + row() + row(),
        'b.csv': heads + row() + row() + row(),
      })
      // Few words and few days, so that branches meet.
      const anyCommand = (): readonly string[] => {
        const recorded = record(`讲座 ${dice.roll(6)}`, '--date', `2018-11-0${dice.roll(3) + 1}`)
        return dice.pick([
          recorded,
          recorded,
          [...recorded, '--again'],
          ['import', dice.pick(['a.csv', 'b.csv']), '--partial'],
          ['edit', '2018-09-15-kexie-x7f3q', `人次=${300 + dice.roll(3)}`],
          ['edit', '2018-09-15-kexie-x7f3q', `date=201${8 + dice.roll(2)}-09-15`],
          ['withdraw', '2018-09-15-kexie-x7f3q', '--reason', '重复'],
        ])
      }
      expect((await run(record('先前'), { cwd })).code).toBe(0)
      const { git, commit } = committed(cwd)
      const branches = Array.from({ length: 2 + dice.roll(4) }, (_, number) => `branch-${number}`)
      const wanted = new Set<string>()
      for (const branch of branches) {
        git('checkout', '-q', '-b', branch, 'main')
        for (let step = 0; step < 4; step++) await run(anyCommand(), { cwd })
        commit(branch)
        for (const text of activities(cwd).values()) wanted.add(/^title: .*$/m.exec(text)?.[0] ?? '')
      }
      let hasAll = true
      for (const branch of branches.slice(0, -1)) {
        try {
          git('merge', '-q', '--no-edit', branch)
          told.merged++
        } catch {
          // Two branches changed one record in two ways: git says so, and validate says where.
          told.conflicts++
          hasAll = false
          const { code, out } = await run(['validate'], { cwd })
          if (git('diff', '--name-only', '--diff-filter=U') !== '' && !/id-taken|misplaced-file/.test(out))
            expect([seed, code, out]).toEqual([seed, 1, expect.stringContaining('[conflict-marker]')])
          git('merge', '--abort')
          continue
        }
        const all = activities(cwd)
        const ids = [...all.values()].map(text => /^id: (.*)$/m.exec(text)?.[1])
        const { out } = await run(['validate', '--format', 'json'], { cwd })
        const { problems } = JSON.parse(out).data as { problems: { rule: string }[] }
        const isTold = problems.some(({ rule }) => rule === 'id-taken')
        expect([seed, isTold]).toEqual([seed, new Set(ids).size < ids.length])
        if (isTold) told.shared++
      }
      if (hasAll) {
        const there = new Set([...activities(cwd).values()].map(text => /^title: .*$/m.exec(text)?.[0] ?? ''))
        expect([seed, there]).toEqual([seed, wanted])
      }
    }
    expect(told.merged).toBeGreaterThan(merges / 2)
  },
  merges * 60_000,
)
