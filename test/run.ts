import { main } from '../src/cli.ts'

/** What a run of the command line left behind. */
export interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Where and how a command line is run in a test. */
export interface Setting {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** A terminal of so many columns; without it stdout is a pipe. */
  readonly columns?: number
  readonly now?: string
  /** Somebody sits there who can be asked. */
  readonly isInteractive?: boolean
}

/** Runs a command line in this process, on a fixed day, without colour. */
export async function run(argv: readonly string[], setting: Setting = {}): Promise<Run> {
  const { cwd = process.cwd(), env = {}, columns, now = '2026-11-23T06:30:00+08:00' } = setting
  const { isInteractive = false } = setting
  let out = ''
  let err = ''
  const terminal = columns === undefined ? {} : { isTTY: true, columns }
  const code = await main(argv, {
    stdout: { write: (text: string) => (out += text), ...terminal },
    stderr: { write: (text: string) => (err += text), ...terminal },
    env: { NO_COLOR: '1', ...env },
    cwd,
    isInteractive,
    now: () => new Date(now),
  })
  return { code, out, err }
}
