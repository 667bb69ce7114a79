import { type Any, days, idsOf, nowOf, ofKind, type Raw } from './raw.ts'

/** Wilson's interval as the roots of (p̂ − p)² = z² p (1 − p) / n, in percent. */
function wilson(qualified: number, size: number): [number, number] {
  const z2 = 1.959963984540054 ** 2
  const share = qualified / size
  const [a, b, c] = [1 + z2 / size, -(2 * share + z2 / size), share ** 2]
  const root = Math.sqrt(b ** 2 - 4 * a * c)
  return [Math.max(0, ((-b - root) / (2 * a)) * 100), Math.min(100, ((-b + root) / (2 * a)) * 100)]
}

interface Told {
  readonly observed: Any
  readonly yearly: Any[]
  readonly steps: Any[]
  readonly reason: string | null
}

function observations(raw: Raw, target: Any): Told {
  const all = ofKind(raw, 'observation').filter(({ indicator }) => indicator === target.id)
  const own = all.filter(({ scope }) => scope === target.scope)
  const needsWhole = target.unit === '%' && target.value === 100 && target.denominator === undefined
  const usable = own.filter(record => !needsWhole || record.of !== undefined)
  const seen = (record: Any) => ({
    value: record.value,
    on: record.date,
    interval:
      record.sample && target.unit === '%'
        ? wilson(record.sample.qualified ?? (record.sample.size * record.value) / 100, record.sample.size)
        : null,
    records: [record.id],
  })
  const yearly: Record<string, Any> = {}
  for (const record of usable) yearly[record.date.slice(0, 4)] = seen(record)
  const last = usable.at(-1)
  const why = own.length > 0 ? 'no-denominator' : all.length > 0 ? 'scope-differs' : 'no-data'
  return {
    observed: last ? seen(last) : null,
    yearly: Object.keys(yearly)
      .sort()
      .map(year => yearly[year]),
    steps: [],
    reason: last ? null : why,
  }
}

function bases(raw: Raw, target: Any, level: string): Told {
  const all = ofKind(raw, 'base')
  if (!all.some(base => base.level === level))
    return { observed: null, yearly: [], steps: [], reason: 'no-data' }
  const higher: Record<string, string[]> = {
    municipal: ['provincial', 'national'],
    provincial: ['national'],
    national: [],
  }
  const live = all.filter(({ namedOn, validTo = '9' }) => namedOn <= raw.day && raw.day <= validTo)
  const counted = live.filter(
    base =>
      base.level === level &&
      (target.accumulation === 'every-level' ||
        !live.some(other => other.name === base.name && higher[level]?.includes(other.level))),
  )
  const value = new Set(counted.map(({ name }) => name)).size
  const observed = { value, on: raw.day, interval: null, records: idsOf(counted) }
  return { observed, yearly: [], steps: [], reason: null }
}

function funding(raw: Raw): Told {
  const byYear: Record<string, { spent: Record<string, number>; records: Any[] }> = {}
  for (const record of ofKind(raw, 'funding')) {
    if (record.fund === 'social' || record.spent === undefined) continue
    const now = nowOf(raw, record.ids[0], raw.day)
    const unit = now.length === 1 ? (now[0] as string) : record.ids[0]
    byYear[record.year] ??= { spent: {}, records: [] }
    const entry = byYear[record.year] as { spent: Record<string, number>; records: Any[] }
    entry.spent[unit] = Number(((entry.spent[unit] ?? 0) + record.spent).toFixed(2))
    entry.records.push(record)
  }
  const total = (spent: Record<string, number>, units: string[]): number =>
    Number(units.reduce((sum, unit) => sum + (spent[unit] ?? 0), 0).toFixed(2))
  const known = Object.keys(byYear).sort()
  const yearly = known.map(year => {
    const { spent, records } = byYear[year] as { spent: Record<string, number>; records: Any[] }
    return {
      value: total(spent, Object.keys(spent)),
      on: `${year}-12-31`,
      interval: null,
      records: idsOf(records),
    }
  })
  const steps: Any[] = []
  for (let year = Number(known[0]) + 1; year <= Number(known.at(-1)); year++) {
    const before = byYear[year - 1]?.spent ?? {}
    const after = byYear[year]?.spent ?? {}
    const common = Object.keys(before).filter(unit => unit in after)
    steps.push({
      from: year - 1,
      to: year,
      before: total(before, common),
      after: total(after, common),
      units: common.length,
    })
  }
  const reason = known.length === 0 ? 'no-data' : steps.some(({ units }) => units === 0) ? 'incomplete' : null
  return { observed: yearly.at(-1) ?? null, yearly, steps, reason }
}

