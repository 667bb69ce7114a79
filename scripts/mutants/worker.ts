// The process in which mutants are tried: it holds the tests and the instrumented program as one script, evaluated anew for each.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout } from 'node:timers/promises'
import { Script } from 'node:vm'
import { collect, runTests, type Test, vitest } from './vitest.ts'

/** What is asked: the tests as they are, or some of them with a mutant. */
export type Asked = 'as they are' | Trial

interface Trial {
  readonly mutant: string
  readonly tests: readonly number[]
  /** How often the mutant may be passed before it counts as an endless loop. */
  readonly hitLimit: number
  /** True where the modules must be loaded with the mutant in them. */
  readonly isFresh: boolean
}

/** What came of the tests as they are. */
export interface Dry {
  readonly tests: readonly {
    readonly name: string
    readonly milliseconds: number
    readonly error: string | null
  }[]
  /** By test, how often it reached each mutant. */
  readonly reached: readonly Readonly<Record<string, number>>[]
  /** The mutants that are reached when a file is loaded. */
  readonly loading: Readonly<Record<string, number>>
}

/** The test that failed with a mutant; null where none did. */
export interface Tried {
  readonly failed: number | null
}

/** What the instrumented code looks at. */
const seen: {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage: { static: Record<string, number>; perTest: Record<string, Record<string, number>> }
} = { mutantCoverage: { static: {}, perTest: {} } }
Object.assign(globalThis, { __stryker__: seen })

const [bundle = '', without = ''] = process.argv.slice(3)
/** The names of tests that are left out. */
const leftOut = without === '' ? null : new RegExp(without)
const script = new Script(`(function (require, module, exports) {${readFileSync(bundle, 'utf8')}\n})`, {
  filename: bundle,
})
const nodeRequire = createRequire(bundle)

// The same inputs for each mutant, and fewer; that one fails is enough.
nodeRequire('fast-check').configureGlobal({ seed: 1, numRuns: 30, endOnFailure: true })

// The clock runs fifty times as fast: who waits for a lock is done in a tenth of a second.
const haste = 50
const begun = Date.now()
const now = Date.now.bind(Date)
Date.now = () => begun + (now() - begun) * haste
const hasty = { setTimeout: (milliseconds: number) => setTimeout(milliseconds / haste) }

let stray: unknown = null
process.on('unhandledRejection', error => {
  stray = error ?? new Error('rejected')
})

/** The tests of a fresh evaluation: nothing of the run before is left in the modules. */
const fresh = () =>
  collect(() => {
    const given: Readonly<Record<string, unknown>> = { vitest, 'node:timers/promises': hasty }
    const required = (name: string) => given[name] ?? nodeRequire(name)
    script.runInThisContext()(required, { exports: {} }, {})
  })

/** The tests as they were evaluated last; slow to evaluate, and slow at first. */
let warm: readonly Test[] | null = null

/** Each test by itself: what one leaves in the modules must not hide what another one reaches. */
async function dry(): Promise<Dry> {
  const tests: { name: string; milliseconds: number; error: string | null }[] = []
  for (const index of fresh().keys()) {
    const [test] = fresh().slice(index)
    if (!test || leftOut?.test(test.name)) {
      tests.push({ name: test?.name ?? '', milliseconds: 0, error: 'left out' })
      continue
    }
    seen.currentTestId = String(index)
    stray = null
    await runTests([test], (_test, error, milliseconds) => {
      const wrong = error ?? stray
      tests.push({ name: test.name, milliseconds, error: wrong === null ? null : String(wrong) })
      return true
    })
    seen.currentTestId = undefined
  }
  const { perTest, static: loading } = structuredClone(seen.mutantCoverage)
  return { tests, reached: tests.map((_test, index) => perTest[index] ?? {}), loading }
}

async function tried(asked: Trial): Promise<Tried> {
  if (!asked.isFresh) {
    warm ??= fresh()
    const failed = await firstFailure(warm, asked)
    // A mutant may have left something wrong in the modules, for which those after it must not pay; and what was kept there
    // before may hide it.
    if (failed !== null) {
      const others = await firstFailure(warm, { ...asked, mutant: 'none', tests: [failed] })
      if (others === null) return { failed }
      warm = null
    }
  }
  Object.assign(seen, { activeMutant: asked.mutant, hitCount: 0, hitLimit: asked.hitLimit })
  try {
    return { failed: await firstFailure(fresh(), asked) }
  } catch {
    return { failed: -1 }
  } finally {
    seen.activeMutant = undefined
  }
}

async function firstFailure(
  all: readonly Test[],
  { mutant, tests, hitLimit }: Trial,
): Promise<number | null> {
  Object.assign(seen, { activeMutant: mutant, hitCount: 0, hitLimit })
  stray = null
  let failed: number | null = null
  await runTests(
    tests.flatMap(index => all[index] ?? []),
    (test, error) => {
      if ((error ?? stray) !== null) failed = all.indexOf(test)
      return failed === null
    },
  )
  Object.assign(seen, { activeMutant: undefined, hitCount: undefined })
  return failed
}

process.on('message', async (asked: Asked) => {
  process.send?.(asked === 'as they are' ? await dry() : await tried(asked))
})
