import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { examplePlan } from '../../src/rules/example-plan.ts'

/** The built program. */
const program = join(process.cwd(), 'bin/kepu.js')

/** A repository of its own in a new folder, the example plan in it; the caller clears it away. */
export function freshRepository(base = tmpdir()): string {
  const folder = mkdtempSync(join(base, 'kepu-hard-'))
  for (const [path, text] of Object.entries(examplePlan)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the built program. */
export async function runProgram(cwd: string, argv: readonly string[]): Promise<Ran> {
  return runKilled(cwd, argv, [], undefined)
}

/** When to kill: milliseconds after the start, or after the first file that appears; without a word, unless by a signal. */
type Kill = ({ readonly start: number } | { readonly writing: number }) & {
  readonly signal?: NodeJS.Signals
}

/**
 * Runs the built program and ends it.
 * @param places folders of `cwd` in which it writes
 * @returns besides how long it took, and how long it had been writing, in milliseconds
 */
export function runKilled(
  cwd: string,
  argv: readonly string[],
  places: readonly string[],
  kill: Kill | undefined,
): Promise<Ran & { readonly took: number; readonly since: number | undefined }> {
  return new Promise(resolve => {
    const started = performance.now()
    const child = spawn(process.execPath, [program, ...argv], {
      cwd,
      env: { ...process.env, KEPU_LANG: 'zh' },
    })
    let out = ''
    let err = ''
    child.stdout.on('data', text => (out += String(text)))
    child.stderr.on('data', text => (err += String(text)))
    let first: number | undefined
    let timer: NodeJS.Timeout | undefined
    const killIn = (time: number) => {
      // A timer takes a millisecond at the least.
      if (time < 0.5) child.kill(kill?.signal ?? 'SIGKILL')
      else timer = setTimeout(() => child.kill(kill?.signal ?? 'SIGKILL'), time)
    }
    if (kill && 'start' in kill) killIn(kill.start)
    const watchers = places.map(place =>
      watch(join(cwd, place), () => {
        if (first !== undefined) return
        first = performance.now()
        if (kill && 'writing' in kill) killIn(kill.writing)
      }),
    )
    child.on('close', code => {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
      const now = performance.now()
      resolve({ code, out, err, took: now - started, since: first === undefined ? undefined : now - first })
    })
  })
}

/** Every activity that a repository holds: path → text. */
export function activities(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const top = join(folder, 'records/activity')
  for (const year of readdirSync(top)) {
    for (const name of readdirSync(join(top, year))) {
      if (!name.startsWith('.')) found.set(`${year}/${name}`, readFileSync(join(top, year, name), 'utf8'))
    }
  }
  return found
}

/** What a crowd of writers and readers came to. */
export interface Crowd {
  readonly files: number
  readonly ids: number
  readonly titles: number
  /** How often everything was read while the writers wrote. */
  readonly reads: number
  /** What writers and readers found wrong. */
  readonly faults: readonly string[]
}

/** Writers of so many records each, all at the same time, for one unit on one day; and readers all the while. */
export async function crowd(writers: number, each: number, readers: number): Promise<Crowd> {
  const folder = freshRepository()
  // What is kept of earlier runs they share.
  const cache = mkdtempSync(join(tmpdir(), 'kepu-cache-'))
  const member = (argv: readonly string[]) => crowded(argv, cache)
  const before = activities(folder).size
  const reading = Array.from({ length: readers }, () => member(['reader', folder]))
  const writing = Array.from({ length: writers }, (_, name) =>
    member(['writer', folder, String(name), String(each)]),
  )
  const told = (await Promise.all(writing.map(({ lines }) => lines))).flat()
  for (const { end } of reading) end()
  const read = (await Promise.all(reading.map(({ lines }) => lines))).flat()
  const texts = [...activities(folder).values()]
  const titles = new Set(texts.map(text => /^title: (讲座 .*)$/m.exec(text)?.[1]).filter(Boolean))
  const { code, out } = await runProgram(folder, ['validate', '--strict'])
  for (const one of [folder, cache]) rmSync(one, { recursive: true })
  const isId = (line: string) => line.startsWith('2018-11-01-kexie-')
  return {
    files: texts.length - before,
    ids: new Set(told.filter(isId)).size,
    titles: titles.size,
    reads: read.length,
    faults: [
      ...told.filter(line => !isId(line)),
      ...read.filter(line => !/^\d+$/.test(line)),
      ...(code === 0 ? [] : [out]),
    ],
  }
}

/** A process of the crowd: the lines that it told, when it has ended, and how it is told to end. */
function crowded(
  argv: readonly string[],
  cache: string,
): { readonly lines: Promise<string[]>; readonly end: () => void } {
  const env = { ...process.env, XDG_CACHE_HOME: cache, CI: '' }
  const child = spawn(process.execPath, [join(process.cwd(), 'test/records/crowd.mjs'), ...argv], { env })
  const lines = new Promise<string[]>(resolve => {
    let out = ''
    child.stdout.on('data', text => (out += String(text)))
    child.stderr.on('data', text => (out += String(text)))
    child.on('close', () => resolve(out.split('\n').filter(line => line !== '')))
  })
  return { lines, end: () => void child.stdin.end() }
}
