import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRecords } from '../../bench/records.ts'
import type { Problem } from '../../src/model/problem.ts'
import { openRepository } from '../../src/repository/open.ts'
import { check } from '../../src/rules/check.ts'
import { dice, edits } from '../settled/edits.ts'

/** So many that the built program judges them, and looks at them again, by two threads. */
const records = 20_500
const day = '2020-12-31'
const program = join(process.cwd(), 'bin/kepu.js')

let top: string
let data: string
const cache = mkdtempSync(join(tmpdir(), 'kepu-cache-'))
afterAll(() => {
  for (const folder of [top, cache]) rmSync(folder, { recursive: true, force: true })
})

/** What one thread finds, here. */
async function foundByOne(): Promise<readonly string[]> {
  return told(await check(await openRepository({ root: data, prefix: 'data/' }), day))
}

/** What the built program finds. */
function foundByTwo(...argv: string[]): readonly string[] {
  const { stdout } = spawnSync(
    process.execPath,
    [program, '-C', top, '--as-of', day, 'validate', '--format', 'json', ...argv],
    { env: { XDG_CACHE_HOME: cache }, encoding: 'utf8', maxBuffer: 2 ** 28 },
  )
  return told((JSON.parse(stdout) as { data: { problems: Problem[] } }).data.problems)
}

const told = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ rule, file, line, column }) => `${rule} ${file}:${line}:${column}`)

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'kepu-test-'))
  data = join(top, 'data')
  makeRecords(data, records)
  // Among the many lie some to which everything was done.
  const some = join(top, 'some')
  makeRecords(some, 300, 2)
  const roll = dice(5)
  const names = Object.keys(edits)
  for (let round = 0; round < 150; round++) edits[names[roll(names.length)] ?? '']?.(some, roll)
  cpSync(join(some, 'records'), join(data, 'records'), { recursive: true, verbatimSymlinks: true })
  rmSync(some, { recursive: true })
})

describe('two threads', () => {
  it('find what one finds', async () => {
    const expected = await foundByOne()
    expect(new Set(expected.map(line => line.split(' ')[0])).size).toBeGreaterThan(15)
    expect(foundByTwo('--no-cache')).toEqual(expected)
  })

  it('look at files as one does, once what was found is remembered', async () => {
    const expected = await foundByOne()
    await setTimeout(3100)
    foundByTwo()
    expect(foundByTwo()).toEqual(expected)
    const roll = dice(6)
    for (const name of ['a unit that nobody knows', 'broken YAML', 'the same size, and the times put back'])
      edits[name]?.(data, roll)
    expect(foundByTwo()).toEqual(await foundByOne())
  })
})
