import { type DutyVerdict, judgeDuties } from '../judge/duties.ts'
import { judgeTargets, type TargetVerdict } from '../judge/targets.ts'
import type { Milestone } from '../model/entities.ts'
import { type Text, verbatim } from '../model/text.ts'
import { isUnit, nameOn, type Party } from '../model/units.ts'
import { ownerName, remark } from './duty-verdict.ts'
import type { Asked } from './entities.ts'
import type { OpenFinding } from './findings.ts'
import { statusWord } from './statuses.ts'
import type { CalendarDay } from './view.ts'

/** What an answer holds that has a day. */
export interface Dated {
  readonly duties?: readonly DutyVerdict[]
  readonly targets?: readonly TargetVerdict[]
  readonly findings?: readonly OpenFinding[]
  readonly milestones?: readonly Milestone[]
}

/** The deadlines as days of a calendar, one a duty and owner, the nearest first. A standing duty has none. */
export function calendarDays(
  { duties = [], targets = [], findings = [], milestones = [] }: Dated,
  asked: Asked,
): CalendarDay[] {
  const days = [
    ...milestones.map(milestoneDay),
    ...duties.filter(({ duty }) => duty.cadence !== 'standing').map(verdict => dutyDay(verdict, asked)),
    ...targets.filter(({ target }) => target.value !== undefined).map(verdict => targetDay(verdict, asked)),
    ...findings.flatMap(finding => findingDay(finding, asked)),
  ]
  return days.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** The deadlines of what a list or question names by id; on the way each duty and target is judged. */
export function daysOf(ids: readonly string[], asked: Asked): CalendarDay[] {
  const { plan, day } = asked
  const isNamed = ({ id }: { readonly id: string }) => named.has(id)
  const named = new Set(ids)
  return calendarDays(
    {
      duties: judgeDuties(plan, day, plan.duties.filter(isNamed)),
      targets: judgeTargets(plan, day, plan.targets.filter(isNamed)),
      milestones: plan.milestones.filter(isNamed),
    },
    asked,
  )
}

/** The phases of the schedule that are of interest to a unit: all of them. */
const milestoneDay = ({ id, title, clause, from, to }: Milestone): CalendarDay => ({
  uid: `milestone/${id}`,
  on: to,
  title: { zh: `${title}阶段结束`, en: `${title}: last day` },
  description: verbatim([clause, from && `${from} — ${to}`].filter(Boolean).join('\n')),
})

function dutyDay(verdict: DutyVerdict, asked: Asked): CalendarDay {
  const { id, duty, span, required, counted, status } = verdict
  const owner = ownerName(verdict, asked)
  const word = statusWord(status, duty.cadence)
  const why = remark(verdict)
  return {
    uid: id,
    on: span.to,
    title:
      owner === null
        ? verbatim(duty.title)
        : { zh: `${owner}：${duty.title}`, en: `${owner}: ${duty.title}` },
    description: {
      zh: `${duty.clause} ${duty.words}\n截至 ${asked.day}：${word.zh}，应办 ${required} 项、已办 ${counted.length} 项${why ? `（${why.zh}）` : ''}`,
      en: `${duty.clause} ${duty.words}\nas of ${asked.day}: ${word.en}, ${counted.length} of ${required}${why ? ` (${why.en})` : ''}`,
    },
  }
}

function targetDay({ target, due, status }: TargetVerdict, { day }: Asked): CalendarDay {
  const word = statusWord(status)
  return {
    uid: target.id,
    on: due,
    title: { zh: `目标：${target.title}`, en: `Target: ${target.title}` },
    description: {
      zh: `${target.clause} ${target.words}\n截至 ${day}：${word.zh}`,
      en: `${target.clause} ${target.words}\nas of ${day}: ${word.en}`,
    },
  }
}

function findingDay(
  { record, index, text, due, about, unit }: OpenFinding,
  { plan, day }: Asked,
): CalendarDay[] {
  if (due === null) return []
  const party: Party | undefined = unit === null ? undefined : plan.units.byId(unit)
  const name = party && isUnit(party) ? nameOn(party, day) : about
  const title: Text = { zh: `${name}：整改“${text}”`, en: `${name}: put right "${text}"` }
  return [{ uid: `${record.id}/${index}`, on: due, title, description: verbatim(record.title) }]
}
