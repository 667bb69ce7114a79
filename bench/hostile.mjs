// Seconds and peak memory of the built program for each file made to cost it as much as it can, worst first.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../scripts/run.mjs'

const program = fileURLToPath(new URL('../bin/kepu.js', import.meta.url))
const atExit = 'process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS))'
const { adversariesOf } = await run('test/repository/adversaries.ts')
const { examplePlan } = await run('src/rules/example-plan.ts')
const wanted = process.argv[2] ?? ''

const top = mkdtempSync(join(tmpdir(), 'kepu-bench-'))
const example = join(top, 'example')
write(example, examplePlan)

/** Runs `kepu validate` on the example plan with one of its files replaced. */
function measure(name, { file, text }) {
  const folder = join(top, 'hostile')
  cpSync(example, folder, { recursive: true })
  write(folder, { [file]: text })
  const command = ['--import', `data:text/javascript,${atExit}`, program, '-C', folder, 'validate']
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  const seconds = (performance.now() - start) / 1000
  rmSync(folder, { recursive: true })
  const megabytes = Number(/peak (\d+)$/.exec(stderr)?.[1]) / 1024
  return {
    name,
    seconds,
    megabytes,
    status,
    told: /\[([a-z-]+)\]/.exec(stdout)?.[1],
    summary: stdout.trim().split('\n').at(-1),
  }
}

function write(folder, files) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
}

const named = Object.entries(adversariesOf()).filter(([name]) => name.includes(wanted))
const results = named.map(([name, adversary]) => measure(name, adversary))
rmSync(top, { recursive: true })
results.sort((a, b) => b.seconds - a.seconds)
for (const { name, seconds, megabytes, status, told, summary } of results) {
  const numbers = `${seconds.toFixed(2).padStart(6)} s ${megabytes.toFixed(0).padStart(5)} MB  exit ${status}`
  process.stdout.write(`${numbers}  ${name}: ${told}; ${summary}\n`)
}
