// Long runs, with counts: npm run hard [-- names of runs]
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeWorkbook } from '../src/sheets/write-workbook.ts'
import { costOf } from '../test/cost.ts'
import { cutPower, type Swept } from '../test/faults/sweep.ts'
import { writers as commands } from '../test/faults/writers.ts'
import {
  activities,
  type Crowd,
  crowd,
  freshRepository,
  runKilled,
  runProgram,
} from '../test/records/hard.ts'
import { adversariesOf } from '../test/repository/adversaries.ts'
import { compareOver } from '../test/settled/both-ways.ts'
import { keepFigures } from './figures.ts'

/** What was done, what came of it, and whether that is as it must be. */
interface Outcome {
  readonly what: string
  readonly result: string
  readonly isGood: boolean
}

const flags = (words: string) => [
  'record',
  'activity',
  '--unit',
  '区科协',
  '--date',
  '2018-11-01',
  '--title',
  words,
]

/** Writers at the same time, each many records, and readers: none lost, none double, none seen by half. */
async function writers(count: number, each: number, readers: number, rounds: number): Promise<Outcome> {
  const all: Crowd[] = []
  for (let round = 0; round < rounds; round++) all.push(await crowd(count, each, readers))
  const faults = all.flatMap(one => one.faults)
  for (const fault of faults.slice(0, 10)) process.stderr.write(`${fault}\n`)
  const sum = (key: 'files' | 'ids' | 'titles' | 'reads'): number =>
    all.reduce((total, one) => total + one[key], 0)
  const wanted = count * each * rounds
  return {
    what: `${count} processes record ${each} activities each, at the same time, for one unit on one day, ${rounds} times anew; ${readers} processes validate, list and report all the while`,
    result: `${sum('files')} files, ${sum('ids')} ids, ${sum('titles')} titles of ${wanted}; everything was read ${sum('reads')} times meanwhile; ${faults.length} times half a file, a record gone, a refusal or an error; validate --strict exits 0 in the end`,
    isGood:
      faults.length === 0 &&
      (['files', 'ids', 'titles'] as const).every(key => sum(key) === wanted) &&
      sum('reads') > rounds * readers,
  }
}

