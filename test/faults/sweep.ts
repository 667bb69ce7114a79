import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { finishInterrupted } from '../../src/repository/transaction.ts'
import { freshRepository } from '../records/hard.ts'
import { run } from '../run.ts'
import { type Operation, watchFiles } from './faulty-fs.mjs'
import { PowerCuts, type Remains, restore } from './power.ts'
import type { Writer } from './writers.ts'

const program = join(process.cwd(), 'bin/kepu.js')
const preload = pathToFileURL(join(process.cwd(), 'test/faults/faulty-fs.mjs')).href

/** How the system may refuse an operation, or do only a part of it; and how the process may end around it. */
export const refusals = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'short'] as const
/** What a quota and a network drive say; tried on one new file and one changed one. */
export const rarer = ['EDQUOT', 'ESTALE', 'ETIMEDOUT'] as const
export const kills = ['kill-before', 'kill-after'] as const
export type Fault = (typeof refusals | typeof rarer | typeof kills)[number]

/** True where such a thing can befall an operation: reading is not stopped by a full disk. */
function applies({ op, kind }: Operation, fault: Fault): boolean {
  if (fault === 'short') return op === 'write'
  return kind === 'write' || (kind === 'read' && /^(?:EIO|EACCES|ESTALE|ETIMEDOUT)$/.test(fault))
}

type Files = ReadonlyMap<string, string>

/** All files that count: path → content. Left-overs do not, nor what is git's but its hook. */
function filesOf(folder: string): Files {
  const found = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1)
    const isHook = path === '.git/hooks/pre-commit'
    const counts = path.split('/').every(part => !/^\..+\.(?:tmp|lock)$/.test(part) && part !== '.git')
    if (!entry.isFile() || !(counts || isHook)) continue
    const isRunnable = (statSync(join(folder, path)).mode & 0o100) !== 0
    found.set(path, readFileSync(join(folder, path), 'latin1') + (isHook && isRunnable ? 'runnable' : ''))
  }
  return found
}

const entriesOf = (folder: string): string =>
  (readdirSync(folder, { recursive: true }) as string[]).sort().join('\n')

const same = (a: Files, b: Files): boolean =>
  a.size === b.size && [...a].every(([path, text]) => b.get(path) === text)

/** What became of one run. */
interface Trial {
  /** Null for a process that was killed. */
  readonly code: number | null
  readonly said: string
  readonly operations: readonly Operation[]
}

