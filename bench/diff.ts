// How long `kepu diff` takes over two revisions, beside `git diff --stat` of the same and `node -e 0`, interleaved.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { execaSync } from 'execa'

const rounds = Number(process.env.ROUNDS ?? 9)
const records = Number(process.env.RECORDS ?? 10_000)
const changed = 50

const folder = mkdtempSync(join(tmpdir(), 'kepu-bench-'))
const git = (...args: string[]) => execaSync('git', args, { cwd: folder })
const letters = 'abcdefghjkmnpqrstuvwxyz'
const code = (index: number) =>
  [0, 1, 2, 3, 4].map(place => letters[Math.floor(index / letters.length ** place) % letters.length]).join('')

function write(index: number, attendance: number): void {
  const date = `${2016 + (index % 5)}-0${1 + (index % 9)}-${10 + (index % 19)}`
  const id = `${date}-kexie-${code(index)}`
  const years = join(folder, 'data/records/activity', date.slice(0, 4))
  mkdirSync(years, { recursive: true })
  writeFileSync(
    join(years, `${id}.yaml`),
    `id: ${id}\ndate: "${date}"\nunit: 区科协\ntitle: 活动 ${index}\nmeasures:\n  - T1.1\nattendance: ${attendance}\n`,
  )
}

try {
  cpSync('data', join(folder, 'data'), { recursive: true })
  for (let index = 0; index < records; index++) write(index, 100)
  git('init', '-q')
  git('config', 'user.name', 'bench')
  git('config', 'user.email', 'bench@example.org')
  git('add', '-A')
  git('commit', '-qm', 'before')
  for (let index = 0; index < changed; index++) write(index * Math.floor(records / changed), 200)
  git('add', '-A')
  git('commit', '-qm', 'after')

  const kepu = resolve('bin/kepu.js')
  const programs: Readonly<Record<string, readonly [string, ...string[]]>> = {
    'git diff --stat': ['git', 'diff', '--stat', 'HEAD~1', 'HEAD'],
    'node -e 0': [process.execPath, '-e', '0'],
    'kepu diff A B': [process.execPath, kepu, 'diff', 'HEAD~1', 'HEAD'],
    'kepu diff': [process.execPath, kepu, 'diff'],
  }
  const times = new Map<string, number[]>(Object.keys(programs).map(name => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, [program, ...args]] of Object.entries(programs)) {
      const start = process.hrtime.bigint()
      execaSync(program, args, { cwd: folder, stdout: 'ignore' })
      times.get(name)?.push(Number(process.hrtime.bigint() - start) / 1e6)
    }
  }
  const median = (name: string): number =>
    [...(times.get(name) ?? [])].sort((a, b) => a - b)[rounds >> 1] ?? 0
  process.stdout.write(`${records} records, ${changed} of them changed\n`)
  for (const name of times.keys()) {
    const ratios = ['git diff --stat', 'node -e 0'].map(
      base => `${(median(name) / median(base)).toFixed(1)} x ${base}`,
    )
    process.stdout.write(
      `${name.padEnd(16)} ${median(name).toFixed(0).padStart(5)} ms  ${ratios.join('  ')}\n`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
