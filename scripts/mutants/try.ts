// Makes the mutants of an area, by Stryker's instrumenter, and tries each with the tests that reach it.
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { build } from 'esbuild'
import type { Area } from './areas.ts'
import type { Asked, Dry, Tried } from './worker.ts'

/** A small change to the program. */
export interface Mutant {
  readonly id: string
  readonly file: string
  /** The number of the line, from 1. */
  readonly line: number
  readonly column: number
  /** The line as it stands, and what of it is replaced by what. */
  readonly code: string
  readonly change: string
}

/** What came of it: no test reaches it, or none fails, or one does, or it never ends. */
export type Fate = 'unreached' | 'survived' | 'killed' | 'timed out'

const oneLine = (code: string): string => code.replaceAll(/\s*\n\s*/g, ' ')
const cache = 'node_modules/.cache/kepu'

const filesOf = (paths: readonly string[], form: RegExp): readonly string[] =>
  paths.flatMap(path =>
    path.endsWith('/')
      ? readdirSync(path)
          .filter(name => form.test(name))
          .map(name => join(path, name))
      : [path],
  )

/** The mutants of some files, and the files with all of them inside, each behind a switch. */
async function instrumented(files: readonly string[]) {
  const log = () => {}
  const logger = { isDebugEnabled: () => false, debug: log, info: log, warn: log }
  const contents = new Map(files.map(name => [resolve(name), readFileSync(name, 'utf8')]))
  const { files: made, mutants } = await new Instrumenter(logger as never).instrument(
    [...contents].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  )
  return {
    contents: new Map(made.map(({ name, content }) => [name, content])),
    mutants: mutants.map(({ id, fileName, location: { start, end }, replacement }): Mutant => {
      const lines = (contents.get(fileName) ?? '').split('\n')
      const [first = '', ...rest] = lines.slice(start.line, end.line + 1)
      const last = rest.at(-1)
      const original =
        last === undefined
          ? first.slice(start.column, end.column)
          : [first.slice(start.column), ...rest.slice(0, -1), last.slice(0, end.column)].join('\n')
      return {
        id,
        file: fileName.slice(resolve().length + 1).replaceAll('\\', '/'),
        line: start.line + 1,
        column: start.column + 1,
        code: first.trim(),
        change: `${oneLine(original)} ⇒ ${oneLine(replacement)}`,
      }
    }),
  }
}

/** One script of the tests and all that they import; what packages bring is bundled too, only `vitest` is given. */
async function bundled(tests: readonly string[], contents: ReadonlyMap<string, string>): Promise<string> {
  mkdirSync(cache, { recursive: true })
  const outfile = resolve(cache, `mutants-${process.pid}.cjs`)
  await build({
    stdin: { contents: tests.map(test => `import './${test}'`).join('\n'), resolveDir: '.' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.17',
    external: ['vitest', 'fast-check', 'yaml'],
    logLevel: 'error',
    plugins: [
      {
        name: 'mutants',
        setup({ onLoad }) {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const code = contents.get(path)
            return code === undefined ? undefined : { contents: code, loader: 'ts' }
          })
        },
      },
    ],
  })
  return outfile
}

/** A process with the tests in it, made anew after one that never ended. */
class Worker {
  readonly #args: readonly string[]
  #child: ChildProcess | null = null

  constructor(bundle: string, { without }: Area) {
    this.#args = ['scripts/mutants/worker.ts', bundle, without?.source ?? '']
  }

