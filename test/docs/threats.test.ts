import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const rows = readFileSync('docs/threats.md', 'utf8')
  .split('\n')
  .filter(line => /^\| \d/.test(line))
/** The promises of the design stand in a table of their own. */
const promises = readFileSync('docs/threats.md', 'utf8')
  .split('\n')
  .filter(line => /^\| [a-z]/.test(line) && !/^\| promise /.test(line))
const named = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '')
const tries = [
  ...rows.map(row => named(row.split(' | ')[2])),
  ...promises.map(row => named(row.split(' | ')[1])),
]

it('every threat and every promise has what tries it, threats in their order', () => {
  expect(rows.map(row => Number(row.split(' ')[1]))).toEqual(
    Array.from({ length: 34 }, (_, index) => index + 1),
  )
  expect(promises).toHaveLength(9)
  for (const [index, names] of tries.entries())
    expect(names.length, [...rows, ...promises][index]).toBeGreaterThan(0)
})

it('the tests and long runs that are named exist', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const runs = readFileSync('scripts/hard.ts', 'utf8')
  const missing = tries.flat().filter(name => {
    const run = /^hard (.+)$/.exec(name)?.[1]
    if (run !== undefined) return !new RegExp(`^  '?${run}'?[:,]`, 'm').test(runs)
    return name.startsWith('test/') ? !existsSync(name) : !(name in scripts)
  })
  expect(missing).toEqual([])
})
