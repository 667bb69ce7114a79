// Every file operation of every writer, failed in every way, with counts: npm run faults [-- names of writers]
import { kills, refusals, sweep } from '../test/faults/sweep.ts'
import { writers } from '../test/faults/writers.ts'
import { keepFigures } from './figures.ts'

const rows: [string, number, number, number, number][] = []
const asked = process.argv.slice(3)
for (const [name, writer] of Object.entries(writers)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const refused = await sweep(name, writer, refusals)
  const killed = await sweep(name, writer, kills)
  const broken = [...refused.broken, ...killed.broken]
  for (const words of broken) process.stdout.write(`${words}\n`)
  rows.push([name, refused.operations, refused.trials, killed.trials, broken.length])
  process.stdout.write(`${rows.at(-1)?.join(' · ')}\n`)
}
const sum = (column: 1 | 2 | 3 | 4) => rows.reduce((total, row) => total + row[column], 0)
if (asked.length === 0)
  keepFigures('faults', {
    order: 20,
    title: 'Every file operation fails once, in every way',
    command: 'npm run faults',
    text: 'Each file operation of each command that writes is refused (disk full, disk error, no permission, read-only disk), done by half, or is the last thing before or after which the process is killed (kill -9, in a process of its own). After each trial what was confirmed is there as a whole; what was not is as before or as a whole; the message names no internals, and the exit code is 3; the folder validates; the same command, run again, completes.',
    heads: ['Writer', 'File operations', 'Refused or done by half', 'Killed', 'Broken promises'],
    rows: [...rows, ['together', sum(1), sum(2), sum(3), sum(4)]],
  })
process.exitCode = sum(4) === 0 ? 0 : 1
