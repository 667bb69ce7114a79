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

/**
 * Runs one plumbing command of git in a folder.
 * @returns its output as bytes, or null where git exits with an error
 * @throws UserError (3) where there is no git
 */
export async function git(
  folder: string,
  args: readonly string[],
  input?: string,
): Promise<Uint8Array | null> {
  const { execa } = await import('execa')
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
  )
  const { stdout, failed, code } = await execa('git', [...hardened, ...args], {
    cwd: folder,
    env: { ...inherited, ...environment },
    extendEnv: false,
    encoding: 'buffer',
    reject: false,
    stripFinalNewline: false,
    maxBuffer: 2 ** 31,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
  })
  if (code === 'ENOENT') {
    throw new UserError(
      3,
      { zh: '没有找到 git 程序', en: 'the program git was not found' },
      { zh: '安装 git；不用 --rev 的命令不需要它', en: 'install git; commands without --rev do not need it' },
    )
  }
  return failed ? null : stdout
}
