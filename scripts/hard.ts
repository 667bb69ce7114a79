// Long runs against the writers, with counts: node scripts/run.mjs scripts/hard.ts
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { activities, freshRepository, runProgram } from '../test/records/hard.ts'

const report = (line: string) => process.stdout.write(`${line}\n`)
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
async function writers(count: number, each: number): Promise<void> {
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
  report(
    `${count} writers x ${each}: ${activities(folder).size - before} files, ${new Set(ids).size} ids of ${ids.length}, validate ${code}`,
  )
  rmSync(folder, { recursive: true })
}

/** Editors of one record: each success is in the file in the end, each other was told. */
async function editors(count: number, each: number): Promise<void> {
  const folder = freshRepository()
  const file = join(folder, 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml')
  let told = 0
  let last = 0
  await Promise.all(
    Array.from({ length: count }, async (_, editor) => {
      for (let number = 0; number < each; number++) {
        const value = 1000 + editor * each + number
        const { code } = await runProgram(folder, ['edit', '2018-09-15-kexie-x7f3q', `attendance=${value}`])
        if (code === 0) last++
        else if (code === 3) told++
      }
    }),
  )
  const { code } = await runProgram(folder, ['validate'])
  const whole = /^attendance: \d{4}$/m.test(readFileSync(file, 'utf8'))
  report(
    `${count} editors x ${each}: ${last} written, ${told} told, the file is whole: ${whole}, validate ${code}`,
  )
  rmSync(folder, { recursive: true })
}

/** Kills at random moments: what was confirmed is whole, and the rest does not count. */
async function kills(trials: number): Promise<void> {
  const folder = freshRepository()
  const sheet = join(folder, 'sheet.csv')
  const confirmed = new Map<string, string>()
  const lost: string[] = []
  let invalid = 0
  let killed = 0
  for (let trial = 0; trial < trials; trial++) {
    const after = 60 + Math.random() * 400
    const kind = trial % 3
    if (kind === 0) {
      const { code, out } = await runProgram(folder, flags(`夜校 ${trial}`), after)
      if (code === 0) confirmed.set(out.split('\n')[0] ?? '', `夜校 ${trial}`)
      else killed++
    } else if (kind === 1) {
      const { code } = await runProgram(
        folder,
        ['edit', '2018-09-15-kexie-x7f3q', `attendance=${1000 + trial}`],
        after,
      )
      if (code === 0)
        confirmed.set('records/activity/2018/2018-09-15-kexie-x7f3q.yaml', `attendance: ${1000 + trial}`)
      else killed++
    } else {
      writeFileSync(sheet, '日期,单位,名称\n')
      for (let row = 0; row < 20; row++)
        appendFileSync(sheet, `2018-12-0${(row % 9) + 1},区科协,宣讲 ${trial}-${row}\n`)
      const { code } = await runProgram(folder, ['import', 'sheet.csv', '--kind', 'activity'], after)
      if (code !== 0) killed++
    }
    const { out } = await runProgram(folder, ['validate', '--format', 'json'])
    if ((JSON.parse(out) as { data: { ok: boolean } }).data.ok !== true) invalid++
  }
  for (const [file, words] of confirmed) {
    const path = join(folder, file)
    const isEdit = words.startsWith('attendance')
    if (!existsSync(path) || (!isEdit && !readFileSync(path, 'utf8').includes(words))) lost.push(file)
  }
  // An import is whole or absent once the next writer has been here.
  await runProgram(folder, flags('收尾'))
  const byTrial = new Map<string, number>()
  for (const text of activities(folder).values()) {
    const trial = /宣讲 (\d+)-/.exec(text)?.[1]
    if (trial !== undefined) byTrial.set(trial, (byTrial.get(trial) ?? 0) + 1)
  }
  const halves = [...byTrial.values()].filter(count => count !== 20).length
  report(
    `${trials} kills (${killed} hit): ${confirmed.size} confirmed, ${lost.length} lost, ${invalid} times invalid, ${byTrial.size} imports whole, ${halves} halved`,
  )
  rmSync(folder, { recursive: true })
}

await writers(8, 100)
await editors(8, 50)
await kills(300)
