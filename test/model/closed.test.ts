import { describe, expect, it } from 'vitest'
import { admittedBy, closingOf, closingsOf } from '../../src/model/closed.ts'
import type { Plan } from '../../src/model/plan.ts'
import { openRepository } from '../../src/repository/open.ts'
import { exampleRepository, type Files } from '../scratch.ts'

const closing = (id: string, period: string, more = ''): Files => ({
  [`records/closing/2021/${id}.yaml`]: `id: ${id}
date: "2021-01-20"
unit: 区科协
title: 封账
period: ${/^\d/.test(period) ? `"${period}"` : period}
${more}`,
})

async function planWith(...files: Files[]): Promise<Plan> {
  const { plan, findings } = await openRepository({
    root: exampleRepository(Object.assign({}, ...files)),
    prefix: '',
  })
  expect(findings.filter(({ at }) => at.file !== 'plan.yaml')).toEqual([])
  return plan
}

const periodOf = (plan: Plan, fields: Parameters<typeof closingOf>[2]) =>
  closingOf(plan, closingsOf(plan), fields)?.period

describe('a record lies in a closed period', () => {
  it('by its date, its period or its year', async () => {
    const plan = await planWith(closing('2021-01-20-kexie-aaaaa', '2018'))
    expect(periodOf(plan, { date: '2018-01-01' })).toBe('2018')
    expect(periodOf(plan, { date: '2018-12-31' })).toBe('2018')
    expect(periodOf(plan, { date: '2019-01-05' })).toBeUndefined()
    expect(periodOf(plan, { date: '2017-12-31' })).toBeUndefined()
    expect(periodOf(plan, { date: '2019-01-05', period: '2018' })).toBe('2018')
    expect(periodOf(plan, { date: '2019-01-05', period: '2018-Q4' })).toBe('2018')
    expect(periodOf(plan, { date: '2019-01-05', period: '2018-09' })).toBe('2018')
    expect(periodOf(plan, { date: '2019-01-05', period: 'launch' })).toBe('2018')
    expect(periodOf(plan, { date: '2019-01-05', period: 'plan' })).toBeUndefined()
    expect(periodOf(plan, { date: '2019-01-05', period: '2019' })).toBeUndefined()
    expect(periodOf(plan, { date: '2019-01-05', year: 2018 })).toBe('2018')
    expect(periodOf(plan, { date: '2019-01-05', year: 2019 })).toBeUndefined()
  })

  it('when a longer period is closed part by part, and not before', async () => {
    const quarters = ['2018-Q1', '2018-Q2', '2018-Q3'].map((period, index) =>
      closing(`2021-01-20-kexie-aaaa${index + 2}`, period),
    )
    const three = await planWith(...quarters)
    expect(periodOf(three, { date: '2019-01-05', period: '2018' })).toBeUndefined()
    const four = await planWith(...quarters, closing('2021-01-20-kexie-aaaa7', '2018-Q4'))
    expect(periodOf(four, { date: '2019-01-05', period: '2018' })).toBe('2018-Q1')
  })

  it('but not while its last day is open', async () => {
    const milestones = (to: string) => ({
      'milestones.yaml': `milestones:
  - id: launch
    title: 启动实施
    clause: 四（一）
    from: "2018-01-01"
    to: "2018-06-30"
  - id: review
    title: 总结
    clause: 四（二）
    from: "2018-07-01"
    to: "${to}"
`,
    })
    const both = [closing('2021-01-20-kexie-aaaa2', 'launch'), closing('2021-01-20-kexie-aaaa3', 'review')]
    const open = await planWith(milestones('2018-12-30'), ...both)
    expect(periodOf(open, { date: '2019-01-05', year: 2018 })).toBeUndefined()
    const whole = await planWith(milestones('2018-12-31'), ...both)
    expect(periodOf(whole, { date: '2019-01-05', year: 2018 })).toBe('launch')
  })

  it('of the plan, of a milestone; and not where the closing is withdrawn', async () => {
    const whole = await planWith(closing('2021-01-20-kexie-aaaaa', 'plan'))
    expect(periodOf(whole, { date: '2020-12-31' })).toBe('plan')
    expect(periodOf(whole, { date: '2021-01-01' })).toBeUndefined()
    const phase = await planWith(closing('2021-01-20-kexie-aaaaa', 'launch'))
    expect(periodOf(phase, { date: '2018-03-31' })).toBe('launch')
    expect(periodOf(phase, { date: '2018-04-01' })).toBeUndefined()
    const withdrawn = 'withdrawn:\n  on: "2021-02-01"\n  reason: 封错了\n'
    const none = await planWith(closing('2021-01-20-kexie-aaaaa', '2018', withdrawn))
    expect(periodOf(none, { date: '2018-05-01' })).toBeUndefined()
    const broken = await planWith(closing('2021-01-20-kexie-aaaaa', 'plan'), { 'plan.yaml': 'id: x\n' })
    expect(periodOf(broken, { date: '2018-05-01' })).toBe('plan')
  })
})

describe('an amendment lets a record into a closed period', () => {
  const amendment = '2019-03-01-kexie-q5w7e'

  it('where it is recorded, in force, and another one', async () => {
    const plan = await planWith()
    const id = '2018-05-01-kexie-bbbbb'
    expect(admittedBy(plan, { id, amendment })?.id).toBe(amendment)
    expect(admittedBy(plan, { id })).toBeUndefined()
    expect(admittedBy(plan, { id, amendment: '2018-09-15-kexie-x7f3q' })).toBeUndefined()
    expect(admittedBy(plan, { id, amendment: '2019-03-01-kexie-zzzzz' })).toBeUndefined()
    expect(admittedBy(plan, { id: amendment, amendment })).toBeUndefined()
  })
})
