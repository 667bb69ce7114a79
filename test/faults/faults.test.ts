import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Operation } from './faulty-fs.mjs'
import { Bench, cutPower, kills, rarer, refusals, sweep } from './sweep.ts'
import { writers } from './writers.ts'

// A sample of what `npm run faults` does in full, another for each writer: what `record` writes is
// refused in every way, of the rest some.
const oneIn = { reads: 97, writes: 11, kills: 13, many: 97 }

describe.each(Object.entries(writers))('%s', (name, writer) => {
  const offset = Object.keys(writers).indexOf(name) * 5
  const some = (every: number, trial: number) => trial % every === offset % every
  const isMany = name === 'init'

  it('is whole or absent, and says why, where the system refuses one of its file operations', async () => {
    const { operations, trials, broken } = await sweep(name, writer, refusals, ({ kind }, trial) =>
      some(kind === 'read' ? oneIn.reads : name === 'record' ? 1 : isMany ? oneIn.many : oneIn.writes, trial),
    )
    expect(broken).toEqual([])
    expect(operations).toBeGreaterThan(10)
    expect(trials).toBeGreaterThan(0)
  })

  it('is whole or absent where it is killed before or after one of them', async () => {
    const { broken } = await sweep(name, writer, kills, (_, trial) =>
      some(name === 'record' ? 3 : isMany ? oneIn.many : oneIn.kills, trial),
    )
    expect(broken).toEqual([])
  })

  it('is on the disk, and under its name there, before anybody is told so', () => {
    const bench = new Bench(writer)
    try {
      const there = new Set(
        readdirSync(bench.folder, { recursive: true }).map(name => join(bench.folder, String(name))),
      )
      const { operations } = bench.apart()
      const named = operations.filter(({ to }) => to !== undefined && !isPassing(to))
      expect(named.length).toBeGreaterThan(0)
      expect(operations.at(-1)?.op).toBe('say')
      for (const operation of named) expect(unsafe(operation, operations)).toEqual([])
      const made = operations.filter(({ op, path }) => op === 'mkdir' && !isPassing(path) && !there.has(path))
      for (const { path } of made) expect(syncedAfter(dirname(path), path, operations)).toBe(true)
    } finally {
      bench.clear()
    }
  })
})

it.each(['record', 'record in new folders', 'edit', 'import'])(
  '%s is whole or absent where the power is cut, and there once it was confirmed',
  async name => {
    const writer = writers[name]
    if (!writer) throw new Error(`no writer ${name}`)
    const { trials, broken } = await cutPower(name, writer, trial => name !== 'import' || trial % 5 === 0)
    expect(broken).toEqual([])
    expect(trials).toBeGreaterThan(5)
  },
)

it.each(['record', 'edit'])('%s is whole or absent on a network drive that is gone', async name => {
  const writer = writers[name]
  if (!writer) throw new Error(`no writer ${name}`)
  const { trials, broken } = await sweep(
    name,
    writer,
    rarer,
    ({ kind }, trial) => kind === 'write' || trial % 23 === 0,
  )
  expect(broken).toEqual([])
  expect(trials).toBeGreaterThan(30)
})

/** Names that nobody is told of: locks, and what is still being written. */
const isPassing = (path: string): boolean => /\.(?:tmp|lock)$/.test(path)

/** What a power cut could still take of a file that has just got its name. */
function unsafe({ index, path, to = '' }: Operation, operations: readonly Operation[]): readonly string[] {
  const before = operations.filter(other => other.index >= 0 && other.index < index && other.path === path)
  const lastWrite = before.findLastIndex(({ op }) => op === 'write')
  const lastSync = before.findLastIndex(({ op }) => op === 'fsync')
  return [
    ...(lastSync < 0 || lastSync < lastWrite ? [`${to} got its name before its content was safe`] : []),
    ...(syncedAfter(dirname(to), to, operations) ? [] : [`the name ${to} was told before it was safe`]),
  ]
}

/** True where a folder is synced after a name was put into it. */
function syncedAfter(folder: string, name: string, operations: readonly Operation[]): boolean {
  const put = operations.findIndex(({ op, path, to }) => (op === 'mkdir' ? path : to) === name)
  const synced = operations.findLastIndex(({ op, path }) => op === 'fsync' && path === folder)
  const told = operations.findLastIndex(({ op }) => op === 'say')
  return put < synced && synced < told
}

it('a lock is left to nobody: every name that a trial leaves is one that readers pass over', () => {
  const bench = new Bench(writers.edit ?? { argv: [], isOne: true })
  const { operations } = bench.apart()
  bench.clear()
  const temporary = operations.filter(({ op, kind }) => op === 'open' && kind === 'write')
  expect(temporary.length).toBeGreaterThan(1)
  for (const { path } of temporary) expect(path).toMatch(/\/\.[^/]+\.[0-9a-f]{12}\.tmp$/)
})
