import { spawn } from 'node:child_process'
import { UserError } from '../model/user-error.ts'

/** Nothing of the repository's own configuration may run a program, ask a question or reach a network. */
const hardened = [
  '--no-pager',
  '--no-optional-locks',
  '--literal-pathspecs',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.quotePath=false',
  '-c',
  'protocol.allow=never',
  '-c',
  'safe.bareRepository=explicit',
]

const environment = {
  LC_ALL: 'C',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
}

/** What git is told by its surroundings: nothing but the index, where a hook names one. */
function surroundings(index?: string): Record<string, string | undefined> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
  )
  return { ...inherited, ...environment, ...(index !== undefined && { GIT_INDEX_FILE: index }) }
}

/**
 * Runs one plumbing command of git in a folder.
 * @param index the index that is read, where that is not the repository's own
 * @returns its output as bytes, or null where git exits with an error
 * @throws UserError (3) where there is no git
 */
export async function git(
  folder: string,
  args: readonly string[],
  input?: string,
  index?: string,
): Promise<Uint8Array | null> {
  const { child, ended } = start(folder, args, index)
  child.stdin.end(input)
  const chunks: Uint8Array[] = []
  for await (const chunk of child.stdout) chunks.push(chunk)
  return (await ended) === 0 ? Buffer.concat(chunks) : null
}

/** Starts git; its exit code comes where it has ended, null where a signal ended it. */
function start(folder: string, args: readonly string[], index?: string) {
  const child = spawn('git', [...hardened, ...args], {
    cwd: folder,
    env: surroundings(index),
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  })
  // A process that has gone says so where it ends.
  child.stdin.on('error', () => {})
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? noGit() : error))
    child.on('close', resolve)
  })
  // Whoever does not wait for the end must not fall over it.
  ended.catch(() => {})
  return { child, ended }
}

const noGit = () =>
  new UserError(
    3,
    { zh: '没有找到 git 程序', en: 'the program git was not found' },
    {
      zh: '装好 git 再试；只有 diff、log、--rev、--since 和提交前的检查要用它',
      en: 'install git; only diff, log, --rev, --since and the check before commits need it',
    },
  )

/** A process of git that is asked line by line. */
export interface GitSession {
  ask(lines: string): void
  /** What it answers, as it comes. */
  readonly answers: AsyncIterator<Uint8Array>
  /** Ends the process. */
  end(): Promise<void>
}

/** Starts one plumbing command of git that is asked again and again; where there is no git, its answers throw. */
export function gitSession(folder: string, args: readonly string[]): GitSession {
  const { child, ended } = start(folder, args)
  const answers = (async function* () {
    for await (const chunk of child.stdout) yield chunk as Uint8Array
    await ended
  })()
  return {
    ask: lines => void child.stdin.write(lines),
    answers: answers[Symbol.asyncIterator](),
    async end() {
      child.stdin.end()
      await ended.catch(() => {})
    },
  }
}
