import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { judgeTargets, type TargetVerdict } from '../../src/judge/targets.ts'
import { wilsonInterval } from '../../src/judge/wilson.ts'
import { amendedBy } from '../../src/model/amended.ts'
import { isAmendable } from '../../src/repository/amendable.ts'
import { recordFiles, repositoryOf, type Sketch, yamlOf } from '../plan-of.ts'

interface Case {
  readonly name: string
  readonly target: string
  readonly change?: object
  readonly asOf: string
  readonly records?: readonly Sketch[]
  readonly verdict: string
  readonly observed?: string | null
  readonly reference?: readonly string[]
  readonly values?: Readonly<Partial<Record<'attainment' | 'pace' | 'projected', number | null>>>
  readonly interval?: readonly number[]
  readonly straddles?: boolean
  readonly steps?: readonly string[]
}

const sheet = parse(readFileSync('test/judge/targets.yaml', 'utf8')) as {
  readonly plan: Readonly<Record<string, object>>
  readonly targets: Readonly<Record<string, object>>
  readonly common: object
  readonly cases: readonly Case[]
}

async function judged(one: Case): Promise<TargetVerdict> {
  const targets = Object.entries(sheet.targets).map(([id, own]) => ({
    id,
    ...sheet.common,
    ...own,
    ...(id === one.target && one.change),
  }))
  const { plan, findings } = await repositoryOf({
    ...Object.fromEntries(Object.entries(sheet.plan).map(([file, value]) => [file, yamlOf(value)])),
    'targets.yaml': yamlOf({ targets }),
    ...recordFiles(one.records ?? []),
  })
  expect(findings).toEqual([])
  const amended = amendedBy(plan, one.asOf, change => isAmendable(plan, change))
  const [verdict] = judgeTargets(
    amended,
    one.asOf,
    amended.targets.filter(({ id }) => id === one.target),
  )
  if (!verdict) throw new Error(`no verdict on ${one.target}`)
  return verdict
}

const four = (value: number | null): number | null => value && Number(value.toFixed(4))

describe('the list of targets', () => {
  it.each(sheet.cases.map(one => [one.name, one] as const))('%s', async (_name, one) => {
    const verdict = await judged(one)
    const { status, reason, observed } = verdict
    expect(`${status}${reason ? `(${reason})` : ''}`).toBe(one.verdict)
    if (one.observed !== undefined) {
      expect(observed && `${observed.value} ${observed.on}`).toBe(one.observed)
    }
    for (const [key, value] of Object.entries(one.values ?? {})) {
      expect(four(verdict[key as 'pace']), key).toBe(value)
    }
    if (one.reference) {
      expect(verdict.reference.map(({ scope, value, on }) => `${scope} ${value} ${on}`)).toEqual(
        one.reference,
      )
    }
    if (one.interval) expect(observed?.interval?.map(four)).toEqual(one.interval)
    if (one.straddles !== undefined) expect(verdict.straddles).toBe(one.straddles)
    if (one.steps) {
      const words = (ids: readonly string[]) => ids.join(' ') || '-'
      expect(
        verdict.steps.map(
          ({ from, to, before, after, common, left }) =>
            `${from}→${to} ${before}→${after} ${words(common)} left ${words(left)}`,
        ),
      ).toEqual(one.steps)
    }
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
