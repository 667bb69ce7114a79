import type { PlainDate } from '../model/dates.ts'
import type {
  Duty,
  Group,
  Measure,
  Milestone,
  Objective,
  Owner,
  PlanRecord,
  Programme,
  Ruling,
  Target,
  Task,
  Unit,
} from '../model/entities.ts'
import { successorsOf } from '../model/lives.ts'
import { groupMembers, type Plan, type PlanSheet } from '../model/plan.ts'
import { isUnit, nameOn, type Party } from '../model/units.ts'

/** What a question is asked of: a plan, on a day; files are shown with the prefix of the repository. */
export interface Asked {
  readonly plan: Plan
  readonly day: PlainDate
  readonly prefix: string
  /** The commit that was read; null for the work tree. */
  readonly commit?: string | null
}

const names = (entity: Unit | Programme | Group) =>
  entity.names.map(({ name, as, from, to }) => ({
    name,
    as: as ?? 'official',
    from: from ?? null,
    to: to ?? null,
  }))

/** The unit or group that a printed owner is; undefined where it cannot be found. */
export const printedParty = ({ plan }: Asked, { printed }: Pick<Owner, 'printed'>): Party | undefined =>
  plan.units.named(printed, plan.sheet?.issuedOn)

/** Who stands in for a printed owner on the day: itself, or the unit that has taken over from it. */
export function ownerParty(asked: Asked, owner: Pick<Owner, 'printed'>): Party | undefined {
  const party = printedParty(asked, owner)
  if (!party || !isUnit(party)) return party
  const [successor] = successorsOf(asked.plan.events, party.id, asked.day)
  return (successor === undefined ? undefined : asked.plan.units.byId(successor)) ?? party
}

/** The id of who stands in for a printed owner on the day; null where it cannot be found. */
const ownerId = (asked: Asked, owner: Owner): string | null => ownerParty(asked, owner)?.id ?? null

// Each entity as the JSON contract gives it: every key there, null for what is not given.

export const planJson = (_asked: Asked, { place, ...sheet }: PlanSheet) => sheet

export const unitJson = ({ day }: Asked, unit: Unit) => ({
  id: unit.id,
  name: nameOn(unit, day),
  kind: unit.kind,
  code: unit.code ?? null,
  names: names(unit),
  from: unit.from ?? null,
  to: unit.to ?? null,
})

export const groupJson = (asked: Asked, group: Group) => ({
  id: group.id,
  name: nameOn(group, asked.day),
  names: names(group),
  members: groupMembers(asked.plan, group, asked.day)?.map(({ id }) => id) ?? null,
})

export const taskJson = (asked: Asked, task: Task) => ({
  id: task.id,
  kind: task.kind,
  title: task.title,
  clause: task.clause,
  leads: task.leads.map(owner => ownerId(asked, owner)),
  participants: task.participants.map(owner => ownerId(asked, owner)),
  open: task.open,
  measures: task.measures.map(({ id }) => id),
})

export const measureJson = (_asked: Asked, { id, task, title, clause, programmes }: Measure) => ({
  id,
  task,
  title,
  clause,
  programmes,
})

export const objectiveJson = (_asked: Asked, { id, title, clause }: Objective) => ({ id, title, clause })

export const programmeJson = ({ plan }: Asked, programme: Programme) => ({
  id: programme.id,
  names: programme.names.map(({ name, as }) => ({ name, as: as ?? 'official' })),
  measures: plan.measures.filter(measure => measure.programmes.includes(programme.id)).map(({ id }) => id),
})

export const targetJson = (_asked: Asked, target: Target) => ({
  id: target.id,
  title: target.title,
  clause: target.clause,
  words: target.words,
  op: target.op,
  value: target.value ?? null,
  unit: target.unit,
  due: target.due ?? null,
  modality: target.modality,
  scope: target.scope,
  owners: target.owners,
  denominator: target.denominator ?? null,
  baseline: target.baseline ?? null,
  interim: target.interim ?? [],
  staleAfter: target.staleAfter ?? null,
  accumulation: target.accumulation ?? null,
})

export const dutyJson = (_asked: Asked, duty: Duty) => ({
  id: duty.id,
  title: duty.title,
  clause: duty.clause,
  words: duty.words,
  modality: duty.modality,
  printed: duty.printed,
  owners: duty.owners,
  each: duty.each,
  cadence: duty.cadence,
  due: duty.due ?? null,
  milestone: duty.milestone ?? null,
  requirement: { atLeast: duty.requirement?.atLeast ?? 1, counts: duty.requirement?.counts ?? null },
  evidence: duty.evidence ?? null,
})

export const milestoneJson = ({ plan }: Asked, milestone: Milestone) => ({
  id: milestone.id,
  title: milestone.title,
  clause: milestone.clause,
  from: milestone.from ?? null,
  to: milestone.to,
  deliverables: plan.duties.filter(duty => duty.milestone === milestone.id).map(({ id }) => id),
})

export const rulingJson = (_asked: Asked, ruling: Ruling) => ({
  id: ruling.id,
  about: ruling.about,
  reading: ruling.reading,
  why: ruling.why,
  status: ruling.status,
  decidedBy: ruling.decidedBy ?? null,
  decidedOn: ruling.decidedOn ?? null,
  covers: ruling.covers ?? [],
})

export const recordJson = ({ plan, prefix }: Asked, record: PlanRecord) => ({
  ...record.fields,
  id: record.id,
  date: record.date,
  title: record.title,
  kind: record.kind,
  file: prefix + record.place.file,
  unit: (record.unit && plan.units.named(record.unit, record.date)?.id) ?? null,
  unitName: record.unit ?? null,
})
