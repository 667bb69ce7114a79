import { type DutyVerdict, isRed, judgeDuties } from '../judge/duties.ts'
import { judgeTargets, type TargetVerdict } from '../judge/targets.ts'
import { RecordsInForce } from '../model/counting.ts'
import { daysBetween } from '../model/dates.ts'
import type { Duty } from '../model/entities.ts'
import { isReplaced, predecessorsOf } from '../model/lives.ts'
import { periodSpan, quarterOf } from '../model/period.ts'
import { groupMembers } from '../model/plan.ts'
import { plural, type Text } from '../model/text.ts'
import { existsOn, isUnit, nameOn } from '../model/units.ts'
import { basis, rulingsSection } from './basis.ts'
import { calendarDays } from './calendar-days.ts'
import { verdictTable } from './compliance.ts'
import { dutyVerdictJson } from './duty-verdict.ts'
import type { Asked } from './entities.ts'
import { type OpenFinding, openFindings } from './findings.ts'
import { methodTable } from './method.ts'
import { resolveParty } from './parties.ts'
import { daysOf, dutyFilter, type ReportOptions } from './report-filters.ts'
import { statuses, statusWord } from './statuses.ts'
import { targetVerdictJson } from './target-verdict.ts'
import { type Answer, cell, column, type Section } from './view.ts'
import { workings } from './workings.ts'

const usual = 30

/** What is late, what falls due, what was found and not put right, and who has not reported for the running period. */
export async function dueAnswer(asked: Asked, options: ReportOptions): Promise<Answer> {
  const { plan, day } = asked
  const within = options.within === undefined ? usual : daysOf(options.within, day)
  const { duties, keeps } = await dutyFilter(asked, options)
  const party = options.unit === undefined ? undefined : await resolveParty(plan, options.unit)
  const verdicts = judgeDuties(plan, day, duties).filter(keeps)
  const isNear = (last: string): boolean => day < last && daysBetween(day, last) <= within

  const late = verdicts.filter(({ status }) => isRed(status))
  const falling = verdicts.filter(({ status, span }) => status === 'underway' && isNear(span.to))
  const isNarrowed = options.unit !== undefined || options.duty !== undefined
  const targets = isNarrowed
    ? []
    : judgeTargets(plan, day).filter(
        ({ target, due, status }) => target.value !== undefined && status !== 'met' && isNear(due),
      )
  const inForce = new RecordsInForce(plan, day)
  const findings = openFindings(asked, inForce).filter(
    ({ isOverdue, unit }) => isOverdue && (party === undefined || unit === party.id),
  )
  const silent = verdicts.filter(
    ({ status, counted, zeroReports, duty }) =>
      status === 'underway' &&
      counted.length === 0 &&
      zeroReports.length === 0 &&
      (duty.cadence === 'yearly' || duty.cadence === 'quarterly'),
  )
  const asking =
    party && new Set(isUnit(party) ? [party.id] : groupMembers(plan, party, day)?.map(({ id }) => id))
  const quarter = silentInQuarter(asked, inForce, duties).filter(id => asking?.has(id) ?? true)
  return {
    kind: 'report-due',
    data: {
      within,
      late: late.map(verdict => dutyVerdictJson(verdict, asked)),
      falling: falling.map(verdict => dutyVerdictJson(verdict, asked)),
      targets: targets.map(verdict => ({
        target: verdict.target.id,
        title: verdict.target.title,
        due: verdict.due,
        daysLeft: daysBetween(day, verdict.due),
        status: verdict.status,
        reason: verdict.reason,
        working: targetVerdictJson(verdict).working,
      })),
      findings: findings.map(finding => findingJson(finding, asked)),
      silent: silent.map(verdict => dutyVerdictJson(verdict, asked)),
      quarter: { period: quarterOf(day), units: quarter },
    },
    method: () => methodTable(asked, [...late, ...falling, ...silent, ...targets]),
    statuses: [...verdicts, ...targets].map(({ status }) => status),
    days: () =>
      calendarDays(
        {
          duties: [...late, ...falling],
          targets,
          findings,
          milestones:
            options.duty !== undefined || options.task !== undefined
              ? []
              : plan.milestones.filter(({ to }) => isNear(to)),
        },
        asked,
      ),
    view: [
      basis(asked),
      ...section(late, asked, { zh: '已经过期', en: 'Late' }),
      ...section(falling, asked, { zh: `${within} 天内到期`, en: `Due within ${plural(within, 'day')}` }),
      ...targetSection(targets, within),
      ...findingSection(
        findings,
        { zh: '督查发现、到期没有整改', en: 'Findings not put right in time' },
        asked,
      ),
      ...section(silent, asked, { zh: '本期还没有报', en: 'Not reported yet for the running period' }),
      quarterSection(quarter, asked),
      ...workings(asked, options, { duties: [...late, ...falling, ...silent], targets }),
      ...rulingsSection(
        asked,
        [...late, ...falling, ...silent, ...targets].flatMap(({ rulings }) => rulings),
      ),
    ],
  }
}

