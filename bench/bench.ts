// How long the commands take that people wait for, over repositories of growing size, and what other programs take for the
// same work: npm run bench [SIZES=100,1000,10000,100000] [ROUNDS=5]. Writes bench/results/bench.json and docs/performance.md.
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { type Size, writePage } from './page.ts'
import { peersOver } from './peers.ts'
import { makeRecords } from './records.ts'
import { inTurns, type Timed } from './turns.ts'

const sizes = (process.env.SIZES ?? '100,1000,10000,100000').split(',').map(Number)
const node = process.execPath
const kepu = resolve('bin/kepu.js')
const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', '-c', 'gc.auto=0']
const day = ['--as-of', '2020-12-31']

const roundsOf = (count: number): number =>
  Number(process.env.ROUNDS ?? (count > 100_000 ? 1 : count > 10_000 ? 2 : count > 1_000 ? 3 : 7))

// Whatever is remembered is remembered for this run alone.
process.env.XDG_CACHE_HOME = mkdtempSync(join(tmpdir(), 'kepu-bench-cache-'))
process.env.CI = ''

const base: Timed = { name: 'node -e 0', command: () => [node, '-e', '0'] }

function startUp(): Size {
  const programs: Timed[] = [
    base,
    { name: 'kepu --version', command: () => [node, kepu, '--version'] },
    { name: 'who T1', command: () => [node, kepu, 'who', 'T1'] },
    { name: 'list tasks', command: () => [node, kepu, 'list', 'tasks'] },
    { name: 'validate', command: () => [node, kepu, 'validate'] },
    { name: 'report compliance', command: () => [node, kepu, 'report', 'compliance'] },
    { name: 'completion of a unit', command: () => [node, kepu, '__complete', 'bash', 'owns', '区'] },
    { name: 'reading all bytes', command: () => [node, resolve('bench/read-all.mjs'), resolve('data')] },
  ]
  return {
    count: 0,
    figures: inTurns(programs, Number(process.env.ROUNDS ?? 15)),
    peers: [],
    load: loadavg()[0] ?? 0,
  }
}

/** More records than this take too long to commit, and are only validated. */
const manageable = 100_000

const activitiesOf2018 = (data: string): string[] => {
  const folder = join(data, 'records/activity/2018')
  return readdirSync(folder).map(name => join(folder, name))
}

/** Writes another number into the first files of a year. */
function change(data: string, count: number, attendance: number): void {
  for (const file of activitiesOf2018(data).slice(0, count))
    writeFileSync(file, readFileSync(file, 'utf8').replace(/attendance: \d+/, `attendance: ${attendance}`))
}

/** Lays a repository in a git work tree, a commit of all, then one that changes ten records; and beside it one without git. */
function laid(count: number): { readonly top: string; readonly data: string; readonly plain: string } {
  const top = mkdtempSync(join(tmpdir(), 'kepu-bench-'))
  const [tree, plain] = [join(top, 'tree'), join(top, 'plain')]
  const data = join(tree, 'data')
  makeRecords(data, count)
  if (count > manageable) return { top, data, plain }
  cpSync(data, plain, { recursive: true })
  const git = (...args: string[]) => execFileSync('git', [...identity, ...args], { cwd: tree })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'all')
  change(data, 10, 77)
  git('commit', '-qam', 'ten changed')
  return { top, data, plain }
}

/** What was just written is not relied on yet. */
const grownOld = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3500)