/** A folder that a writer is run in, over and over. */
export class Bench {
  readonly #top = mkdtempSync(join(tmpdir(), 'kepu-faults-'))
  readonly #ready = join(this.#top, 'ready')
  readonly folder = join(this.#top, 'folder')
  readonly #writer: Writer

  constructor(writer: Writer) {
    this.#writer = writer
    const made = writer.isEmpty ? mkdtempSync(join(tmpdir(), 'kepu-empty-')) : freshRepository()
    writer.prepare?.(made)
    cpSync(made, this.#ready, { recursive: true })
    rmSync(made, { recursive: true })
    this.reset()
  }

  reset(): void {
    rmSync(this.folder, { recursive: true, force: true })
    cpSync(this.#ready, this.folder, { recursive: true })
  }

  get #environment() {
    return { HOME: this.#top, KEPU_LANG: 'zh', SOURCE_DATE_EPOCH: '1575160000' }
  }

  /**
   * A run in this process; a kill is none.
   * @param onOperation is told of each operation before it is made
   */
  async here(at = -1, fault?: Fault, onOperation: (operation: Operation) => void = () => {}): Promise<Trial> {
    const operations: Operation[] = []
    const unwatch = watchFiles(this.folder, operation => {
      operations.push(operation)
      onOperation(operation)
      return operation.index === at ? fault : undefined
    })
    try {
      const { code, out, err } = await run(this.#writer.argv, { cwd: this.folder, env: this.#environment })
      return { code, said: err + out, operations }
    } finally {
      unwatch()
      endProcess(this.folder)
    }
  }

  /** A run in a process of its own. */
  apart(at = -1, fault?: Fault): Trial {
    const log = join(this.#top, 'log')
    writeFileSync(log, '')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', preload, program, ...this.#writer.argv],
      {
        cwd: this.folder,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          ...this.#environment,
          KEPU_FAULT: JSON.stringify({ root: this.folder, log, at, fault }),
        },
      },
    )
    const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean)
    return {
      code: status,
      said: stderr + stdout,
      operations: lines.map(line => JSON.parse(line) as Operation),
    }
  }

  clear(): void {
    rmSync(this.#top, { recursive: true, force: true })
  }
}

/** Whoever holds something in a folder is named as a process that has ended: a run in this process has no end of its own. */
function endProcess(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    if (!/(?:\.lock|holder\.json)$/.test(name)) continue
    const path = join(folder, name)
    const text = readFileSync(path, 'utf8').replace(/"pid":\d+/, `"pid":${ended}`)
    writeFileSync(path, text.replace(/"started":"\d+",/, ''))
  }
}

const { pid: ended } = spawnSync('true')

export interface Swept {
  readonly operations: number
  readonly trials: number
  /** What went otherwise than promised, in words. */
  readonly broken: readonly string[]
}

/**
 * Lets the file operations of a writer fail one at a time, in every way, and looks at what is left.
 * @param ways refusals are made in this process, kills in processes of their own
 * @param take which trials are made, by their operation and running number; all of them unless given
 */
export async function sweep(
  name: string,
  writer: Writer,
  ways: readonly Fault[],
  take: (operation: Operation, trial: number) => boolean = () => true,
): Promise<Swept> {
  const bench = new Bench(writer)
  const broken: string[] = []
  let trials = 0
  let number = 0
  try {
    const before = filesOf(bench.folder)
    const reference = await bench.here()
    const after = filesOf(bench.folder)
    const outcome = new Outcome(bench, writer, before, after, reference.code)
    for (const operation of reference.operations) {
      for (const fault of ways) {
        if (!applies(operation, fault) || !take(operation, number++)) continue
        bench.reset()
        const isKill = fault.startsWith('kill')
        const trial = isKill ? bench.apart(operation.index, fault) : await bench.here(operation.index, fault)
        trials++
        const path = operation.path.slice(bench.folder.length + 1)
        for (const wrong of await outcome.wrongs(trial, operation.kind))
          broken.push(`${name}, ${fault} at ${operation.index} (${operation.op} ${path}): ${wrong}`)
      }
    }
    return { trials, operations: reference.operations.length, broken }
  } finally {
    bench.clear()
  }
}

/**
 * Cuts the power after each file operation of a writer, in a model of a disk: what was synced is there, of all else any part.
 * @param take which of the states that this may leave are looked at, by their running number; all of them unless given
 */
export async function cutPower(
  name: string,
  writer: Writer,
  take: (trial: number) => boolean = () => true,
): Promise<Swept> {
  const bench = new Bench(writer)
  const broken: string[] = []
  const left = new Map<string, { readonly remains: Remains; readonly operation: Operation | undefined }>()
  try {
    const before = filesOf(bench.folder)
    const cuts = new PowerCuts(bench.folder)
    const cut = (operation?: Operation) => {
      for (const remains of cuts.now()) {
        const word = JSON.stringify([operation === undefined, ...remains])
        if (!left.has(word)) left.set(word, { remains, operation })
      }
    }
    const reference = await bench.here(-1, undefined, operation => {
      cut(operation)
      cuts.before(operation)
    })
    cut()
    const after = filesOf(bench.folder)
    const outcome = new Outcome(bench, writer, before, after, reference.code)
    let trials = 0
    for (const [number, { remains, operation }] of [...left.values()].entries()) {
      if (!take(number)) continue
      restore(bench.folder, remains)
      endProcess(bench.folder)
      trials++
      const code = operation === undefined ? reference.code : null
      for (const wrong of await outcome.wrongs({ ...reference, code }))
        broken.push(`${name}, cut before ${operation?.index} (${operation?.op} ${operation?.path}): ${wrong}`)
    }
    return { operations: reference.operations.length, trials, broken }
  } finally {
    bench.clear()
  }
}

/** What is promised of a folder after a writer met with a fault. */
class Outcome {
  readonly #bench: Bench
  readonly #writer: Writer
  readonly #before: Files
  readonly #after: Files
  /** Every name in the folder before, those of left-overs too. */
  readonly #entries: string
  /** The exit code of a run that nothing befell. */
  readonly #usual: number | null

  constructor(bench: Bench, writer: Writer, before: Files, after: Files, usual: number | null) {
    bench.reset()
    this.#entries = entriesOf(bench.folder)
    this.#bench = bench
    this.#writer = writer
    this.#before = before
    this.#after = after
    this.#usual = usual
  }

  /** @param kind of the operation that went wrong */
  async wrongs({ code, said }: Trial, kind?: Operation['kind']): Promise<readonly string[]> {
    const { folder } = this.#bench
    const wrongs: string[] = []
    // An import that had come far enough is finished by whoever writes next.
    if (existsSync(join(folder, 'plan.yaml'))) finishInterrupted(folder)
    const left = filesOf(folder)
    // What is made of data that could not all be read says so, and differs.
    const isPartial = kind === 'read' && /数据里有 \d+ [个处]|有错误，没有整理/.test(said)
    const isConfirmed = code === this.#usual && !isPartial
    if (isConfirmed && !same(left, this.#after)) wrongs.push('confirmed, and not there as a whole')
    const isEither = same(left, this.#before) || same(left, this.#after)
    if (!isConfirmed && this.#writer.isOne && !isEither && !isPartial)
      wrongs.push('something between before and after')
    for (const [path, text] of left) {
      const isWhole = this.#before.get(path) === text || this.#after.get(path) === text
      if (!isWhole && !(isPartial && !path.endsWith('.yaml'))) wrongs.push(`${path} is not whole`)
    }
    for (const path of this.#before.keys())
      if (!left.has(path) && this.#after.has(path)) wrongs.push(`${path} is lost`)
    if (code !== null && !isConfirmed) {
      const isTold = code === 3 || (kind === 'read' && (code === 1 || isPartial))
      if (!isTold) wrongs.push(`exit ${code}: ${short(said)}`)
      if (said.trim() === '' || /程序内部出错|\n {4}at |injected/.test(said))
        wrongs.push(`unclear: ${short(said)}`)
    }
    if (entriesOf(folder) === this.#entries && same(left, this.#before)) return wrongs
    return [...wrongs, ...(await this.#aftermath())]
  }

  /** The folder validates as it is left, and the same command does its work when it is run again. */
  async #aftermath(): Promise<readonly string[]> {
    const wrongs: string[] = []
    const { folder } = this.#bench
    if (this.#before.has('plan.yaml')) {
      const { out } = await run(['validate', '--format', 'json'], { cwd: folder })
      const { problems } = (JSON.parse(out) as { data: { problems: { rule: string; severity: string }[] } })
        .data
      const rules = problems.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
      // A record on its way to another year may be in both; that is told, and a person takes one away.
      const isMoving =
        !this.#writer.isOne && rules.every(rule => rule === 'id-taken' || rule === 'misplaced-file')
      if (rules.length > 0) return isMoving ? [] : [`validate says ${rules.join(', ')}`]
    }
    const { code, said } = await this.#bench.here()
    if (code !== this.#usual && code !== 1) wrongs.push(`again: exit ${code}: ${short(said)}`)
    if (!same(filesOf(folder), this.#after)) wrongs.push(`again: not there as a whole: ${short(said)}`)
    return wrongs
  }
}

const short = (text: string): string => text.trim().split('\n').slice(0, 2).join(' / ')
