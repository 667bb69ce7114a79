import { PassThrough } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { type Run, run, type Setting } from '../run.ts'

/** What a person waits to see, and what they do then: text is typed, a key is pressed by its name. */
export type Turn = readonly [shows: string, ...does: readonly string[]]

/** What terminals send for keys that are no text. */
const keys: Readonly<Record<string, string>> = {
  '<enter>': '\r',
  '<down>': '\u001b[B',
  '<clear>': '\u0015',
  '<break>': '\u0003',
}

/** How long the program may take to show something, in milliseconds. */
const patience = 20_000

/**
 * Runs a command line in this process with somebody at the keyboard, who waits for each question before answering it.
 * @returns besides what any run leaves, what was shown on the way of asking
 */
export async function runAnswered(
  argv: readonly string[],
  turns: readonly Turn[],
  setting: Setting = {},
): Promise<Run & { readonly asked: string }> {
  const keyboard = new PassThrough()
  const own = Object.getOwnPropertyDescriptor(process, 'stdin') as PropertyDescriptor
  const write = process.stderr.write
  let shown = ''
  Object.defineProperty(process, 'stdin', { value: keyboard, configurable: true })
  process.stderr.write = (content: string | Uint8Array) => {
    shown += stripVTControlCharacters(typeof content === 'string' ? content : Buffer.from(content).toString())
    return true
  }
  try {
    let isOver = false
    const over = run(argv, { ...setting, isInteractive: true }).finally(() => {
      isOver = true
    })
    // What was seen once does not answer for the next question.
    let seen = 0
    for (const [words, ...does] of turns) {
      const deadline = Date.now() + patience
      while (!shown.includes(words, seen)) {
        if (isOver || Date.now() > deadline) throw new Error(`no "${words}" in what was shown:\n${shown}`)
        await pause(5)
      }
      seen = shown.length
      for (const key of does) {
        keyboard.write(keys[key] ?? key)
        await pause(20)
      }
    }
    const ended = await Promise.race([over, pause(patience, undefined, { ref: false })])
    if (!ended) throw new Error(`it asks for more:\n${shown}`)
    return { ...ended, asked: shown }
  } finally {
    process.stderr.write = write
    Object.defineProperty(process, 'stdin', own)
  }
}
