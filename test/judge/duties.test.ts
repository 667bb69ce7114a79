import { describe, expect, it } from 'vitest'
import { isRed, judgeDuties } from '../../src/judge/duties.ts'
import { checkDuty, judged, planOf, sheet } from './duties-plan.ts'

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

  it("takes a record that cannot be read at all for anybody's, of any duty, in its year", async () => {
    const plan = await planOf({})
    const brokenRecords = [
      { file: 'records/activity/2018/x.yaml', kind: 'activity', year: '2018', text: null },
    ]
    const verdicts = judgeDuties({ ...plan, brokenRecords }, '2019-12-31')
    const touched = verdicts.filter(({ broken }) => broken.length > 0)
    const years = touched.filter(({ duty }) => duty.cadence === 'yearly').map(({ period }) => period)
    expect(new Set(years)).toEqual(new Set(['2018']))
    const once = verdicts.filter(({ duty, status }) => duty.cadence === 'once' && status !== 'not-due')
    expect(once.length).toBeGreaterThan(5)
    for (const { id, broken } of once) expect([id, broken]).toEqual([id, ['records/activity/2018/x.yaml']])
  })

  it('says nothing without plan.yaml', async () => {
    const plan = await planOf({})
    expect(judgeDuties(plan, '2018-12-31').length).toBeGreaterThan(50)
    expect(judgeDuties({ ...plan, sheet: null }, '2018-12-31')).toEqual([])
  })

  it('calls red what was promised and not kept', () => {
    const all = [
      'not-due',
      'met',
      'late',
      'waived',
      'undetermined',
      'underway',
      'unreported',
      'missed',
      'short',
    ]
    expect(all.filter(isRed)).toEqual(['unreported', 'missed'])
  })
})