/** Editors of one record: each success is in the file in the end, each other was told. */
async function editors(count: number, each: number): Promise<Outcome> {
  const folder = freshRepository()
  const file = join(folder, 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml')
  let told = 0
  let written = 0
  let other = 0
  const values = new Set<string>()
  await Promise.all(
    Array.from({ length: count }, async (_, editor) => {
      for (let number = 0; number < each; number++) {
        const value = 1000 + editor * each + number
        const { code } = await runProgram(folder, ['edit', '2018-09-15-kexie-x7f3q', `attendance=${value}`])
        if (code === 0) {
          written++
          values.add(String(value))
        } else if (code === 3) told++
        else other++
      }
    }),
  )
  const { code } = await runProgram(folder, ['validate'])
  const last = /^attendance: (\d{4})$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  const left = readdirSync(join(file, '..')).filter(name => name.startsWith('.')).length
  rmSync(folder, { recursive: true })
  return {
    what: `${count} processes edit one record ${each} times each, at the same time`,
    result: `${written} written, ${told} told that it was changed meanwhile, ${other} else; the file holds the value of one that was told "written"; ${left} left-overs; validate exits ${code}`,
    isGood: written + told === count * each && values.has(last) && left === 0 && code === 0,
  }
}

/** What the kills of one repository came to. */
interface Killed {
  readonly killed: number
  readonly inWriting: number
  readonly confirmed: number
  readonly edits: number
  readonly lost: number
  readonly invalid: number
  readonly leftOvers: number
  readonly unnamed: number
  readonly imports: number
  readonly halves: number
}

const rows = 20

/**
 * Kills at random moments: what was confirmed is whole, and the rest does not count. Two of three kills wait for the first
 * file to appear and fall within the time that the rest of the run has lately taken, most of them early in it: most of a run is start-up, and the end of it is farewell.
 */
async function killsIn(trials: number, signals: readonly NodeJS.Signals[]): Promise<Killed> {
  const folder = freshRepository()
  const edited = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
  const places = ['.', 'records/activity/2018']
  const confirmed = new Map<string, string>()
  const found = { killed: 0, inWriting: 0, edits: 0, lost: 0, invalid: 0, leftOvers: 0, unnamed: 0 }
  const usual = new Map<string, { readonly whole: number; readonly writing: number }>()
  let lastEdit = 320
  for (let trial = -3; trial < trials; trial++) {
    const kind = ['record', 'edit', 'import'][(trial + 3) % 3] ?? ''
    const value = 1000 + trial
    const argv =
      kind === 'record'
        ? flags(`夜校 ${trial}`)
        : kind === 'edit'
          ? ['edit', '2018-09-15-kexie-x7f3q', `attendance=${value}`]
          : ['import', 'sheet.csv', '--kind', 'activity', '--format', 'json']
    if (kind === 'import') writeFileSync(join(folder, 'sheet.csv'), sheetOf(trial))
    const signal = signals[Math.floor(Math.random() * signals.length)] ?? 'SIGKILL'
    const { whole, writing } = usual.get(kind) ?? { whole: 0, writing: 0 }
    const before = hiddenIn(folder)
    // The first run of each is left alone, and tells how long it takes.
    const kill =
      trial < 0
        ? undefined
        : Math.random() < 2 / 3
          ? { writing: Math.random() ** 2 * 1.2 * writing, signal }
          : { start: Math.random() * 1.2 * whole, signal }
    const { code, out, took, since } = await runKilled(folder, argv, places, kill)
    if (code === 0) usual.set(kind, { whole: took, writing: since ?? writing })
    else {
      found.killed++
      if (since !== undefined) found.inWriting++
    }
    // Confirmed is what was said to be written, whatever came of the process after that.
    const [file = ''] = out.split('\n')
    if (out.includes('已登记：')) confirmed.set(file, `title: 夜校 ${trial}\n`)
    else if (kind === 'import' && out.endsWith('}\n')) {
      const { written } = (JSON.parse(out) as { data: { written: readonly { file: string }[] } }).data
      for (const { file } of written) confirmed.set(file, `title: 宣讲 ${trial}-`)
    } else if (kind === 'edit') {
      const now = Number(/^attendance: (\d+)$/m.exec(readFileSync(join(folder, edited), 'utf8'))?.[1])
      // What was confirmed stays until the next edit; a killed one may have come through.
      const isConfirmed = out.includes('已更正：')
      if (now !== value && (isConfirmed || now !== lastEdit)) found.lost++
      if (isConfirmed) found.edits++
      lastEdit = now
    }
    const hidden = hiddenIn(folder)
    found.leftOvers += hidden.filter(name => !before.includes(name)).length
    const { out: answer } = await runProgram(folder, ['validate', '--format', 'json'])
    const { ok, problems } = (
      JSON.parse(answer) as { data: { ok: boolean; problems: readonly { rule: string; file: string }[] } }
    ).data
    if (ok !== true) found.invalid++
    const named = problems.filter(({ rule }) => rule === 'left-over').map(({ file }) => file)
    found.unnamed += hidden.filter(name => !named.includes(name)).length
  }
  for (const [file, words] of confirmed) {
    const path = join(folder, file)
    if (!existsSync(path) || !readFileSync(path, 'utf8').includes(words)) found.lost++
  }
  // An import is whole or absent once the next writer has been here.
  await runProgram(folder, flags('收尾'))
  const byTrial = new Map<string, number>()
  for (const text of activities(folder).values()) {
    const trial = /宣讲 (-?\d+)-/.exec(text)?.[1]
    if (trial !== undefined) byTrial.set(trial, (byTrial.get(trial) ?? 0) + 1)
  }
  const halves = [...byTrial.values()].filter(count => count !== rows).length
  rmSync(folder, { recursive: true })
  return { ...found, confirmed: confirmed.size, imports: byTrial.size, halves }
}

function sheetOf(trial: number): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `2018-12-0${(row % 9) + 1},区科协,宣讲 ${trial}-${row}\n`,
  )
  return `日期,单位,名称\n${lines.join('')}`
}

