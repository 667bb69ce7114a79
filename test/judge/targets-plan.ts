import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { parse } from 'yaml'
import type { Point } from '../../src/judge/path.ts'
import { judgeTargets, type TargetVerdict } from '../../src/judge/targets.ts'
import { amendedBy } from '../../src/model/amended.ts'
import type { Plan } from '../../src/model/plan.ts'
import { isAmendable } from '../../src/repository/amendable.ts'
import { recordFiles, repositoryOf, type Sketch, yamlOf } from '../plan-of.ts'

export const four = (value: number | null): number | null => value && Number(value.toFixed(4))

/** A case of targets.yaml. */
export interface Case {
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
  /** More of the verdict, by what it is called in `facts`. */
  readonly more?: Readonly<Record<string, unknown>>
}

const points = (all: readonly Point[]) => all.map(({ on, value }) => `${on} ${value}`)

/** What a case may tell of a verdict besides. */
const facts: Readonly<Record<string, (verdict: TargetVerdict) => unknown>> = {
  records: ({ observed }) => observed?.records.map(({ id }) => id),
  observed: ({ observed }) => observed,
  interval: ({ observed }) => observed?.interval,
  seen: ({ seen }) => points(seen),
  yearly: ({ yearly }) => points(yearly),
  path: ({ path }) => points(path),
  steps: ({ steps }) => steps,
  straddles: ({ straddles }) => straddles,
  expected: ({ expected }) => four(expected),
  rulings: ({ rulings }) => rulings,
}

/** The plan of the cases, its targets, and the cases. */
export const sheet = parse(readFileSync('test/judge/targets.yaml', 'utf8')) as {
  readonly plan: Readonly<Record<string, object>>
  readonly targets: Readonly<Record<string, object>>
  readonly common: object
  readonly cases: readonly Case[]
}

/** The plan of a case. */
export async function planOf(one: Pick<Case, 'target' | 'change' | 'records'>): Promise<Plan> {
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
  return plan
}

/** The verdict on the target of a case. */
export async function judged(one: Case): Promise<TargetVerdict> {
  const plan = await planOf(one)
  const amended = amendedBy(plan, one.asOf, change => isAmendable(plan, change))
  const [verdict] = judgeTargets(
    amended,
    one.asOf,
    amended.targets.filter(({ id }) => id === one.target),
  )
  if (!verdict) throw new Error(`no verdict on ${one.target}`)
  return verdict
}

/** Judges a case and compares what it tells. */
export async function checkTarget(one: Case): Promise<void> {
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
    expect(verdict.reference.map(({ scope, value, on }) => `${scope} ${value} ${on}`)).toEqual(one.reference)
  }
  for (const [key, expected] of Object.entries(one.more ?? {}))
    expect([key, facts[key]?.(verdict)]).toEqual([key, expected])
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
}
