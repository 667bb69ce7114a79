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
  /** What else a reader should know of the run: `NOTE=…`. */
  readonly note?: string
  readonly sizes: readonly Size[]
}

/** Writes docs/performance.md from the results of the last runs. */
export function writePage(): void {
  const { node, machine, note, sizes } = JSON.parse(
    readFileSync('bench/results/bench.json', 'utf8'),
  ) as Results
  const [shipped, ...grown] = sizes
  const page = [
    readFileSync('bench/performance.head.md', 'utf8').trim(),
    `Measured with Node ${node} on ${machine}; load of the machine at the end of each size: ${sizes.map(({ load }) => load.toFixed(1)).join(', ')}. All programs of a size run in turns; figures are medians, and ratios are those of medians.${note ? ` ${note}` : ''}`,
    ...(shipped ? ['## Goals', goals(shipped, grown)] : []),
    ...(shipped ? ['## The shipped data', ratios(shipped, ['node -e 0'])] : []),
    ...grown.flatMap(size => [
      `## ${size.count.toLocaleString('en')} records`,
      ratios(size, ['node -e 0', 'reading all bytes']),
      ...(size.peers.length > 0 ? [peers(size)] : []),
    ]),
    ...growth(grown),
    ...changes(),
    ...paper(),
    ...differential(),
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
  const own = { schema: 'validate', report: 'report progress, given before' } as const
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

/** What was aimed at, and what was reached in this run. */
function goals(shipped: Size, grown: readonly Size[]): string {
  const of = (count: number) => grown.find(size => size.count === count)
  const [small, tens, many, million] = [of(100), of(10_000), of(100_000), of(1_000_000)]
  const ratio = (size: Size | undefined, name: string, base: string): number =>
    size ? medianOf(size, name) / medianOf(size, base) : Number.NaN
  const peakOf = (size: Size | undefined): number =>
    size?.figures.find(({ name }) => name === 'validate')?.peak ?? Number.NaN
  const peer = (name: string, own: string): number => {
    const figures = many?.peers.find(one => one.name.startsWith(name))?.figures
    return many && figures ? medianOf(many, own) / figures.median : Number.NaN
  }
  const reading = 'reading all bytes'
  const exponent =
    tens && million
      ? Math.log(medianOf(million, 'validate') / medianOf(tens, 'validate')) / Math.log(100)
      : Number.NaN
  const rows: readonly (readonly [string, number, number])[] = [
    ['`kepu --version`, × `node -e 0`', ratio(shipped, 'kepu --version', 'node -e 0'), 1.1],
    ['`who T1` on the shipped data, × `node -e 0`', ratio(shipped, 'who T1', 'node -e 0'), 1.6],
    ['`list tasks` on the shipped data, × `node -e 0`', ratio(shipped, 'list tasks', 'node -e 0'), 1.6],
    ['`validate` of the shipped data, × `node -e 0`', ratio(shipped, 'validate', 'node -e 0'), 1.6],
    [
      'completion of a unit on the shipped data, ms',
      shipped.figures.find(({ name }) => name === 'completion of a unit')?.median ?? Number.NaN,
      150,
    ],
    ['`validate` of 100,000, × reading all bytes', ratio(many, 'validate', reading), 2],
    ['`validate` of 100,000, × the native validator', peer('sourcemeta', 'validate'), 0.35],
    ['`validate` of 100,000, peak MB', peakOf(many), 150],
    [
      '`validate` of 100,000, nothing changed, in git, × reading',
      ratio(many, 'validate, remembered', reading),
      0.3,
    ],
    ['the same without git, × reading', ratio(many, 'validate, remembered, without git', reading), 0.65],
    [
      'the same after one change, × nothing changed',
      ratio(many, 'validate, one changed since', `${reading} (beside changes)`) /
        ratio(many, 'validate, remembered', reading),
      1.1,
    ],
    [
      '`validate --since`, ten of 100,000 changed, × reading',
      ratio(many, 'validate --since HEAD, ten changed since', `${reading} (beside changes)`),
      0.5,
    ],
    ...['report compliance', 'report progress'].flatMap(report => [
      [
        `\`${report}\` of 100,000, given before, × reading`,
        ratio(many, `${report}, given before`, reading),
        0.35,
      ] as const,
    ]),
    ['a report of 100,000, given before, × hledger', peer('hledger', 'report progress, given before'), 0.04],
    ['the same, × a prebuilt sqlite database', peer('sqlite3', 'report progress, given before'), 1],
    [
      'recording one at 100,000, × the same at 100',
      many && small ? medianOf(many, 'record one') / medianOf(small, 'record one') : Number.NaN,
      1.3,
    ],
    ['recording one at 100,000, × `node -e 0`', ratio(many, 'record one', 'node -e 0 (beside writing)'), 2.5],
    ['`validate`, growth from 10,000 to 1,000,000, exponent', exponent, 1.05],
    ['`validate` of 1,000,000, peak MB', peakOf(million), 900],
  ]
  return table(
    ['what', 'measured', 'goal', ''],
    rows.map(([what, measured, goal]) => [
      what,
      Number.isNaN(measured) ? '–' : measured.toFixed(measured > 20 ? 0 : 2),
      `≤ ${goal}`,
      measured <= goal ? 'reached' : '',
    ]),
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

/** Pages, documents and workbooks, as multiples of the same answer as JSON in the same run. */
/** `kepu diff` beside `git diff --stat`; node alone takes longer than git takes for a small change. */
function changes(): string[] {
  if (!existsSync('bench/results/diff.json')) return []
  const { rounds, load, compared } = JSON.parse(readFileSync('bench/results/diff.json', 'utf8')) as {
    readonly rounds: number
    readonly load: number
    readonly compared: readonly { readonly what: string; readonly figures: readonly Figures[] }[]
  }
  const rows = compared.map(({ what, figures }) => {
    const [git = 0, node = 0, kepu = 0] = figures.map(({ median }) => median)
    return [
      what,
      ...[git, node, kepu].map(time => time.toFixed(0)),
      ...[kepu / git, node / git, (kepu - node) / git].map(ratio => ratio.toFixed(1)),
    ]
  })
  return [
    '## Two revisions of the sample',
    `\`node scripts/run.mjs bench/diff.ts\` compares revisions of the sample by \`kepu diff\` and by \`git diff --stat\`, ${rounds} rounds in turns; load of the machine at the end: ${load.toFixed(1)}. Goal: five times git. Where node alone, which has done nothing yet, takes longer than that, it cannot be reached; the last column is what kepu takes after node has started.`,
    table(
      ['two revisions', 'git, ms', 'node, ms', 'kepu, ms', 'kepu / git', 'node / git', '(kepu − node) / git'],
      rows,
    ),
  ]
}

function paper(): string[] {
  if (!existsSync('bench/results/pages.json')) return []
  const { count, load, sample, many } = JSON.parse(readFileSync('bench/results/pages.json', 'utf8')) as {
    readonly count: number
    readonly load: number
    readonly sample: readonly Figures[]
    readonly many: readonly Figures[]
  }
  const table = (figures: readonly Figures[]) => [
    '| answer | ms | × JSON | peak MB |',
    '| --- | ---: | ---: | ---: |',
    ...figures.map(
      ({ name, median, peak }) =>
        `| ${name} | ${median.toFixed(0)} | ${(median / (figures[0]?.median ?? 1)).toFixed(2)} | ${peak?.toFixed(0) ?? ''} |`,
    ),
  ]
  const n = count.toLocaleString('en')
  return [
    '## Pages, documents and workbooks',
    `\`node scripts/run.mjs bench/pages.ts\` makes answers of the sample, and of ${n} records, in turns; load of the machine at the end: ${load.toFixed(1)}. Goals: the page of the overview of the sample in less than 6 times its JSON; a page and a workbook of ${n} records within 1 GB.`,
    table(sample).join('\n'),
    `The same over ${n} records, as multiples of the list as JSON:`,
    table(many).join('\n'),
  ]
}

function differential(): string[] {
  if (!existsSync('bench/results/differential.json')) return []
  const { texts, taken, looked, clean, exact } = JSON.parse(
    readFileSync('bench/results/differential.json', 'utf8'),
  ) as Record<string, number>
  const n = (value: number | undefined) => (value ?? 0).toLocaleString('en')
  return [
    '## The reader of the canonical form against `yaml`',
    `\`npm run fuzz:canonical\` changed texts at random: of ${n(texts)} the reader took ${n(taken)}, each to the value that \`yaml\` reads, and none that \`yaml\` refuses. Of ${n(looked)} it called ${n(clean)} clean, and no rule about bytes or characters had anything to say of them; of ${n(exact)} it said that \`fmt\` would leave them alone, and \`fmt\` did.`,
  ]
}
