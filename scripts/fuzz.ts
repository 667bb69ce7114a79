// Inputs without end for every reader, with counts: npm run fuzz:readers -- [first seed] [thousands of inputs]
import { type TargetName, targets } from '../test/fuzz/targets.ts'
import { keepFigures } from './figures.ts'

const first = Number(process.argv[3] ?? 1_000_000)
const thousands = Number(process.argv[4] ?? 1000)
/** Of every thousand inputs. */
const shares: Readonly<Record<TargetName, number>> = { canonical: 750, csv: 200, workbook: 30, validate: 20 }

const rows: [string, number, number, number][] = []
for (const [name, share] of Object.entries(shares) as [TargetName, number][]) {
  let faults = 0
  let slowest = 0
  const count = share * thousands
  for (let seed = first; seed < first + count; seed++) {
    const start = performance.now()
    try {
      await targets[name](seed)
    } catch (error) {
      faults++
      if (faults <= 5)
        process.stdout.write(`${name} ${seed}: ${error instanceof Error ? error.stack : error}\n`)
    }
    slowest = Math.max(slowest, performance.now() - start)
  }
  rows.push([name, count, faults, Math.round(slowest)])
  process.stdout.write(`${rows.at(-1)?.join(' · ')}\n`)
}
const sum = (column: 1 | 2) => rows.reduce((total, row) => total + row[column], 0)
if (sum(1) >= 1_000_000)
  keepFigures('fuzz', {
    order: 10,
    title: 'Inputs that nobody would write',
    command: 'npm run fuzz:readers',
    text: `Files of a plan, sheets and workbooks with random changes: YAML that is nearly right, bytes that are not text, archives that are not whole. The reader of canonical files must agree with \`yaml\` or decline; a validation must end with problems of known rules; a sheet must be read or refused in words. Seeds from ${first.toLocaleString('en')} on. The slowest input is measured on a machine that does other work too.`,
    heads: ['Reader', 'Inputs', 'Broken promises', 'Slowest, ms'],
    rows: [...rows, ['together', sum(1), sum(2), Math.max(...rows.map(row => row[3]))]],
  })
process.exitCode = sum(2) === 0 ? 0 : 1
