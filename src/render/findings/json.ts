import type { Problem } from '../../model/problem.ts'
import type { Language } from '../../model/text.ts'
import { renderJson } from '../json.ts'
import type { Validation } from './validation.ts'

/** The findings in the envelope of every JSON answer. */
export function renderFindingsJson(
  { problems, files, records, envelope }: Validation,
  { language }: { readonly language: Language },
): string {
  return renderJson(
    { kind: 'validate', ...envelope },
    {
      ok: !problems.some(({ severity }) => severity === 'error'),
      files,
      records,
      problems: problems.map(problem => asJson(problem, language)),
    },
  )
}

function asJson(problem: Problem, language: Language): object {
  const { rule, severity, file, line, column, endColumn, message, hint, ruling, related } = problem
  return {
    rule,
    severity,
    file,
    line,
    column,
    endColumn,
    message: message[language],
    hint: hint?.[language] ?? null,
    ruling,
    related: related.map(other => ({
      file: other.file,
      line: other.line,
      column: other.column,
      message: other.message[language],
    })),
  }
}