function over(count: number): Size {
  const { top, data, plain } = laid(count)
  const run = (...args: string[]) => [node, kepu, '-C', data, ...day, ...args]
  const cold = (...args: string[]) => run('--no-cache', ...args)
  const outside = (...args: string[]) => [node, kepu, '-C', plain, ...day, ...args]
  const remember = (...commands: string[][]) => {
    for (const [program = '', ...args] of commands) execFileSync(program, args, { stdio: 'ignore' })
  }
  const out = join(top, 'out.json')
  const json = ['--format', 'json', '-o', out]
  const [compliance, progress] = [
    ['report', 'compliance', ...json],
    ['report', 'progress', ...json],
  ]
  const filtered = ['list', 'records', '--unit', 'kexie', '--year', '2018', ...json]
  const reading: Timed = {
    name: 'reading all bytes',
    command: () => [node, resolve('bench/read-all.mjs'), data],
  }
  const rounds = roundsOf(count)
  const validateCold: Timed = { name: 'validate', command: () => cold('validate') }
  if (count > manageable) {
    const figures = inTurns([base, reading, validateCold], rounds)
    rmSync(top, { recursive: true })
    return { count, figures, peers: [], load: loadavg()[0] ?? 0 }
  }

  const peers = count >= 1000 ? peersOver(data, top) : []
  grownOld()
  remember(run('validate'), outside('validate'), run(...compliance), run(...progress))
  const untouched: Timed[] = [
    base,
    reading,
    validateCold,
    { name: 'validate, remembered', command: () => run('validate') },
    { name: 'validate, remembered, without git', command: () => outside('validate') },
    { name: 'report compliance', command: () => cold(...compliance) },
    { name: 'report compliance, given before', command: () => run(...compliance) },
    { name: 'report progress', command: () => cold(...progress) },
    { name: 'report progress, given before', command: () => run(...progress) },
    { name: 'who T1', command: () => run('who', 'T1') },
    { name: 'list records, filtered', command: () => cold(...filtered) },
    { name: 'list tasks --rev HEAD', command: () => cold('list', 'tasks', '--rev', 'HEAD') },
    { name: 'diff HEAD~1 HEAD', command: () => run('diff', 'HEAD~1', 'HEAD') },
    ...peers.flatMap(({ timed }) => timed ?? []),
  ]
  const first = inTurns(untouched, rounds)

  const changed: Timed[] = [
    { ...base, name: 'node -e 0 (beside changes)' },
    { ...reading, name: 'reading all bytes (beside changes)' },
    {
      name: 'validate, one changed since',
      command: round => {
        change(data, 1, 100 + round)
        return run('validate')
      },
    },
    {
      name: 'validate --since HEAD, ten changed since',
      command: round => {
        change(data, 10, 200 + round)
        return run('validate', '--since', 'HEAD')
      },
    },
  ]
  const second = inTurns(changed, rounds)

  const table = (round: number): string => {
    const file = join(top, `table-${round}.csv`)
    writeFileSync(file, '日期,单位,名称,人次\n')
    for (let row = 0; row < 10; row++)
      appendFileSync(file, `2018-09-15,区科协,讲座 ${round}-${row},${40 + row}\n`)
    return file
  }
  const about = ['--yes', '--unit', '区科协', '--date', '2018-09-15']
  const written: Timed[] = [
    { ...base, name: 'node -e 0 (beside writing)' },
    {
      name: 'record one',
      command: round => run('record', 'activity', ...about, '--title', `第 ${round} 次讲座`),
    },
    { name: 'import ten rows', command: round => run('import', table(round), '--kind', 'activity') },
  ]
  const third = inTurns(written, Math.max(rounds, 5))
  rmSync(top, { recursive: true })
  return {
    count,
    figures: [...first, ...second, ...third].filter(({ name }) => !peers.some(peer => peer.name === name)),
    peers: peers.map(({ name, work, missing }) => ({
      name,
      work,
      figures: first.find(one => one.name === name) ?? null,
      ...(missing !== undefined && { missing }),
    })),
    load: loadavg()[0] ?? 0,
  }
}

const results = {
  node: process.version,
  machine: `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  ...(process.env.NOTE && { note: process.env.NOTE }),
  sizes: [startUp(), ...sizes.map(over)],
}
rmSync(process.env.XDG_CACHE_HOME, { recursive: true })
mkdirSync('bench/results', { recursive: true })
writeFileSync('bench/results/bench.json', `${JSON.stringify(results, null, 1)}\n`)
writePage()
