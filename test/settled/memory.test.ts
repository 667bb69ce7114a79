import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRecords } from '../../bench/records.ts'
import { bothWays, compareOver } from './both-ways.ts'
import { dice } from './edits.ts'

const records = 150
/** So many are turned in what is remembered. */
const bits = Number(process.env.BITS ?? 60)

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

/** So much later nothing is so young that it is not relied on. */
const later = () => Date.now() + 10_000

describe('a check that remembers', () => {
  it('reads no record twice that nothing is wrong with', async () => {
    const top = folder()
    const cache = folder()
    cpSync(model, top, { recursive: true })
    const now = later()
    const { forgetful } = await bothWays(top, cache, now)
    expect(forgetful.filter(({ file }) => file.includes('records/'))).toEqual([])
    const kept = () => readdirSync(cache).map(name => readFileSync(join(cache, name), 'latin1'))
    const before = kept()
    expect((await bothWays(top, cache, now)).read).toBe(0)
    expect(kept()).toEqual(before)
  })

  it.each([
    ['in any folder', false, 11],
    ['in a work tree of git', true, 7],
  ])('finds what one finds that forgets, whatever was done to the files: %s', async (_, isInGit, seed) => {
    const { different, rules, spared, asked } = await compareOver(50, records, isInGit, seed)
    expect(different).toEqual([])
    expect(rules.size).toBeGreaterThan(8)
    expect(spared).toBeGreaterThan(8)
    if (isInGit) expect(asked).toBeGreaterThan(20)
  })

  it.each([
    ['a record', /^records\/activity\/2018\/.*\.yaml$/, /^unit: .*$/m, 'unit: 无名局'],
    ['a file of the plan', /^units\.yaml$/, /name: 区科协$/m, 'name: 区科学会'],
  ])('does not remember %s as it was, where it changes while it is judged', async (_, which, from, to) => {
    const top = folder()
    const cache = folder()
    cpSync(model, top, { recursive: true })
    // What has just been written is not relied on anyway.
    await setTimeout(3100)
    let changed = ''
    await bothWays(top, cache, Date.now(), file => {
      if (changed !== '' || !which.test(file)) return
      changed = join(top, 'data', file)
      writeFileSync(changed, readFileSync(changed, 'utf8').replace(from, to))
    })
    expect(changed).not.toBe('')
    const { forgetful, remembering } = await bothWays(top, cache, later())
    expect(forgetful.filter(({ severity }) => severity === 'error')).not.toEqual([])
    expect(remembering).toEqual(forgetful)
  })

  it('takes no damaged memory for one', async () => {
    const top = folder()
    const cache = folder()
    cpSync(model, top, { recursive: true })
    const now = later()
    const { forgetful } = await bothWays(top, cache, now)
    const files = readdirSync(cache).map(name => join(cache, name))
    expect(files).toHaveLength(3)
    const wholes = files.map(file => readFileSync(file))
    const roll = dice(3)
    for (let trial = 0; trial < bits; trial++) {
      const file = files[trial % 3] ?? ''
      const whole = wholes[trial % 3] ?? Buffer.of()
      const bytes = Buffer.from(whole)
      const at = roll(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << roll(8))
      writeFileSync(file, bytes)
      if (trial % 10 < 3) truncateSync(file, roll(whole.length))
      expect((await bothWays(top, cache, now)).remembering).toEqual(forgetful)
    }
    for (const garbage of ['', 'kepu settled 1\n', '{}', '1\n{}', '\0'.repeat(100)]) {
      for (const file of files) writeFileSync(file, garbage)
      expect((await bothWays(top, cache, now)).remembering).toEqual(forgetful)
    }
  })

  it('needs no place to remember in', async () => {
    const { forgetful, remembering } = await bothWays(model, '/dev/null/nowhere', Date.now())
    expect(remembering).toEqual(forgetful)
  })
})
