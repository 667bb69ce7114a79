// Every file operation of every writer, failed in every way, with counts: npm run faults [-- names of writers].
// Each writer's figures are kept as soon as they are there, beside those of the others from before.
import { kills, refusals, sweep } from '../test/faults/sweep.ts'
import { writers } from '../test/faults/writers.ts'
import { keepFigures, keptRows } from './figures.ts'

type Row = readonly (string | number)[]

const names = Object.keys(writers)
const asked = process.argv.slice(3)
const unknown = asked.filter(name => !names.includes(name))
if (unknown.length > 0)
  throw new Error(`no such writer: ${unknown.join(', ')}; there are: ${names.join(', ')}`)

const rows = new Map(keptRows('faults').map(row => [String(row[0]), row]))
for (const [name, writer] of Object.entries(writers)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const refused = await sweep(name, writer, refusals)
  const killed = await sweep(name, writer, kills)
  const broken = [...refused.broken, ...killed.broken]
  for (const words of broken) process.stdout.write(`${words}\n`)
  const on = new Date().toISOString().slice(0, 10)
  const row = [name, refused.operations, refused.trials, killed.trials, broken.length, on]
  process.stdout.write(`${row.join(' · ')}\n`)
  rows.set(name, row)
  keep(
    names.flatMap(name => {
      const row = rows.get(name)
      return row ? [row] : []
    }),
  )
  if (broken.length > 0) process.exitCode = 1
}

function keep(kept: readonly Row[]): void {
  const sum = (column: number) => kept.reduce((total, row) => total + Number(row[column]), 0)
  const missing = names.filter(name => !rows.has(name))
  keepFigures('faults', {
    order: 20,
    title: 'Every file operation fails once, in every way',
    command: 'npm run faults',
    text: [
      'Each file operation of each command that writes is refused (disk full, disk error, no permission, read-only disk), done by half, or is the last thing before or after which the process is killed (kill -9, in a process of its own). After each trial what was confirmed is there as a whole; what was not is as before or as a whole; the message names no internals, and the exit code is 3 (1 may follow from data that could not be read); the folder validates; the same command, run again, completes.',
      ...(missing.length > 0
        ? [`Not run in full yet, but sampled by \`npm test\`: ${missing.join(', ')}.`]
        : []),
    ].join(' '),
    heads: ['Writer', 'File operations', 'Refused or done by half', 'Killed', 'Broken promises', 'On'],
    rows: [...kept, ['together', sum(1), sum(2), sum(3), sum(4), '']],
  })
}
