import type { Position, Problem, Severity } from '../../model/problem.ts'
import type { Language, Text } from '../../model/text.ts'
import { rulePages } from '../../rules/index.ts'
import type { RulePage } from '../../rules/rule.ts'
import { version } from '../../version.ts'
import { safe, safeJson } from '../safe.ts'
import { fingerprints } from './fingerprint.ts'
import type { Validation } from './validation.ts'

/** SARIF 2.1.0 (OASIS Standard), as code scanning services take it in. */
export function renderSarif({ problems }: Validation, { language }: { readonly language: Language }): string {
  const words = (text: Text) => safe(text[language])
  const names = fingerprints(problems)
  const ruleIndex = new Map(rulePages.map(({ id }, index) => [id, index]))
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'kepu',
            version,
            language: { zh: 'zh-CN', en: 'en-US' }[language],
            rules: rulePages.map(page => ruleOf(page, words)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem, index) => ({
          ruleId: problem.rule,
          ruleIndex: ruleIndex.get(problem.rule) ?? -1,
          level: levels[problem.severity],
          message: { text: messageOf(problem, words) },
          locations: [locationOf(problem)],
          ...(problem.related.length > 0 && {
            relatedLocations: problem.related.map((other, id) => ({
              id,
              ...locationOf(other),
              message: { text: words(other.message) },
            })),
          }),
          partialFingerprints: { 'kepu/v1': names[index] },
          ...(problem.ruling && {
            suppressions: [{ kind: 'external', status: 'accepted', justification: safe(problem.ruling) }],
          }),
        })),
      },
    ],
  }
  return `${safeJson(JSON.stringify(log, null, 2))}\n`
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' }

function ruleOf({ id, severity, summary, page, example }: RulePage, words: (text: Text) => string): object {
  return {
    id,
    shortDescription: { text: words(summary) },
    fullDescription: { text: words(page) },
    help: { text: safe(`${words(page)}\n\n- ${example.right.trim()}\n+ ${example.wrong.trim()}`) },
    defaultConfiguration: { level: levels[severity] },
  }
}

const messageOf = ({ message, hint }: Problem, words: (text: Text) => string): string =>
  hint ? `${words(message)}\n${words(hint)}` : words(message)

function locationOf({ file, line, column, endColumn }: Position & { readonly file: string }): object {
  return {
    physicalLocation: {
      // A path is data: what a URI does not take is escaped, part by part.
      artifactLocation: { uri: file.toWellFormed().split('/').map(encodeURIComponent).join('/') },
      region: { startLine: line, startColumn: column, endColumn },
    },
  }
}
