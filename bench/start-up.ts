// How long the commands take that people wait for, as ratios to `node -e 0` in one interleaved run.
import { execaSync } from 'execa'

const rounds = Number(process.env.ROUNDS ?? 15)
const kepu = ['bin/kepu.js']
const programs: Readonly<Record<string, readonly string[]>> = {
  'node -e 0': ['-e', '0'],
  'kepu --version': [...kepu, '--version'],
  'kepu validate': [...kepu, 'validate'],
  'kepu list tasks': [...kepu, 'list', 'tasks'],
  'kepu who T1': [...kepu, 'who', 'T1'],
  'kepu owns': [...kepu, 'owns', '区教体局'],
  'kepu matrix': [...kepu, 'matrix'],
  'kepu search': [...kepu, 'search', '志愿者'],
  'kepu show 3.8.4': [...kepu, 'show', '3.8.4'],
}

const times = new Map<string, number[]>(Object.keys(programs).map(name => [name, []]))
for (let round = 0; round < rounds; round++) {
  for (const [name, argv] of Object.entries(programs)) {
    const start = process.hrtime.bigint()
    execaSync(process.execPath, argv, { stdout: 'ignore' })
    times.get(name)?.push(Number(process.hrtime.bigint() - start) / 1e6)
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
const base = median(times.get('node -e 0') ?? [])
for (const [name, values] of times) {
  const middle = median(values)
  process.stdout.write(
    `${name.padEnd(18)} ${middle.toFixed(0).padStart(5)} ms  ${(middle / base).toFixed(2)} x\n`,
  )
}
