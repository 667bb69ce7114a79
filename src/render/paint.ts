import { Chalk, type ChalkInstance } from 'chalk'
import type { Severity } from '../model/problem.ts'
import type { Tone } from '../reports/view.ts'

/** Colours by meaning. Level 0 paints nothing. */
export interface Paint {
  tone(tone: Tone | undefined, text: string): string
  severity(severity: Severity, text: string): string
}

/** How the environment and the stream decide on colour: NO_COLOR, then FORCE_COLOR, then whether it is a terminal. */
export function colourLevel(
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): 0 | 1 | 2 | 3 {
  if (env.NO_COLOR) return 0
  const forced = env.FORCE_COLOR
  if (forced !== undefined && forced !== '') return forced === '0' || forced === 'false' ? 0 : 1
  return isTerminal && env.TERM !== 'dumb' ? 1 : 0
}

/** A paint of a colour level; chalk itself does not listen to NO_COLOR. */
export function paintOf(level: 0 | 1 | 2 | 3): Paint {
  const chalk = new Chalk({ level })
  const tones: Readonly<Record<Tone, ChalkInstance | undefined>> = {
    plain: undefined,
    strong: chalk.bold,
    faint: chalk.dim,
    good: chalk.green,
    warning: chalk.yellow,
    bad: chalk.red,
  }
  const severities = { error: chalk.red.bold, warning: chalk.yellow.bold, note: chalk.cyan }
  return {
    tone: (tone, text) => tones[tone ?? 'plain']?.(text) ?? text,
    severity: (severity, text) => severities[severity](text),
  }
}
