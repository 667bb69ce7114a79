import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sizeLimit } from '../../src/repository/tree.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'
import { adversariesOf } from './adversaries.ts'

interface Problem {
  readonly rule: string
  readonly file: string
}

const now = '2020-12-01T08:00:00+08:00'

/** Which of the worst files are refused by the bounds alone, before anything is made of them. */
const bounded = [
  'flow lists in each other',
  'flow mappings in each other',
  'lists in each other on one line',
  'explicit keys in each other',
  'lists in each other by indentation',
  'fields in each other by indentation',
  'commas in a list',
  'empty mappings in a list',
  'empty lists in a list',
  'one short field over and over',
  'question marks, one a line',
  'colons, one a line',
  'keys that are lists',
]

const whole = adversariesOf()
/**
 * What is not refused by the bounds alone is tried at a sixteenth of its size, a thousand lines and more; `npm run hard` has
 * all of it.
 */
const tried = process.env.WHOLE
  ? whole
  : Object.fromEntries(
      Object.entries(adversariesOf(sizeLimit / 16)).map(([name, part]) => [
        name,
        bounded.includes(name) ? (whole[name] ?? part) : part,
      ]),
    )

describe('a file made to cost as much as it can', () => {
  it('fills what a file may have', () => {
    const sizes = Object.entries(whole).map(([, { text }]) => Buffer.byteLength(text))
    expect(sizes.length).toBeGreaterThan(90)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(sizeLimit)
    expect(Math.min(...sizes)).toBeGreaterThan(sizeLimit * 0.99)
    expect(Object.keys(tried)).toEqual(Object.keys(whole))
    expect(Object.keys(whole)).toEqual(expect.arrayContaining(bounded))
  })

  it.each(Object.entries(tried))(
    '%s: is told in bounded words, and costs no other file its check',
    async (name, { file, text }) => {
      const folder = exampleRepository({ [file]: text, 'rulings.yaml': 'rulings: 1\n' })
      const { code, out, err } = await run(['validate', '--format', 'json'], { cwd: folder, now })
      expect([code, err]).toEqual([1, ''])
      expect(out.length).toBeLessThan(256 * 1024)
      const { problems } = JSON.parse(out).data as { problems: Problem[] }
      const own = problems.filter(problem => problem.file === file)
      expect(own.length).toBeGreaterThan(0)
      expect(own.length).toBeLessThanOrEqual(220)
      expect(problems.filter(problem => problem.file === 'rulings.yaml')).toHaveLength(1)
      if (problems.length > 50) {
        const { out } = await run(['validate'], { cwd: folder, now, columns: 80 })
        expect(out.length).toBeLessThan(64 * 1024)
      }
      if (bounded.includes(name))
        expect(own.map(({ rule }) => rule).filter(rule => rule !== 'plan-unread')).toEqual(['too-deep'])
    },
  )
})

describe('a file that is larger than a file may be', () => {
  it('is refused without being read to its end', async () => {
    const folder = exampleRepository({ 'units.yaml': Buffer.alloc(50_000_000, 'units: [') })
    const { code, out } = await run(['validate', '--format', 'json'], { cwd: folder, now })
    const { problems } = JSON.parse(out).data as { problems: Problem[] }
    expect([code, problems.map(({ rule, file }) => [rule, file])]).toEqual([1, [['too-large', 'units.yaml']]])
  })

  it('is taken at exactly the limit', async () => {
    const text = 'objectives:\n  - id: O1\n    clause: 二（二）1\n    title: 题\n'
    const filler = `#${'x'.repeat(sizeLimit - Buffer.byteLength(text) - 2)}\n`
    const folder = exampleRepository({ 'objectives.yaml': text + filler })
    expect((await run(['validate'], { cwd: folder, now })).code).toBe(0)
  })
})

describe('very many broken files', () => {
  it('are all counted, and the first of them told', async () => {
    const folder = exampleRepository()
    for (let index = 0; index < 1000; index++) {
      const id = `2018-09-15-kexie-${index.toString(36).padStart(5, '0')}`
      const path = join(folder, 'records/activity/2018', `${id}.yaml`)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `id: ${id}\ndate: "2018-09-15"\nunit: 区科学\ntitle: 活动\n`)
    }
    const { code, out } = await run(['validate'], { cwd: folder, now, columns: 80 })
    expect(code).toBe(1)
    expect(out).toMatch(/1000 个错误/)
    expect(out.length).toBeLessThan(64 * 1024)
  })
})
