import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'
import { activities } from './hard.ts'

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
