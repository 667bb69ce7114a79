import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRecords } from '../../bench/records.ts'
import { openRepository, planOnly } from '../../src/repository/open.ts'
import { workTree } from '../../src/repository/tree.ts'
import { check } from '../../src/rules/check.ts'
import { Memory } from '../../src/settled/memory.ts'
import { openUnsettled } from '../../src/settled/open-unsettled.ts'
import { committed } from '../git.ts'
import { dice, edits } from './edits.ts'

const day = '2020-12-31'
const records = 150
const second = 1000

let model: string
const made: string[] = []

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'kepu-test-'))
  made.push(path)
  return path
}

beforeAll(() => {
  model = folder()
  makeRecords(join(model, 'data'), records)
})
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true })
})

/** What a run that forgets finds, and one that remembers; at a moment of the clock. */
async function bothWays(top: string, cache: string, now: number) {
  const location = { root: join(top, 'data'), prefix: 'data/' }
  const whole = await openRepository(location)
  const memory = new Memory(location, workTree(location.root), cache, now, 1)
  const plan = await openRepository(location, memory.tree, planOnly)
  const part = await openUnsettled(plan, day, memory)
  return {
    forgetful: await check(whole, day),
    remembering: await check(part, day),
    read: part.files.filter(({ kind }) => kind.startsWith('records/')).length,
    counted: plan.files.length + plan.unread.reduce((sum, { names }) => sum + names.length, 0),
    files: whole.files.length,
  }
}

describe('a check that remembers', () => {
  it('reads no record twice that nothing is wrong with', async () => {
    const top = folder()
    const cache = folder()
    cpSync(model, top, { recursive: true })
    const later = Date.now() + 10 * second
    const { forgetful } = await bothWays(top, cache, later)
    expect(forgetful.filter(({ file }) => file.includes('records/'))).toEqual([])
    const [kept = ''] = readdirSync(cache)
    const bytes = readFileSync(join(cache, kept))
    expect((await bothWays(top, cache, later)).read).toBe(0)
    expect(readFileSync(join(cache, kept)).equals(bytes)).toBe(true)
  })

  it.each([
    ['in any folder', false],
    ['in a work tree of git', true],
  ])('finds what one finds that forgets, whatever was done to the files: %s', async (_, isInGit) => {
    const top = folder()
    const cache = folder()
    cpSync(model, top, { recursive: true })
    const git = isInGit ? committed(top) : undefined
    const roll = dice(isInGit ? 7 : 11)
    const names = Object.keys(edits)
    const found = new Set<string>()
    let spared = 0
    for (let round = 0; round < 90; round++) {
      const name = names[round % names.length] ?? ''
      edits[name]?.(join(top, 'data'), roll)
      if (round % 10 === 9) {
        // git itself looks at seconds, so this clock may not be put forward in its work tree.
        if (git) git.git(...([['stash'], ['add', '-A'], ['checkout', '-f', '.']][roll(3)] ?? []))
        else {
          rmSync(join(top, 'data'), { recursive: true })
          cpSync(model, top, { recursive: true })
        }
      }
      const { forgetful, remembering, read, counted, files } = await bothWays(
        top,
        cache,
        Date.now() + (git ? 0 : 10 * second),
      )
      expect(remembering, name).toEqual(forgetful)
      expect(counted, name).toBe(files)
      for (const { rule } of forgetful) found.add(rule)
      spared += read < records / 2 ? 1 : 0
    }
    expect(found.size).toBeGreaterThan(8)
    expect(spared).toBeGreaterThan(10)
  })

  it('takes no damaged memory for one', async () => {
    const top = folder()
    const cache = folder()
    cpSync(model, top, { recursive: true })
    const later = Date.now() + 10 * second
    const { forgetful } = await bothWays(top, cache, later)
    const [kept = ''] = readdirSync(cache)
    const file = join(cache, kept)
    const whole = readFileSync(file)
    const roll = dice(3)
    for (let trial = 0; trial < 60; trial++) {
      const bytes = Buffer.from(whole)
      const at = roll(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << roll(8))
      writeFileSync(file, bytes)
      if (trial % 10 === 0) truncateSync(file, roll(whole.length))
      expect((await bothWays(top, cache, later)).remembering).toEqual(forgetful)
    }
    for (const garbage of ['', 'kepu settled 1\n', '{}', '\0'.repeat(100)]) {
      writeFileSync(file, garbage)
      expect((await bothWays(top, cache, later)).remembering).toEqual(forgetful)
    }
  })

  it('needs no place to remember in', async () => {
    const { forgetful, remembering } = await bothWays(model, '/dev/null/nowhere', Date.now())
    expect(remembering).toEqual(forgetful)
  })
})
