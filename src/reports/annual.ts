import { type CountedRecord, push, RecordsInForce } from '../model/counting.ts'
import type { PlanRecord } from '../model/entities.ts'
import { plural, type Text, verbatim } from '../model/text.ts'
import { nameOn } from '../model/units.ts'
import type { AwardRecord, FundingRecord } from '../model/written.ts'
import { valueWord } from '../repository/words.ts'
import { basis } from './basis.ts'
import { findingJson, findingSection } from './due.ts'
import type { Asked } from './entities.ts'
import { openFindings } from './findings.ts'
import { methodTable } from './method.ts'
import { yearOf } from './report-filters.ts'
import { type Reach, reachOf } from './task-activity.ts'
import { type Answer, behind, cell, column, counted, type Section } from './view.ts'

/** A line of figures: of a month, task, unit or programme. */
interface Line extends Reach {
  readonly id: string
  readonly name: string
}

/** A line and the activities that it was added up from. */
interface Sum {
  readonly line: Line
  readonly records: readonly PlanRecord[]
}

/** What a unit planned and spent in a year, from one fund. */
interface Funding {
  readonly unit: string
  readonly name: string
  readonly fund: FundingRecord['fund']
  readonly planned: number | null
  readonly spent: number | null
  /** What it spent the year before; null where it did not report. */
  readonly before: number | null
}

/** The same, and the records of the year and of the one before. */
interface FundingSum {
  readonly line: Funding
  readonly records: readonly PlanRecord[]
  readonly earlier: readonly PlanRecord[]
}

/** The figures of a year: activities, funding beside the year before, awards, inspections. */
export async function annualAnswer(asked: Asked, written: string): Promise<Answer> {
  const { plan, day } = asked
  const year = yearOf(written)
  const inForce = new RecordsInForce(plan, day)
  const isOfYear = ({ record }: CountedRecord) => record.date.startsWith(year)
  const activities = inForce.ofKind('activity').filter(isOfYear)
  const all = reachOf(activities.map(({ record }) => record))
  const months = monthsOf(activities, year)
  const tasks = linesBy(
    activities,
    ({ record }) => [...inForce.tasksOf(record)],
    plan.tasks.map(({ id, title }) => ({ id, name: title })),
  )
  const units = linesBy(
    activities,
    counted => counted.units,
    plan.units.all.map(unit => ({ id: unit.id, name: nameOn(unit, day) })),
  ).filter(({ line }) => line.activities > 0)
  const programmes = linesBy(
    activities,
    ({ record }) => (record.fields.programme === undefined ? [] : [String(record.fields.programme)]),
    plan.programmes.map(({ id, names }) => ({ id, name: names[0]?.name ?? id })),
  ).filter(({ line }) => line.activities > 0)
  const funding = fundingOf(asked, inForce, Number(year))
  const awards = inForce.ofKind('award').filter(isOfYear)
  const inspections = inForce.ofKind('inspection').filter(isOfYear)
  const findings = openFindings(asked, inForce).filter(({ record }) => record.date.startsWith(year))
  return {
    kind: 'report-annual',
    data: {
      year: Number(year),
      all,
      months: months.map(({ line }) => line),
      tasks: tasks.map(({ line }) => line),
      units: units.map(({ line }) => line),
      programmes: programmes.map(({ line }) => line),
      funding: funding.map(({ line }) => line),
      awards: awards.map(({ record }) => awardJson(record)),
      inspections: inspections.length,
      findings: findings.map(finding => findingJson(finding, asked)),
    },
    method: () => methodTable(asked, []),
    view: [
      { heading: { zh: `${year} 年情况`, en: `The year ${year}` }, level: 1 },
      basis(asked),
      {
        text: {
          zh: `活动 ${all.activities} 次，参加 ${all.attendance} 人次，经费 ${all.spend} 元；表彰 ${awards.length} 次；督查 ${inspections.length} 次，还有 ${findings.length} 个问题没有整改。`,
          en: `${plural(all.activities, 'activity', 'activities')}, attendance ${all.attendance}, ${all.spend} yuan spent; ${plural(awards.length, 'award')}; ${plural(inspections.length, 'inspection')} with ${plural(findings.length, 'finding')} still open.`,
        },
        ...behind([...activities, ...awards, ...inspections].map(({ record }) => record)),
      },
      ...outsideNote(asked, year),
      ...(activities.length > 0
        ? activitySections({ year, months, tasks, units, programmes })
        : [lineTable({ zh: '活动', en: 'Activities' }, { zh: '月份', en: 'Month' }, [])]),
      ...fundingSection(funding, Number(year)),
      ...awardSection(awards.map(({ record }) => record)),
      ...findingSection(findings, { zh: '督查发现、没有整改', en: 'Findings still open' }, asked),
    ],
  }
}

