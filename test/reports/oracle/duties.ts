import {
  type Any,
  days,
  idsOf,
  isThere,
  lacking,
  members,
  nowOf,
  ofKind,
  type Raw,
  spanOf,
  withFormer,
} from './raw.ts'

interface Period {
  readonly name: string
  readonly from: string
  readonly to: string
}

/** The periods for which a duty is owed. */
function periods(raw: Raw, duty: Any): Period[] {
  const milestone = raw.milestones.find(({ id }) => id === duty.milestone)
  const from = milestone?.from ?? raw.plan.period.from
  const to = duty.due ?? milestone?.to ?? raw.plan.period.to
  if (duty.cadence === 'once' || duty.cadence === 'standing')
    return [{ name: milestone?.id ?? 'plan', from, to }]
  const names: string[] = []
  for (let year = 2000; year < 2100; year++) {
    if (duty.cadence === 'yearly') names.push(`${year}`)
    else for (const quarter of [1, 2, 3, 4]) names.push(`${year}-Q${quarter}`)
  }
  return names
    .map(name => ({ name, ...(spanOf(raw, name) as { from: string; to: string }) }))
    .filter(period => from <= period.from && period.to <= to && period.to >= raw.plan.issuedOn)
}

/** True for the records that show a duty. */
function shows(raw: Raw, record: Any, duty: Any): boolean {
  if (record.fulfils?.includes(duty.id)) return true
  const counts = duty.requirement?.counts
  if (!counts || counts.kind !== record.kind) return false
  const measures: string[] = record.measures ?? []
  const ofTasks = raw.tasks
    .filter(task => counts.tasks?.includes(task.id))
    .flatMap(task => task.measures.map((measure: Any) => measure.id))
  return (
    (!counts.measures || measures.some(one => counts.measures.includes(one))) &&
    (!counts.tasks || measures.some(one => ofTasks.includes(one))) &&
    (!counts.programmes || counts.programmes.includes(record.programme)) &&
    (!counts.forms || counts.forms.includes(record.form)) &&
    (!counts.types || counts.types.includes(record.type))
  )
}

/** The units that own a duty on a day, and the groups of which nobody knows. */
function owning(raw: Raw, owners: string[], on: string): { units: string[]; unknown: string[] } {
  const ids: string[] = []
  const unknown: string[] = []
  for (const owner of owners) {
    const group = raw.groups.find(one => one.id === owner)
    const found = group ? members(raw, group, on) : nowOf(raw, owner, on)
    if (found === null) unknown.push(owner)
    else ids.push(...found)
  }
  const units = raw.units.filter(unit => ids.includes(unit.id) && isThere(raw, unit, on))
  return { units: units.map(unit => unit.id), unknown }
}

/** All whose records are those of the owners on a day. */
const withParts = (raw: Raw, owners: string[], on: string): string[] => [
  ...owners,
  ...owning(raw, owners, on).units.flatMap(id => withFormer(raw, id, on)),
]

/** Every row of the compliance report, from the YAML alone. */
export function expectedRows(raw: Raw): Any[] {
  return raw.duties.flatMap(duty => {
    const order = [...raw.units, ...raw.groups].map(({ id }) => id)
    const rows = periods(raw, duty).flatMap(period => rowsOf(raw, duty, period))
    return rows
      .map((row, at) => ({ row, at }))
      .sort((a, b) => order.indexOf(a.row.unit) - order.indexOf(b.row.unit) || a.at - b.at)
      .map(({ row }) => row)
  })
}

/** The day on which it is looked who owes a period. */
function lookedAt({ to }: Period, day: string): string {
  if (to < day) return to
  return day
}

function rowsOf(raw: Raw, duty: Any, period: Period): Any[] {
  const { day } = raw
  const owners: string[] = duty.owners
  const on = lookedAt(period, day)
  if (owners.length === 0) return [rowOf(raw, duty, period, null, () => true, false)]
  const { units, unknown } = owning(raw, owners, on)
  const owes = (id: string): boolean => {
    if (duty.cadence === 'once' || duty.cadence === 'standing' || on < period.from) return true
    const start = owning(raw, owners, period.from).units
    return withFormer(raw, id, on, ['rename', 'merge', 'transfer', 'abolish']).some(one =>
      start.includes(one),
    )
  }
  const owing = units.filter(owes)
  const isAlone = owners.length === 1 && raw.units.some(unit => unit.id === owners[0])
  if (!duty.each && !isAlone) {
    if (owing.length === 0 && unknown.length === 0) return []
    const isOwn = ({ ids, date }: Any): boolean =>
      [...withParts(raw, owners, date), ...withParts(raw, owners, on)].some(id => ids.includes(id))
    return [rowOf(raw, duty, period, owners.join('+'), isOwn, unknown.length > 0)]
  }
  return [
    ...owing.map(id => {
      const own = withFormer(raw, id, on)
      const later = duty.cadence === 'once' ? nowOf(raw, id, day).filter(one => one !== id) : []
      const isOwn = ({ ids, date }: Any): boolean =>
        own.some(one => ids.includes(one)) || (date > period.to && later.some(one => ids.includes(one)))
      return rowOf(raw, duty, period, id, isOwn, false)
    }),
    ...unknown.map(id => rowOf(raw, duty, period, id, ({ ids }) => ids.includes(id), true)),
  ]
}