/** A finding as JSON. */
export function findingJson(finding: OpenFinding, { plan, day }: Asked) {
  const { record, index, text, due, isOverdue, about, unit, task } = finding
  const party = unit === null ? undefined : plan.units.byId(unit)
  return {
    record: record.id,
    index,
    about,
    unit,
    unitName: party ? nameOn(party, day) : null,
    task,
    text,
    due,
    overdue: isOverdue,
  }
}

/**
 * The units that owe something of their own on the day and have no record and no zero-report in the running quarter.
 * @param duties what they may owe
 */
export function silentInQuarter(
  { plan, day }: Asked,
  inForce: RecordsInForce,
  duties: readonly Duty[] = plan.duties,
): string[] {
  const span = periodSpan(quarterOf(day), { from: day, to: day }, [])
  if (!span || !plan.sheet || day < plan.sheet.period.from || plan.sheet.period.to < day) return []
  const heard = new Set<string>()
  for (const { record, units } of inForce.all) {
    const period =
      record.kind === 'zero-report'
        ? periodSpan(String(record.fields.period), plan.sheet.period, plan.milestones)
        : null
    const isOfQuarter = span.from <= record.date && record.date <= span.to
    const isZeroFor = period !== null && period.from <= span.to && span.from <= period.to
    if (record.kind === 'zero-report' ? isZeroFor : isOfQuarter) for (const unit of units) heard.add(unit)
  }
  const owing = new Set(
    judgeDuties(
      plan,
      day,
      duties.filter(({ each }) => each),
    ).map(({ unit }) => unit),
  )
  // Rows of years gone by may be owed by units that are gone too.
  return plan.units.all
    .filter(unit => existsOn(unit, day) && !isReplaced(plan.events, unit.id, day))
    .map(({ id }) => id)
    .filter(id => owing.has(id))
    .filter(id => ![id, ...predecessorsOf(plan.events, id, day)].some(one => heard.has(one)))
}

function section(verdicts: readonly DutyVerdict[], asked: Asked, title: Text): Section[] {
  if (verdicts.length === 0) return []
  return [
    {
      table: verdictTable(verdicts, asked, {
        zh: `${title.zh}（${verdicts.length}）`,
        en: `${title.en} (${verdicts.length})`,
      }),
    },
  ]
}

function targetSection(targets: readonly TargetVerdict[], within: number): Section[] {
  if (targets.length === 0) return []
  return [
    {
      table: {
        title: {
          zh: `${within} 天内到期的目标（${targets.length}）`,
          en: `Targets due within ${plural(within, 'day')} (${targets.length})`,
        },
        columns: [column('目标', 'Target'), column('期限', 'Due'), column('状态', 'Status')],
        rows: targets.map(({ target, due, status }) => [
          cell(target.title, 'strong'),
          cell(due),
          cell(statusWord(status), statuses[status].tone),
        ]),
      },
    },
  ]
}

/** Findings as a table; nothing where there are none. */
export function findingSection(
  findings: readonly OpenFinding[],
  title: Text,
  { plan, day }: Asked,
): Section[] {
  if (findings.length === 0) return []
  return [
    {
      table: {
        title: { zh: `${title.zh}（${findings.length}）`, en: `${title.en} (${findings.length})` },
        columns: [
          column('督查对象', 'About'),
          column('问题', 'Finding'),
          column('整改期限', 'Due'),
          column('督查日期', 'Inspected on'),
        ],
        rows: findings.map(({ about, unit, text, due, isOverdue, record }) => {
          const party = unit === null ? undefined : plan.units.byId(unit)
          return [
            cell(party ? nameOn(party, day) : about, 'strong'),
            cell(text),
            cell(due, isOverdue ? 'bad' : 'plain'),
            { ...cell(record.date), records: [record.id] },
          ]
        }),
      },
    },
  ]
}

function quarterSection(ids: readonly string[], { plan, day }: Asked): Section {
  const period = quarterOf(day)
  const names = ids.map(id => {
    const party = plan.units.byId(id)
    return party ? nameOn(party, day) : id
  })
  if (plan.sheet && (day < plan.sheet.period.from || plan.sheet.period.to < day)) {
    return {
      text: {
        zh: `${day} 不在方案的实施期（${plan.sheet.period.from} — ${plan.sheet.period.to}）之内，没有正在报送的季度。`,
        en: `${day} is outside the period of the plan (${plan.sheet.period.from} to ${plan.sheet.period.to}): no quarter is running.`,
      },
    }
  }
  if (names.length === 0) {
    return {
      text: {
        zh: `${period} 没有“既无记录又无零报告”的单位。`,
        en: `In ${period} every unit has a record or a zero-report.`,
      },
    }
  }
  return {
    text: {
      zh: `${period} 既无记录又无零报告的单位（${names.length}）：${names.join('、')}。`,
      en: `No record and no zero-report in ${period} (${names.length}): ${names.join(', ')}.`,
    },
  }
}