/** A word where nothing can be told of a year because of when it is. */
function outsideNote({ plan, day }: Asked, year: string): Section[] {
  const { from, to } = plan.sheet?.period ?? { from: year, to: year }
  if (year < from.slice(0, 4) || to.slice(0, 4) < year) {
    return [
      {
        text: {
          zh: `${year} 年不在方案的实施期（${from} — ${to}）之内。`,
          en: `${year} is outside the period of the plan (${from} to ${to}).`,
        },
      },
    ]
  }
  if (day.slice(0, 4) >= year) return []
  return [
    {
      text: {
        zh: `${year} 年在 ${day} 之后，那一天还看不到它的记录。`,
        en: `${year} is later than ${day}: its records are not seen on that day.`,
      },
    },
  ]
}

/** Activities by month, task, unit and programme. */
function activitySections({
  year,
  months,
  tasks,
  units,
  programmes,
}: {
  readonly year: string
  readonly months: readonly Sum[]
  readonly tasks: readonly Sum[]
  readonly units: readonly Sum[]
  readonly programmes: readonly Sum[]
}): Section[] {
  return [
    {
      chart: {
        kind: 'series',
        title: { zh: '活动，逐月', en: 'Activities by month' },
        form: 'count',
        steps: months.map(({ line }) => verbatim(line.name)),
        series: [
          {
            label: verbatim(year),
            values: months.map(({ line }) => line.activities),
            records: months.map(({ records }) => records.map(({ id }) => id)),
          },
        ],
      },
    },
    lineTable({ zh: '按月', en: 'By month' }, { zh: '月份', en: 'Month' }, months),
    lineTable({ zh: '按任务', en: 'By task' }, { zh: '任务', en: 'Task' }, tasks),
    lineTable(
      { zh: '按单位（联合的各计一次）', en: 'By unit (joint ones count for each)' },
      { zh: '单位', en: 'Unit' },
      units,
    ),
    lineTable({ zh: '按项目', en: 'By programme' }, { zh: '项目', en: 'Programme' }, programmes),
  ]
}

function monthsOf(activities: readonly CountedRecord[], year: string): Sum[] {
  const names = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
  return linesBy(
    activities,
    ({ record }) => [record.date.slice(0, 7)],
    names.map(id => ({ id, name: id })),
  )
}

function linesBy(
  activities: readonly CountedRecord[],
  keysOf: (counted: CountedRecord) => readonly string[],
  known: readonly { readonly id: string; readonly name: string }[],
): Sum[] {
  const found = new Map<string, PlanRecord[]>()
  for (const counted of activities) {
    for (const key of keysOf(counted)) push(found, key, counted.record)
  }
  return known.map(entry => {
    const records = found.get(entry.id) ?? []
    return { line: { ...entry, ...reachOf(records) }, records }
  })
}

const lineTable = (title: Text, head: Text, lines: readonly Sum[]): Section => ({
  table: {
    ...(lines.length === 0 && { note: { zh: '没有', en: 'none' } }),
    title,
    columns: [
      { head },
      { ...column('活动', 'Activities', 'right'), form: 'count' },
      { ...column('人次', 'Attendance', 'right'), form: 'count' },
      { ...column('经费（元）', 'Spend (yuan)', 'right'), form: 'amount' },
    ],
    rows: lines.map(({ line: { name, activities, attendance, spend }, records }) => [
      cell(name, 'strong'),
      counted(activities, records),
      counted(attendance, records),
      counted(spend, records),
    ]),
  },
})

