import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { UserError } from '../../src/model/user-error.ts'
import { type Holder, holderHere, isGone, locked } from '../../src/repository/lock.ts'
import { watchFiles } from '../faults/faulty-fs.mjs'
import { scratch } from '../scratch.ts'

/** A process that has come and gone. */
const gonePid = (): number => spawnSync(process.execPath, ['-e', '']).pid
const isLinux = process.platform === 'linux'

/** A lock that somebody left, over a file of a scratch folder. */
function left(holder: Partial<Holder> | string) {
  const whole = typeof holder === 'string' ? holder : JSON.stringify({ ...holderHere(), ...holder })
  const root = scratch({ 'a.yaml': 'old', '.a.yaml.lock': whole })
  return { root, path: join(root, 'a.yaml'), lock: join(root, '.a.yaml.lock') }
}

describe('a change under a lock', () => {
  it('has the lock beside the file while it runs, and gives back what it comes to', async () => {
    const root = scratch({ 'a.yaml': 'old' })
    const result = await locked(join(root, 'a.yaml'), 'a.yaml', async () => {
      expect(readdirSync(root)).toEqual(['.a.yaml.lock', 'a.yaml'])
      const holder = JSON.parse(readFileSync(join(root, '.a.yaml.lock'), 'utf8')) as Holder
      expect(holder).toMatchObject({ pid: process.pid, host: hostname() })
      expect(isGone(holder)).toBe(false)
      return 7
    })
    expect(result).toBe(7)
    expect(readdirSync(root)).toEqual(['a.yaml'])
  })

  it('gives the lock back when it fails, and fails as it did', async () => {
    const root = scratch({ 'a.yaml': 'old' })
    const change = async () => {
      throw new TypeError('x')
    }
    await expect(locked(join(root, 'a.yaml'), 'a.yaml', change)).rejects.toThrow(TypeError)
    expect(readdirSync(root)).toEqual(['a.yaml'])
  })

  it('waits for the one before', async () => {
    const root = scratch({ 'a.yaml': 'old' })
    const path = join(root, 'a.yaml')
    const order: string[] = []
    const turn = (name: string, milliseconds: number) =>
      locked(path, 'a.yaml', async () => {
        order.push(`${name} begins`)
        await pause(milliseconds)
        order.push(`${name} ends`)
      })
    await Promise.all([turn('first', 60), turn('second', 0)])
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
    expect(readdirSync(root)).toEqual(['a.yaml'])
  })

  it.each([
    ['that is gone', { pid: gonePid() }],
    ['that is gone, under a key that is none', { pid: gonePid(), key: '../../x' }],
  ] as [string, Partial<Holder>][])('takes over from a process %s', async (_name, holder) => {
    const { root, path } = left(holder)
    expect(await locked(path, 'a.yaml', async () => 7)).toBe(7)
    expect(readdirSync(root)).toEqual(['a.yaml'])
  })

  it.runIf(isLinux)("takes over where the number of the process is another one's by now", async () => {
    const { path } = left({ started: '1' })
    expect(await locked(path, 'a.yaml', async () => 7)).toBe(7)
  })

  it('takes over from 50 processes that are gone', async () => {
    const stale = Array.from({ length: 50 }, (_, number) =>
      left({ pid: gonePid(), ...(number % 2 && { started: '1' }) }),
    )
    const taken = await Promise.all(stale.map(({ path }) => locked(path, 'a.yaml', async () => 7)))
    expect(taken).toEqual(stale.map(() => 7))
    for (const { root } of stale) expect(readdirSync(root)).toEqual(['a.yaml'])
  })

  it('leaves 50 processes alone that are at work', async () => {
    const processes = Array.from({ length: 50 }, () =>
      spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']),
    )
    onTestFinished(() => {
      for (const one of processes) one.kill('SIGKILL')
    })
    const live = processes.map(({ pid = 0 }) =>
      left(JSON.stringify({ ...holderHere(), pid, started: undefined })),
    )
    const before = live.map(({ lock }) => readFileSync(lock, 'utf8'))
    const refused = await Promise.all(
      live.map(({ path }) => locked(path, 'a.yaml', async () => 7).catch((error: unknown) => error)),
    )
    for (const error of refused) expect(error).toMatchObject({ exitCode: 3 })
    expect(live.map(({ lock }) => readFileSync(lock, 'utf8'))).toEqual(before)
  })

  it('is told who is at it, where it is another computer, or nobody can tell', async () => {
    const foreign = { host: 'elsewhere', pid: 1, since: '2018-11-01T00:00:00.000Z' }
    const holders = [[foreign, 'elsewhere 1 2018-11-01T00:00:00.000Z'] as const, ['{"pid"', '?'] as const]
    const began = Date.now()
    await Promise.all(
      holders.map(async ([holder, who]) => {
        const { root, path, lock } = left(holder)
        const before = readFileSync(lock, 'utf8')
        const change = locked(path, 'shown.yaml', async () => 7)
        const error = (await change.catch((thrown: unknown) => thrown)) as UserError
        expect(Date.now() - began).toBeGreaterThan(4900)
        expect(error).toBeInstanceOf(UserError)
        expect([error.exitCode, error.text, error.hint]).toEqual([
          3,
          {
            zh: `“shown.yaml”正被另一个 kepu 修改（${who}）`,
            en: `another kepu is changing "shown.yaml" (${who})`,
          },
          {
            zh: '稍后再试；确定没有别人在改的，删去同名的 .lock 文件',
            en: 'try again; if nobody else is at it, delete the .lock file of that name',
          },
        ])
        expect(readFileSync(lock, 'utf8')).toBe(before)
        expect(readdirSync(root)).toEqual(['.a.yaml.lock', 'a.yaml'])
      }),
    )
  })

  it.each([
    ['0123456789ab', '0123456789ab'],
    ['', '000000000000'],
    ['/../0123456789ab', '000000000000'],
    ['0123456789ab/../x', '000000000000'],
  ])('leaves a lock of key "%s" alone that another removes meanwhile', async (key, marked) => {
    const { root, path, lock } = left({ pid: gonePid(), key })
    const marker = `${lock}.${marked}.tmp`
    writeFileSync(marker, '')
    const change = locked(path, 'a.yaml', async () => readdirSync(root))
    await pause(100)
    expect([existsSync(lock), existsSync(marker)]).toEqual([true, true])
    rmSync(marker)
    expect(await change).toEqual(['.a.yaml.lock', 'a.yaml'])
  })

  it('leaves a lock alone that another has taken meanwhile', async () => {
    const { root, path, lock } = left({ pid: gonePid(), key: '0123456789ab' })
    let taken = false
    const unwatch = watchFiles(root, ({ op, path: met }) => {
      if (op !== 'open' || taken || !met.startsWith(`${lock}.0123456789ab`)) return undefined
      taken = true
      writeFileSync(lock, JSON.stringify(holderHere()))
      return undefined
    })
    const change = locked(path, 'a.yaml', async () => 7)
    await pause(100)
    unwatch()
    expect([taken, existsSync(lock)]).toEqual([true, true])
    rmSync(lock)
    expect(await change).toBe(7)
  })

  it('takes its turn where the lock goes by itself meanwhile', async () => {
    const { root, path, lock } = left({ pid: gonePid(), key: '0123456789ab' })
    const unwatch = watchFiles(root, ({ op, path: met }) => {
      if (op === 'open' && met.startsWith(`${lock}.0123456789ab`)) rmSync(lock, { force: true })
      return undefined
    })
    const result = await locked(path, 'a.yaml', async () => 7)
    unwatch()
    expect(result).toBe(7)
    expect(readdirSync(root)).toEqual(['a.yaml'])
  })

  it('says what the disk has against it', async () => {
    const root = scratch({ 'a.yaml': 'old' })
    for (const refused of ['write', 'link']) {
      const unwatch = watchFiles(root, ({ op }) => (op === refused ? 'EROFS' : undefined))
      const error = await locked(join(root, 'a.yaml'), 'shown.yaml', async () => 7).catch(
        (thrown: unknown) => thrown,
      )
      unwatch()
      expect(error).toBeInstanceOf(UserError)
      expect((error as UserError).text.zh).toBe('没有写成“shown.yaml”：磁盘是只读的')
      expect(readdirSync(root)).toEqual(['a.yaml'])
    }
    const { path, lock } = left({ pid: gonePid(), key: '0123456789ab' })
    const unwatch = watchFiles(join(path, '..'), ({ op, path: met }) =>
      op === 'open' && met.startsWith(`${lock}.`) ? 'EACCES' : undefined,
    )
    const error = await locked(path, 'shown.yaml', async () => 7).catch((thrown: unknown) => thrown)
    unwatch()
    expect((error as UserError).text.zh).toBe('没有写成“shown.yaml”：没有写的权限')
  })
})