/** What writers have left in a repository: hidden files and folders. */
const hiddenIn = (folder: string): readonly string[] =>
  ['', 'records/activity/2018/'].flatMap(place =>
    readdirSync(join(folder, place))
      .filter(name => name.startsWith('.'))
      .map(name => place + name),
  )

/** Kills in several repositories at the same time, so that they are not done one by one. */
async function kills(trials: number, lanes: number, signals: readonly NodeJS.Signals[]): Promise<Outcome> {
  const all = await Promise.all(Array.from({ length: lanes }, () => killsIn(trials / lanes, signals)))
  const sum = (key: keyof Killed): number => all.reduce((total, one) => total + one[key], 0)
  return {
    what: `${trials} ends (${signals.join(', ')}) at random moments of record, edit and import, two of three of them once the first file is there`,
    result: `${sum('killed')} fell before the end, ${sum('inWriting')} of these during the writing; ${sum('confirmed')} confirmed records and ${sum('edits')} confirmed edits, ${sum('lost')} lost or cut; ${sum('invalid')} times invalid; ${sum('imports')} imports of ${rows} rows there, ${sum('halves')} by half; ${sum('leftOvers')} left-overs, ${sum('unnamed')} not named by validate`,
    isGood:
      ['lost', 'invalid', 'halves', 'unnamed'].every(key => sum(key as keyof Killed) === 0) &&
      sum('killed') > trials / 2 &&
      sum('inWriting') > trials / 4,
  }
}

/** A long import: how much memory it takes at its height (Linux). */
async function memory(rows: number): Promise<Outcome> {
  const folder = freshRepository()
  const heads = ['日期', '单位', '名称', '人次']
  const bytes = await writeWorkbook({
    title: '活动',
    created: '2018-01-01',
    language: 'zh',
    sheets: [
      {
        name: '活动',
        columns: heads.map((head, index) => ({ head, kind: index === 3 ? 'integer' : 'text' })),
        rows: Array.from({ length: rows }, (_, row) => [
          { value: `2018-${String((row % 12) + 1).padStart(2, '0')}-03` },
          { value: '区科协' },
          { value: `讲座第 ${row} 场` },
          { value: row },
        ]),
      },
    ],
  })
  writeFileSync(join(folder, 'big.xlsx'), bytes)
  const before = activities(folder).size
  const child = spawn(
    process.execPath,
    [resolve('bin/kepu.js'), 'import', 'big.xlsx', '--kind', 'activity'],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  )
  let highest = 0
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      highest = Math.max(highest, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)
    } catch {
      // It has ended.
    }
  }, 50)
  const code = await new Promise<number | null>(done => child.on('close', done))
  clearInterval(timer)
  const written = activities(folder).size - before
  rmSync(folder, { recursive: true })
  return {
    what: `an XLSX of ${rows} rows is imported`,
    result: `exits ${code}, ${written} records; at most ${Math.round(highest)} MB of memory`,
    isGood: code === 0 && written === rows && highest > 0 && highest < 600,
  }
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

/** As long as 20 starts of node alone: a second of a machine that has nothing else to do. */
const mostStarts = 20

