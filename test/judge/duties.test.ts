import { describe, expect, it } from 'vitest'
import { checkDuty, judged, sheet } from './duties-plan.ts'

describe('the table of duties', () => {
  it.each(sheet.cases.map(one => [one.name, one] as const))('%s', async (_name, one) => {
    await checkDuty(one)
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
