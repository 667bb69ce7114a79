import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { examplePlan } from '../../src/rules/example-plan.ts'

/** The built program. */
const program = join(process.cwd(), 'bin/kepu.js')

/** A repository of its own in a new folder, the example plan in it; the caller clears it away. */
export function freshRepository(base = tmpdir()): string {
  const folder = mkdtempSync(join(base, 'kepu-hard-'))
  for (const [path, text] of Object.entries(examplePlan)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the built program; after `killAfter` milliseconds it is killed without a word. */
export function runProgram(cwd: string, argv: readonly string[], killAfter?: number): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [program, ...argv], {
      cwd,
      env: { ...process.env, KEPU_LANG: 'zh' },
    })
    let out = ''
    let err = ''
    child.stdout.on('data', text => (out += String(text)))
    child.stderr.on('data', text => (err += String(text)))
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
    child.on('close', code => {
      clearTimeout(timer)
      resolve({ code, out, err })
    })
  })
}

/** Every activity that a repository holds: path → text. */
export function activities(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const top = join(folder, 'records/activity')
  for (const year of readdirSync(top)) {
    for (const name of readdirSync(join(top, year))) {
      if (!name.startsWith('.')) found.set(`${year}/${name}`, readFileSync(join(top, year, name), 'utf8'))
    }
  }
  return found
}
