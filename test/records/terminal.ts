import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** The built program. */
const program = join(process.cwd(), 'bin/kepu.js')

/** A terminal to try prompts in; without tmux they are not tried. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0

/** Quoted for sh. */
const word = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** A terminal in which the built program runs: keys go in, what the screen shows comes out. */
export class Terminal {
  readonly #socket = `kepu-test-${randomBytes(6).toString('hex')}`

  constructor(
    cwd: string,
    argv: readonly string[],
    columns: number,
    env: Readonly<Record<string, string>> = {},
  ) {
    const settings = Object.entries({ KEPU_LANG: 'zh', NO_COLOR: '1', ...env }).map(
      ([name, value]) => `${name}=${word(value)}`,
    )
    const command = `${settings.join(' ')} ${[process.execPath, program, ...argv].map(word).join(' ')}; echo "[$?]"; exec sleep 600`
    this.#tmux('new-session', '-d', '-x', String(columns), '-y', '60', '-c', cwd, command)
  }

  #tmux(...argv: readonly string[]): string {
    return execFileSync('tmux', ['-L', this.#socket, '-f', '/dev/null', '-u', ...argv], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    })
  }

  /** Types text as it is. */
  type(text: string): void {
    this.#tmux('send-keys', '-l', text)
  }

  /** Presses keys by their names: Enter, C-c, C-u. */
  press(...keys: readonly string[]): void {
    this.#tmux('send-keys', ...keys)
  }

  screen(): string {
    return this.#tmux('capture-pane', '-p', '-J').trimEnd()
  }

  /** The screen once it shows the words; a busy machine may take its time. */
  async shows(words: string, patience = 60_000): Promise<string> {
    const deadline = Date.now() + patience
    for (;;) {
      const screen = this.screen()
      if (screen.includes(words)) return screen
      if (Date.now() > deadline) throw new Error(`no "${words}" on the screen:\n${screen}`)
      await pause(40)
    }
  }

  close(): void {
    spawnSync('tmux', ['-L', this.#socket, 'kill-server'])
  }
}
