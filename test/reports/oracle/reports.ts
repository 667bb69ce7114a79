import { expectedTotals } from './duties.ts'
import {
  type Any,
  days,
  idsOf,
  isThere,
  lacking,
  members,
  nowOf,
  ofKind,
  ofTask,
  type Raw,
  spanOf,
  summary,
  sums,
  withFormer,
} from './raw.ts'

/** What the reports are recomputed from: the YAML, and the rows and targets already recomputed from it. */
export interface Basis {
  readonly raw: Raw
  readonly rows: readonly Any[]
  readonly targets: readonly Any[]
}

const isRed = ({ status }: Any): boolean => status === 'missed' || status === 'unreported'
const isDone = ({ status }: Any): boolean => ['met', 'late', 'waived'].includes(status)

interface Finding {
  readonly unit: string | undefined
  readonly task: string | undefined
  readonly due: string | undefined
  readonly date: string
}

/** What inspections found that is still open on the day. */
function openFindings(raw: Raw): Finding[] {
  const parties = [...raw.units, ...raw.groups]
  return ofKind(raw, 'inspection').flatMap(({ about, date, findings = [] }) =>
    findings
      .filter(({ state, closedOn }: Any) =>
        closedOn === undefined ? state !== 'closed' : !(closedOn <= raw.day),
      )
      .map(({ due }: Any) => ({
        unit: parties.find(({ names }) => names.some((entry: Any) => entry.name === about))?.id,
        task: raw.tasks.find(({ id }) => id === about)?.id,
        due,
        date,
      })),
  )
}

const isOverdue = ({ raw }: Basis, { due }: Finding): boolean => due !== undefined && due <= raw.day

/** As many empty findings: their positions are no figures. */
const counted = (findings: readonly Finding[]): object[] => findings.map(() => ({}))

/** The units that have no record and no zero-report in the quarter of the day. */
function silent({ raw, rows }: Basis): string[] {
  const { day } = raw
  if (day < raw.plan.period.from || raw.plan.period.to < day) return []
  const name = `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) + 2) / 3)}`
  const quarter = spanOf(raw, name) as { from: string; to: string }
  const each = raw.duties.filter(duty => duty.each).map(({ id }) => id)
  const owing = rows.filter(({ duty }) => each.includes(duty)).map(({ unit }) => unit)
  return raw.units
    .filter(unit => isThere(raw, unit, day) && owing.includes(unit.id))
    .filter(unit => {
      const own = withFormer(raw, unit.id, day)
      return !raw.records.some(record => {
        if (!own.some(id => record.ids.includes(id))) return false
        if (record.kind !== 'zero-report') return quarter.from <= record.date && record.date <= quarter.to
        const span = spanOf(raw, record.period)
        return span !== null && span.from <= quarter.to && quarter.from <= span.to
      })
    })
    .map(({ id }) => id)
}

const figuresOfRow = ({ id, required, actual, unevidenced, status, reason, records, working }: Any) => ({
  id,
  required,
  actual,
  unevidenced,
  status,
  reason,
  records,
  working,
})

const figuresOfTarget = ({ due: _due, ...target }: Any) => target

export const compliance = ({ raw, rows }: Basis) => ({
  rows: rows.map(figuresOfRow),
  totals: expectedTotals(raw, rows),
  summary: summary(rows as Any[]),
})

export function progress({ raw, targets }: Basis) {
  return {
    targets: targets.map(figuresOfTarget),
    tasks: raw.tasks.map(task => {
      const activities = ofTask(raw, task)
      const owners = [...task.leads, ...task.participants].flatMap((name: string) => {
        const bears = (one: Any) => one.names.some((entry: Any) => entry.name === name)
        const group = raw.groups.find(bears)
        if (group) return members(raw, group, raw.day) ?? []
        const unit = raw.units.find(bears)
        if (!unit) return []
        const now = nowOf(raw, unit.id, raw.day)
        return now.length > 0 ? now : [unit.id]
      })
      const units = [...new Set(owners)]
      const active = units.filter(id =>
        activities.some(record => withFormer(raw, id, raw.day).some(one => record.ids.includes(one))),
      )
      return {
        id: task.id,
        ...sums(activities),
        units: { active: active.length, total: units.length },
        lastOn: activities.at(-1)?.date ?? null,
      }
    }),
  }
}

