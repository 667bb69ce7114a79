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
  const { execa } = await import('execa')
  const { stdout, failed, code } = await execa('git', [...hardened, ...args], {
    cwd: folder,
    env: surroundings(index),
    extendEnv: false,
    encoding: 'buffer',
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 2 ** 31,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
  })
  if (code === 'ENOENT') throw noGit()
  return failed ? null : stdout
}

const noGit = () =>
  new UserError(
    3,
    { zh: '没有找到 git 程序', en: 'the program git was not found' },
    { zh: '安装 git；不用 --rev 的命令不需要它', en: 'install git; commands without --rev do not need it' },
  )

/** A process of git that is asked line by line. */
export interface GitSession {
  ask(lines: string): void
  /** What it answers, as it comes. */
  readonly answers: AsyncIterator<Uint8Array>
  /** Ends the process. */
  end(): Promise<void>
}

/**
 * Starts one plumbing command of git that is asked again and again.
 * @throws UserError (3) from the first answer on where there is no git
 */
export async function gitSession(folder: string, args: readonly string[]): Promise<GitSession> {
  const { execa } = await import('execa')
  const child = execa('git', [...hardened, ...args], {
    cwd: folder,
    env: surroundings(),
    extendEnv: false,
    encoding: 'buffer',
    buffer: false,
    reject: false,
    stdin: 'pipe',
    stderr: 'ignore',
  })
  // A process that has gone says so where its answers end.
  child.stdin.on('error', () => {})
  const answers = (async function* () {
    for await (const chunk of child.stdout) yield chunk as Uint8Array
    if ((await child).code === 'ENOENT') throw noGit()
  })()
  return {
    ask: lines => void child.stdin.write(lines),
    answers: answers[Symbol.asyncIterator](),
    async end() {
      child.stdin.end()
      await child
    },
  }
}