/** The worst files that 256 KiB can hold, each judged by a process of its own. */
function files(): Outcome {
  const costs = Object.entries(adversariesOf()).flatMap(([name, { file, text }]) => {
    const folder = freshRepository()
    writeFileSync(join(folder, file), text)
    const bare = median(Array.from({ length: 3 }, () => costOf(['-e', '0'], folder).time))
    const all = [['validate'], ['report', 'compliance']].map(argv => {
      const { time, peak } = costOf([resolve('bin/kepu.js'), ...argv], folder)
      return { name: `${name} (${argv[0]})`, time, peak, starts: time / bare }
    })
    rmSync(folder, { recursive: true })
    return all
  })
  const [slowest, next] = costs.toSorted((a, b) => b.starts - a.starts)
  const [largest] = costs.toSorted((a, b) => b.peak - a.peak)
  if (!slowest || !next || !largest) throw new Error('nothing was measured')
  const shown = ({ name, time, starts }: typeof slowest) =>
    `${starts.toFixed(1)} × node -e 0 (${Math.round(time)} ms): ${name}`
  return {
    what: `${costs.length / 2} files of 256 KiB made to cost as much as they can, each validated and asked a report with by processes of their own; of the processor at most ${mostStarts} × node -e 0, which is a second where that takes 50 ms, and 300 MB`,
    result: `median ${median(costs.map(({ starts }) => starts)).toFixed(1)} × node -e 0, most ${shown(slowest)}; then ${shown(next)}; at most ${Math.round(largest.peak)} MB: ${largest.name}`,
    isGood: costs.length > 180 && slowest.starts <= mostStarts && largest.peak <= 300,
  }
}

/** A property test, with more trials than in `npm test`. */
function property(what: string, test: string, name: string, env: Readonly<Record<string, string>>): Outcome {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...test.split(' '), '-t', name, '--testTimeout=3600000'],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  return { what, result: status === 0 ? 'no counterexample' : 'a counterexample', isGood: status === 0 }
}

const splices = 'test/records/splice.properties.test.ts'

/** A check that remembers finds what one finds that forgets, after each of many edits. */
async function remembering(count: number): Promise<Outcome> {
  const [plain, inGit] = [await compareOver(count, 150, false, 1), await compareOver(count, 150, true, 2)]
  const rules = new Set([...plain.rules, ...inGit.rules])
  const different = [...plain.different, ...inGit.different]
  for (const name of different) process.stderr.write(`${name}\n`)
  return {
    what: `${count} random edits (same size, same second, times put back, renamed, doubled, deleted, links, folders, the plan itself; in git also stash, add, checkout and commit) in any folder, and ${count} in a work tree: after each a check that remembers is held against one that forgets, and in the work tree what git is asked about since the first commit against what is hashed`,
    result: `${different.length} times they found something else; git told ${inGit.asked} times what may differ; ${rules.size} rules spoke; ${plain.spared + inGit.spared} times less than half of the records were read`,
    isGood: different.length === 0 && rules.size > 10 && plain.spared + inGit.spared > count / 2,
  }
}

/** What a power cut may leave of every command that writes, in a model of a disk. */
async function power(): Promise<Outcome> {
  const swept: Swept[] = []
  for (const [name, writer] of Object.entries(commands)) swept.push(await cutPower(name, writer))
  const sum = (key: 'operations' | 'trials') => swept.reduce((total, one) => total + one[key], 0)
  const broken = swept.flatMap(one => one.broken)
  for (const words of broken) process.stderr.write(`${words}\n`)
  return {
    what: `the power is cut after each of ${sum('operations')} file operations of ${swept.length} commands that write, in a model of a disk that keeps what was synced, and of all other names and contents any part, in any order`,
    result: `${sum('trials')} states of the disk: ${broken.length} broken promises`,
    isGood: broken.length === 0,
  }
}