  /** What it answers; null where it takes longer than so many milliseconds, or dies. */
  ask<Answer>(asked: Asked, patience: number): Promise<Answer | null> {
    this.#child ??= fork('scripts/run.mjs', this.#args, {
      execArgv: ['--no-warnings'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    const child = this.#child
    return new Promise(done => {
      const end = (answer: Answer | null) => {
        clearTimeout(timer)
        child.removeAllListeners()
        if (answer === null) this.stop()
        done(answer)
      }
      const timer = setTimeout(() => end(null), patience)
      child.once('message', answer => end(answer as Answer))
      child.once('exit', () => end(null))
      child.send(asked)
    })
  }

  stop(): void {
    this.#child?.kill('SIGKILL')
    this.#child = null
  }
}

/** Tries the mutants of an area that are wanted, `workers` at a time; the others are given back untried. */
export async function tryMutants(
  area: Area,
  workers: number,
  isWanted: (mutant: Mutant) => boolean,
): Promise<ReadonlyMap<Mutant, Fate | undefined>> {
  const { contents, mutants } = await instrumented(filesOf(area.files, /(?<!\.generated)\.ts$/))
  const bundle = await bundled(filesOf(area.tests, /\.test\.ts$/), contents)
  const first = new Worker(bundle, area)
  const dry = await first.ask<Dry>('as they are', 600_000)
  if (!dry) throw new Error('the tests do not come to an end')
  const alone = dry.tests.flatMap(({ name, error }, index) => {
    if (error === null) return [index]
    if (!area.without?.test(name)) process.stdout.write(`fails by itself, left out: ${name}\n`)
    return []
  })
  const milliseconds = (index: number) => dry.tests[index]?.milliseconds ?? 0
  alone.sort((a, b) => milliseconds(a) - milliseconds(b))

  // Tests under the name of a file, or of a rule in it, are its own: no other file of the area has to be tried with them.
  const namesOf = new Map(
    [...new Set(mutants.map(({ file }) => file))].map(file => {
      const ids = readFileSync(file, 'utf8').matchAll(/^ +id: '([a-z-]+)',$/gm)
      return [file, new Set([basename(file, '.ts'), ...[...ids].map(([, id = '']) => id)])]
    }),
  )
  const names = new Set([...namesOf.values()].flatMap(own => [...own]))
  const namesIn = (index: number) =>
    (dry.tests[index]?.name.split(' › ') ?? []).filter(part => names.has(part))
  const named = new Set(alone.flatMap(namesIn))
  const isHeldBy = (index: number, file: string) => {
    const [own, told] = [namesOf.get(file) ?? new Set<string>(), namesIn(index)]
    return told.length === 0 || ![...own].some(name => named.has(name)) || told.some(name => own.has(name))
  }

  const fates = new Map<Mutant, Fate | undefined>(mutants.map(mutant => [mutant, undefined]))
  const queue = mutants.filter(isWanted)
  const kills = new Map<number, number>()
  const next = async (worker: Worker): Promise<void> => {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const { id } = mutant
      const atLoading = dry.loading[id] ?? 0
      const own = alone.filter(
        index => (atLoading > 0 || (dry.reached[index]?.[id] ?? 0) > 0) && isHeldBy(index, mutant.file),
      )
      // Those that killed most come first; among the others the fastest.
      own.sort(
        (a, b) => (kills.get(b) ?? 0) / (milliseconds(b) + 5) - (kills.get(a) ?? 0) / (milliseconds(a) + 5),
      )
      if (own.length === 0) {
        fates.set(mutant, 'unreached')
        continue
      }
      const hits = own.reduce((sum, index) => sum + (dry.reached[index]?.[id] ?? 0), atLoading)
      const time = own.reduce((sum, index) => sum + milliseconds(index), 0)
      const answer = await worker.ask<Tried>(
        { mutant: id, tests: own, hitLimit: hits * 100 + 1000, isFresh: atLoading > 0 },
        15_000 + 10 * time,
      )
      fates.set(mutant, answer === null ? 'timed out' : answer.failed === null ? 'survived' : 'killed')
      if (answer && answer.failed !== null) kills.set(answer.failed, (kills.get(answer.failed) ?? 0) + 1)
      if (queue.length % 100 === 0) process.stdout.write(`${queue.length} to come\n`)
    }
    worker.stop()
  }
  await Promise.all([first, ...Array.from({ length: workers - 1 }, () => new Worker(bundle, area))].map(next))
  return fates
}
