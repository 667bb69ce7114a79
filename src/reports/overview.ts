import { type DutyVerdict, isRed, judgeDuties } from '../judge/duties.ts'
import { judgeTargets, type TargetVerdict } from '../judge/targets.ts'
import { push, RecordsInForce } from '../model/counting.ts'
import type { PlanRecord } from '../model/entities.ts'
import { plural, type Text, verbatim } from '../model/text.ts'
import { monthChart, monthsOf, unitYearChart, unitYears } from './activity-charts.ts'
import { basis, rulingsLine, summaryOf, summaryText, unreportedMeans } from './basis.ts'
import { calendarDays } from './calendar-days.ts'
import { dutyVerdictJson, ownerName } from './duty-verdict.ts'
import type { Asked } from './entities.ts'
import { type OpenFinding, openFindings } from './findings.ts'
import { roleChart, roleRows } from './matrix.ts'
import { methodTable } from './method.ts'
import { periodWord } from './period-word.ts'
import { attainmentChart, pathChart } from './progress.ts'
import type { ReportOptions } from './report-filters.ts'
import { type Reason, reasons, type Status, statuses, statusWord } from './statuses.ts'
import { reachOf } from './task-activity.ts'
import { type Answer, behind, cell, column, counted, type Section, type Tone, type View } from './view.ts'
import { workings } from './workings.ts'

/** Of the red rows so many are shown; the compliance report has them all. */
const shown = 10

/** How far the plan is: targets, duties, activity by year, what is red and what cannot be judged. */
export async function overviewAnswer(asked: Asked, options: ReportOptions): Promise<Answer> {
  const { plan, day } = asked
  const duties = judgeDuties(plan, day)
  const targets = judgeTargets(plan, day)
  const inForce = new RecordsInForce(plan, day)
  const activities = inForce.ofKind('activity')
  const years = yearsOf(activities.map(({ record }) => record))
  const months = monthsOf(activities.map(({ record }) => record))
  const roles = roleRows(asked)
  const units = unitYears(activities, new Set(roles.map(({ unit }) => unit)), asked)
  const findings = openFindings(asked, inForce)
  const dutySummary = summaryOf(duties.map(({ status }) => status))
  const targetSummary = summaryOf(targets.map(({ status }) => status))
  const red = duties.filter(({ status }) => isRed(status))
  const redTargets = targets.filter(({ status }) => isRed(status))
  const unclear = unclearBy(duties, targets)
  const above: View = [
    ...(plan.sheet ? [{ heading: verbatim(plan.sheet.title), level: 1 as const }] : []),
    basis(asked),
    statusChart(
      { zh: `责任（${duties.length} 行）`, en: plural(duties.length, 'duty row') },
      dutySummary,
      status => duties.filter(verdict => verdict.status === status).flatMap(({ counted }) => counted),
    ),
    statusChart(
      { zh: `目标（${targets.length}）`, en: plural(targets.length, 'target') },
      targetSummary,
      status =>
        targets
          .filter(verdict => verdict.status === status)
          .flatMap(({ observed }) => observed?.records ?? []),
    ),
  ]
  const below: View = [
    redSection(red, redTargets, asked),
    unclearSection(unclear),
    findingText(findings),
    ...(red.some(({ status }) => status === 'unreported') ? [{ text: unreportedMeans }] : []),
    ...workings(asked, options, { duties: red, targets: redTargets }),
    ...rulingsLine(
      asked,
      [...duties, ...targets].flatMap(({ rulings }) => rulings),
    ),
  ]
  return {
    kind: 'report-overview',
    data: {
      duties: { rows: duties.length, summary: dutySummary },
      targets: { rows: targets.length, summary: targetSummary },
      years: years.map(({ line }) => line),
      months: months.map(({ year, months }) => ({ year, activities: months.map(({ length }) => length) })),
      units: units.map(({ unit, name, years }) => ({
        unit,
        name,
        years: years.map(({ year, records }) => ({ year, activities: records.length })),
      })),
      milestones: plan.milestones.map(({ id, title, from, to }) => ({
        id,
        title,
        from: from ?? null,
        to,
        summary: summaryOf(duties.filter(({ duty }) => duty.milestone === id).map(({ status }) => status)),
      })),
      rulings: plan.rulings
        .map(({ id }) => id)
        .filter(id => [...duties, ...targets].some(({ rulings }) => rulings.includes(id))),
      red: red.map(verdict => dutyVerdictJson(verdict, asked)),
      redTargets: redTargets.map(({ target }) => target.id),
      undetermined: unclear,
      findings: { open: findings.length, overdue: findings.filter(({ isOverdue }) => isOverdue).length },
    },
    statuses: [...Object.keys(dutySummary), ...Object.keys(targetSummary)],
    method: () => methodTable(asked, [...duties, ...targets]),
    days: () => calendarDays({ duties, targets, findings, milestones: plan.milestones }, asked),
    view: [...above, ...yearSections(years), ...spanSection(asked), ...below],
    page: () => [
      ...above,
      ...attainmentChart(targets),
      ...targets.filter(({ path }) => path.length > 0).flatMap(pathChart),
      ...yearSections(years),
      ...monthChart(months),
      ...unitYearChart(units),
      ...spanSection(asked),
      ...roleChart(asked, roles),
      ...below,
    ],
  }
}

