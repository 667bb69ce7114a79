import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { type DutyVerdict, judgeDuties } from '../../src/judge/duties.ts'
import { amendedBy } from '../../src/model/amended.ts'
import type { PlanRecord } from '../../src/model/entities.ts'
import type { Plan } from '../../src/model/plan.ts'
import { nameOn } from '../../src/model/units.ts'
import { isAmendable } from '../../src/repository/amendable.ts'
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
  /** More of each row, by what it is called in `facts`. */
  readonly more?: Readonly<Record<string, readonly (string | number | null)[]>>
}

const dates = (records: readonly PlanRecord[]) => records.map(({ date }) => String(date)).join(' ')

/** What a case may tell of a verdict besides. */
const facts: Readonly<Record<string, (verdict: DutyVerdict) => string | number | null>> = {
  id: ({ id }) => id,
  parties: ({ parties }) => parties.map(({ id }) => String(id)).join(' '),
  counted: ({ counted }) => dates(counted),
  afterEnd: ({ afterEnd }) => dates(afterEnd),
  zeroReports: ({ zeroReports }) => dates(zeroReports),
  waivers: ({ waivers }) => dates(waivers),
  broken: ({ broken }) => broken.join(' '),
  rulings: ({ rulings }) => rulings.join(' '),
  left: ({ daysLeft }) => daysLeft,
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

/** The verdicts on the duty of a case. */
export async function judged(one: Case): Promise<DutyVerdict[]> {
  const plan = await planOf(one, one.duty, one.change)
  const amended = amendedBy(plan, one.asOf, change => isAmendable(plan, change))
  const duties = amended.duties.filter(({ id }) => id === one.duty)
  expect(duties).toHaveLength(1)
  return judgeDuties(amended, one.asOf, duties)
}

/** A verdict as the cases write it, as much of it as the case tells. */
function told(verdict: DutyVerdict, expected = ''): string {
  const { unit, period, status, reason, counted, required, daysLeft, span } = verdict
  const unevidenced = counted.filter(({ fields }) => fields.evidence === undefined).length
  const parts = [
    `${unit ?? '-'} ${period} ${status}${reason ? `(${reason})` : ''} ${counted.length}/${required}`,
    unevidenced > 0 && expected.includes('unevidenced') && `unevidenced ${unevidenced}`,
    daysLeft !== null && expected.includes('left') && `left ${daysLeft}`,
    expected.includes('from') && `from ${span.from}`,
    expected.includes(' to ') && `to ${span.to}`,
  ]
  return parts.filter(Boolean).join(' ')
}

/** Judges a case and compares what it tells. */
export async function checkDuty(one: Case): Promise<void> {
  const rows = (await judged(one)).filter(({ unit, period }) =>
    new RegExp(one.look ?? '').test(`${unit} ${period}`),
  )
  expect(rows.map((row, index) => told(row, one.rows[index]))).toEqual(one.rows)
  for (const [key, expected] of Object.entries(one.more ?? {}))
    expect([key, rows.map(row => facts[key]?.(row))]).toEqual([key, expected])
  for (const [id, name] of Object.entries(one.names ?? {})) {
    const row = rows.find(({ unit }) => unit === id)
    expect(row?.parties.map(party => nameOn(party, one.asOf))).toEqual([name])
  }
}
