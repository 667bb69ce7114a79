import { describe, expect, it } from 'vitest'
import { fundingSteps } from '../../src/judge/funding.ts'
import { expectedPath, projection, valueOn } from '../../src/judge/path.ts'
import { periodsOf } from '../../src/judge/periods.ts'
import type { Duty, Target } from '../../src/model/entities.ts'
import type { Plan, PlanSheet } from '../../src/model/plan.ts'

describe('the expected path', () => {
  const baseline = { on: '2016-01-01', value: 10 }
  const pathOf = (...interim: { on: string; value: number }[]) =>
    expectedPath({ interim } as unknown as Target, baseline, 30, '2020-12-31').map(({ on }) => on)

  it('goes through the interim values between baseline and due day, in time', () => {
    const [a, b, c] = ['2017-01-01', '2018-01-01', '2019-01-01'].map(on => ({ on, value: 1 }))
    if (!a || !b || !c) throw new Error('three points')
    for (const order of [
      [a, b, c],
      [c, b, a],
      [b, c, a],
      [b, a, c],
    ])
      expect(pathOf(...order)).toEqual(['2016-01-01', '2017-01-01', '2018-01-01', '2019-01-01', '2020-12-31'])
  })

  it("leaves out those of the baseline's day or the due day, before and behind", () => {
    const days = ['2015-12-31', '2016-01-01', '2020-12-31', '2021-01-01']
    expect(pathOf(...days.map(on => ({ on, value: 1 })))).toEqual(['2016-01-01', '2020-12-31'])
    expect(pathOf()).toEqual(['2016-01-01', '2020-12-31'])
  })

  it('is linear between its points, and flat before and behind them', () => {
    const path = [
      { on: '2016-01-01', value: 10 },
      { on: '2016-01-11', value: 20 },
      { on: '2016-01-31', value: 0 },
    ]
    const days = [
      '2015-06-30',
      '2016-01-01',
      '2016-01-06',
      '2016-01-11',
      '2016-01-16',
      '2016-01-31',
      '2016-12-31',
    ]
    expect(days.map(day => valueOn(path, day))).toEqual([10, 10, 15, 20, 15, 0, 0])
    expect(valueOn([{ on: '2016-01-01', value: 10 }], '2016-01-01')).toBe(10)
    expect(valueOn([], '2016-01-01')).toBeNaN()
  })

  it('is projected in a straight line', () => {
    expect(projection({ on: '2016-01-01', value: 10 }, { on: '2016-01-11', value: 20 }, '2016-01-31')).toBe(
      40,
    )
  })
})

describe('the periods of a duty', () => {
  const of = (cadence: string, issuedOn: string) =>
    periodsOf(
      { cadence } as Duty,
      { milestones: [] } as unknown as Plan,
      { period: { from: '2016-01-01', to: '2017-12-31' }, issuedOn } as PlanSheet,
    ).map(({ name }) => name)

  it('begin with the one in which the plan was issued, on its last day too', () => {
    expect(of('yearly', '2016-12-31')).toEqual(['2016', '2017'])
    expect(of('yearly', '2017-01-01')).toEqual(['2017'])
    expect(of('quarterly', '2017-06-30')).toEqual(['2017-Q2', '2017-Q3', '2017-Q4'])
  })
})

describe('years of funding', () => {
  it('are compared two by two: none, and one, make no step', () => {
    expect(fundingSteps([])).toEqual([])
    expect(fundingSteps([{ year: 2017, spent: new Map([['kexie', 1]]), records: [] }])).toEqual([])
  })
})
