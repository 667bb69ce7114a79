// How long pages, documents and workbooks take to make, and what they ask of memory: node scripts/run.mjs bench/pages.ts
// Writes bench/results/pages.json and docs/performance.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writePage } from './page.ts'
import { makeRecords } from './records.ts'
import { inTurns, type Timed } from './turns.ts'

const count = 10_000
const folder = mkdtempSync(join(tmpdir(), 'kepu-pages-'))

/** A question of the built program, answered to a file. */
const printed = (name: string, data: string, question: readonly string[], format: string): Timed => ({
  name: `${name}, ${format}`,
  command: () => [
    process.execPath,
    resolve('bin/kepu.js'),
    ...question,
    '-C',
    data,
    '--as-of',
    '2020-12-31',
    '-o',
    join(folder, `out.${format}`),
  ],
})

try {
  const overview = ['report', 'overview']
  const sample = inTurns(
    ['json', 'html', 'xlsx', 'docx'].map(format => printed('overview', 'examples/huiji', overview, format)),
    Number(process.env.ROUNDS ?? 5),
  )
  const data = join(folder, 'data')
  makeRecords(data, count)
  const many = inTurns(
    [
      ...['json', 'html', 'xlsx', 'docx'].map(format =>
        printed('list records', data, ['list', 'records'], format),
      ),
      printed('overview', data, overview, 'html'),
      printed('overview', data, overview, 'xlsx'),
    ],
    1,
  )
  writeFileSync(
    'bench/results/pages.json',
    `${JSON.stringify({ count, load: loadavg()[0], sample, many }, null, 2)}\n`,
  )
  writePage()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
