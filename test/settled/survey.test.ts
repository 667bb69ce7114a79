import {
  appendFileSync,
  chmodSync,
  existsSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { GitIndex } from '../../src/settled/git-index.ts'
import type { Named } from '../../src/settled/names.ts'
import { stampOf, stampSize } from '../../src/settled/stamp.ts'
import { type Lie, Survey } from '../../src/settled/survey.ts'
import { committed } from '../git.ts'
import { scratch } from '../scratch.ts'

const years = [
  'records/activity/2018',
  'records/activity/2019',
  'records/activity-x/2018',
  'records/zero/2018',
]
const files = Object.fromEntries(
  years.flatMap(year => Array.from({ length: 12 }, (_, at) => [`${year}/r${at}.yaml`, `id: r${at}\n`])),
)

/** A work tree with its plan in `data/`, all of an age that git does not look into. */
function workTree() {
  const top = scratch(Object.fromEntries(Object.entries(files).map(([path, text]) => [`data/${path}`, text])))
  const old = new Date(Date.now() - 60_000)
  for (const path of Object.keys(files)) utimesSync(join(top, 'data', path), old, old)
  return { top, location: { root: join(top, 'data'), prefix: 'data/' }, ...committed(top) }
}

const named = (root: string): (Named & { readonly list: readonly string[] })[] =>
  years.map(path => {
    const names = readdirSync(join(root, path)).sort()
    return { path, names: Buffer.from(names.join('\n')), count: names.length, list: names }
  })

/** What a survey says of each file, and what lies there. */
async function surveyed(
  root: string,
  survey: Survey,
  look = (folders: readonly Named[]) => survey.look(folders),
) {
  const folders = named(root)
  const found = await look(folders)
  return folders.flatMap(({ path, list }, at) =>
    list.map((name, row) => {
      const said = found[at]?.stamps.subarray(row * stampSize, (row + 1) * stampSize)
      const lies = stampOf(join(root, path, name))
      return { file: `${path}/${name}`, isRight: said?.join() === lies?.join() }
    }),
  )
}

const wrong = (all: readonly { readonly file: string; readonly isRight: boolean }[]) =>
  all.filter(({ isRight }) => !isRight).map(({ file }) => file)

describe('a survey in a work tree of git', () => {
  it('tells of each file the stamp that it has', async () => {
    const { location } = workTree()
    const all = await surveyed(location.root, new Survey(location))
    expect(all).toHaveLength(48)
    expect(wrong(all)).toEqual([])
    let entries = 0
    expect(GitIndex.around(location.root)?.each(() => entries++)).toBe(true)
    expect(entries).toBe(48)
  })

  it.each<readonly [string, (top: string, git: (...args: string[]) => string) => void]>([
    ['a changed file', top => appendFileSync(join(top, 'data/records/activity/2018/r3.yaml'), '# 注\n')],
    [
      'a file that git does not know',
      top => writeFileSync(join(top, 'data/records/activity/2019/a.yaml'), 'x'),
    ],
    ['a file that is gone', top => rmSync(join(top, 'data/records/zero/2018/r0.yaml'))],
    ['a file that is only touched', top => utimesSync(join(top, 'data/records/zero/2018/r5.yaml'), 1, 1)],
    ['other rights', top => chmodSync(join(top, 'data/records/zero/2018/r5.yaml'), 0o755)],
    [
      'a file that git is told not to look at',
      (top, git) => {
        const path = 'data/records/activity/2018/r7.yaml'
        git('update-index', '--assume-unchanged', path)
        appendFileSync(join(top, path), '# 注\n')
      },
    ],
    [
      'a file that is not to be in the work tree',
      (top, git) => {
        const path = 'data/records/activity/2018/r8.yaml'
        git('update-index', '--skip-worktree', path)
        appendFileSync(join(top, path), '# 注\n')
      },
    ],
    [
      'a file that is to be added',
      (top, git) => {
        writeFileSync(join(top, 'data/records/zero/2018/new.yaml'), 'x')
        git('add', '-N', 'data/records/zero/2018/new.yaml')
      },
    ],
    [
      'a conflict',
      (top, git) => {
        const path = join(top, 'data/records/activity/2018/r1.yaml')
        git('checkout', '-q', '-b', 'other')
        writeFileSync(path, 'id: a\n')
        git('commit', '-q', '-a', '-m', 'a')
        git('checkout', '-q', 'main')
        writeFileSync(path, 'id: b\n')
        git('commit', '-q', '-a', '-m', 'b')
        expect(() => git('merge', 'other')).toThrow()
      },
    ],
    ['an index in two parts', (_, git) => void git('update-index', '--split-index')],
    ['an index of another version', (_, git) => void git('update-index', '--index-version', '4')],
    ['no index', top => rmSync(join(top, '.git/index'))],
    ['a broken index', top => writeFileSync(join(top, '.git/index'), 'DIRC\0\0\0\x02\0\0\0\x30')],
  ])('is not mistaken about %s', async (_, prepare) => {
    const { top, location, git } = workTree()
    prepare(top, git)
    expect(wrong(await surveyed(location.root, new Survey(location)))).toEqual([])
  })

  it.each<readonly [string, (top: string, git: (...args: string[]) => string) => void]>([
    ['nothing', () => undefined],
    ['a changed file', top => appendFileSync(join(top, 'data/records/activity/2018/r3.yaml'), '# 注\n')],
    ['a file that is only touched', top => utimesSync(join(top, 'data/records/zero/2018/r5.yaml'), 1, 1)],
    [
      'a file that is added to the index',
      (top, git) => {
        appendFileSync(join(top, 'data/records/activity/2018/r3.yaml'), '# 注\n')
        git('add', '-A')
      },
    ],
  ])('is not mistaken where it looked before %s', async (_, happen) => {
    const { top, location, git } = workTree()
    const before = new Survey(location)
    const folders = named(location.root)
    const lies = await before.look(folders)
    const kept = folders.map((folder, at) => ({ ...folder, ...(lies[at] as Lie) }))
    const index = before.indexBefore(Number.POSITIVE_INFINITY)
    expect(index).toBeDefined()
    expect(kept.every(({ indexed }) => indexed.every(Boolean))).toBe(true)
    happen(top, git)
    const survey = new Survey(location)
    expect(wrong(await surveyed(location.root, survey, () => survey.lookAgain(kept, index)))).toEqual([])
  })

  it('takes an index for none that is written while it looks', async () => {
    const { top, location, git } = workTree()
    const survey = new Survey(location)
    appendFileSync(join(top, 'data/records/activity/2018/r3.yaml'), '# 注\n')
    git('add', '-A')
    expect(wrong(await surveyed(location.root, survey))).toEqual([])
  })

  it.each([
    ['a filter', '[filter "trap"]\n\tclean = TRAP\n\tprocess = TRAP\n\trequired = true\n'],
    ['a program that watches files', '[core]\n\tfsmonitor = TRAP\n\thooksPath = hooks\n'],
    ['another file of settings', '[include]\n\tpath = other\n'],
  ])('runs nothing where the repository configures %s', async (_, config) => {
    const { top, location } = workTree()
    const mark = join(top, 'sprung')
    const trap = join(top, 'trap.sh')
    writeFileSync(trap, `#!/bin/sh\ntouch '${mark}'\ncat\n`)
    chmodSync(trap, 0o755)
    appendFileSync(join(top, '.git/config'), config.replaceAll('TRAP', trap))
    writeFileSync(join(top, '.git/other'), `[filter "trap"]\n\tclean = ${trap}\n`)
    writeFileSync(join(top, '.gitattributes'), '* filter=trap\n')
    // What is as young as the index is looked into.
    for (const path of Object.keys(files)) utimesSync(join(top, 'data', path), new Date(), new Date())
    expect(wrong(await surveyed(location.root, new Survey(location)))).toEqual([])
    expect(existsSync(mark)).toBe(false)
  })
})
