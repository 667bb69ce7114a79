// How long `kepu diff` takes over two revisions of the sample, beside `git diff --stat` of the same and `node -e 0`. All are run
// in turns, so that a busy machine slows all of them; the ratios are those of the medians, and of the quickest runs. Starting
// node alone takes longer than git takes for a small change: the last column is what is left of kepu without that.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { execaSync } from 'execa'

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

const programs = (base: string, head: string): Readonly<Record<string, readonly string[]>> => ({
  git: ['git', 'diff', '--stat', base, head],
  node: [process.execPath, '-e', '0'],
  kepu: [process.execPath, kepu, 'diff', base, head],
})

function milliseconds([program = '', ...args]: readonly string[]): number {
  const start = process.hrtime.bigint()
  execaSync(program, args, { cwd: folder, stdout: 'ignore' })
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0

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
  process.stdout.write(`${rounds} rounds; medians in ms, in brackets the quickest\n\n`)
  process.stdout.write(
    '| two revisions | git | node | kepu | kepu / git | kepu / node | (kepu - node) / git |\n',
  )
  process.stdout.write('|---|---:|---:|---:|---:|---:|---:|\n')
  for (const [what, base, head] of history()) {
    const times: Record<string, number[]> = { git: [], node: [], kepu: [] }
    for (let round = 0; round < rounds; round++) {
      for (const [name, argv] of Object.entries(programs(base, head))) times[name]?.push(milliseconds(argv))
    }
    const of = (pick: (all: readonly number[]) => number) => {
      const [gitTime, node, own] = ['git', 'node', 'kepu'].map(name => pick(times[name] ?? [])) as [
        number,
        number,
        number,
      ]
      return [gitTime, node, own, own / gitTime, own / node, (own - node) / gitTime]
    }
    const [usual, best] = [of(median), of(all => Math.min(...all))]
    const cells = usual.map((value, index) => {
      const digits = index < 3 ? 0 : 1
      return `${value.toFixed(digits)} (${best[index]?.toFixed(digits)})`
    })
    process.stdout.write(`| ${what} | ${cells.join(' | ')} |\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