function findingText(findings: readonly OpenFinding[]): Section {
  if (findings.length === 0) {
    return { text: { zh: '没有尚未整改的督查问题。', en: 'No finding of an inspection is open.' } }
  }
  const overdue = findings.filter(({ isOverdue }) => isOverdue).length
  return {
    text: {
      zh: `督查发现的问题还有 ${findings.length} 个没有整改，其中 ${overdue} 个已经到期。`,
      en: `${plural(findings.length, 'finding')} of inspections open, ${overdue} of them overdue.`,
    },
    ...behind(findings.map(({ record }) => record)),
  }
}

function statusChart(
  title: Text,
  summary: ReturnType<typeof summaryOf>,
  recordsOf: (status: Status) => readonly PlanRecord[],
): Section {
  const rows = Object.entries(summary) as [keyof typeof statuses, number][]
  const words = summaryText(summary)
  if (rows.length === 0) {
    return { text: { zh: `${title.zh}：没有`, en: `${title.en}: none` } }
  }
  return {
    chart: {
      kind: 'bars',
      title: { zh: `${title.zh}：${words.zh}`, en: `${title.en}: ${words.en}` },
      form: 'count',
      full: Math.max(...rows.map(([, count]) => count)),
      rows: rows.map(([status, count]) => ({
        label: statuses[status].word,
        value: count,
        tone: statuses[status].tone,
        ...behind(recordsOf(status)),
      })),
    },
  }
}

interface Year {
  readonly line: {
    readonly year: string
    readonly activities: number
    readonly attendance: number
    readonly spend: number
  }
  readonly records: readonly PlanRecord[]
}

function yearsOf(activities: readonly PlanRecord[]): Year[] {
  const byYear = new Map<string, PlanRecord[]>()
  for (const record of activities) push(byYear, record.date.slice(0, 4), record)
  return [...byYear]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([year, records]) => ({ line: { year, ...reachOf(records) }, records }))
}

function yearSections(years: readonly Year[]): Section[] {
  if (years.length === 0) return [{ text: { zh: '还没有活动记录。', en: 'No activity is on record yet.' } }]
  return [
    {
      table: {
        title: { zh: '历年活动', en: 'Activities by year' },
        columns: [
          column('年份', 'Year'),
          { ...column('活动', 'Activities', 'right'), form: 'count' },
          { ...column('人次', 'Attendance', 'right'), form: 'count' },
          { ...column('经费（元）', 'Spend (yuan)', 'right'), form: 'amount' },
        ],
        rows: years.map(({ line: { year, activities, attendance, spend }, records }) => [
          cell(year),
          counted(activities, records),
          counted(attendance, records),
          counted(spend, records),
        ]),
      },
    },
    {
      chart: {
        kind: 'series',
        title: { zh: '活动，逐年', en: 'Activities, year by year' },
        form: 'count',
        steps: years.map(({ line }) => verbatim(line.year)),
        series: [
          {
            label: { zh: '活动', en: 'activities' },
            values: years.map(({ line }) => line.activities),
            records: years.map(({ records }) => records.map(({ id }) => id)),
          },
        ],
      },
    },
  ]
}

