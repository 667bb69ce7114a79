// The figures of long runs: each run keeps its own under docs/figures/, and docs/robustness.md is made of them all.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = 'docs/figures'

/** What one long run has shown. */
export interface Figures {
  /** Where it stands in the page: small numbers first. */
  readonly order: number
  readonly title: string
  /** How it is run again. */
  readonly command: string
  /** The day on which it was run. */
  readonly on: string
  /** What is done, and on what, in a few sentences. */
  readonly text: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** Keeps the figures of a run under its key, in place of those of the run before. */
export function keepFigures(key: string, figures: Omit<Figures, 'on'>): void {
  mkdirSync(folder, { recursive: true })
  const on = new Date().toISOString().slice(0, 10)
  writeFileSync(join(folder, `${key}.json`), `${JSON.stringify({ ...figures, on }, null, 2)}\n`)
  writeRobustness()
}

/** The rows that the last run under a key has kept; none before the first. */
export function keptRows(key: string): Figures['rows'] {
  const file = join(folder, `${key}.json`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Figures).rows : []
}

/** Writes docs/robustness.md anew from the figures that are kept. */
export function writeRobustness(): void {
  const sections = (existsSync(folder) ? readdirSync(folder) : [])
    .filter(name => name.endsWith('.json'))
    .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Figures)
    .sort((a, b) => a.order - b.order)
  writeFileSync('docs/robustness.md', `${[head, ...sections.map(sectionOf)].join('\n\n')}\n`)
}

const head = `# What was tried to break it

Long runs that are no part of \`npm test\`, and what came of them. Each section is written by the run that it names, from
\`docs/figures/\`; nothing here is written by hand. A run that finds a fault ends with an error.`

function sectionOf({ title, command, on, text, heads, rows }: Figures): string {
  const cells = (row: readonly (string | number)[]) =>
    `| ${row.map(cell => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)).join(' | ')} |`
  const table = [cells(heads), cells(heads.map(() => '---')), ...rows.map(cells)].join('\n')
  return `## ${title}\n\n${text}\n\n${table}\n\n\`${command}\`, last run on ${on}.`
}
