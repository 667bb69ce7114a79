// Changes the program in thousands of small ways, one at a time, and looks whether a test fails: npm run mutants [-- area…] [--again].
// With --again only those are tried that no test noticed the last time, and no figures are kept.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parse } from 'yaml'
import { keepFigures, keptRows } from './figures.ts'
import { type Area, areas } from './mutants/areas.ts'
import { type Fate, type Mutant, tryMutants } from './mutants/try.ts'

/** Mutants that no test can notice, or none should, and why. */
interface Explained {
  readonly file: string
  /** The line on which they stand, as it reads. */
  readonly line: string
  /** What of it is replaced by what. */
  readonly changes: readonly string[]
  readonly why: string
}

const explained = parse(readFileSync('scripts/mutants/explained.yaml', 'utf8')) as readonly Explained[]
const needed = 85

const pageHead = `# Changes that no test notices

What [robustness.md](robustness.md#changes-that-a-test-must-notice) counts as unnoticed and explained, from
\`scripts/mutants/explained.yaml\`. A change that is noticed after all, or gone, must leave this list: the run says so.`

const asked = process.argv.slice(3).filter(word => word !== '--again')
const again = process.argv.includes('--again')
const unknown = asked.filter(name => !(name in areas))
if (unknown.length > 0)
  throw new Error(`no such area: ${unknown.join(', ')}; there are: ${Object.keys(areas).join(', ')}`)

for (const [name, area] of Object.entries(areas)) {
  if (asked.length === 0 || asked.includes(name)) await run(name, area)
}
writePage()

async function run(name: string, area: Area): Promise<void> {
  const before = again ? unnoticedBefore(name) : null
  const keyOf = ({ file, code, change }: Mutant) => `${file}\n${code}\n${change}`
  const workers = (loadavg()[0] ?? 0) > 4 ? 1 : 2
  const fates = await tryMutants(area, workers, mutant => !before || before.has(keyOf(mutant)))
  const unnoticed = [...fates].filter(([, fate]) => fate === 'survived' || fate === 'unreached')
  keepUnnoticed(
    name,
    unnoticed.map(([mutant]) => keyOf(mutant)),
  )
  const unexplained = unnoticed.filter(([mutant]) => !explanationOf(mutant))
  for (const [{ file, line, code, change }, fate] of unexplained)
    process.stdout.write(`${file}:${line} ${fate}\n  ${code}\n  ${change}\n`)
  if (unexplained.length > 0) process.exitCode = 1
  if (again) return
  const stale = explained
    .filter(({ file }) => [...fates.keys()].some(mutant => mutant.file === file))
    .flatMap(one =>
      one.changes
        .filter(change => !unnoticed.some(([mutant]) => isOf(one, change, mutant)))
        .map(change => `${one.file}: ${change}`),
    )
  for (const words of stale) process.stdout.write(`explained, but noticed or gone: ${words}\n`)
  if (stale.length > 0) process.exitCode = 1
  keep(name, area, [...fates.values()], unnoticed.length - unexplained.length)
}

const isOf = (one: Explained, change: string, mutant: Mutant): boolean =>
  one.file === mutant.file && one.line === mutant.code && change === mutant.change

const explanationOf = (mutant: Mutant): Explained | undefined =>
  explained.find(one => one.changes.some(change => isOf(one, change, mutant)))

function keep(name: string, { title }: Area, fates: readonly Fate[], explained: number): void {
  const count = (fate: Fate) => fates.filter(one => one === fate).length
  const noticed = count('killed') + count('timed out')
  const score = (100 * noticed) / fates.length
  if (score < needed) process.exitCode = 1
  const unnoticed = fates.length - noticed
  const on = new Date().toISOString().slice(0, 10)
  const row = [
    title,
    fates.length,
    count('killed'),
    count('timed out'),
    unnoticed,
    explained,
    `${score.toFixed(1)} %`,
    on,
  ]
  process.stdout.write(`${name}: ${row.slice(1).join(' · ')}\n`)
  const rows = new Map([...keptRows('mutants'), row].map(row => [row[0], row]))
  keepFigures('mutants', {
    order: 30,
    title: 'Changes that a test must notice',
    command: 'npm run mutants',
    text: `Each operator, condition, literal, block and regular expression is changed, one at a time, by Stryker's instrumenter, and the tests of its area that reach it are run: one of them must fail, or the change must lead into an endless loop. What none notices stands in [mutants.md](mutants.md) with the reason. Laws are tried on 30 inputs each here.`,
    heads: ['Area', 'Changes', 'Noticed', 'Endless', 'Unnoticed', 'Explained', 'Score', 'On'],
    rows: Object.values(areas).flatMap(({ title }) => {
      const row = rows.get(title)
      return row ? [row] : []
    }),
  })
}

function keepUnnoticed(name: string, keys: readonly string[]): void {
  mkdirSync('node_modules/.cache/kepu', { recursive: true })
  writeFileSync(`node_modules/.cache/kepu/unnoticed-${name}.json`, JSON.stringify(keys))
}

function unnoticedBefore(name: string): ReadonlySet<string> {
  const file = `node_modules/.cache/kepu/unnoticed-${name}.json`
  return new Set(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [])
}

/** docs/mutants.md: the explanations, file by file. */
function writePage(): void {
  const code = (text: string) => `\`\` ${text.replaceAll('|', '\\|')} \`\``
  const sections = Object.values(areas).flatMap(({ title, files }) => {
    const rows = explained
      .filter(({ file }) => files.some(path => file.startsWith(path)))
      .flatMap(({ file, line, changes, why }) =>
        changes.map(change => `| ${file.slice(4)} | ${code(line)} | ${code(change)} | ${why} |`),
      )
    return rows.length === 0
      ? []
      : [
          `## ${title}\n\n| File | Line | Change | Why no test notices it |\n| --- | --- | --- | --- |\n${rows.join('\n')}`,
        ]
  })
  writeFileSync('docs/mutants.md', `${[pageHead, ...sections].join('\n\n')}\n`)
}
