import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Peer } from './peers.ts'
import type { Figures } from './turns.ts'

/** The figures over one repository; `count` 0 is the shipped data. */
export interface Size {
  readonly count: number
  readonly figures: readonly Figures[]
  readonly peers: readonly Peer[]
  /** The load of the machine at the end. */
  readonly load: number
}

interface Results {
  readonly node: string
  readonly machine: string
  readonly sizes: readonly Size[]
}

/** Writes docs/performance.md from the results of the last runs. */
export function writePage(): void {
  const { node, machine, sizes } = JSON.parse(readFileSync('bench/results/bench.json', 'utf8')) as Results
  const [shipped, ...grown] = sizes
  const page = [
    readFileSync('bench/performance.head.md', 'utf8').trim(),
    `Measured with Node ${node} on ${machine}; load of the machine at the end of each size: ${sizes.map(({ load }) => load.toFixed(1)).join(', ')}. All programs of a size run in turns; figures are medians, and ratios are those of medians.`,
    ...(shipped ? ['## The shipped data', ratios(shipped, ['node -e 0'])] : []),
    ...grown.flatMap(size => [
      `## ${size.count.toLocaleString('en')} records`,
      ratios(size, ['node -e 0', 'reading all bytes']),
      ...(size.peers.length > 0 ? [peers(size)] : []),
    ]),
    ...growth(grown),
    ...fuzz(),
    ...(existsSync('bench/performance.tail.md')
      ? [readFileSync('bench/performance.tail.md', 'utf8').trim()]
      : []),
  ]
  writeFileSync('docs/performance.md', `${page.join('\n\n')}\n`)
}

const medianOf = (size: Size, name: string): number =>
  size.figures.find(one => one.name === name)?.median ?? Number.NaN
const mb = (peak: number | null): string => (peak === null ? '–' : peak.toFixed(0))

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  )
}

function ratios(size: Size, bases: readonly string[]): string {
  return table(
    ['work', 'ms', ...bases.map(name => `× ${name}`), 'peak MB'],
    size.figures.map(({ name, median, peak }) => [
      name,
      median.toFixed(0),
      ...bases.map(base => (median / medianOf(size, base)).toFixed(2)),
      mb(peak),
    ]),
  )
}

/** Beside the peers stands what kepu takes for more than their work. */
function peers(size: Size): string {
  const own = { schema: 'validate', report: 'report progress' } as const
  return table(
    ['peer', 'ms', 'peak MB', 'kepu', 'kepu / peer'],
    size.peers.map(({ name, work, figures, missing }) =>
      figures
        ? [
            name,
            figures.median.toFixed(0),
            mb(figures.peak),
            own[work],
            (medianOf(size, own[work]) / figures.median).toFixed(2),
          ]
        : [name, missing ?? '–', '–', own[work], '–'],
    ),
  )
}

function growth(grown: readonly Size[]): string[] {
  const small = grown.find(({ count }) => count === 10_000)
  const large = grown.at(-1)
  if (!small || !large || large.count <= small.count) return []
  const common = small.figures.filter(({ name }) => large.figures.some(one => one.name === name))
  const rows = common.map(({ name }) => {
    const exponent =
      Math.log(medianOf(large, name) / medianOf(small, name)) / Math.log(large.count / small.count)
    return [name, exponent.toFixed(2)]
  })
  return [
    `## Growth from 10,000 to ${large.count.toLocaleString('en')} records`,
    'Time grows with the number of records to the power of:',
    table(['work', 'exponent'], rows),
  ]
}

function fuzz(): string[] {
  if (!existsSync('bench/results/fuzz.json')) return []
  const { texts, taken, looked, clean, exact } = JSON.parse(
    readFileSync('bench/results/fuzz.json', 'utf8'),
  ) as Record<string, number>
  const n = (value: number | undefined) => (value ?? 0).toLocaleString('en')
  return [
    '## The reader of the canonical form against `yaml`',
    `\`npm run fuzz\` changed texts at random: of ${n(texts)} the reader took ${n(taken)}, each to the value that \`yaml\` reads, and none that \`yaml\` refuses. Of ${n(looked)} it called ${n(clean)} clean, and no rule about bytes or characters had anything to say of them; of ${n(exact)} it said that \`fmt\` would leave them alone, and \`fmt\` did.`,
  ]
}
