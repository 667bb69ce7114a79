// Runs the tests with their coverage of src/, and keeps the figures: npm run coverage [-- files of tests].
// On a busy machine in pieces: npm run coverage -- --shard=1/24 --reporter=blob …, at last npm run coverage -- --merge-reports.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { keepFigures } from './figures.ts'

/** Counts of lines or branches, as istanbul's json-summary has them. */
interface Counts {
  readonly total: number
  readonly covered: number
}
type Summary = Readonly<Record<string, { readonly lines: Counts; readonly branches: Counts }>>

/** What runs the built program, a browser or other shells alone runs nothing of src/ in its own process. */
const elsewhere = [
  'test/built/**',
  'test/package/**',
  'test/completion/shells.test.ts',
  'test/docs/contributing.test.ts',
  'test/records/prompts.test.ts',
  'test/render/html/page.browser.test.ts',
]

const asked = process.argv.slice(3)
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--coverage',
    ...elsewhere.map(files => `--exclude=${files}`),
    ...asked,
  ],
  { stdio: 'inherit' },
)
process.exitCode = status ?? 1
// Below the thresholds, with a failing test or with some of the tests there is nothing to keep.
if (status === 0 && asked.every(one => one.startsWith('--merge-reports'))) keep()

function keep(): void {
  const summary = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8')) as Summary
  const folders = new Map<string, { lines: Counts; branches: Counts }>()
  const sum = (a: Counts, b: Counts): Counts => ({ total: a.total + b.total, covered: a.covered + b.covered })
  for (const [path, { lines, branches }] of Object.entries(summary)) {
    if (path === 'total') continue
    const [, folder = '', file] = relative('.', path).split(sep)
    const name = file === undefined ? 'src' : `src/${folder}`
    const before = folders.get(name)
    folders.set(
      name,
      before
        ? { lines: sum(before.lines, lines), branches: sum(before.branches, branches) }
        : { lines, branches },
    )
  }
  const share = ({ covered, total }: Counts): string => `${((covered / total) * 100).toFixed(1)} %`
  const row = (name: string, { lines, branches }: { lines: Counts; branches: Counts }) => [
    name,
    lines.total,
    share(lines),
    branches.total,
    share(branches),
  ]
  const { total } = summary
  if (!total) throw new Error('the summary has no total')
  keepFigures('coverage', {
    order: 5,
    title: 'How much of the program the tests run',
    command: 'npm run coverage',
    text: 'Lines and branches of `src/` that `npm test` runs in its own process; the tests of the built program are left out, and what they run is not counted. Below 95 % of the lines or 90 % of the branches the run fails.',
    heads: ['Folder', 'Lines', 'run', 'Branches', 'run'],
    rows: [
      ...[...folders].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, counts]) => row(name, counts)),
      row('together', total),
    ],
  })
}