/** True for a unit that an owner line names. */
const isPrinted = (raw: Raw, id: string): boolean =>
  raw.units
    .find(unit => unit.id === id)
    .names.some(({ name }: Any) =>
      raw.tasks.some(({ leads, participants }) => [...leads, ...participants].includes(name)),
    )

export function overview(basis: Basis) {
  const { raw, rows, targets } = basis
  const activities = ofKind(raw, 'activity')
  const years = [...new Set(activities.map(({ date }) => date.slice(0, 4)))].sort()
  const reasons = [...new Set([...rows, ...targets].map(({ reason }) => reason))].filter(Boolean)
  const findings = openFindings(raw)
  return {
    duties: { rows: rows.length, summary: summary(rows as Any[]) },
    targets: { rows: targets.length, summary: summary(targets as Any[]) },
    years: years.map(year => sums(activities.filter(({ date }) => date.startsWith(year)))),
    months: years.map(year => ({
      activities: Array.from({ length: 12 }, (_, index) => {
        const month = `${year}-${String(index + 1).padStart(2, '0')}`
        return activities.filter(({ date }) => date.startsWith(month)).length
      }),
    })),
    units: raw.units
      .map(({ id }) => ({ id, own: activities.filter(record => record.ids.includes(id)) }))
      .filter(({ id, own }) => own.length > 0 || isPrinted(raw, id))
      .map(({ own }) => ({
        years: years.map(year => ({
          activities: own.filter(({ date }) => date.startsWith(year)).length,
        })),
      })),
    milestones: raw.milestones.map(({ id }) => ({
      id,
      summary: summary(
        rows.filter(({ duty }) => raw.duties.some(one => one.id === duty && one.milestone === id)) as Any[],
      ),
    })),
    red: rows.filter(isRed).map(figuresOfRow),
    undetermined: reasons.map(reason => ({
      reason,
      duties: rows.filter(row => row.reason === reason).length,
      targets: targets.filter(target => target.reason === reason).length,
    })),
    findings: { open: findings.length, overdue: findings.filter(one => isOverdue(basis, one)).length },
  }
}

export function ledger(basis: Basis) {
  const { raw } = basis
  const placed: string[] = []
  const lines: Any[] = []
  for (const task of raw.tasks) {
    for (const [at, measure] of task.measures.entries()) {
      const isHere = ({ clause }: Any) => clause === measure.clause || (at === 0 && clause === task.clause)
      const duties = raw.duties.filter(isHere).map(({ id }) => id)
      placed.push(...duties)
      const ofClause = raw.targets.filter(({ clause }) => clause === measure.clause).map(({ id }) => id)
      lines.push(
        line(basis, {
          id: measure.id,
          duties,
          targets: basis.targets.filter(({ id, value }) => value !== null && ofClause.includes(id)),
          activities: ofKind(raw, 'activity').filter(({ measures = [] }) => measures.includes(measure.id)),
          findings: openFindings(raw).filter(finding => at === 0 && finding.task === task.id),
        }),
      )
    }
  }
  for (const { id } of raw.duties.filter(duty => !placed.includes(duty.id))) {
    lines.push(line(basis, { id, duties: [id], targets: [], activities: [], findings: [] }))
  }
  return { rows: lines }
}

