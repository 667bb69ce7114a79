import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type DutyVerdict, judgeDuties } from '../../src/judge/duties.ts'
import type { PlanRecord } from '../../src/model/entities.ts'
import type { Plan } from '../../src/model/plan.ts'
import { planOf } from './duties-plan.ts'

/** From the worst to the best; the others are not compared. */
const better = ['unreported', 'undetermined', 'missed', 'short', 'underway', 'late', 'met']

const ids = [
  'yearly',
  'plan',
  'twice',
  'joint',
  'joint-yearly',
  'two',
  'standing',
  'unowned',
  'strive',
  'quarterly',
  'pilots',
  'whole-plan',
]
const names = [
  '区科协',
  '区发改委',
  '东风镇',
  '西河镇',
  '新城镇',
  '解放街道',
  '南路街道',
  '北路街道',
  '中路街道',
]

const day = fc
  .record({
    year: fc.integer({ min: 2016, max: 2021 }),
    month: fc.integer({ min: 1, max: 12 }),
    date: fc.integer({ min: 1, max: 28 }),
  })
  .map(
    ({ year, month, date }) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`,
  )

let count = 0
const record = (kinds: readonly string[]) =>
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      date: day,
      unit: fc.constantFrom(...names),
      hosts: fc.option(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }), {
        nil: undefined,
      }),
      duty: fc.constantFrom(...ids),
      period: fc.constantFrom('2018', '2019', 'plan', '2018-Q2', 'review'),
      fulfils: fc.array(fc.constantFrom(...ids), { maxLength: 2 }),
    })
    .map(({ kind, date, unit, hosts, duty, period, fulfils }): PlanRecord => {
      const id = `${date}-ref-${count++}`
      const own = kind === 'activity' || kind === 'document' ? { hosts, fulfils } : { duty, period }
      const fields = { id, date, unit, title: id, ...own }
      return {
        id,
        kind,
        date,
        unit,
        title: id,
        fields,
        place: { file: `records/${kind}/${id}.yaml`, path: [] },
      }
    })

const anyRecord = record(['activity', 'document', 'zero-report', 'waiver'])
const counting = record(['activity', 'document'])

let plan: Plan
beforeAll(async () => {
  plan = await planOf({})
})

const judge = (records: readonly PlanRecord[], on: string) =>
  new Map(judgeDuties({ ...plan, records }, on).map(verdict => [verdict.id, verdict]))
const outcome = (verdicts: ReadonlyMap<string, DutyVerdict>) =>
  [...verdicts.values()].map(({ id, status, reason, counted }) => [id, status, reason, counted.length])

describe('duties, whatever the records', () => {
  it('a record that counts never makes a duty worse', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 12 }), counting, day, (records, one, on) => {
        const before = judge(records, on)
        for (const [id, after] of judge([...records, one], on)) {
          const was = before.get(id)
          const [worse, now] = [better.indexOf(was?.status ?? ''), better.indexOf(after.status)]
          if (worse < 0 || now < 0) continue
          expect(now, `${id}: ${was?.status} → ${after.status}`).toBeGreaterThanOrEqual(worse)
        }
      }),
    )
  })

  it('withdrawing it restores the verdicts', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 8 }), anyRecord, day, (records, one, on) => {
        const withdrawn = { ...one, fields: { ...one.fields, withdrawn: { on: '2021-12-31', reason: '误' } } }
        expect(outcome(judge([...records, withdrawn], on))).toEqual(outcome(judge(records, on)))
      }),
    )
  })

  it('the order of the records does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 12 }), day, (records, on) => {
        const verdicts = judge(records, on)
        const turned = judge([...records].reverse(), on)
        expect(outcome(turned)).toEqual(outcome(verdicts))
        for (const [id, { counted }] of verdicts) expect(turned.get(id)?.counted).toEqual(counted)
      }),
    )
  })

  it('a record of a later day is not seen', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 8 }), anyRecord, day, (records, one, on) => {
        fc.pre(on < one.date)
        expect(outcome(judge([...records, one], on))).toEqual(outcome(judge(records, on)))
      }),
    )
  })

  it('a unit that was not there the whole year owes nothing for it', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 8 }), day, (records, on) => {
        const owed = [...judge(records, on).keys()].filter(id => id.startsWith('yearly/'))
        for (const id of ['xincheng/2017', 'xincheng/2018', 'zhonglu/2017', 'zhonglu/2018']) {
          expect(owed).not.toContain(`yearly/${id}`)
        }
        if (on >= '2019-05-01') expect(owed).not.toContain('yearly/nanlu/2019')
      }),
    )
  })

  it('only a must that recurs or ends turns red', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 8 }), day, (records, on) => {
        for (const { duty, status } of judge(records, on).values()) {
          if (duty.modality !== 'must' || duty.cadence === 'standing') {
            expect(['missed', 'unreported']).not.toContain(status)
          }
        }
      }),
    )
  })
})
