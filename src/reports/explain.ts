import { severityWords } from '../model/problem.ts'
import { type Text, verbatim } from '../model/text.ts'
import type { Example, RulePage } from '../rules/rule.ts'
import type { Answer } from './view.ts'

/** The page of a rule: what holds when it is kept, why, and an example. */
export function ruleAnswer(rule: RulePage, say: (text: Text) => string): Answer {
  const { id, severity, summary, page, example } = rule
  return {
    kind: 'explain-rule',
    data: {
      id,
      severity,
      summary: say(summary),
      page: say(page),
      example: {
        file: example.file,
        movedTo: example.movedTo ?? null,
        right: example.right,
        wrong: example.wrong,
      },
    },
    view: [
      {
        card: {
          title: { zh: `${id}：${summary.zh}`, en: `${id}: ${summary.en}` },
          fields: [
            { label: { zh: '级别', en: 'severity' }, value: severityWords[severity] },
            { label: { zh: '为什么', en: 'why' }, value: page },
            {
              label: { zh: '文件', en: 'file' },
              value: verbatim(example.movedTo ? `${example.file} → ${example.movedTo}` : example.file),
            },
            { label: { zh: '错', en: 'wrong' }, value: fragment(example.wrong, example.entry) },
            { label: { zh: '对', en: 'right' }, value: fragment(example.right, undefined) },
          ],
        },
      },
    ],
  }
}

const longest = 400

function fragment(text: string, entry: Example['entry']) {
  if (entry === 'gone') return { zh: '（删去了这个文件）', en: '(the file is deleted)' }
  if (entry) return { zh: '（不是文件，或不能读取）', en: '(not a file, or it cannot be read)' }
  if (text === '') return { zh: '（没有）', en: '(nothing)' }
  const shown = text.trimEnd()
  return verbatim(shown.length > longest ? `${shown.slice(0, longest)}…` : shown)
}
