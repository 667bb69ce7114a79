import { type Position, type Problem, severityWords } from '../model/problem.ts'
import { plural } from '../model/text.ts'
import { safe, safeLine, uncommanded } from './safe.ts'
import type { Screen } from './screen.ts'
import { displayWidth, wrap } from './width.ts'

/** After so many problems the rest is only counted. */
const shown = 50
const longestMessage = 1000
/** A source line is shown in a window of so many columns around the caret. */
const longestLine = 110

/** Problems one below the other: place, words, the line with a caret under the word, and what to do. */
export function renderProblems(problems: readonly Problem[], screen: Screen): string {
  const blocks = problems.slice(0, shown).map(problem => renderProblem(problem, screen))
  const rest = problems.length - blocks.length
  if (rest > 0) {
    blocks.push(
      {
        zh: `……另有 ${rest} 个问题没有列出；--format json 列出全部`,
        en: `… and ${plural(rest, 'more problem')}; --format json lists them all`,
      }[screen.language],
    )
  }
  return uncommanded(blocks.join('\n\n'))
}

function renderProblem(problem: Problem, screen: Screen): string {
  const { language, paint } = screen
  const place = `${safeLine(problem.file)}:${problem.line}:${problem.column}`
  const severity = paint.severity(problem.severity, severityWords[problem.severity][language])
  const message = safeLine(problem.message[language]).slice(0, longestMessage)
  const lines = [
    `${paint.tone('strong', place)} ${severity} ${message} ${paint.tone('faint', `[${problem.rule}]`)}`,
  ]
  if (problem.source !== null) lines.push(...frame(problem.source, problem, screen))
  for (const other of problem.related) {
    lines.push(`  ${safeLine(other.file)}:${other.line}:${other.column} ${safeLine(other.message[language])}`)
  }
  const { hint } = problem
  if (hint) lines.push(...indented({ zh: '做法：', en: 'to do: ' }[language], safe(hint[language]), screen))
  if (problem.ruling) {
    lines.push(...indented({ zh: '口径：', en: 'ruling: ' }[language], safe(problem.ruling), screen))
  }
  return lines.join('\n')
}

function indented(label: string, text: string, screen: Screen): string[] {
  return wrap(`${label}${text}`, screen.width - 4).map(
    (line, index) => `${index === 0 ? '  ' : '    '}${line}`,
  )
}

/** The source line, and below it a caret under each column of the word: a Chinese character takes two. */
function frame(source: string, { line, column, endColumn }: Position, screen: Screen): string[] {
  const clean = (text: string) => safe(text).replaceAll('\t', ' ')
  let before = clean(source.slice(0, column - 1))
  const word = clean(source.slice(column - 1, endColumn - 1))
  let after = clean(source.slice(endColumn - 1))
  const room = Math.min(longestLine, screen.width - 10)
  if (displayWidth(before) > room / 2) before = `…${tail(before, room / 2)}`
  const marked = head(word, room - displayWidth(before))
  after = head(after, Math.max(0, room - displayWidth(before) - displayWidth(marked)))
  const gutter = String(line).padStart(5)
  const carets = '^'.repeat(Math.max(1, displayWidth(marked)))
  return [
    `${screen.paint.tone('faint', `${gutter} |`)} ${before}${marked}${after}`.trimEnd(),
    `${screen.paint.tone('faint', `${' '.repeat(gutter.length)} |`)} ${' '.repeat(displayWidth(before))}${screen.paint.tone('bad', carets)}`,
  ]
}

function head(text: string, width: number): string {
  let kept = ''
  let used = 0
  for (const character of text) {
    used += displayWidth(character)
    if (used > width) return `${kept}…`
    kept += character
  }
  return kept
}

function tail(text: string, width: number): string {
  return [...head([...text].reverse().join(''), width - 1).replace(/…$/, '')].reverse().join('')
}