function line({ raw, rows }: Basis, { id, duties, targets, activities, findings }: Any) {
  const own = rows.filter(({ duty }) => duties.includes(duty))
  const ids = new Set<string>([
    ...idsOf(activities),
    ...own.flatMap(({ records }) => records),
    ...targets.flatMap(({ observed }: Any) => observed?.records ?? []),
  ])
  const records = raw.records.filter(record => ids.has(record.id))
  const problems = own.filter(row => isRed(row) || row.status === 'short' || row.status === 'undetermined')
  const onTime = own.filter(({ isPostponed }) => !isPostponed)
  const ends = [
    ...(onTime.length > 0 ? onTime : own).map(({ to }) => to),
    ...targets.map(({ due }: Any) => due),
  ]
  const judged = [...own, ...targets]
  return {
    id,
    due: ends.sort().at(-1) ?? null,
    ...sums(records.filter(({ kind }) => kind === 'activity')),
    documents: records.filter(({ kind }) => kind === 'document').length,
    others: records.filter(({ kind }) => kind !== 'activity' && kind !== 'document').length,
    duties: own.length,
    done: own.filter(isDone).length,
    verdicts: own.map(figuresOfRow),
    targets: targets.map(({ value, observed, status, reason, working }: Any) => ({
      value,
      observed: observed?.value ?? null,
      status,
      reason,
      working,
    })),
    evidence: { records: records.length, without: lacking(records) },
    problems: { summary: summary(problems as Any[]), findings: counted(findings) },
    closed: judged.length === 0 ? null : findings.length === 0 && judged.every(isDone),
    records: idsOf(records),
  }
}

export function notice(basis: Basis) {
  const { raw, rows, targets } = basis
  const ids = new Set(rows.flatMap(({ records }) => records))
  const records = raw.records.filter(record => ids.has(record.id))
  const findings = openFindings(raw)
  const { activities, attendance } = sums(ofKind(raw, 'activity'))
  const owners = new Set<string>(rows.filter(row => isRed(row) && row.unit !== null).map(({ unit }) => unit))
  for (const { unit } of findings) if (unit !== undefined) owners.add(unit)
  const order = [...raw.units, ...raw.groups].map(({ id }) => id)
  const place = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length)
  return {
    overall: {
      activities,
      attendance,
      duties: { rows: rows.length, summary: summary(rows as Any[]) },
      targets: { rows: targets.length, summary: summary(targets as Any[]) },
      records: records.length,
      unevidenced: lacking(records),
    },
    units: [...owners]
      .sort((a, b) => place(a) - place(b))
      .map(id => ({
        unit: id,
        red: rows.filter(row => isRed(row) && row.unit === id).map(figuresOfRow),
        findings: counted(findings.filter(({ unit }) => unit === id)),
      })),
    targets: targets.filter(({ status }) => status === 'missed' || status === 'short').map(figuresOfTarget),
    findings: counted(findings.filter(({ unit }) => unit === undefined)),
    underway: rows.filter(({ status }) => status === 'underway').length,
  }
}

/** @param id of a unit or group */
export function unit(basis: Basis, id: string) {
  const { raw, rows, targets } = basis
  const { day } = raw
  const group = raw.groups.find(one => one.id === id)
  const current = group ? (members(raw, group, day) ?? []) : [id]
  const ids = current.flatMap(one => withFormer(raw, one, day))
  const reached = group
    ? [id]
    : nowOf(raw, id, day).includes(id)
      ? [...ids, ...raw.groups.filter(one => members(raw, one, day)?.includes(id)).map(one => one.id)]
      : []
  const isOwed = (owners: string[]): boolean => owners.some(owner => reached.includes(owner))
  const isUnit = (one: string): boolean => raw.units.some(({ id }) => id === one)
  const own = rows.filter(row => {
    if (row.unit === id) return true
    const { owners } = raw.duties.find(duty => duty.id === row.duty)
    if (group) return owners.includes(id)
    return row.unit !== null && !isUnit(row.unit) && isOwed(owners)
  })
  const records = raw.records.filter(record => ids.some(one => record.ids.includes(one)))
  const kinds: Record<string, number> = {}
  for (const { kind } of records) kinds[kind] = (kinds[kind] ?? 0) + 1
  const findings = openFindings(raw).filter(({ unit }) => unit !== undefined && ids.includes(unit))
  return {
    unit: id,
    duties: { rows: own.map(figuresOfRow), summary: summary(own as Any[]) },
    targets: targets
      .filter(target => isOwed(raw.targets.find(one => one.id === target.id).owners))
      .map(figuresOfTarget),
    done: {
      ...sums(records.filter(({ kind }) => kind === 'activity')),
      kinds,
      unevidenced: lacking(records),
    },
    records: idsOf(records),
    missing: own.filter(row => isRed(row) || ['underway', 'short'].includes(row.status)).map(row => row.id),
    findings: counted(findings),
    quarter: { units: silent(basis).filter(one => ids.includes(one)) },
  }
}

