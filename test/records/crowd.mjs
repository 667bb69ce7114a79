// One of a crowd, in a process of its own: node crowd.mjs writer FOLDER NAME COUNT | reader FOLDER.
// The built program is called in the process: starting it anew for each record would leave little time to meet.
import { createRequire } from 'node:module'

const { main } = createRequire(import.meta.url)('../../dist/cli.js')
const [role, cwd, name, count] = process.argv.slice(2)

async function run(argv) {
  let out = ''
  let err = ''
  const code = await main(argv, {
    stdout: { write: text => (out += text) },
    stderr: { write: text => (err += text) },
    env: { ...process.env, KEPU_LANG: 'zh' },
    cwd,
    now: () => new Date('2020-12-31T00:00:00Z'),
  })
  return { code, out, err }
}

/** Records so many activities, and tells the id of each, or why there is none. */
async function write() {
  const flags = [
    'record',
    'activity',
    '--unit',
    '区科协',
    '--date',
    '2018-11-01',
    '--format',
    'json',
    '--title',
  ]
  for (let number = 0; number < Number(count); number++) {
    const { code, out, err } = await run([...flags, `讲座 ${name}-${number}`])
    process.stdout.write(`${code === 0 ? JSON.parse(out).data.id : `${code} ${err.replaceAll('\n', ' ')}`}\n`)
  }
}

/** Reads until its input ends; tells after each time how many records it saw, or what was wrong. */
async function read() {
  let isOver = false
  process.stdin.on('end', () => (isOver = true)).resume()
  let before = 0
  while (!isOver) {
    const validated = await run(['validate', '--format', 'json'])
    const { ok, records, problems } = JSON.parse(validated.out).data
    const listed = JSON.parse((await run(['list', 'records', '--format', 'json'])).out)
    const reported = JSON.parse((await run(['report', 'overview', '--format', 'json'])).out)
    const broken = problems.filter(({ rule }) => rule !== 'left-over')
    // A file is there whole or not at all, and does not go away again.
    const isWhole = listed.data.every(({ title, unit, date }) => title && unit && date)
    const seen = [before, records, listed.data.length]
    const isRight =
      ok &&
      broken.length === 0 &&
      isWhole &&
      !listed.problems &&
      !reported.problems &&
      seen.every((one, at) => one >= (seen[at - 1] ?? 0))
    before = listed.data.length
    process.stdout.write(`${isRight ? before : `wrong: ${seen} ${JSON.stringify(broken).slice(0, 300)}`}\n`)
    // The end of the input is heard between two rounds alone.
    await new Promise(resolve => setImmediate(resolve))
  }
}

await (role === 'writer' ? write() : read())
