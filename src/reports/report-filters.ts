import type { DutyVerdict } from '../judge/duties.ts'
import { daysBetween, monthsAfter, type PlainDate } from '../model/dates.ts'
import type { Duty, Target, Task } from '../model/entities.ts'
import { forgiven } from '../model/forgiven.ts'
import type { Plan } from '../model/plan.ts'
import { listed } from '../model/text.ts'
import { isUnit, type Party } from '../model/units.ts'
import { UserError } from '../model/user-error.ts'
import type { Asked } from './entities.ts'
import { entitiesOfClause } from './find.ts'
import { resolveName } from './names.ts'
import { ownedBy } from './owns.ts'
import { resolveParty } from './parties.ts'
import { nearestStatuses, type Status, statuses, statusNames } from './statuses.ts'

/** What a report may be narrowed to, as written on the command line. */
export interface ReportOptions {
  readonly unit?: string
  readonly duty?: string
  readonly year?: string
  readonly status?: string
  readonly task?: string
  readonly target?: string
  readonly within?: string
  readonly explain?: boolean
}

/**
 * The year that is written.
 * @throws UserError (2)
 */
export function yearOf(written: string): string {
  const year = written.normalize('NFKC').trim().replace(/年$/, '').trim()
  if (/^\d{4}$/.test(year)) return year
  throw new UserError(
    2,
    { zh: `“${written}”不是年份`, en: `"${written}" is not a year` },
    { zh: '写四位数，如 2018', en: 'write four digits, such as 2018' },
  )
}

const numerals = '零一二三四五六七八九十'

/**
 * The number of days that is written: 30d, 30天, 30, 2周, 1月, 一个月; months end on the same day of the month.
 * @param from the day from which months are counted
 * @throws UserError (2)
 */
export function daysOf(written: string, from: PlainDate): number {
  const [, figure = '', unit = ''] =
    /^(\d{1,4}|[一二两三四五六七八九十])\s*(?:个\s*)?(d|days?|天|日|w|weeks?|周|星期|m|months?|月)?$/i.exec(
      written.normalize('NFKC').trim(),
    ) ?? []
  const count = /^\d/.test(figure) ? Number(figure) : numerals.indexOf(figure.replace('两', '二'))
  if (figure !== '') {
    if (/^(w|周|星期)/i.test(unit)) return count * 7
    if (/^(m|月)/i.test(unit)) return daysBetween(from, monthsAfter(from, count))
    return count
  }
  throw new UserError(
    2,
    { zh: `“${written}”不是天数`, en: `"${written}" is not a number of days` },
    { zh: '写 30d、30天、2周 或 1月', en: 'write 30d, 2w or 1m' },
  )
}

const known = Object.keys(statuses) as Status[]

/**
 * The statuses that are written, by id or word, several with commas.
 * @throws UserError (2) where one is none
 */
export function statusesOf(written: string): ReadonlySet<Status> {
  const words = written.split(/[,，、;；]/).filter(word => word.trim() !== '')
  return new Set((words.length > 0 ? words : [written]).map(statusOf))
}

function statusOf(written: string): Status {
  const word = forgiven(written)
  const found = known.find(status => statusNames(status).some(name => forgiven(name) === word))
  if (found) return found
  const near = nearestStatuses(word)
  const shown = listed(
    (near.length > 0 ? near : known).map(id => ({ zh: `${id}（${statuses[id].word.zh}）`, en: id })),
  )
  throw new UserError(
    2,
    { zh: `没有“${written}”这种状态`, en: `there is no status "${written}"` },
    near.length > 0
      ? { zh: `最接近的是 ${shown.zh}`, en: `the nearest is ${shown.en}` }
      : { zh: `可以写 ${shown.zh}`, en: `they are ${shown.en}` },
  )
}

const named = <Entity extends { readonly id: string; readonly title: string }>(list: readonly Entity[]) =>
  list.map(entity => ({ id: entity.id, names: [entity.title], entity }))

/**
 * The duties that are meant: one by id or title, or all of a clause.
 * @throws UserError (2)
 */
async function dutiesOf(plan: Plan, written: string): Promise<readonly Duty[]> {
  const ids = new Set(entitiesOfClause(plan, written).map(({ id }) => id))
  const ofClause = plan.duties.filter(({ id }) => ids.has(id))
  if (ofClause.length > 0) return ofClause
  return [(await resolveName(written, named(plan.duties), { zh: '责任', en: 'duty' })).entity]
}

/** @throws UserError (2) */
export async function targetsOf(plan: Plan, written: string): Promise<readonly Target[]> {
  const ids = new Set(entitiesOfClause(plan, written).map(({ id }) => id))
  const ofClause = plan.targets.filter(({ id }) => ids.has(id))
  if (ofClause.length > 0) return ofClause
  return [(await resolveName(written, named(plan.targets), { zh: '目标', en: 'target' })).entity]
}

/** @throws UserError (2) */
export async function taskOf(plan: Plan, written: string): Promise<Task> {
  const [ofClause] = entitiesOfClause(plan, written).filter(({ kind }) => kind === 'task')
  const byClause = plan.tasks.find(({ id }) => id === ofClause?.id)
  return byClause ?? (await resolveName(written, named(plan.tasks), { zh: '任务', en: 'task' })).entity
}

/** True for the verdicts that concern a unit or group: its own rows, and those of the duties that it owes with others. */
export function concerns(party: Party, asked: Asked): (verdict: DutyVerdict) => boolean {
  if (!isUnit(party)) return ({ unit, duty }) => unit === party.id || duty.owners.includes(party.id)
  const owed = new Set(ownedBy(party, asked).duties)
  const isOwn = ({ unit }: DutyVerdict) => unit === party.id
  const isShared = ({ duty, parties }: DutyVerdict) =>
    owed.has(duty.id) && (parties.length > 1 || parties.some(owner => !isUnit(owner)))
  return verdict => isOwn(verdict) || isShared(verdict)
}

/** The filters of a report on duties. */
export async function dutyFilter(
  asked: Asked,
  { unit, duty, year, status, task }: ReportOptions,
): Promise<{ readonly duties: readonly Duty[]; keeps(verdict: DutyVerdict): boolean }> {
  const { plan } = asked
  const ofUnit = unit === undefined ? undefined : concerns(await resolveParty(plan, unit), asked)
  const ofYear = year === undefined ? undefined : yearOf(year)
  const ofStatus = status === undefined ? undefined : statusesOf(status)
  const ofTask = task === undefined ? undefined : await taskOf(plan, task)
  const duties = duty === undefined ? plan.duties : await dutiesOf(plan, duty)
  return {
    duties: ofTask ? duties.filter(({ clause }) => clause.startsWith(ofTask.clause)) : duties,
    keeps: verdict =>
      (ofUnit?.(verdict) ?? true) &&
      // What ends in the year is owed for it; a span over the whole plan belongs to its last one.
      (ofYear === undefined || verdict.span.to.startsWith(ofYear)) &&
      (ofStatus?.has(verdict.status) ?? true),
  }
}
