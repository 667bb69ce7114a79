import type { Severity } from '../../model/problem.ts'
import type { Language } from '../../model/text.ts'
import { safe, safeJson } from '../safe.ts'
import { fingerprints } from './fingerprint.ts'
import type { Validation } from './validation.ts'

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', note: 'info' }

/** A code quality report of GitLab: the merge request shows each problem beside its line. */
export function renderGitlab(
  { problems }: Validation,
  { language }: { readonly language: Language },
): string {
  const names = fingerprints(problems)
  const report = problems.map(({ rule, severity, file, line, message, hint }, index) => ({
    description: safe(hint ? `${message[language]}（${hint[language]}）` : message[language]),
    check_name: rule,
    fingerprint: names[index],
    severity: severities[severity],
    location: { path: safe(file), lines: { begin: line } },
  }))
  return `${safeJson(JSON.stringify(report, null, 2))}\n`
}
