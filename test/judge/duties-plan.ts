import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { parse } from 'yaml'
import type { Plan } from '../../src/model/plan.ts'
import { recordFiles, repositoryOf, type Sketch, yamlOf } from '../plan-of.ts'

/** A case of duties.yaml. */
export interface Case {
  readonly name: string
  readonly duty: string
  readonly change?: object
  readonly asOf: string
  readonly look?: string
  readonly records?: readonly Sketch[]
  readonly broken?: Readonly<Record<string, string>>
  readonly names?: Readonly<Record<string, string>>
  readonly rows: readonly string[]
}

/** The plan of the cases, its duties, and the cases. */
export const sheet = parse(readFileSync('test/judge/duties.yaml', 'utf8')) as {
  readonly plan: Readonly<Record<string, object>>
  readonly duties: Readonly<Record<string, object>>
  readonly common: object
  readonly cases: readonly Case[]
}

/** The plan of the cases with the records of one, and with one duty changed. */
export async function planOf(
  given: Pick<Case, 'records' | 'broken'>,
  duty?: string,
  change: object = {},
): Promise<Plan> {
  const duties = Object.entries(sheet.duties).map(([id, own]) => ({
    id,
    ...sheet.common,
    ...own,
    ...(id === duty && change),
  }))
  const files = {
    ...Object.fromEntries(Object.entries(sheet.plan).map(([file, value]) => [file, yamlOf(value)])),
    'duties.yaml': yamlOf({ duties }),
    ...recordFiles(given.records ?? []),
  }
  const { plan, findings } = await repositoryOf(files)
  expect(findings).toEqual([])
  return given.broken ? (await repositoryOf({ ...files, ...given.broken })).plan : plan
}
