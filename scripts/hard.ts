// Long runs against the writers, with counts: npm run hard [writers editors kills memory edits forms round-trips]
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeWorkbook } from '../src/sheets/write-workbook.ts'
import { activities, freshRepository, runProgram } from '../test/records/hard.ts'
import { keepFigures } from './figures.ts'

/** What was done, what came of it, and whether that is as it must be. */
interface Outcome {
  readonly what: string
  readonly result: string
  readonly isGood: boolean
}

const title = (writer: number, number: number) => `讲座 ${writer}-${number}`
const flags = (words: string) => [
  'record',
  'activity',
  '--unit',
  '区科协',
  '--date',
  '2018-11-01',
  '--title',
  words,
]

/** Writers at the same time, each many records: none lost, none double. */
async function writers(count: number, each: number): Promise<Outcome> {
  const folder = freshRepository()
  const before = activities(folder).size
  const ids: string[] = []
  await Promise.all(
    Array.from({ length: count }, async (_, writer) => {
      for (let number = 0; number < each; number++) {
        const { code, out } = await runProgram(folder, [...flags(title(writer, number)), '--format', 'json'])
        if (code === 0) ids.push((JSON.parse(out) as { data: { id: string } }).data.id)
      }
    }),
  )
  const { code } = await runProgram(folder, ['validate', '--strict'])
  const files = [...activities(folder).values()]
  const titles = new Set(
    files.map(text => /^title: (讲座 .*)$/m.exec(text)?.[1]).filter(one => one !== undefined),
  )
  rmSync(folder, { recursive: true })
  const all = count * each
  return {
    what: `${count} processes record ${each} activities each, at the same time, for one unit on one day`,
    result: `${files.length - before} files, ${new Set(ids).size} ids, ${titles.size} titles; validate --strict exits ${code}`,
    isGood: files.length - before === all && new Set(ids).size === all && titles.size === all && code === 0,
  }
}

/** Editors of one record: each success is in the file in the end, each other was told. */
async function editors(count: number, each: number): Promise<Outcome> {
  const folder = freshRepository()
  const file = join(folder, 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml')
  let told = 0
  let written = 0
  let other = 0
  const values = new Set<string>()
  await Promise.all(
    Array.from({ length: count }, async (_, editor) => {
      for (let number = 0; number < each; number++) {
        const value = 1000 + editor * each + number
        const { code } = await runProgram(folder, ['edit', '2018-09-15-kexie-x7f3q', `attendance=${value}`])
        if (code === 0) {
          written++
          values.add(String(value))
        } else if (code === 3) told++
        else other++
      }
    }),
  )
  const { code } = await runProgram(folder, ['validate'])
  const last = /^attendance: (\d{4})$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  const left = readdirSync(join(file, '..')).filter(name => name.startsWith('.')).length
  rmSync(folder, { recursive: true })
  return {
    what: `${count} processes edit one record ${each} times each, at the same time`,
    result: `${written} written, ${told} told that it was changed meanwhile, ${other} else; the file holds the value of one that was told "written"; ${left} left-overs; validate exits ${code}`,
    isGood: written + told === count * each && values.has(last) && left === 0 && code === 0,
  }
}

/** Kills at random moments: what was confirmed is whole, and the rest does not count. */
async function kills(trials: number): Promise<Outcome> {
  const folder = freshRepository()
  const sheet = join(folder, 'sheet.csv')
  const edited = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
  const confirmed = new Map<string, string>()
  let lastEdit = 0
  let lost = 0
  let invalid = 0
  let killed = 0
  let named = 0
  const rows = 20
  // How long each takes on this machine: kills are to fall into the work, not behind it.
  const started = Date.now()
  await runProgram(folder, flags('试'))
  const usual = Date.now() - started
  for (let trial = 0; trial < trials; trial++) {
    const after = usual * (0.3 + Math.random() * 1.1)
    const kind = trial % 3
    if (kind === 0) {
      const { code, out } = await runProgram(folder, flags(`夜校 ${trial}`), after)
      if (code === 0) confirmed.set(out.split('\n')[0] ?? '', `title: 夜校 ${trial}\n`)
      else killed++
    } else if (kind === 1) {
      const { code } = await runProgram(
        folder,
        ['edit', '2018-09-15-kexie-x7f3q', `attendance=${1000 + trial}`],
        after,
      )
      if (code === 0) lastEdit = 1000 + trial
      else killed++
      const now = Number(/^attendance: (\d+)$/m.exec(readFileSync(join(folder, edited), 'utf8'))?.[1])
      // What was confirmed stays until the next edit; a killed one may have come through.
      if (code === 0 ? now !== lastEdit : now < lastEdit) lost++
      lastEdit = now
    } else {
      writeFileSync(sheet, '日期,单位,名称\n')
      for (let row = 0; row < rows; row++)
        appendFileSync(sheet, `2018-12-0${(row % 9) + 1},区科协,宣讲 ${trial}-${row}\n`)
      const { code, out } = await runProgram(
        folder,
        ['import', 'sheet.csv', '--kind', 'activity', '--format', 'json'],
        after,
      )
      if (code !== 0) killed++
      else {
        const { written } = (JSON.parse(out) as { data: { written: readonly { file: string }[] } }).data
        for (const { file } of written) confirmed.set(file, `title: 宣讲 ${trial}-`)
      }
    }
    const { out } = await runProgram(folder, ['validate', '--format', 'json'])
    const { ok, problems } = (JSON.parse(out) as { data: { ok: boolean; problems: readonly unknown[] } }).data
    if (ok !== true) invalid++
    if (problems.length > 0) named++
  }
  for (const [file, words] of confirmed) {
    const path = join(folder, file)
    if (!existsSync(path) || !readFileSync(path, 'utf8').includes(words)) lost++
  }
  // An import is whole or absent once the next writer has been here.
  await runProgram(folder, flags('收尾'))
  const byTrial = new Map<string, number>()
  for (const text of activities(folder).values()) {
    const trial = /宣讲 (\d+)-/.exec(text)?.[1]
    if (trial !== undefined) byTrial.set(trial, (byTrial.get(trial) ?? 0) + 1)
  }
  const halves = [...byTrial.values()].filter(count => count !== rows).length
  rmSync(folder, { recursive: true })
  return {
    what: `${trials} kills (kill -9) at random moments of record, edit and import`,
    result: `${killed} fell before the end; ${confirmed.size} confirmed records, ${lost} lost or cut; ${invalid} times invalid; ${byTrial.size} imports of ${rows} rows there, ${halves} by half; left-overs named by validate after ${named} of them`,
    isGood: lost === 0 && invalid === 0 && halves === 0 && killed > trials / 4,
  }
}

/** A long import: how much memory it takes at its height (Linux). */
async function memory(rows: number): Promise<Outcome> {
  const folder = freshRepository()
  const heads = ['日期', '单位', '名称', '人次']
  const bytes = await writeWorkbook({
    title: '活动',
    created: '2018-01-01',
    language: 'zh',
    sheets: [
      {
        name: '活动',
        columns: heads.map((head, index) => ({ head, kind: index === 3 ? 'integer' : 'text' })),
        rows: Array.from({ length: rows }, (_, row) => [
          { value: `2018-${String((row % 12) + 1).padStart(2, '0')}-03` },
          { value: '区科协' },
          { value: `讲座第 ${row} 场` },
          { value: row },
        ]),
      },
    ],
  })
  writeFileSync(join(folder, 'big.xlsx'), bytes)
  const before = activities(folder).size
  const child = spawn(
    process.execPath,
    [resolve('bin/kepu.js'), 'import', 'big.xlsx', '--kind', 'activity'],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  )
  let highest = 0
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      highest = Math.max(highest, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)
    } catch {
      // It has ended.
    }
  }, 50)
  const code = await new Promise<number | null>(done => child.on('close', done))
  clearInterval(timer)
  const written = activities(folder).size - before
  rmSync(folder, { recursive: true })
  return {
    what: `an XLSX of ${rows} rows is imported`,
    result: `exits ${code}, ${written} records; at most ${Math.round(highest)} MB of memory`,
    isGood: code === 0 && written === rows && highest > 0 && highest < 600,
  }
}