const funds = ['fiscal', 'special', 'social'] as const

function fundingOf({ plan, day }: Asked, inForce: RecordsInForce, year: number): FundingSum[] {
  const sums = new Map<string, { planned: number | null; spent: number | null; records: PlanRecord[] }>()
  const add = (sum: number | null, more: number | undefined): number | null =>
    more === undefined ? sum : (Math.round((sum ?? 0) * 100) + Math.round(more * 100)) / 100
  for (const { record, units } of inForce.ofKind('funding')) {
    const fields = record.fields as unknown as FundingRecord
    const key = `${units[0] ?? ''} ${fields.fund} ${fields.year}`
    const { planned = null, spent = null, records = [] } = sums.get(key) ?? {}
    sums.set(key, {
      planned: add(planned, fields.planned),
      spent: add(spent, fields.spent),
      records: [...records, record],
    })
  }
  return plan.units.all.flatMap(unit =>
    funds.flatMap((fund): FundingSum[] => {
      const now = sums.get(`${unit.id} ${fund} ${year}`)
      const before = sums.get(`${unit.id} ${fund} ${year - 1}`)
      if (!now && !before) return []
      return [
        {
          line: {
            unit: unit.id,
            name: nameOn(unit, day),
            fund,
            planned: now?.planned ?? null,
            spent: now?.spent ?? null,
            before: before?.spent ?? null,
          },
          records: now?.records ?? [],
          earlier: before?.records ?? [],
        },
      ]
    }),
  )
}

function fundingSection(funding: readonly FundingSum[], year: number): Section[] {
  if (funding.length === 0) return []
  const amount = (zh: string, en: string) => ({ ...column(zh, en, 'right'), form: 'amount' as const })
  return [
    {
      table: {
        title: { zh: '经费（元）', en: 'Funding (yuan)' },
        columns: [
          column('单位', 'Unit'),
          column('来源', 'Fund'),
          amount('计划', 'Planned'),
          amount('支出', 'Spent'),
          amount(`${year - 1} 年支出`, `Spent ${year - 1}`),
        ],
        rows: funding.map(({ line: { name, fund, planned, spent, before }, records, earlier }) => [
          cell(name, 'strong'),
          cell(valueWord('records/funding', fund, 'fund')),
          { ...cell(planned), ...behind(records) },
          {
            ...cell(spent, spent !== null && before !== null && spent < before ? 'warning' : 'plain'),
            ...behind(records),
          },
          { ...cell(before), ...behind(earlier) },
        ]),
      },
    },
  ]
}

function awardJson({ id, date, unit, title, fields }: PlanRecord) {
  const { level, recipients = [] } = fields as unknown as AwardRecord
  return {
    id,
    date,
    unitName: unit ?? '',
    title,
    level: level ?? null,
    recipients: recipients.reduce((sum, { count }) => sum + (count ?? 1), 0),
  }
}

function awardSection(awards: readonly PlanRecord[]): Section[] {
  if (awards.length === 0) return []
  return [
    {
      table: {
        title: { zh: `表彰（${awards.length}）`, en: `Awards (${awards.length})` },
        columns: [
          column('日期', 'Date'),
          column('表彰', 'Award'),
          column('授予单位', 'Given by'),
          column('级别', 'Level'),
          { ...column('对象（个）', 'Recipients', 'right'), form: 'count' },
        ],
        rows: awards.map(record => {
          const { id, date, title, unitName, level, recipients } = awardJson(record)
          return [
            cell(date),
            { ...cell(title, 'strong'), records: [id] },
            cell(unitName),
            cell(level && valueWord('records/award', level, 'level')),
            counted(recipients, [record]),
          ]
        }),
      },
    },
  ]
}
