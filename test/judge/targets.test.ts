import { describe, expect, it } from 'vitest'
import { isSatisfied, judgeTargets } from '../../src/judge/targets.ts'
import { wilsonInterval } from '../../src/judge/wilson.ts'
import type { Target } from '../../src/model/entities.ts'
import { checkTarget, four, judged, planOf, sheet } from './targets-plan.ts'

describe('the list of targets', () => {
  it.each(sheet.cases.map(one => [one.name, one] as const))('%s', async (_name, one) => {
    await checkTarget(one)
  })

  it('has a case for each status and reason', async () => {
    const verdicts = await Promise.all(sheet.cases.map(judged))
    expect(new Set(verdicts.map(({ status }) => status)).size).toBe(8)
    expect(new Set(verdicts.map(({ reason }) => reason)).size).toBe(10)
    expect([...new Set(verdicts.map(({ line }) => line))].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('comes to the same whatever the order of the records', async () => {
    for (const one of sheet.cases) {
      const records = (one.records ?? []).map((record, index) => ({
        ...record,
        id: `${record.date}-ref-${index}`,
      }))
      const { reference, status, reason, pace, observed } = await judged({
        ...one,
        records: [...records].reverse(),
      })
      const straight = await judged({ ...one, records })
      expect({ status, reason, pace, value: observed?.value, reference: reference.length }).toEqual({
        status: straight.status,
        reason: straight.reason,
        pace: straight.pace,
        value: straight.observed?.value,
        reference: straight.reference.length,
      })
    }
  })
})

describe('a target', () => {
  it.each([
    ['>', [false, false, true]],
    ['>=', [false, true, true]],
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
    ['=', [false, true, false]],
    ['up', [false, false, false]],
    ['down', [false, false, false]],
  ] as const)('%s 12 takes 11, 12 and 13 for what they are', (op, expected) => {
    const target = { op, value: 12 } as Target
    expect([11, 12, 13].map(value => isSatisfied(target, value))).toEqual(expected)
    expect([11, 12, 13].map(value => isSatisfied({ op } as Target, value))).toEqual([false, false, false])
  })

  it('is not judged without plan.yaml', async () => {
    const plan = await planOf({ target: 'literacy' })
    expect(judgeTargets(plan, '2018-12-31')).toHaveLength(plan.targets.length)
    expect(judgeTargets({ ...plan, sheet: null }, '2018-12-31')).toEqual([])
  })
})

describe('the Wilson interval', () => {
  // Newcombe, Statist. Med. 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is %d to %d', (qualified, size, low, high) => {
    expect(wilsonInterval(qualified, size).map(four)).toEqual([low, high])
  })

  it('of all or none stays within 0 and 1', () => {
    expect(wilsonInterval(20, 20)[1]).toBeLessThanOrEqual(1)
    expect(wilsonInterval(0, 20)[0]).toBe(0)
  })
})
