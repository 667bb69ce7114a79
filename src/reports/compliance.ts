import { type DutyVerdict, judgeDuties } from '../judge/duties.ts'
import type { PlanRecord } from '../model/entities.ts'
import { plural, verbatim } from '../model/text.ts'
import { basis, rulingsSection, summaryOf, summaryText } from './basis.ts'
import { calendarDays } from './calendar-days.ts'
import { dutyVerdictJson, ownerName, remark, unevidenced, withoutEvidence } from './duty-verdict.ts'
import type { Asked } from './entities.ts'
import { methodTable } from './method.ts'
import { periodWord } from './period-word.ts'
import { dutyFilter, type ReportOptions } from './report-filters.ts'
import { statuses, statusWord } from './statuses.ts'
import {
  type Answer,
  behind,
  type Cell,
  cell,
  column,
  counted as numberOf,
  type Section,
  type Table,
} from './view.ts'
import { workings } from './workings.ts'

/** Duty × unit × period: what was kept, what was not, and why. */
export async function complianceAnswer(asked: Asked, options: ReportOptions): Promise<Answer> {
  const { duties, keeps } = await dutyFilter(asked, options)
  const verdicts = judgeDuties(asked.plan, asked.day, duties).filter(keeps)
  const summary = summaryOf(verdicts.map(({ status }) => status))
  const words = summaryText(summary)
  return {
    kind: 'report-compliance',
    data: {
      rows: verdicts.map(verdict => dutyVerdictJson(verdict, asked)),
      totals: gridsOf(verdicts).flatMap(grid => grid.totals),
      summary,
    },
    statuses: Object.keys(summary),
    method: () => methodTable(asked, verdicts),
    days: () => calendarDays({ duties: verdicts }, asked),
    view: [
      basis(asked),
      {
        text: {
          zh: `责任落实情况，共 ${verdicts.length} 行${verdicts.length > 0 ? `：${words.zh}` : ''}。`,
          en: `Compliance, ${plural(verdicts.length, 'row')}${verdicts.length > 0 ? `: ${words.en}` : ''}.`,
        },
      },
      ...gridSections(verdicts, asked),
      { table: verdictTable(verdicts, asked) },
      ...workings(asked, options, { duties: verdicts }),
      ...rulingsSection(
        asked,
        verdicts.flatMap(({ rulings }) => rulings),
      ),
    ],
  }
}

/** Verdicts as a table, one a row. */
export function verdictTable(verdicts: readonly DutyVerdict[], asked: Asked, title?: Table['title']): Table {
  return {
    ...(title && { title }),
    columns: [
      column('责任', 'Duty'),
      column('条款', 'Clause'),
      column('单位', 'Unit'),
      column('时段', 'Period'),
      column('应办', 'Required', 'right'),
      column('已办', 'Done', 'right'),
      column('无佐证', 'No evidence', 'right'),
      column('状态', 'Status'),
      column('说明', 'Remark'),
    ],
    rows: verdicts.map(verdict => {
      const { duty, period, required, counted, status } = verdict
      const bare = withoutEvidence(counted)
      return [
        cell(duty.title, 'strong'),
        cell(duty.clause, 'faint'),
        cell(ownerName(verdict, asked) ?? { zh: '（未写明）', en: '(none printed)' }),
        cell(periodWord(period, asked.plan)),
        cell(required),
        numberOf(counted.length, counted),
        numberOf(bare.length, bare),
        cell(statusWord(status, duty.cadence), statuses[status].tone),
        cell(remark(verdict)),
      ]
    }),
  }
}

/** A duty that each of several units owes again and again: unit × period. */
interface Grid {
  readonly verdicts: readonly DutyVerdict[]
  readonly periods: readonly string[]
  readonly units: readonly string[]
  readonly totals: readonly {
    readonly duty: string
    readonly period: string
    readonly units: number
    readonly required: number
    /** Each record once, however many units it counts for. */
    readonly actual: number
    readonly unevidenced: number
  }[]
}

function gridsOf(verdicts: readonly DutyVerdict[]): Grid[] {
  const byDuty = new Map<string, DutyVerdict[]>()
  for (const verdict of verdicts) {
    const { cadence, id } = verdict.duty
    if (verdict.unit === null || (cadence !== 'yearly' && cadence !== 'quarterly')) continue
    const own = byDuty.get(id)
    if (own) own.push(verdict)
    else byDuty.set(id, [verdict])
  }
  return [...byDuty.values()].flatMap(own => {
    const units = [...new Set(own.map(({ unit }) => unit ?? ''))]
    if (units.length < 2) return []
    const periods = [...new Set(own.map(({ period }) => period))].sort()
    return [{ verdicts: own, periods, units, totals: periods.map(period => totalOf(own, period)) }]
  })
}

function totalOf(verdicts: readonly DutyVerdict[], period: string): Grid['totals'][number] {
  const own = verdicts.filter(verdict => verdict.period === period)
  const records: PlanRecord[] = [...new Set(own.flatMap(({ counted }) => counted))]
  return {
    duty: own[0]?.duty.id ?? '',
    period,
    units: own.length,
    required: own.reduce((sum, { required }) => sum + required, 0),
    actual: records.length,
    unevidenced: unevidenced(records),
  }
}

function gridSections(verdicts: readonly DutyVerdict[], asked: Asked): Section[] {
  return gridsOf(verdicts).map(grid => {
    const { duty } = grid.verdicts[0] as DutyVerdict
    const at = new Map(grid.verdicts.map(verdict => [`${verdict.unit} ${verdict.period}`, verdict]))
    const rows = grid.units.map(unit => {
      const own = grid.verdicts.find(verdict => verdict.unit === unit) as DutyVerdict
      return {
        label: verbatim(ownerName(own, asked) ?? unit),
        cells: grid.periods.map((period): Cell => {
          const verdict = at.get(`${unit} ${period}`)
          if (!verdict) return cell({ zh: '—', en: '–' }, 'faint')
          return gridCell(verdict)
        }),
      }
    })
    const total = {
      label: { zh: '合计（联合的计一次）', en: 'All (joint ones once)' },
      cells: grid.totals.map(({ period, actual, required }) => ({
        ...cell(`${actual}/${required}`, 'faint'),
        ...behind(
          grid.verdicts.filter(verdict => verdict.period === period).flatMap(({ counted }) => counted),
        ),
      })),
    }
    return {
      chart: {
        kind: 'grid' as const,
        title: {
          zh: `${duty.title}：已办/应办，括号内为无佐证`,
          en: `${duty.title}: done/required, without evidence in brackets`,
        },
        columns: grid.periods.map(verbatim),
        rows: [...rows, total],
      },
    }
  })
}

function gridCell({ counted, required, status }: DutyVerdict): Cell {
  const missing = unevidenced(counted)
  const { word, tone } = statuses[status]
  const figures = `${counted.length}/${required}${missing > 0 ? `(${missing})` : ''}`
  return {
    ...cell({ zh: `${figures} ${word.zh}`, en: `${figures} ${word.en}` }, tone),
    ...(counted.length > 0 && { records: counted.map(({ id }) => id) }),
  }
}