export function annual({ raw }: Basis, year: number) {
  const ofYear = ({ date }: Any): boolean => date.startsWith(String(year))
  const activities = ofKind(raw, 'activity').filter(ofYear)
  const inspections = ofKind(raw, 'inspection').filter(ofYear)
  const lines = (entries: readonly Any[], isIn: (record: Any, entry: Any) => boolean) =>
    entries.map(entry => ({ id: entry.id, ...sums(activities.filter(record => isIn(record, entry))) }))
  const used = (all: readonly Any[]) => all.filter(({ activities }) => activities > 0)
  const money = (unit: string, fund: string, of: number, field: string): number | null => {
    const found = ofKind(raw, 'funding').filter(
      record =>
        record.ids[0] === unit && record.fund === fund && record.year === of && record[field] !== undefined,
    )
    if (found.length === 0) return null
    return Number(found.reduce((sum, record) => sum + record[field], 0).toFixed(2))
  }
  const isFunded = (unit: string, fund: string): boolean =>
    ofKind(raw, 'funding').some(
      record =>
        record.ids[0] === unit && record.fund === fund && (record.year === year || record.year === year - 1),
    )
  return {
    all: sums(activities),
    months: lines(
      Array.from({ length: 12 }, (_, index) => ({ id: `${year}-${String(index + 1).padStart(2, '0')}` })),
      ({ date }, { id }) => date.startsWith(id),
    ),
    tasks: lines(raw.tasks, (record, task) => ofTask(raw, task).includes(record)),
    units: used(lines(raw.units, ({ ids }, { id }) => ids.includes(id))),
    programmes: used(lines(raw.programmes, ({ programme }, { id }) => programme === id)),
    funding: raw.units.flatMap(({ id }) =>
      ['fiscal', 'special', 'social']
        .filter(fund => isFunded(id, fund))
        .map(fund => ({
          unit: id,
          planned: money(id, fund, year, 'planned'),
          spent: money(id, fund, year, 'spent'),
          before: money(id, fund, year - 1, 'spent'),
        })),
    ),
    awards: ofKind(raw, 'award')
      .filter(ofYear)
      .map(({ id, recipients = [] }) => ({
        id,
        recipients: recipients.reduce((sum: number, { count = 1 }: Any) => sum + count, 0),
      })),
    inspections: inspections.length,
    findings: counted(openFindings(raw).filter(ofYear)),
  }
}

/** @param within days */
export function due(basis: Basis, within: number) {
  const { raw, rows, targets } = basis
  const isNear = (to: string): boolean => raw.day < to && days(raw.day, to) <= within
  const isOpen = ({ status }: Any): boolean => status === 'underway'
  const recurs = ({ duty }: Any): boolean =>
    ['yearly', 'quarterly'].includes(raw.duties.find(({ id }) => id === duty).cadence)
  return {
    late: rows.filter(isRed).map(figuresOfRow),
    falling: rows.filter(row => isOpen(row) && isNear(row.to)).map(figuresOfRow),
    targets: targets
      .filter(({ value, status, due }) => value !== null && status !== 'met' && isNear(due))
      .map(({ due, status, reason, working }) => ({ daysLeft: days(raw.day, due), status, reason, working })),
    findings: counted(openFindings(raw).filter(one => isOverdue(basis, one))),
    silent: rows.filter(row => isOpen(row) && row.actual === 0 && !row.zero && recurs(row)).map(figuresOfRow),
    quarter: { units: silent(basis) },
  }
}
