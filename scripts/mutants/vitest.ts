// Stands in for vitest while mutants are tried: describe, it and their hooks without workers, so that thousands of runs take minutes.
import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'

type Body = (context: { readonly skip: () => never }) => unknown
type Hook = () => unknown

interface Suite {
  readonly name: string
  readonly parent: Suite | null
  readonly beforeAll: Hook[]
  readonly afterAll: Hook[]
  readonly beforeEach: Hook[]
  readonly afterEach: Hook[]
  isOpen: boolean
}

export interface Test {
  readonly name: string
  readonly suite: Suite
  readonly body: Body
}

class Skipped extends Error {}

const suiteOf = (name: string, parent: Suite | null): Suite => ({
  name,
  parent,
  beforeAll: [],
  afterAll: [],
  beforeEach: [],
  afterEach: [],
  isOpen: false,
})

let suite = suiteOf('', null)
let tests: Test[] = []
let finished: Hook[] = []

/** Runs what defines tests and returns them. */
export function collect(define: () => void): readonly Test[] {
  tests = []
  suite = suiteOf('', null)
  define()
  return tests
}

/** Runs tests one after the other, until one fails; ends the suites that were begun. */
export async function runTests(
  chosen: readonly Test[],
  told: (test: Test, error: unknown, milliseconds: number) => boolean,
): Promise<void> {
  const opened: Suite[] = []
  for (const test of chosen) {
    const began = performance.now()
    const error = await errorOf(test, opened)
    if (!told(test, error, performance.now() - began)) break
  }
  for (const one of opened.reverse()) {
    one.isOpen = false
    for (const hook of one.afterAll) await hook()
  }
}

async function errorOf(test: Test, opened: Suite[]): Promise<unknown> {
  const around: Suite[] = []
  for (let one: Suite | null = test.suite; one; one = one.parent) around.unshift(one)
  finished = []
  let error: unknown = null
  try {
    for (const one of around) {
      if (one.isOpen) continue
      one.isOpen = true
      opened.push(one)
      for (const hook of one.beforeAll) await hook()
    }
    for (const one of around) for (const hook of one.beforeEach) await hook()
    const context = {
      skip: () => {
        throw new Skipped()
      },
    }
    await test.body(context)
  } catch (thrown) {
    if (!(thrown instanceof Skipped)) error = thrown ?? new Error('thrown')
  }
  for (const hook of [...around.reverse().flatMap(one => one.afterEach), ...finished.reverse()]) {
    try {
      await hook()
    } catch (thrown) {
      error ??= thrown
    }
  }
  // What was left to itself fails while its own test is the one that runs.
  await setImmediate()
  return error
}

function define(name: string, body: Hook): void {
  const outer = suite
  suite = suiteOf(name, outer)
  body()
  suite = outer
}

function add(name: string, ...rest: readonly unknown[]): void {
  const body = rest.find(one => typeof one === 'function') as Body
  tests.push({ name: titleOf(name), suite, body })
}

function titleOf(name: string): string {
  const parts = [name]
  for (let one: Suite | null = suite; one; one = one.parent) if (one.name) parts.unshift(one.name)
  return parts.join(' › ')
}

type Adding = (name: string, ...rest: readonly unknown[]) => void

/** A definition with what vitest hangs on to it: each, runIf, skipIf, skip. */
const defining = (adding: Adding) =>
  Object.assign((name: string, ...rest: unknown[]) => adding(name, ...rest), {
    each:
      (table: readonly unknown[]) =>
      (name: string, ...rest: readonly unknown[]) => {
        const body = rest.find(one => typeof one === 'function') as (...args: unknown[]) => unknown
        for (const [index, row] of table.entries()) {
          const args = Array.isArray(row) ? row : [row]
          const named = name.replace(/%s/, () => String(args[0]))
          adding(named === name ? `${name} ${index}` : named, () => body(...args))
        }
      },
    runIf: (on: unknown) => (on ? adding : () => {}),
    skipIf: (on: unknown) => (on ? () => {} : adding),
    skip: () => {},
  })

const it = defining(add)
const here = globalThis as unknown as Record<symbol, object>

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
chai.use((_chai, { addMethod }) => {
  addMethod(chai.Assertion.prototype, 'toMatchFileSnapshot', async function (this: object, file: string) {
    chai.assert.equal(chai.util.flag(this, 'object'), readFileSync(file, 'utf8'))
  })
})

/** What a test imports from vitest. */
export const vitest = {
  it,
  test: it,
  describe: defining((name, ...rest) => define(name, rest.find(one => typeof one === 'function') as Hook)),
  beforeAll: (hook: Hook) => suite.beforeAll.push(hook),
  afterAll: (hook: Hook) => suite.afterAll.push(hook),
  beforeEach: (hook: Hook) => suite.beforeEach.push(hook),
  afterEach: (hook: Hook) => suite.afterEach.push(hook),
  onTestFinished: (hook: Hook) => finished.push(hook),
  expect: Object.assign(
    (value: unknown, message?: string) => chai.expect(value, message),
    chai.expect,
    here[ASYMMETRIC_MATCHERS_OBJECT],
  ),
}
here[GLOBAL_EXPECT] = vitest.expect
setState({ assertionCalls: 0 }, vitest.expect as never)
