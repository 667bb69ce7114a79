// How long `kepu record activity` takes among 100 and among 100,000 records, and `node -e 0` beside it, interleaved.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { execaSync } from 'execa'
import { keepFigures } from '../scripts/figures.ts'

const rounds = Number(process.env.ROUNDS ?? 15)
const [few, many] = [100, Number(process.env.RECORDS ?? 100_000)]
const kepu = resolve('bin/kepu.js')

/** A repository of so many activities of five years. */
function repository(records: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'kepu-bench-'))
  cpSync('data', folder, { recursive: true })
  for (const year of [2016, 2017, 2018, 2019, 2020])
    mkdirSync(join(folder, 'records/activity', String(year)), { recursive: true })
  for (let index = 0; index < records; index++) {
    const date = `${2016 + (index % 5)}-0${1 + (index % 9)}-${10 + (index % 19)}`
    const id = `${date}-kexie-${index.toString(32).padStart(5, '0')}`
    writeFileSync(
      join(folder, 'records/activity', date.slice(0, 4), `${id}.yaml`),
      `id: ${id}\ndate: "${date}"\nunit: 区科协\ntitle: 活动 ${index}\nmeasures:\n  - T1.1\nattendance: 100\n`,
    )
  }
  return folder
}

const folders = [repository(few), repository(many)] as const
try {
  const words = (round: number) => [
    'record',
    'activity',
    '--unit',
    '区科协',
    '--date',
    '2018-11-01',
    '--title',
    `第 ${round} 场`,
  ]
  const runs: readonly (readonly [name: string, cwd: string, argv: (round: number) => readonly string[]])[] =
    [
      ['node -e 0', '.', () => ['-e', '0']],
      [`among ${few}`, folders[0], round => [kepu, ...words(round)]],
      [`among ${many}`, folders[1], round => [kepu, ...words(round)]],
    ]
  const times = runs.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, cwd, argv]] of runs.entries()) {
      const start = process.hrtime.bigint()
      execaSync(process.execPath, argv(round), { cwd, stdout: 'ignore', stderr: 'ignore' })
      times[index]?.push(Number(process.hrtime.bigint() - start) / 1e6)
    }
  }
  const [node = 1, among100 = 1, amongMany = 1] = times.map(
    all => [...all].sort((a, b) => a - b)[rounds >> 1] ?? 0,
  )
  const ratio = amongMany / among100
  process.stdout.write(
    `record among ${few}: ${(among100 / node).toFixed(2)} x node -e 0; among ${many}: ${(amongMany / node).toFixed(2)} x; ratio ${ratio.toFixed(2)}\n`,
  )
  if (ratio >= 1.3) process.exitCode = 1
  else if (many === 100_000) {
    keepFigures('record-among-many', {
      order: 20,
      title: 'Recording among many records',
      command: 'node scripts/run.mjs bench/record.ts',
      text: `\`kepu record activity\` in a repository of ${few} records and in one of 100,000, ${rounds} times each in turn; medians, as multiples of \`node -e 0\` in the same run.`,
      heads: ['records', 'time', 'ratio'],
      rows: [
        [few, `${(among100 / node).toFixed(2)} × node -e 0`, '1'],
        [many, `${(amongMany / node).toFixed(2)} × node -e 0`, ratio.toFixed(2)],
      ],
    })
  }
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}