const satisfies = ({ op, value: wanted }: Any, value: number): boolean =>
  (op === '>' && value > wanted) ||
  (op === '>=' && value >= wanted) ||
  (op === '<' && value < wanted) ||
  (op === '<=' && value <= wanted) ||
  (op === '=' && value === wanted)

/** The value of a line through two points on a day. */
const line = (from: Any, to: Any, on: string): number =>
  from.value + ((to.value - from.value) / days(from.on, to.on)) * days(from.on, on)

/** Every target of the progress report, from the YAML alone. */
export function expectedTarget(raw: Raw, target: Any): Any {
  const level = /^bases-(national|provincial|municipal)$/.exec(target.id)?.[1]
  const told = level
    ? bases(raw, target, level)
    : target.id === 'funding-rising'
      ? funding(raw)
      : observations(raw, target)
  const { observed } = told
  const due = target.due ?? raw.plan.period.to
  const isDirection = target.op === 'up' || target.op === 'down'
  const baseline = isDirection ? undefined : target.baseline
  const interim = (target.interim ?? []).filter(({ on }: Any) => baseline?.on < on && on < due)
  const path = baseline
    ? [
        baseline,
        ...interim.sort((a: Any, b: Any) => (a.on < b.on ? -1 : 1)),
        { on: due, value: target.value },
      ]
    : []
  let expected: number | null = null
  if (baseline && observed) {
    expected = observed.on >= due ? target.value : baseline.value
    for (let at = 1; at < path.length; at++) {
      if (path[at - 1].on <= observed.on && observed.on < path[at].on)
        expected = line(path[at - 1], path[at], observed.on)
    }
  }
  const gained = baseline && observed ? observed.value - baseline.value : null
  const promised = baseline ? target.value - baseline.value : 0
  const isLater = baseline && observed && baseline.on < observed.on
  const attainment = gained === null || promised === 0 ? null : gained / promised
  const wanted = expected === null ? 0 : expected - baseline.value
  const pace = gained === null || promised === 0 || !isLater || wanted === 0 ? null : gained / wanted
  const projected = isLater && observed.on <= due ? line(baseline, observed, due) : null
  const decide = (): [line: number, status: string, reason: string | null] => {
    if (!observed) return [1, 'undetermined', told.reason]
    if (isDirection) return direction(target, told)
    if (satisfies(target, observed.value)) return [2, 'met', null]
    if (target.staleAfter !== undefined && days(observed.on, raw.day) > target.staleAfter)
      return [3, 'undetermined', 'stale']
    if (raw.day >= due) return [4, target.modality === 'must' ? 'missed' : 'short', null]
    if (!baseline) return [5, 'undetermined', 'no-baseline']
    if (promised === 0) return [5, 'undetermined', 'base-equals-target']
    if (pace === null) return [5, 'undetermined', 'observed-at-baseline']
    return [6, pace >= 0.95 ? 'on-track' : pace >= 0.6 ? 'slow' : pace >= 0 ? 'behind' : 'reversed', null]
  }
  const [decided, status, reason] = decide()
  const references = ofKind(raw, 'observation').filter(
    ({ indicator, scope }) => indicator === target.id && scope !== target.scope,
  )
  return {
    id: target.id,
    value: target.value ?? null,
    due,
    observed,
    reference: references.map(({ value }) => ({ value })),
    baseline: target.baseline ? { value: target.baseline.value } : null,
    attainment,
    pace,
    projected,
    status,
    reason,
    working: {
      line: decided,
      expected,
      path: path.map(({ value }: Any) => ({ value })),
      yearly: isDirection ? told.yearly : [],
      steps: told.steps.map(({ units: _units, ...step }) => step),
    },
  }
}

function direction(target: Any, { yearly, steps, reason }: Told): [number, string, string | null] {
  if (yearly.length < 2) return [0, 'undetermined', 'one-point']
  if (reason) return [0, 'undetermined', reason]
  const pairs = steps.length > 0 ? steps.map(({ before, after }) => [before, after]) : []
  if (steps.length === 0)
    for (let at = 1; at < yearly.length; at++) pairs.push([yearly[at - 1].value, yearly[at].value])
  let status = 'on-track'
  for (const [before, after] of pairs) {
    const gain = target.op === 'up' ? after - before : before - after
    if (gain <= 0) status = 'slow'
  }
  const [before, after] = pairs.at(-1) as [number, number]
  if (target.op === 'up' ? after < before : after > before) status = 'reversed'
  return [0, status, null]
}
