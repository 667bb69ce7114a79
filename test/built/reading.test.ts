import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { committed } from '../git.ts'
import { freshRepository } from '../records/hard.ts'

const program = join(process.cwd(), 'bin/kepu.js')
const activity = '2018-09-15-kexie-x7f3q'

/** A question to each command that reads; a day, a revision and a comparison among them. */
const reading: readonly (readonly string[])[] = [
  ['validate'],
  ['validate', '--since', 'HEAD~1', '--strict', '--format', 'sarif'],
  ['list', 'records', '--format', 'xlsx', '-o', '/dev/null'],
  ['list', 'tasks', '--rev', 'HEAD~1'],
  ['show', 'T1'],
  ['who', 'T1', '--as-of', '2018-10-01'],
  ['owns', '区科协'],
  ['matrix'],
  ['search', '科普'],
  ['report', 'compliance', '--format', 'json'],
  ['report', 'overview', '--format', 'html', '-o', '/dev/null'],
  ['due'],
  ['diff'],
  ['diff', 'HEAD~1', 'HEAD'],
  ['log', activity],
  ['trace', 'units.yaml'],
  ['explain', 'owner-unknown'],
  ['completion', 'bash'],
  ['help', 'names'],
  ['--version'],
]
const writing = ['record', 'edit', 'withdraw', 'import', 'template', 'close', 'fmt', 'init', 'hook']

/** Commands that would write, and are told not to. */
const dry: readonly (readonly string[])[] = [
  ['record', 'activity', '--unit', '区科协', '--date', '2018-11-01', '--title', '讲座', '--dry-run'],
  ['fmt', '--check'],
  ['template', 'activity', '-o', '/dev/null'],
]

let folder = ''
const home = mkdtempSync(join(tmpdir(), 'kepu-home-'))
beforeAll(() => {
  folder = freshRepository()
  const { commit } = committed(folder)
  commit('第二次')
})
afterAll(() => {
  for (const made of [folder, home]) rmSync(made, { recursive: true, force: true })
})

/** Everything that lies in the folder, git's own files too: names, times to the nanosecond, contents. */
function everything(): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return ['', ...names].map(name => {
    const path = join(folder, name)
    const status = lstatSync(path, { bigint: true })
    const content = status.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : ''
    return [name, status.mode, status.size, status.mtimeNs, status.ctimeNs, status.ino, content].join(' ')
  })
}

const ask = (argv: readonly string[]) =>
  spawnSync(process.execPath, [program, ...argv], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: join(home, 'cache') },
  })

describe('whoever reads', () => {
  it('is asked about here, command by command', () => {
    const names = [
      ...(ask(['--help', '--lang', 'en']).stdout.split('Commands:\n')[1] ?? '').matchAll(/^ {2}([a-z]+) /gm),
    ]
    const asked = new Set([...reading.map(([name]) => name), ...writing])
    expect(names.length).toBeGreaterThan(20)
    expect(names.map(([, name]) => name).filter(name => !asked.has(name))).toEqual([])
  })

  it.each([...reading, ...dry].map(argv => [argv.join(' '), argv] as const))(
    'leaves every byte and every time of the repository as it was: %s',
    (_, argv) => {
      const before = everything()
      const { status, stderr } = ask(argv)
      expect([0, 1], stderr).toContain(status)
      expect(everything()).toEqual(before)
    },
  )
})
