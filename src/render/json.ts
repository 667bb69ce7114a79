import { safeJson } from './safe.ts'

/** What every JSON answer is wrapped in (`schemas/output/` describes each). */
export interface Envelope {
  /** `kepu/<command>[-<what>]` */
  readonly kind: string
  /** The id of the plan; null where plan.yaml is broken. */
  readonly plan: string | null
  /** The plan is a sample: what is told of it is not real. */
  readonly sample?: true
  readonly asOf: string
  readonly rev: string | null
  /** How many errors the data has; left out where there are none. */
  readonly problems?: number
}

/** An answer for programs: numbers unrounded, null for what cannot be told. */
export function renderJson({ kind, plan, sample, asOf, rev, problems }: Envelope, data: unknown): string {
  const envelope = {
    kind: `kepu/${kind}`,
    version: 1,
    plan,
    ...(sample && { sample }),
    asOf,
    rev,
    ...(problems !== undefined && { problems }),
    data,
  }
  return `${safeJson(JSON.stringify(envelope, null, 2))}\n`
}
