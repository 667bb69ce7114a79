import type { Host } from './context.ts'
import { version } from './version.ts'

/**
 * The door: arguments and the real world in, exit code out.
 * @param argv the arguments after the program's name
 * @returns 0 fine, 1 problems in the data, 2 the command line, 3 the environment or a bug
 */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  if (argv[0] === '__complete') {
    const { answerShell } = await import('./completion/answer-shell.ts')
    return answerShell(argv.slice(1), host)
  }
  const flags = argv.map(readFlag)
  if (flags.length === 1 && (flags[0] === '--version' || flags[0] === '-V')) {
    host.stdout.write(`${version}\n`)
    return 0
  }
  // Everything else is loaded only now.
  const { runCommand } = await import('./run.ts')
  return runCommand(flags, host)
}

/** Dashes and equals signs as Chinese input methods type them: ——help, －－lang＝en. A value stays as it is. */
function readFlag(argument: string): string {
  const match = /^([-—–―－‐]{1,4})([A-Za-zＡ-Ｚａ-ｚ][^=＝]*)([=＝]?)(.*)$/su.exec(argument)
  if (!match) return argument
  const [, dashes = '', written = '', sign = '', value = ''] = match
  if (dashes === '-' || (dashes === '--' && sign !== '＝')) return argument
  const name = written.normalize('NFKC')
  return `${name.length === 1 ? '-' : '--'}${name}${sign && '='}${value}`
}
