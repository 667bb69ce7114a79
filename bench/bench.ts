// How long the commands take that people wait for, over repositories of growing size, and what other programs take for the
// same work: npm run bench [SIZES=100,1000,10000,100000] [ROUNDS=5]. Writes bench/results/bench.json and docs/performance.md.
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
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

const base: Timed = { name: 'node -e 0', command: () => [node, '-e', '0'] }

function startUp(): Size {
  const programs: Timed[] = [
    base,
    { name: 'kepu --version', command: () => [node, kepu, '--version'] },
    { name: 'who T1', command: () => [node, kepu, 'who', 'T1'] },
    { name: 'list tasks', command: () => [node, kepu, 'list', 'tasks'] },
    { name: 'validate', command: () => [node, kepu, 'validate'] },
    { name: 'report compliance', command: () => [node, kepu, 'report', 'compliance'] },
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

/** Lays a repository in a git work tree: a commit of all, then one that changes ten records. */
function laid(count: number): { readonly top: string; readonly data: string } {
  const top = mkdtempSync(join(tmpdir(), 'kepu-bench-'))
  const data = join(top, 'data')
  makeRecords(data, count)
  if (count > manageable) return { top, data }
  const git = (...args: string[]) => execFileSync('git', [...identity, ...args], { cwd: top })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'all')
  const folder = join(data, 'records/activity/2018')
  for (const name of readdirSync(folder).slice(0, 10)) {
    const file = join(folder, name)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/attendance: \d+/, 'attendance: 77'))
  }
  git('commit', '-qam', 'ten changed')
  return { top, data }
}

function over(count: number): Size {
  const { top, data } = laid(count)
  const run = (...args: string[]) => [node, kepu, '-C', data, ...day, ...args]
  const table = (round: number): string => {
    const file = join(top, `table-${round}.csv`)
    writeFileSync(file, '日期,单位,名称,人次\n')
    for (let row = 0; row < 10; row++)
      appendFileSync(file, `2018-09-15,区科协,讲座 ${round}-${row},${40 + row}\n`)
    return file
  }
  const out = join(top, 'out.json')
  const programs: Timed[] = [
    base,
    { name: 'reading all bytes', command: () => [node, resolve('bench/read-all.mjs'), data] },
    { name: 'validate', command: () => run('validate') },
    { name: 'validate --since HEAD~1', command: () => run('validate', '--since', 'HEAD~1') },
    { name: 'report compliance', command: () => run('report', 'compliance', '--format', 'json', '-o', out) },
    { name: 'report progress', command: () => run('report', 'progress', '--format', 'json', '-o', out) },
    { name: 'who T1', command: () => run('who', 'T1') },
    {
      name: 'list records, filtered',
      command: () =>
        run('list', 'records', '--unit', 'kexie', '--year', '2018', '--format', 'json', '-o', out),
    },
    { name: 'list tasks --rev HEAD', command: () => run('list', 'tasks', '--rev', 'HEAD') },
    { name: 'diff HEAD~1 HEAD', command: () => run('diff', 'HEAD~1', 'HEAD') },
    {
      name: 'record one',
      command: round =>
        run(
          'record',
          'activity',
          '--yes',
          '--unit',
          '区科协',
          '--date',
          '2018-09-15',
          '--title',
          `第 ${round} 次讲座`,
        ),
    },
    { name: 'import ten rows', command: round => run('import', table(round), '--kind', 'activity') },
  ]
  const rounds = roundsOf(count)
  const figures = inTurns(count > manageable ? programs.slice(0, 3) : programs, rounds)
  const peers = count >= 1000 && count <= manageable ? peersOver(data, top, rounds) : []
  rmSync(top, { recursive: true })
  return { count, figures, peers, load: loadavg()[0] ?? 0 }
}

const results = {
  node: process.version,
  machine: `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
  ...(process.env.NOTE && { note: process.env.NOTE }),
  sizes: [startUp(), ...sizes.map(over)],
}
mkdirSync('bench/results', { recursive: true })
writeFileSync('bench/results/bench.json', `${JSON.stringify(results, null, 1)}\n`)
writePage()