function rowOf(
  raw: Raw,
  duty: Any,
  period: Period,
  unit: string | null,
  isOwn: (record: Any) => boolean,
  isUnknown: boolean,
): Any {
  const { day } = raw
  const within = (inner: { from: string; to: string } | null, outer: { from: string; to: string }): boolean =>
    inner !== null && outer.from <= inner.from && inner.to <= outer.to
  const waivers = ofKind(raw, 'waiver').filter(waiver => {
    const span = spanOf(raw, waiver.period)
    const isOfGroup = raw.groups.some(({ id }) => duty.owners.includes(id) && waiver.ids.includes(id))
    const isFor = isOwn(waiver) || isOfGroup
    return (
      waiver.duty === duty.id && isFor && (waiver.period === period.name || (span && within(period, span)))
    )
  })
  const until = duty.cadence === 'once' ? waivers.filter(waiver => waiver.until).at(-1)?.until : undefined
  const span = { from: period.from, to: until ?? period.to }
  const showing = raw.records.filter(record => shows(raw, record, duty) && isOwn(record))
  const inside = showing.filter(({ date }) => span.from <= date && date <= span.to)
  const after = duty.cadence === 'once' ? showing.filter(({ date }) => date > span.to) : []
  const zero = ofKind(raw, 'zero-report').some(
    report =>
      report.duty === duty.id &&
      isOwn(report) &&
      (report.period === period.name || within(spanOf(raw, report.period), span)),
  )
  const required = duty.requirement?.atLeast ?? 1
  const decide = (): [line: number, status: string, reason?: string] => {
    if (day < span.from) return [1, 'not-due']
    if (inside.length >= required) return [2, 'met']
    if (duty.cadence === 'once' && inside.length + after.length >= required) return [3, 'late']
    if (waivers.some(waiver => !waiver.until)) return [4, 'waived']
    if (isUnknown) return [5, 'undetermined', 'members-unknown']
    if (duty.owners.length === 0) return [5, 'undetermined', 'no-owner']
    if (duty.cadence === 'standing') return [5, 'undetermined', 'nothing-to-show']
    if (day < span.to) return [6, 'underway']
    if (duty.modality === 'must') return inside.length === 0 && !zero ? [7, 'unreported'] : [8, 'missed']
    return inside.length > 0 ? [9, 'short'] : [10, 'undetermined', 'nothing-to-show']
  }
  const [line, status, reason = null] = decide()
  const all = status === 'late' ? [...inside, ...after] : inside
  return {
    id: [duty.id, ...(unit === null ? [] : [unit]), period.name].join('/'),
    unit,
    duty: duty.id,
    period: period.name,
    from: span.from,
    to: span.to,
    isPostponed: until !== undefined,
    required,
    actual: all.length,
    unevidenced: lacking(all),
    status,
    reason,
    records: idsOf(all),
    zero,
    working: {
      line,
      inside: inside.length,
      daysLeft: span.from <= day && day < span.to ? days(day, span.to) : null,
    },
  }
}

/** Unit × period of the duties that recur, each record once. */
export function expectedTotals(raw: Raw, rows: readonly Any[]): Any[] {
  return raw.duties.flatMap(({ id, cadence }) => {
    const own = rows.filter(row => row.duty === id && row.unit !== null)
    if (cadence === 'once' || cadence === 'standing' || new Set(own.map(({ unit }) => unit)).size < 2)
      return []
    return [...new Set<string>(own.map(({ period }) => period))].sort().map(period => {
      const ofPeriod = own.filter(row => row.period === period)
      const ids = new Set(ofPeriod.flatMap(({ records }) => records))
      return {
        units: ofPeriod.length,
        required: ofPeriod.reduce((sum, row) => sum + row.required, 0),
        actual: ids.size,
        unevidenced: lacking(raw.records.filter(record => ids.has(record.id))),
      }
    })
  })
}
