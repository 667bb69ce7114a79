// How long `kepu report compliance` takes over many records, as a ratio to reading their bytes in the same process kind.
import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { execaSync } from 'execa'

const count = Number(process.env.RECORDS ?? 100_000)
const rounds = Number(process.env.ROUNDS ?? 5)
const names = [
  '古荥镇',
  '花园口镇',
  '新城街道',
  '刘寨街道',
  '长兴路街道',
  '区科协',
  '区教体局',
  '区农委',
  '区妇联',
  '团区委',
]
const forms = ['lecture', 'training', 'exhibition', 'contest', 'publicity']

const top = mkdtempSync(join(tmpdir(), 'kepu-bench-'))
const data = join(top, 'data')
cpSync('data', data, { recursive: true })
for (let index = 0; index < count; index++) {
  const year = 2016 + (index % 5)
  const date = `${year}-${pad(1 + (index % 12), 2)}-${pad(1 + (index % 28), 2)}`
  const id = `${date}-ref-${pad(index, 6)}`
  const folder = join(data, 'records/activity', String(year))
  if (index < 5) mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, `${id}.yaml`),
    `id: ${id}
date: "${date}"
unit: ${names[index % names.length]}
title: 第 ${index} 次科普活动，进社区讲座和现场咨询
${index % 7 === 0 ? `hosts:\n  - ${names[(index + 1) % names.length]}\n` : ''}measures:
  - T${1 + (index % 9)}.${1 + (index % 3)}
form: ${forms[index % forms.length]}
place: 社区文化广场
attendance: ${20 + (index % 300)}
spend: ${100 * (index % 50)}
evidence:
  - 档案 ${index}
notes: 发放资料若干份，群众反映良好，下一步继续安排同类活动。
`,
  )
}

const reader = join(top, 'read.mjs')
writeFileSync(
  reader,
  `import { openSync, readSync, closeSync, readdirSync } from 'node:fs'\n(${readAll.toString()})(process.argv[2])\n`,
)
const kepu = resolve('bin/kepu.js')
const programs: Readonly<Record<string, readonly string[]>> = {
  'read the bytes': [reader, data],
  'report compliance': [
    kepu,
    '-C',
    data,
    'report',
    'compliance',
    '--format',
    'json',
    '-o',
    join(top, 'out.json'),
  ],
  'report progress': [
    kepu,
    '-C',
    data,
    'report',
    'progress',
    '--format',
    'json',
    '-o',
    join(top, 'out.json'),
  ],
  'list tasks': [kepu, '-C', data, 'list', 'tasks', '-o', join(top, 'out.txt')],
}
const times = new Map<string, number[]>(Object.keys(programs).map(name => [name, []]))
for (let round = 0; round <= rounds; round++) {
  for (const [name, argv] of Object.entries(programs)) {
    const start = process.hrtime.bigint()
    execaSync(process.execPath, argv, { stdout: 'ignore', stderr: 'ignore' })
    // The first round warms the page cache.
    if (round > 0) times.get(name)?.push(Number(process.hrtime.bigint() - start) / 1e6)
  }
}
rmSync(top, { recursive: true })

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
const base = median(times.get('read the bytes') ?? [])
for (const [name, values] of times) {
  const middle = median(values)
  process.stdout.write(
    `${name.padEnd(18)} ${middle.toFixed(0).padStart(6)} ms  ${(middle / base).toFixed(2)} x\n`,
  )
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

/** Opens every file of a folder, reads it into one buffer and closes it. */
function readAll(folder: string): void {
  const buffer = Buffer.allocUnsafe(262_145)
  const walk = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`
      if (entry.isDirectory()) walk(inner)
      else {
        const descriptor = openSync(inner, 'r')
        while (readSync(descriptor, buffer, 0, buffer.length, null) > 0);
        closeSync(descriptor)
      }
    }
  }
  walk(folder)
}
