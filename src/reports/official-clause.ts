import { type Clause, readClause } from '../model/clause.ts'
import type { Plan } from '../model/plan.ts'
import { type OfficialText, readOfficialText } from '../official/official-text.ts'

/** A clause of the official text, as printed. */
export interface ShownClause {
  /** What a person wrote. */
  readonly written: string
  readonly clause: Clause
  /** Heading, paragraphs and owner line, one below the other. */
  readonly text: string
  readonly file: string
  readonly line: number
}

/** The official text that plan.yaml names, read; null where it names none or it cannot be read. */
export function officialTextOf({ source }: Plan): OfficialText | null {
  return source?.text == null ? null : readOfficialText(source.text)
}

/** The clause that a clause number means, as the official text prints it; empty where there is none to show. */
export function officialClause(plan: Plan, official: OfficialText | null, written: string): ShownClause[] {
  const path = readClause(written, section => official?.clause(`${section}—1`) != null)
  const clause = path === null ? null : official?.clause(path)
  if (!official || !clause) return []
  const owners = official.ownerLines.find(line => line.clause === path)
  const names = (list: readonly { readonly text: string }[]) => list.map(({ text }) => text).join('、')
  const line =
    owners &&
    `分工：${names(owners.leads)}牵头，${names(owners.participants)}${owners.open ? '等单位' : ''}参与。`
  return [
    {
      written,
      clause: clause.path,
      text: [clause.text, ...(line ? [line] : [])].join('\n'),
      file: plan.source?.file ?? '',
      line: official.position(clause.start).line,
    },
  ]
}
