import { type CountedRecord, RecordsInForce } from '../model/counting.ts'
import type { PlainDate } from '../model/dates.ts'
import type { PlanRecord, Task } from '../model/entities.ts'
import { predecessorsOf, successorsOf } from '../model/lives.ts'
import { groupMembers } from '../model/plan.ts'
import { isUnit } from '../model/units.ts'
import { type Asked, printedParty } from './entities.ts'

/** What was done under a task by a day. */
export interface TaskActivity {
  readonly task: Task
  readonly records: readonly PlanRecord[]
  /** The units of the owner line, groups expanded on the day, and how many of them acted. */
  readonly units: { readonly active: number; readonly total: number }
  readonly attendance: number
  /** In yuan. */
  readonly spend: number
  readonly lastOn: PlainDate | null
}

/** What activities came to. */
export interface Reach {
  readonly activities: number
  readonly attendance: number
  readonly spend: number
}

interface ActivityFields {
  readonly attendance?: number
  readonly spend?: number
}

/** Adds up activities; what is not told counts nothing. Money is added in fen, so that no fraction is lost. */
export function reachOf(records: readonly PlanRecord[]): Reach {
  let attendance = 0
  let fen = 0
  for (const { fields } of records) {
    const own = fields as ActivityFields
    attendance += own.attendance ?? 0
    fen += Math.round((own.spend ?? 0) * 100)
  }
  return { activities: records.length, attendance, spend: fen / 100 }
}

/** Activities by task: one counts once under each task that its measures belong to. */
export function taskActivities(asked: Asked, tasks: readonly Task[]): TaskActivity[] {
  const inForce = new RecordsInForce(asked.plan, asked.day)
  const byTask = new Map<string, CountedRecord[]>(asked.plan.tasks.map(({ id }) => [id, []]))
  for (const counted of inForce.ofKind('activity')) {
    for (const task of inForce.tasksOf(counted.record)) byTask.get(task)?.push(counted)
  }
  return tasks.map(task => {
    const found = byTask.get(task.id) ?? []
    const acted = new Set(found.flatMap(({ units }) => units))
    const units = unitsOf(task, asked)
    const isActive = (unit: string) =>
      acted.has(unit) || predecessorsOf(asked.plan.events, unit, asked.day).some(id => acted.has(id))
    const records = found.map(({ record }) => record)
    const { attendance, spend } = reachOf(records)
    return {
      task,
      records,
      units: { active: units.filter(isActive).length, total: units.length },
      attendance,
      spend,
      lastOn: records.reduce<PlainDate | null>(
        (last, { date }) => (last === null || date > last ? date : last),
        null,
      ),
    }
  })
}

/** The ids of the units that lead a task or take part in it on the day, each once. */
function unitsOf(task: Task, asked: Asked): string[] {
  const { plan, day } = asked
  const ids = new Set<string>()
  for (const owner of [...task.leads, ...task.participants]) {
    const party = printedParty(asked, owner)
    if (!party) continue
    if (!isUnit(party)) for (const { id } of groupMembers(plan, party, day) ?? []) ids.add(id)
    else {
      const after = successorsOf(plan.events, party.id, day)
      for (const id of after.length > 0 ? after : [party.id]) ids.add(id)
    }
  }
  return [...ids]
}
