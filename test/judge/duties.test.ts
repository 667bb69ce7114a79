import { describe, expect, it } from 'vitest'
import { type DutyVerdict, judgeDuties } from '../../src/judge/duties.ts'
import { amendedBy } from '../../src/model/amended.ts'
import { nameOn } from '../../src/model/units.ts'
import { isAmendable } from '../../src/repository/amendable.ts'
import { type Case, planOf, sheet } from './duties-plan.ts'

async function judged(one: Case): Promise<DutyVerdict[]> {
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

describe('the table of duties', () => {
  it.each(sheet.cases.map(one => [one.name, one] as const))('%s', async (_name, one) => {
    const rows = (await judged(one)).filter(({ unit, period }) =>
      new RegExp(one.look ?? '').test(`${unit} ${period}`),
    )
    expect(rows.map((row, index) => told(row, one.rows[index]))).toEqual(one.rows)
    for (const [id, name] of Object.entries(one.names ?? {})) {
      const row = rows.find(({ unit }) => unit === id)
      expect(row?.parties.map(party => nameOn(party, one.asOf))).toEqual([name])
    }
  })

  it('has a case for each of its lines and reasons', async () => {
    const lines = new Set<number>()
    const reasons = new Set<string | null>()
    for (const one of sheet.cases) {
      for (const { line, reason } of await judged(one)) {
        lines.add(line)
        reasons.add(reason)
      }
    }
    expect([...lines].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(reasons).toEqual(new Set([null, 'data-errors', 'members-unknown', 'no-owner', 'nothing-to-show']))
  })
})
