import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { holderHere } from '../../src/repository/lock.ts'
import { type Operation, watchFiles } from '../faults/faulty-fs.mjs'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'
import { activities } from './hard.ts'

const id = '2018-09-15-kexie-x7f3q'
const file = `records/activity/2018/${id}.yaml`
const record = ['record', 'activity', '--unit', '区科协', '--date', '2018-11-01', '--title', '讲座']
const sheet = '日期,单位,名称\n2018-12-01,区科协,甲\n2018-12-02,区科协,乙\n'

/** Has something happen to the file operations of this process until the test is over. */
function meanwhile(folder: string, onOperation: (operation: Operation) => string | undefined): void {
  onTestFinished(watchFiles(folder, onOperation))
}

/** What lies in a repository besides its data. */
const hidden = (folder: string): readonly string[] =>
  (readdirSync(folder, { recursive: true }) as string[]).filter(path => basename(path).startsWith('.'))

describe('on a disk without links, such as a USB stick', () => {
  const linkless = (folder: string) => meanwhile(folder, ({ op }) => (op === 'link' ? 'EPERM' : undefined))

  it('every writer does its work, and leaves nothing behind', async () => {
    const cwd = exampleRepository({ 'a.csv': sheet })
    linkless(cwd)
    const writers = [
      [...record],
      ['edit', id, 'attendance=350'],
      ['edit', id, 'date=2019-03-01'],
      ['withdraw', id, '--reason', '重复'],
      ['import', 'a.csv', '--kind', 'activity'],
    ]
    for (const argv of writers) {
      const { code, err } = await run(argv, { cwd })
      expect([argv[0], code], err).toEqual([argv[0], 0])
    }
    expect((await run(['validate', '--strict'], { cwd })).code).toBe(0)
    expect([...activities(cwd).values()].filter(text => /title: [甲乙讲]/.test(text))).toHaveLength(3)
    expect(hidden(cwd)).toEqual([])
    // The same again finds what is there.
    const again = await run(['import', 'a.csv', '--kind', 'activity', '--format', 'json'], { cwd })
    expect(JSON.parse(again.out).data).toMatchObject({ written: [], rejected: [] })
    expect((await run(record, { cwd })).code).toBe(1)
  })
})

describe('a name that is taken at the last moment', () => {
  /** Somebody else writes a file just before it gets its name here. */
  function overtaken(cwd: string, text: (ours: string) => string): readonly string[] {
    const taken: string[] = []
    meanwhile(cwd, ({ op, path, to = '' }) => {
      if (op === 'link' && to.endsWith('.yaml') && taken.length === 0) {
        taken.push(to)
        writeFileSync(to, text(readFileSync(path, 'utf8')))
      }
      return undefined
    })
    return taken
  }

  it('gives a record the next one, where the other says something else', async () => {
    const cwd = exampleRepository()
    const taken = overtaken(cwd, ours => ours.replace('讲座', '展览'))
    const { code, out, err } = await run([...record, '--format', 'json'], { cwd })
    expect(code, err).toBe(0)
    const { data } = JSON.parse(out) as { data: { id: string; file: string } }
    expect(data.id).toHaveLength(basename(taken[0] ?? '', '.yaml').length + 1)
    expect(readFileSync(taken[0] ?? '', 'utf8')).toContain('title: 展览')
    expect(readFileSync(join(cwd, data.file), 'utf8')).toContain('title: 讲座')
  })

  it('is the same record, where the other says the same', async () => {
    const cwd = exampleRepository()
    const taken = overtaken(cwd, ours => ours)
    const { code, out, err } = await run(record, { cwd })
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(`这条已经登记过：${(taken[0] ?? '').slice(cwd.length + 1)}`)
  })

  it('is told by an import, which then writes only what is missing', async () => {
    const cwd = exampleRepository({ 'a.csv': sheet })
    const taken = overtaken(cwd, ours => ours.replace('title: ', 'title: 别的'))
    const { code, err } = await run(['import', 'a.csv', '--kind', 'activity'], { cwd })
    const name = (taken[0] ?? '').slice(cwd.length + 1)
    expect([code, err]).toEqual([
      3,
      expect.stringContaining(`kepu：有 1 个文件名刚被别人占用，没有写入：${name}`),
    ])
    expect(readFileSync(join(cwd, name), 'utf8')).toContain('title: 别的')
    expect(hidden(cwd)).toEqual([])
    const again = await run(['import', 'a.csv', '--kind', 'activity', '--format', 'json'], { cwd })
    expect(JSON.parse(again.out).data).toMatchObject({ written: [{}], already: [expect.any(String)] })
    const titles = [...activities(cwd).values()].map(text => /^title: (.*)$/m.exec(text)?.[1])
    expect(titles.filter(title => title?.length === 1).sort()).toEqual(['乙', '甲'])
  })

  it('is told of a record that moves to another year', async () => {
    const cwd = exampleRepository()
    overtaken(cwd, ours => ours.replace('320', '321'))
    const { code, err } = await run(['edit', id, 'date=2019-03-01'], { cwd })
    expect([code, err]).toEqual([3, expect.stringContaining('在读取之后被别人改过，没有写入')])
    expect(existsSync(join(cwd, file))).toBe(true)
  })
})

