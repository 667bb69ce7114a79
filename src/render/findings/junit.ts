import type { Problem } from '../../model/problem.ts'
import type { Language } from '../../model/text.ts'
import { rulePages } from '../../rules/index.ts'
import { safe } from '../safe.ts'
import type { Validation } from './validation.ts'

/** JUnit XML: a test for each rule that is kept, and one for each problem. What does not fail the run is skipped. */
export function renderJunit(
  { problems, failing }: Validation,
  { language }: { readonly language: Language },
): string {
  const spoken = new Set(problems.map(({ rule }) => rule))
  const kept = rulePages.filter(({ id }) => !spoken.has(id))
  const failures = problems.filter(({ severity }) => failing.includes(severity)).length
  const cases = [
    ...problems.map(problem => failedCase(problem, failing.includes(problem.severity), language)),
    ...kept.map(
      ({ id, summary }) => `    <testcase classname="${xml(id)}" name="${xml(summary[language])}"/>`,
    ),
  ]
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${problems.length - failures}"`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="kepu validate" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function failedCase(problem: Problem, fails: boolean, language: Language): string {
  const { rule, severity, file, line, column, message, hint } = problem
  const place = `${file}:${line}:${column}`
  const text = [place, message[language], ...(hint ? [hint[language]] : [])].join('\n')
  const outcome = fails
    ? `<failure type="${severity}" message="${xml(message[language])}">${xml(text)}</failure>`
    : `<skipped message="${xml(`${severity}: ${message[language]}`)}"/>`
  return `    <testcase classname="${xml(rule)}" name="${xml(`${place} ${message[language]}`)}" file="${xml(file)}" line="${line}">${outcome}</testcase>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** Text for an element or an attribute; `>` too, so that no `]]>` comes about. */
const xml = (text: string): string =>
  safe(text)
    // No XML may hold these two, however written.
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/[&<>"'\n\t]/g, character => entities[character] ?? '')