const runs: Readonly<Record<string, () => Promise<Outcome> | Outcome>> = {
  writers: () => writers(16, 200, 3, Number(process.env.ROUNDS ?? 5)),
  editors: () => editors(8, 50),
  kills: () => kills(1000, 2, ['SIGKILL']),
  signals: () => kills(500, 2, ['SIGINT', 'SIGTERM', 'SIGHUP']),
  memory: () => memory(10_000),
  edits: () =>
    property(
      '100,000 edits of random fields in files of odd style: 0 bytes outside the value change',
      splices,
      'edits',
      { EDITS: '100000' },
    ),
  forms: () =>
    property(
      '10,000 files of odd style through fmt: the same meaning, each comment kept, and fmt again changes nothing',
      splices,
      'canonical form',
      { EDITS: '10000' },
    ),
  files,
  injection: () =>
    property(
      'every payload in every argument, and in the data of every command in every format, read back by another reader: none is more than text',
      'test/commands/inject',
      '',
      { WHOLE: '1' },
    ),
  'round-trips': () =>
    property(
      '100 repositories of random records of all kinds, listed as CSV and XLSX in both languages, and imported into the same (writes nothing) and an empty one (gives the same bytes)',
      'test/records/round-trip.properties.test.ts',
      '',
      { RUNS: '100' },
    ),
  pages: () =>
    property(
      'every report of the sample as a page in Chromium: nothing for axe to find fault with',
      'test/render/html/page.browser.test.ts',
      '',
      { WHOLE: '1' },
    ),
  surroundings: () =>
    property(
      '7 answers of the built program (JSON, text, a page, Word, Excel) in each of 7 time zones × 5 locales × 3 states of the cache (cold, warm, damaged), 735 combinations; without a network, with little memory and few files: the same bytes',
      'test/built/surroundings.test.ts',
      '',
      { WHOLE: '1' },
    ),
  remembering: () => remembering(1000),
  merges: () =>
    property(
      '200 random merges of two to five branches that record, import, edit and withdraw in few words on few days: an id that stands twice is told, and no record is lost',
      'test/records/merge.test.ts',
      'random merges',
      { MERGES: '200' },
    ),
  conflicts: () =>
    property(
      '1,000 files that `git merge-file` left markers in, in each of three styles, and 1,000 by --union with a key twice: told; 1,000 with lines that only look like markers: not',
      'test/repository/conflicts.test.ts',
      '',
      { CONFLICTS: '1000' },
    ),
  strings: () =>
    property(
      '100,000 random hostile strings to the terminal, to runners of CI and through CSV and back, 2,000 through a workbook: text, and the same',
      'test/render/render.test.ts test/render/xlsx.test.ts test/sheets/read-csv.test.ts',
      '',
      { STRINGS: '100000', WORKBOOKS: '2000' },
    ),
  encodings: () =>
    property(
      '10,000 sheets in each encoding, whole, mixed, cut off and with a flipped byte: read rightly or refused',
      'test/sheets/decode-text.test.ts',
      '',
      { WHOLE: '1' },
    ),
  power,
  damage: () =>
    property(
      '600 bits of what is remembered are turned, three files in ten besides cut off: a check finds what it finds without',
      'test/settled/memory.test.ts',
      'takes no damaged memory',
      { BITS: '600' },
    ),
}

const asked = process.argv.slice(3)
const names = asked.length > 0 ? asked : Object.keys(runs)
for (const [name, trial] of Object.entries(runs)) {
  if (!names.includes(name)) continue
  const started = Date.now()
  const { what, result, isGood } = await trial()
  process.stdout.write(`${what}: ${result} (${Math.round((Date.now() - started) / 1000)} s)\n`)
  if (isGood) keepOutcome(name, what, result)
  else process.exitCode = 1
}

/** Each run keeps its own line, so that one can be repeated without the others. */
function keepOutcome(name: string, what: string, result: string): void {
  const key = 'writers'
  const path = `docs/figures/${key}.json`
  const before = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { rows: (readonly (string | number)[])[] }).rows
    : []
  const kept = new Map(before.map(([, run, ...row]) => [String(run), row]))
  kept.set(name, [what, result])
  // The number is that of the run in this list, which grows.
  const rows = Object.keys(runs).flatMap((run, index) => {
    const row = kept.get(run)
    return row ? [[index + 1, run, ...row]] : []
  })
  keepFigures(key, {
    order: 10,
    title: 'Long runs',
    command: 'npm run hard',
    text: 'Writers are real processes of the built program, in scratch repositories. The other runs are tests of `npm test` with all of their cases, of which it tries some.',
    heads: ['', 'run', 'what', 'what came of it'],
    rows,
  })
}