describe('a record that another kepu is changing', () => {
  const lock = join(dirname(file), `.${id}.yaml.lock`)
  const edit = ['edit', id, 'attendance=350']

  /** Time flies: whoever waits has soon waited long enough. */
  function hurry(): void {
    const start = Date.now()
    let calls = 0
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => start + 2000 * calls++)
    onTestFinished(() => clock.mockRestore())
  }

  it('is left to a process that is at work, and that is told', async () => {
    const cwd = exampleRepository()
    const text = JSON.stringify(holderHere())
    writeFileSync(join(cwd, lock), text)
    hurry()
    const { code, err } = await run(edit, { cwd })
    expect(code).toBe(3)
    expect(err).toContain(`kepu：“${file}”正被另一个 kepu 修改（${hostname()} ${process.pid} `)
    expect(err).toContain('删去同名的 .lock 文件')
    expect(readFileSync(join(cwd, file), 'utf8')).toContain('attendance: 320')
    // Nor is the lock touched.
    expect(readFileSync(join(cwd, lock), 'utf8')).toBe(text)
  })

  it('is told where the folder takes no lock', async () => {
    const cwd = exampleRepository()
    meanwhile(cwd, ({ op, path }) => (op === 'open' && path.includes('.lock') ? 'EACCES' : undefined))
    const { code, err } = await run(edit, { cwd })
    expect([code, err]).toEqual([3, expect.stringContaining(`没有写成“${file}”：没有写的权限`)])
  })
})

describe('an import that was interrupted', () => {
  const text = 'id: 2018-12-05-kexie-aaaaa\ndate: "2018-12-05"\nunit: 区科协\ntitle: 中断的\n'
  const name = 'records/activity/2018/2018-12-05-kexie-aaaaa.yaml'

  function leave(cwd: string, holder: object, isComplete: boolean): string {
    const folder = join(cwd, '.import.0123456789ab.tmp')
    mkdirSync(folder)
    writeFileSync(join(folder, 'holder.json'), JSON.stringify(holder))
    writeFileSync(join(folder, '0'), text)
    if (isComplete) writeFileSync(join(folder, 'journal.json'), JSON.stringify([name]))
    return folder
  }
  const gone = () => ({ ...holderHere(), pid: spawnSync('true').pid, host: hostname() })

  it.each([
    ['zh', '补完了上次中断的导入：1 条\n'],
    ['en', 'finished an import that was interrupted: 1 record\n'],
  ])('is finished by the next writer, who says so (%s)', async (lang, words) => {
    const cwd = exampleRepository()
    const folder = leave(cwd, gone(), true)
    const { code, err } = await run([...record, '--lang', lang], { cwd })
    expect(code, err).toBe(0)
    expect(err).toContain(words)
    expect(readFileSync(join(cwd, name), 'utf8')).toBe(text)
    expect(existsSync(folder)).toBe(false)
  })

  it('is cleared away where it had not come far enough', async () => {
    const cwd = exampleRepository()
    const folder = leave(cwd, gone(), false)
    expect((await run(record, { cwd })).code).toBe(0)
    expect([existsSync(join(cwd, name)), existsSync(folder)]).toEqual([false, false])
  })

  it('is left alone while its process is at work', async () => {
    const cwd = exampleRepository()
    const folder = leave(cwd, holderHere(), true)
    expect((await run(record, { cwd })).code).toBe(0)
    expect([existsSync(join(cwd, name)), existsSync(folder)]).toEqual([false, true])
  })
})

it('an answer goes into a device as it is: nothing is put in its place', async () => {
  const { code, err } = await run(['list', 'tasks', '-o', '/dev/null', '--format', 'csv'], {
    cwd: exampleRepository(),
  })
  expect([code, err]).toEqual([0, '已写入 /dev/null\n'])
})
