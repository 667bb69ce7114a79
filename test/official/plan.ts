import { readFileSync } from 'node:fs'
import {
  type OfficialClause,
  type OfficialText,
  type Printed,
  readOfficialText,
} from '../../src/official/official-text.ts'

/** An invented plan with the faults of real ones: page breaks anywhere, misprints, mixed widths and dashes. */
export const source = readFileSync(new URL('../fixtures/official/plan.txt', import.meta.url), 'utf8')
export const plan = readOfficialText(source)

export function clause(path: string, text: OfficialText = plan): OfficialClause {
  const found = text.clause(path)
  if (!found) throw new Error(`the text has no clause ${path}`)
  return found
}

export const texts = (list: readonly Printed[]): string[] => list.map(printed => printed.text)