/** A property test, with more trials than in `npm test`. */
function property(what: string, test: string, name: string, env: Readonly<Record<string, string>>): Outcome {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', test, '-t', name, '--testTimeout=3600000'],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  return { what, result: status === 0 ? 'no counterexample' : 'a counterexample', isGood: status === 0 }
}

const splices = 'test/records/splice.properties.test.ts'

const runs: Readonly<Record<string, () => Promise<Outcome> | Outcome>> = {
  writers: () => writers(8, 100),
  editors: () => editors(8, 50),
  kills: () => kills(300),
  memory: () => memory(10_000),
  edits: () =>
    property(
      '10,000 edits of random fields in files of odd style: 0 bytes outside the value change',
      splices,
      'edits',
      { EDITS: '10000' },
    ),
  forms: () =>
    property(
      '10,000 files of odd style through fmt: the same meaning, each comment kept, and fmt again changes nothing',
      splices,
      'canonical form',
      { EDITS: '10000' },
    ),
  'round-trips': () =>
    property(
      '100 repositories of random records of all kinds, listed as CSV and XLSX in both languages, and imported into the same (writes nothing) and an empty one (gives the same bytes)',
      'test/records/round-trip.properties.test.ts',
      '',
      { RUNS: '100' },
    ),
}

const asked = process.argv.slice(3)
const names = asked.length > 0 ? asked : Object.keys(runs)
for (const [index, [name, trial]] of Object.entries(runs).entries()) {
  if (!names.includes(name)) continue
  const started = Date.now()
  const { what, result, isGood } = await trial()
  process.stdout.write(`${what}: ${result} (${Math.round((Date.now() - started) / 1000)} s)\n`)
  if (isGood) keepOutcome(index, name, what, result)
  else process.exitCode = 1
}

/** Each run keeps its own line, so that one can be repeated without the others. */
function keepOutcome(index: number, name: string, what: string, result: string): void {
  const key = 'writers'
  const path = `docs/figures/${key}.json`
  const before = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { rows: (readonly (string | number)[])[] }).rows
    : []
  const rows = before.filter(([place]) => place !== index + 1)
  rows.push([index + 1, name, what, result])
  rows.sort(([a], [b]) => Number(a) - Number(b))
  keepFigures(key, {
    order: 10,
    title: 'Writers',
    command: 'npm run hard',
    text: 'Real processes of the built program, in scratch repositories.',
    heads: ['', 'run', 'what', 'what came of it'],
    rows,
  })
}
