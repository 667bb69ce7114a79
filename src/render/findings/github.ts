import type { Severity } from '../../model/problem.ts'
import { type Language, plural } from '../../model/text.ts'
import { safe } from '../safe.ts'
import { type Validation, verdict } from './validation.ts'

/** The platform shows so many annotations of each level for a step, and drops the others without a word. */
const mostPerLevel = 10

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' }

/**
 * Workflow commands: the platform makes each line an annotation at its place. Beyond what it shows, the rest is counted. No
 * line but the commands holds anything out of the data.
 */
export function renderGithub(validation: Validation, { language }: { readonly language: Language }): string {
  const told = validation.problems.filter(({ severity, ruling }) => severity !== 'note' || !ruling)
  const lines: string[] = []
  for (const severity of Object.keys(commands) as Severity[]) {
    const own = told.filter(problem => problem.severity === severity)
    for (const { file, line, column, endColumn, message, hint, rule } of own.slice(0, mostPerLevel)) {
      const properties = {
        file,
        line,
        endLine: line,
        col: column,
        endColumn,
        title: rule,
      }
      const written = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`)
      const text = hint ? `${message[language]}\n${hint[language]}` : message[language]
      lines.push(`::${commands[severity]} ${written.join(',')}::${data(text)}`)
    }
    const rest = own.length - mostPerLevel
    if (rest > 0) {
      lines.push(
        {
          zh: `${words[severity].zh}另有 ${rest} 个，没有逐条标注；运行 kepu validate 查看`,
          en: `${plural(rest, `more ${words[severity].en}`)} not annotated; run kepu validate`,
        }[language],
      )
    }
  }
  return `${[...lines, verdict(validation)[language]].join('\n')}\n`
}

const words = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  note: { zh: '说明', en: 'note' },
} as const

/** The longest text that an annotation shows. */
const longest = 4000

/** As the runner reads it back: % first. */
const data = (text: string): string =>
  safe(text.slice(0, longest)).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
