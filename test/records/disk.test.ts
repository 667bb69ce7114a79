import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { watchFiles } from '../faults/faulty-fs.mjs'
import { run } from '../run.ts'
import { activities, freshRepository } from './hard.ts'

const id = '2018-09-15-kexie-x7f3q'
const flags = ['--unit', '区科协', '--date', '2018-11-01', '--title', '讲座']
const writers: readonly (readonly string[])[] = [
  ['record', 'activity', ...flags],
  ['edit', id, 'attendance=350'],
  ['edit', id, 'date=2019-03-01'],
  ['withdraw', id, '--reason', '重复'],
  ['import', 'sheet.csv', '--kind', 'activity'],
  ['close', '2019', '--unit', '区科协', '--date', '2020-01-31'],
  ['list', 'records', '-o', 'out.csv'],
]
const sheet = `日期,单位,名称\n${Array.from({ length: 20 }, (_, row) => `2018-12-03,区科协,宣讲 ${row}\n`).join('')}`

const mount = (...args: string[]): boolean => spawnSync('mount', args).status === 0

/** A disk of its own, of so many KiB; null where this user may mount none. */
function smallDisk(size: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'kepu-disk-'))
  if (!mount('-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', folder)) {
    rmSync(folder, { recursive: true })
    return null
  }
  onTestFinished(() => {
    spawnSync('umount', [folder])
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** All files of a folder: path → text. */
function everything(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return Object.fromEntries(
    paths.map(({ parentPath, name }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  )
}

describe('on a disk that takes no more', () => {
  it('each writer says so, exits 3 and leaves everything as it was', async context => {
    const disk = smallDisk(512)
    if (disk === null) return context.skip('only root may mount a small disk')
    const cwd = freshRepository(disk)
    writeFileSync(join(cwd, 'sheet.csv'), sheet)
    fill(join(disk, 'filler'))
    const before = everything(cwd)
    for (const argv of writers) {
      const { code, err } = await run(argv, { cwd })
      expect([argv.join(' '), code, err]).toEqual([argv.join(' '), 3, expect.stringContaining('磁盘满了')])
      expect(everything(cwd)).toEqual(before)
    }
    expect((await run(['validate', '--strict'], { cwd })).code).toBe(0)
    rmSync(join(disk, 'filler'))
    for (const argv of writers) expect((await run(argv, { cwd })).code, argv.join(' ')).toBeLessThan(2)
    expect(activities(cwd).size).toBe(22)
  })

  it('an import that fills it half-way leaves nothing of itself', async context => {
    const disk = smallDisk(512)
    if (disk === null) return context.skip('only root may mount a small disk')
    const cwd = freshRepository(disk)
    writeFileSync(join(cwd, 'sheet.csv'), sheet)
    fill(join(disk, 'filler'), 10)
    const before = everything(cwd)
    const { code, err } = await run(['import', 'sheet.csv', '--kind', 'activity'], { cwd })
    expect([code, err]).toEqual([3, expect.stringContaining('磁盘满了')])
    expect(everything(cwd)).toEqual(before)
  })

  it('a read-only one as well', async context => {
    const disk = smallDisk(512)
    if (disk === null) return context.skip('only root may mount a small disk')
    const cwd = freshRepository(disk)
    writeFileSync(join(cwd, 'sheet.csv'), sheet)
    if (!mount('-o', 'remount,ro', disk)) return context.skip('the disk cannot be made read-only')
    const before = everything(cwd)
    for (const argv of writers) {
      const { code, err } = await run(argv, { cwd })
      expect([argv.join(' '), code, err]).toEqual([
        argv.join(' '),
        3,
        expect.stringContaining('磁盘是只读的'),
      ])
    }
    expect(everything(cwd)).toEqual(before)
    expect((await run(['validate', '--strict'], { cwd })).code).toBe(0)
  })
})

describe.each(['EACCES', 'EIO'])('where the system refuses to read (%s)', refusal => {
  const folder = 'records/activity'
  const wholly = writers.filter(([command]) => command !== 'list')

  it.each(wholly)('%s %s says that the folder of records cannot be read, and exits 3', async (...argv) => {
    const cwd = freshRepository()
    onTestFinished(() => rmSync(cwd, { recursive: true }))
    writeFileSync(join(cwd, 'sheet.csv'), sheet)
    const before = everything(cwd)
    const { code, err } = await refused(join(cwd, folder), argv, cwd)
    expect([code, err]).toEqual([3, expect.stringContaining(`不能读取“${folder}”，没有写入`)])
    expect(everything(cwd)).toEqual(before)
  })

  it('edit and withdraw say so of the file that is meant', async () => {
    const cwd = freshRepository()
    onTestFinished(() => rmSync(cwd, { recursive: true }))
    const file = `${folder}/2018/${id}.yaml`
    for (const argv of writers.filter(([, first]) => first === id)) {
      const { code, err } = await refused(join(cwd, file), argv, cwd)
      expect([code, err]).toEqual([3, expect.stringContaining(`不能读取“${file}”，没有写入`)])
    }
  })

  it.each(['tasks', 'tasks/T1.yaml', 'duties.yaml'])(
    'edit does not call unknown what may stand in %s',
    async path => {
      const cwd = freshRepository()
      onTestFinished(() => rmSync(cwd, { recursive: true }))
      for (const thing of ['T1', 'action-plan', 'no-such-thing']) {
        const { code, err } = await refused(join(cwd, path), ['edit', thing, 'title=x'], cwd)
        const isElsewhere = thing === (path === 'duties.yaml' ? 'T1' : 'action-plan')
        if (!isElsewhere)
          expect([code, err]).toEqual([3, expect.stringContaining(`不能读取“${path}”，没有写入`)])
        else expect(err).not.toContain('没有编号为')
      }
    },
  )

  it('import does not take a folder of a year that cannot be listed for an empty one', async () => {
    const cwd = freshRepository()
    onTestFinished(() => rmSync(cwd, { recursive: true }))
    writeFileSync(join(cwd, 'sheet.csv'), sheet)
    const before = everything(cwd)
    const year = `${folder}/2018`
    const { code, err } = await refused(join(cwd, year), ['import', 'sheet.csv', '--kind', 'activity'], cwd)
    expect([code, err]).toEqual([3, expect.stringContaining(`不能读取“${year}”，没有写入`)])
    expect(everything(cwd)).toEqual(before)
  })

  it('a record that may be there already is not made once more', async () => {
    const cwd = freshRepository()
    onTestFinished(() => rmSync(cwd, { recursive: true }))
    const argv = ['record', 'activity', ...flags]
    const there = Object.keys(everything(cwd))
    expect((await run(argv, { cwd })).code).toBe(0)
    const [path = ''] = Object.keys(everything(cwd)).filter(file => !there.includes(file))
    const before = everything(cwd)
    const { code, err } = await refused(path, argv, cwd)
    expect([code, err]).toEqual([3, expect.stringContaining(`不能读取“${path.slice(cwd.length + 1)}”`)])
    expect(everything(cwd)).toEqual(before)
  })

  /** A run in which a path can be neither listed nor opened. */
  async function refused(path: string, argv: readonly string[], cwd: string) {
    const unwatch = watchFiles(cwd, ({ op, path: met }) =>
      met === path && (op === 'readdir' || op === 'open') ? refusal : undefined,
    )
    try {
      return await run(argv, { cwd })
    } finally {
      unwatch()
    }
  }
})

/** Fills a disk with a file, to so many pages of 4 KiB from its end. */
function fill(file: string, free = 0): void {
  const page = 'x'.repeat(4096)
  try {
    for (;;) appendFileSync(file, page)
  } catch {
    // It is full.
  }
  const { length } = readFileSync(file)
  if (free > 0) writeFileSync(file, 'x'.repeat(length - free * 4096))
}
