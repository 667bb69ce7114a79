import { spawn, spawnSync } from 'node:child_process'
import { existsSync, openSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshRepository } from '../records/hard.ts'

const program = join(process.cwd(), 'bin/kepu.js')
let folder = ''
beforeAll(() => {
  folder = freshRepository()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Every command that answers, and some that write. */
const commands: readonly (readonly string[])[] = [
  ['validate', '--format', 'json'],
  ...['units', 'tasks', 'duties', 'records'].map(kind => ['list', kind]),
  ['show', 'T1'],
  ['who', 'T1'],
  ['owns', '区科协'],
  ['matrix'],
  ['search', '科普'],
  ...['overview', 'compliance', 'progress', 'ledger', 'notice', 'due'].map(name => ['report', name]),
  ['report', 'annual', '2018'],
  ['report', 'notice', '--format', 'html'],
  ['due', '--format', 'ics'],
  ['explain', 'colon'],
  ['record', 'activity', '--date=2018-10-09', '--unit=区科协', '--title=讲座', '--dry-run'],
  ['fmt', '--check'],
  ['completion', 'bash'],
  ['help'],
  ['--version'],
]

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly err: string
}

/** More than a pipe holds. */
const many = resolve('examples/huiji')

/** Runs a command whose output is cut off after its first byte, as `| head -c 1` does. */
function cutOff(argv: readonly string[]): Promise<Ended> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [program, '-C', many, ...argv], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let err = ''
    child.stdout.once('data', () => child.stdout.destroy())
    child.stderr.on('data', text => (err += String(text)))
    child.on('close', (code, signal) => resolve({ code, signal, err }))
  })
}

describe.each(commands.map(argv => [argv.join(' '), argv] as const))('kepu %s', (_, argv) => {
  it('ends quietly where its reader has seen enough', async () => {
    const { code, signal, err } = await cutOff(argv)
    expect([code, signal]).toEqual([expect.toBeOneOf([0, 1]), null])
    expect(err).not.toMatch(/EPIPE|内部出错| {4}at /)
  })

  it.runIf(existsSync('/dev/full'))('does not say that all is well where nothing can be written', () => {
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, [program, '-C', folder, ...argv], {
      stdio: ['ignore', full, 'pipe'],
    })
    expect(status).toBe(3)
    expect(String(stderr)).not.toMatch(/内部出错| {4}at /)
  })

  it.runIf(existsSync('/bin/sh'))('ends where its input and output are closed', () => {
    const { status, signal } = spawnSync(
      '/bin/sh',
      ['-c', 'exec "$@" <&- >&-', 'sh', process.execPath, program, '-C', folder, ...argv],
      {
        timeout: 20_000,
      },
    )
    expect([signal, status]).toEqual([null, expect.toBeOneOf([0, 1, 3])])
  })
})

it('records nothing, and does not wait, where nobody can be asked', () => {
  const { status, signal } = spawnSync(
    '/bin/sh',
    ['-c', 'exec "$@" <&-', 'sh', process.execPath, program, '-C', folder, 'record', 'activity'],
    {
      timeout: 20_000,
    },
  )
  expect([signal, status]).toEqual([null, 2])
})
