import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program that is timed. */
export interface Timed {
  readonly name: string
  /** The command line of a round. */
  command(round: number): readonly string[]
  /** What it may end with; otherwise it did not do its work. */
  readonly exit?: readonly number[]
}

/** What one program took: milliseconds, megabytes. */
export interface Figures {
  readonly name: string
  readonly times: readonly number[]
  readonly median: number
  readonly quickest: number
  /** The largest resident set; null where /usr/bin/time is missing. */
  readonly peak: number | null
}

const timer = existsSync('/usr/bin/time') ? '/usr/bin/time' : null

/** Runs programs in turns, so that a busy machine slows all of them. A first round, not counted, warms the page cache. */
export function inTurns(programs: readonly Timed[], rounds: number): Figures[] {
  const folder = mkdtempSync(join(tmpdir(), 'kepu-turns-'))
  const times = new Map(programs.map(({ name }) => [name, [] as number[]]))
  const peaks = new Map<string, number>()
  for (let round = 0; round <= rounds; round++) {
    for (const { name, command, exit = [0] } of programs) {
      const words = command(round)
      const measured =
        round === 0 && timer ? [timer, '-f', '%M', '-o', join(folder, 'peak'), ...words] : words
      const start = process.hrtime.bigint()
      const { status, stderr } = spawnSync(measured[0] as string, measured.slice(1), {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      const took = Number(process.hrtime.bigint() - start) / 1e6
      if (!exit.includes(status ?? -1)) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`)
      if (round > 0) times.get(name)?.push(took)
      else if (timer)
        peaks.set(name, Number(/\d+$/.exec(readFileSync(join(folder, 'peak'), 'utf8').trim())?.[0]) / 1024)
    }
  }
  rmSync(folder, { recursive: true })
  return programs.map(({ name }) => {
    const sorted = [...(times.get(name) ?? [])].sort((a, b) => a - b)
    return {
      name,
      times: sorted,
      median: sorted[sorted.length >> 1] ?? 0,
      quickest: sorted[0] ?? 0,
      peak: peaks.get(name) ?? null,
    }
  })
}
