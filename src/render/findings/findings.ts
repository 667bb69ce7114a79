import { type Problem, severityWords } from '../../model/problem.ts'
import { cell, column, type View } from '../../reports/view.ts'
import { renderMarkdown } from '../markdown.ts'
import { renderProblems } from '../problems.ts'
import { sampleBanner } from '../sample.ts'
import type { Screen } from '../screen.ts'
import { renderGithub } from './github.ts'
import { renderGitlab } from './gitlab.ts'
import { renderFindingsJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { renderSarif } from './sarif.ts'
import { type Validation, verdict } from './validation.ts'

type RenderFindings = (validation: Validation, screen: Screen) => string | Promise<string>

/** The formats of findings, by the name of `--format`. */
export const findingFormats = {
  text: renderFindingsText,
  json: renderFindingsJson,
  sarif: renderSarif,
  github: renderGithub,
  gitlab: renderGitlab,
  junit: renderJunit,
  markdown: renderFindingsMarkdown,
} as const satisfies Record<string, RenderFindings>

export type FindingFormat = keyof typeof findingFormats

/** The problems that are told one by one; the others are faults of the plan itself that rulings explain. */
const toldOf = ({ problems, everyNote }: Validation): readonly Problem[] =>
  problems.filter(({ severity, ruling }) => everyNote || severity !== 'note' || !ruling)

async function renderFindingsText(validation: Validation, screen: Screen): Promise<string> {
  const { renderText } = await import('../text.ts')
  const told = toldOf(validation)
  const one = new Set(told)
  const explained = validation.problems.filter(problem => !one.has(problem))
  const view: View = [
    ...(explained.length > 0 ? [explainedNotes(explained)] : []),
    { text: verdict(validation) },
  ]
  const frames = told.length > 0 ? `${renderProblems(told, screen)}\n\n` : ''
  const banner = validation.envelope.sample ? `${sampleBanner(screen)}\n\n` : ''
  return banner + frames + (await renderText(view, screen))
}

/** A comment of a merge request holds so many rows at most. */
const mostRows = 50

/** For the summary of a job or a comment: the verdict first, then the problems as a table. */
function renderFindingsMarkdown(validation: Validation, screen: Screen): string {
  const told = toldOf(validation)
  const rest = told.length - mostRows
  const view: View = [
    { heading: { zh: '数据检查', en: 'Validation' }, level: 2 },
    { text: verdict(validation) },
    ...(told.length > 0
      ? [
          {
            table: {
              columns: [
                column('位置', 'Place'),
                column('级别', 'Severity'),
                column('问题', 'Problem'),
                column('做法', 'To do'),
                column('规则', 'Rule'),
              ],
              rows: told
                .slice(0, mostRows)
                .map(({ file, line, severity, message, hint, rule }) => [
                  cell(`${file}:${line}`),
                  cell(severityWords[severity]),
                  cell(message),
                  cell(hint),
                  cell(rule),
                ]),
              ...(rest > 0 && {
                note: { zh: `另有 ${rest} 个没有列出。`, en: `${rest} more are not listed.` },
              }),
            },
          },
        ]
      : []),
  ]
  return renderMarkdown(view, screen, validation.envelope)
}

/** The plan's own faults that rulings explain, one line a ruling. */
function explainedNotes(notes: readonly Problem[]): View[number] {
  const groups = new Map<string, Problem[]>()
  for (const note of notes) {
    const key = `${note.ruling} ${note.rule}`
    groups.set(key, [...(groups.get(key) ?? []), note])
  }
  return {
    table: {
      title: {
        zh: '方案自身的问题，均有口径解释',
        en: 'faults of the plan itself, each explained by a ruling',
      },
      columns: [
        column('口径', 'Ruling'),
        column('规则', 'Rule'),
        column('处', 'Places', 'right'),
        column('首处', 'First'),
      ],
      rows: [...groups.values()].map(([first, ...others]) => [
        cell(first?.ruling),
        cell(first?.rule),
        cell(others.length + 1),
        cell(`${first?.file}:${first?.line}`, 'faint'),
      ]),
    },
  }
}
