// How long `kepu diff` takes over two revisions of the sample, beside `git diff --stat` of the same and `node -e 0`:
// node scripts/run.mjs bench/diff.ts [ROUNDS=15]. Writes bench/results/diff.json and docs/performance.md.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { execaSync } from 'execa'
import { writePage } from './page.ts'
import { inTurns, type Timed } from './turns.ts'

const rounds = Number(process.env.ROUNDS ?? 15)
const kepu = resolve('bin/kepu.js')
const folder = mkdtempSync(join(tmpdir(), 'kepu-bench-'))
const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org']
const git = (...args: string[]) => execaSync('git', [...identity, ...args], { cwd: folder }).stdout

function commit(message: string): string {
  git('add', '-A')
  git('commit', '-qm', message)
  return git('rev-parse', 'HEAD')
}

const recordFiles = (): string[] =>
  readdirSync(join(folder, 'records'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml'))
    .map(file => join(folder, 'records', file))
    .sort()

function edit(file: string, from: RegExp | string, to: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))
}

const programs = (base: string, head: string): readonly Timed[] => [
  { name: 'git', command: () => ['git', '-C', folder, 'diff', '--stat', base, head] },
  { name: 'node', command: () => [process.execPath, '-e', '0'] },
  { name: 'kepu', command: () => [process.execPath, kepu, '-C', folder, 'diff', base, head] },
]

/** The history of the sample: recorded year by year, then altered. */
function history(): readonly (readonly [what: string, base: string, head: string])[] {
  const sample = resolve('examples/huiji')
  cpSync(sample, folder, { recursive: true })
  git('init', '-q')
  const years = [...new Set(recordFiles().map(file => basename(dirname(file))))].sort()
  const later = recordFiles().filter(file => basename(dirname(file)) >= '2019')
  for (const file of later) rmSync(file)
  const early = commit('before 2019')
  for (const file of later) {
    mkdirSync(dirname(file), { recursive: true })
    cpSync(join(sample, file.slice(folder.length)), file)
  }
  const all = commit(`to ${years.at(-1)}`)
  const [first = ''] = recordFiles().filter(file => file.includes('activity'))
  edit(first, /^attendance: .*$/m, 'attendance: 7')
  edit(join(folder, 'targets.yaml'), /^ {4}value: 12$/m, '    value: 11')
  const small = commit('one record and a target')
  for (const file of recordFiles()) edit(file, /^title: (.*)$/m, 'title: $1（核）')
  const edited = commit('every record edited')
  for (const file of recordFiles()) {
    const moved = join(dirname(dirname(file)), '2030', basename(file))
    mkdirSync(dirname(moved), { recursive: true })
    cpSync(file, moved)
    rmSync(file)
  }
  const filed = commit('every record filed elsewhere')
  return [
    ['one record and a target', all, small],
    [`${later.length} records added`, early, all],
    [`${recordFiles().length} records edited`, small, edited],
    [`${recordFiles().length} records filed elsewhere`, edited, filed],
    ['all of that', early, filed],
  ]
}

try {
  const compared = history().map(([what, base, head]) => ({
    what,
    figures: inTurns(programs(base, head), rounds),
  }))
  writeFileSync(
    'bench/results/diff.json',
    `${JSON.stringify({ rounds, load: loadavg()[0], compared }, null, 1)}\n`,
  )
  writePage()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
