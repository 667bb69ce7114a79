// Changes the program in thousands of small ways, one at a time, and looks whether a test fails: npm run mutants [-- area…] [--again].
// With --again those are passed over that a test noticed the last time, or that are explained, as long as their file is the same.
import { createHash } from 'node:crypto'
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
  const before = again ? fatesBefore(name) : new Map<string, Fate>()
  const workers = (loadavg()[0] ?? 0) > 4 ? 1 : 2
  const isKnown = (mutant: Mutant): boolean => {
    const fate = before.get(keyOf(mutant))
    return isNoticed(fate) || (fate !== undefined && explanationOf(mutant) !== undefined)
  }
  const tried = await tryMutants(area, workers, mutant => !isKnown(mutant))
  const fates = new Map(
    [...tried].map(([mutant, fate]) => [mutant, fate ?? before.get(keyOf(mutant))] as const),
  )
  keepFates(name, fates)
  const unnoticed = [...fates].filter(([, fate]) => !isNoticed(fate))
  const unexplained = unnoticed.filter(([mutant]) => !explanationOf(mutant))
  for (const [{ file, line, code, change }, fate] of unexplained)
    process.stdout.write(`${file}:${line} ${fate}\n  ${code}\n  ${change}\n`)
  const stale = explained
    .filter(({ file }) => [...fates.keys()].some(mutant => mutant.file === file))
    .flatMap(one =>
      one.changes
        .filter(change => !unnoticed.some(([mutant]) => isOf(one, change, mutant)))
        .map(change => `${one.file}: ${change}`),
    )
  for (const words of stale) process.stdout.write(`explained, but noticed or gone: ${words}\n`)
  if (unexplained.length + stale.length > 0) process.exitCode = 1
  keep(area, [...fates.values()], unnoticed.length - unexplained.length)
}

/** A mutant by where it stands; it is another one as soon as its file changes. */
function keyOf({ file, line, column, change }: Mutant): string {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex')
  return `${hash.slice(0, 12)} ${file}:${line}:${column} ${change}`
}

function isNoticed(fate: Fate | undefined): boolean {
  return fate === 'killed' || fate === 'timed out'
}

function isOf(one: Explained, change: string, mutant: Mutant): boolean {
  return one.file === mutant.file && one.line === mutant.code && change === mutant.change
}

function explanationOf(mutant: Mutant): Explained | undefined {
  return explained.find(one => one.changes.some(change => isOf(one, change, mutant)))
}

function keep({ title }: Area, fates: readonly (Fate | undefined)[], explained: number): void {
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
  process.stdout.write(`${row.join(' · ')}\n`)
  const rows = new Map([...keptRows('mutants'), row].map(row => [row[0], row]))
  const missing = Object.values(areas).flatMap(({ title }) => (rows.has(title) ? [] : [title]))
  keepFigures('mutants', {
    order: 30,
    title: 'Changes that a test must notice',
    command: 'npm run mutants',
    text: `Each operator, condition, literal, block and regular expression is changed, one at a time, by Stryker's instrumenter, and the tests of its area that reach it are run: one of them must fail, or the change must lead into an endless loop. What none notices stands in [mutants.md](mutants.md) with the reason. Laws are tried on 30 inputs each here.${missing.length > 0 ? ` Not run yet: ${missing.join('; ')}.` : ''}`,
    heads: ['Area', 'Changes', 'Noticed', 'Endless', 'Unnoticed', 'Explained', 'Score', 'On'],
    rows: Object.values(areas).flatMap(({ title }) => {
      const row = rows.get(title)
      return row ? [row] : []
    }),
  })
}

function keepFates(name: string, fates: ReadonlyMap<Mutant, Fate | undefined>): void {
  mkdirSync('node_modules/.cache/kepu', { recursive: true })
  const kept = [...fates].map(([mutant, fate]) => [keyOf(mutant), fate])
  writeFileSync(`node_modules/.cache/kepu/mutants-${name}.json`, JSON.stringify(kept, null, 1))
}

function fatesBefore(name: string): ReadonlyMap<string, Fate> {
  const file = `node_modules/.cache/kepu/mutants-${name}.json`
  return new Map(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, Fate][]) : [])
}

/** docs/mutants.md: the explanations, file by file. */
function writePage(): void {
  // As entities: brackets and bars of code are no links and no cells.
  const code = (text: string) =>
    `<code>${text.replaceAll(/[^\w ]/gu, character => `&#${character.codePointAt(0)};`)}</code>`
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