function spanSection({ plan, day }: Asked): Section[] {
  const { sheet } = plan
  if (!sheet || plan.milestones.length === 0) return []
  return [
    {
      chart: {
        kind: 'spans',
        title: { zh: '阶段', en: 'Milestones' },
        day,
        rows: plan.milestones.map(({ title, from = sheet.period.from, to }) => ({
          label: verbatim(title),
          from,
          to,
          tone: (day < from ? 'faint' : day < to ? 'strong' : 'plain') satisfies Tone,
        })),
      },
    },
  ]
}

/** What is red, one row for each duty and status. */
function redSection(red: readonly DutyVerdict[], targets: readonly TargetVerdict[], asked: Asked): Section {
  const byDuty = new Map<string, DutyVerdict[]>()
  for (const verdict of red) push(byDuty, `${verdict.duty.id} ${verdict.status}`, verdict)
  const rows = [
    ...targets.map(({ target, status, observed }) => [
      cell(target.title, 'strong'),
      cell(null),
      cell(null),
      { ...cell(statusWord(status), statuses[status].tone), ...behind(observed?.records ?? []) },
    ]),
    ...[...byDuty.values()].map(own => {
      const [first] = own as [DutyVerdict]
      const units = new Set(own.map(({ unit }) => unit))
      const periods = [...new Set(own.map(({ period }) => period))]
      const words = periods.map(period => periodWord(period, asked.plan))
      return [
        cell(first.duty.title, 'strong'),
        cell(
          units.size === 1
            ? ownerName(first, asked)
            : { zh: `${units.size} 个单位`, en: plural(units.size, 'unit') },
        ),
        cell({ zh: words.map(({ zh }) => zh).join(' '), en: words.map(({ en }) => en).join(', ') }),
        {
          ...cell(
            {
              zh: `${statusWord(first.status).zh} ${own.length}`,
              en: `${statusWord(first.status).en} ${own.length}`,
            },
            statuses[first.status].tone,
          ),
          ...behind(own.flatMap(({ counted }) => counted)),
        },
      ]
    }),
  ]
  const more = rows.length - shown
  return {
    table: {
      title: {
        zh: `红的（${red.length + targets.length}）`,
        en: `Red (${red.length + targets.length})`,
      },
      columns: [
        column('责任或目标', 'Duty or target'),
        column('单位', 'Unit'),
        column('时段', 'Period'),
        column('状态', 'Status'),
      ],
      rows: rows.slice(0, shown),
      ...(more > 0 && {
        note: {
          zh: `另有 ${more} 项，见 kepu report compliance --status 未报,未完成`,
          en: `${more} more: kepu report compliance --status unreported,missed`,
        },
      }),
    },
  }
}

interface Unclear {
  readonly reason: Reason
  readonly duties: number
  readonly targets: number
}

function unclearBy(duties: readonly DutyVerdict[], targets: readonly TargetVerdict[]): Unclear[] {
  const order = Object.keys(reasons) as Reason[]
  return order
    .map(reason => ({
      reason,
      duties: duties.filter(verdict => verdict.reason === reason).length,
      targets: targets.filter(verdict => verdict.reason === reason).length,
    }))
    .filter(entry => entry.duties + entry.targets > 0)
}

const unclearSection = (unclear: readonly Unclear[]): Section => ({
  table: {
    title: { zh: '无法判定的', en: 'What cannot be judged' },
    columns: [
      column('原因', 'Reason'),
      { ...column('责任', 'Duties', 'right'), form: 'count' },
      { ...column('目标', 'Targets', 'right'), form: 'count' },
    ],
    rows: unclear.map(({ reason, duties, targets }) => [cell(reasons[reason]), cell(duties), cell(targets)]),
  },
})
