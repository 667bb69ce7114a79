import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { PlainDate } from '../model/dates.ts'
import type { Repository } from '../repository/open.ts'
import type { Memory } from './memory.ts'
import { discard, readOwn, writeApart } from './store.ts'

/** An answer as it was given. */
interface Given {
  /** What went to stderr before it. */
  readonly talk: string
  readonly content: string | Uint8Array
  readonly exitCode: 0 | 1
}

type Head = Omit<Given, 'content'> & { readonly isText: boolean; readonly sum: number }

/** Larger ones are not kept, and of others only so many. */
const largest = 32 * 1024 * 1024
const most = 32

/** A question to all of a repository, and how it is answered. */
interface Asked {
  /** Where caches live. */
  readonly folder: string
  readonly memory: Memory
  readonly plan: Repository
  readonly today: PlainDate
  /** All that the answer depends on, beside the state of the files. */
  readonly question: unknown
  /** Gives an answer as it was given. */
  again(given: Given): Promise<void>
  /** Answers; undefined where there is nothing to keep. */
  anew(): Promise<Given | undefined>
}

/** Gives an answer again that was given while the files lay as they do now; else answers, and keeps that. */
export async function answerAgain({
  folder,
  memory,
  plan,
  today,
  question,
  again,
  anew,
}: Asked): Promise<void> {
  const answers = new Answers(folder)
  const before = await memory.state(plan)
  const known = before === undefined ? undefined : answers.known({ state: before, question })
  if (known) {
    await again(known)
    return
  }
  const given = await anew()
  const state = before ?? (await memory.note(plan, today))
  if (given && state !== undefined) answers.keep({ state, question }, given)
}

/**
 * Answers that were given before, by all that they depend on: the state of the files, the question, the day, the language
 * and the screen.
 */
class Answers {
  readonly #folder: string

  /** @param folder where caches live */
  constructor(folder: string) {
    this.#folder = join(folder, 'answers')
  }

  /** What was answered; undefined where that is not known, or not whole. */
  known(question: unknown): Given | undefined {
    try {
      const bytes = readOwn(this.#fileOf(question))
      const end = bytes.indexOf(0x0a)
      const { talk, exitCode, isText, sum } = JSON.parse(bytes.toString('utf8', 0, end)) as Head
      const content = bytes.subarray(end + 1)
      if (crc32(content) !== sum) return undefined
      return { talk, exitCode, content: isText ? content.toString('utf8') : content }
    } catch {
      return undefined
    }
  }

  /** Keeps an answer for later. It is no loss where that cannot be done. */
  keep(question: unknown, { talk, content, exitCode }: Given): void {
    const body = Buffer.from(content)
    if (body.length > largest) return
    const head: Head = { talk, exitCode, isText: typeof content === 'string', sum: crc32(body) }
    this.#thin()
    writeApart(this.#fileOf(question), [Buffer.from(`${JSON.stringify(head)}\n`), body])
  }

  #fileOf(question: unknown): string {
    return join(this.#folder, createHash('sha256').update(JSON.stringify(question)).digest('hex'))
  }

  /** The oldest go. */
  #thin(): void {
    const files = namesIn(this.#folder).map(name => join(this.#folder, name))
    if (files.length < most) return
    const ages = files.map(file => ({ file, at: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    for (const { file } of ages.sort((a, b) => b.at - a.at).slice(most / 2)) discard(file)
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