describe('a process', () => {
  it('tells this one and no other', () => {
    const [one, other] = [holderHere(), holderHere()]
    expect(one).toMatchObject({ pid: process.pid, host: hostname() })
    expect(one.key).toMatch(/^[0-9a-f]{12}$/)
    expect(other.key).not.toBe(one.key)
    expect(new Date(one.since).toISOString()).toBe(one.since)
    if (!isLinux) return
    // The 22nd field of proc(5), the second being the name in brackets.
    const status = readFileSync('/proc/self/stat', 'utf8')
    expect(one.started).toBe(status.replace(/^.*\) /s, '').split(' ')[19])
  })

  it('is gone where this computer has it no more, and only then', () => {
    const here = holderHere()
    expect(isGone({ ...here, pid: gonePid() })).toBe(true)
    expect(isGone({ ...here, pid: gonePid(), host: 'elsewhere' })).toBe(false)
    for (const pid of [1.5, Number.NaN, '1' as unknown as number])
      expect(isGone({ ...here, pid })).toBe(false)
    expect(isGone(here)).toBe(false)
    const { started: _started, ...untold } = here
    expect(isGone(untold)).toBe(false)
  })

  it.runIf(isLinux)('is gone where another one has its number', () => {
    expect(isGone({ ...holderHere(), started: '1' })).toBe(true)
  })

  it.runIf(isLinux && process.getuid?.() !== 0)("is there where it is somebody else's", () => {
    const { started: _started, ...untold } = holderHere()
    expect(isGone({ ...untold, pid: 1 })).toBe(false)
  })
})
