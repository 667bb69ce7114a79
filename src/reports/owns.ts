import type { Group, Role, Unit } from '../model/entities.ts'
import { predecessorsOf, successorsOf } from '../model/lives.ts'
import { groupMembers } from '../model/plan.ts'
import { plural, type Text } from '../model/text.ts'
import { existsOn, isUnit, nameOn, type Party } from '../model/units.ts'
import { type Asked, printedParty } from './entities.ts'
import { partyNames } from './list.ts'
import { type Answer, cell, column, type Section } from './view.ts'

/** Everything a unit or group answers for on a day, and through what it does. */
export interface Owned {
  readonly leads: readonly string[]
  readonly participates: readonly string[]
  readonly duties: readonly string[]
  readonly targets: readonly string[]
  readonly milestones: readonly string[]
  /** What it owes not by its own name: the group it belongs to, or the unit it took over from. */
  readonly via: Readonly<Record<string, string>>
  readonly notes: readonly Text[]
}

/** What a unit answers for: by its name, as a member of groups, and in place of the units it took over from. */
export function ownedBy(party: Party, asked: Asked): Owned {
  const { plan, day } = asked
  const via: Record<string, string> = {}
  const reach = new Map<string, string | null>()
  const isSucceeded = isUnit(party) && successorsOf(plan.events, party.id, day).length > 0
  if (!isSucceeded) reach.set(party.id, null)
  if (isUnit(party) && !isSucceeded) {
    const before = predecessorsOf(plan.events, party.id, day)
    for (const id of before) reach.set(id, id)
    for (const group of plan.units.groups) {
      const members = groupMembers(plan, group, day) ?? []
      if (members.some(({ id }) => id === party.id || before.includes(id))) reach.set(group.id, group.id)
    }
  }
  const owes = (what: string, owners: readonly (string | null)[]): boolean => {
    const reached = owners.filter(owner => owner !== null && reach.has(owner))
    const through = reached.map(owner => reach.get(owner ?? '') ?? null)
    if (reached.length === 0) return false
    if (!through.includes(null)) via[what] = through[0] ?? ''
    return true
  }
  const notes: Text[] = []
  const leads: string[] = []
  const participates: string[] = []
  for (const task of plan.tasks) {
    const isLead = owes(
      task.id,
      task.leads.map(owner => printedParty(asked, owner)?.id ?? null),
    )
    const takesPart = owes(
      task.id,
      task.participants.map(owner => printedParty(asked, owner)?.id ?? null),
    )
    if (isLead) leads.push(task.id)
    else if (takesPart) participates.push(task.id)
    if (isLead && takesPart) notes.push(bothRoles(task.id))
  }
  const duties = plan.duties.filter(duty => owes(duty.id, duty.owners))
  const targets = plan.targets.filter(target => owes(target.id, target.owners))
  const due = new Set(duties.map(({ milestone }) => milestone))
  return {
    leads,
    participates,
    duties: duties.map(({ id }) => id),
    targets: targets.map(({ id }) => id),
    milestones: plan.milestones.filter(({ id }) => due.has(id)).map(({ id }) => id),
    via,
    notes: [...notes, ...(isUnit(party) ? lifeNotes(party, asked) : groupNotes(party, asked))],
  }
}

const bothRoles = (task: string): Text => ({
  zh: `${task} 里既牵头又参与，按牵头算。`,
  en: `In ${task} it both leads and takes part; it counts as lead.`,
})

function lifeNotes(unit: Unit, { plan, day }: Asked): Text[] {
  const successors = successorsOf(plan.events, unit.id, day)
  const notes: Text[] = []
  if (!existsOn(unit, day) && unit.from !== undefined && day < unit.from) {
    notes.push({
      zh: `${day} 尚未设立（${unit.from} 起）。`,
      en: `It did not exist on ${day} (founded ${unit.from}).`,
    })
  } else if (!existsOn(unit, day)) {
    notes.push({ zh: `${unit.to} 之后已不存在。`, en: `It no longer exists after ${unit.to}.` })
  }
  if (successors.length > 0) {
    const names = partyNames({ plan, day, prefix: '' }, successors)
    notes.push({ zh: `任务由 ${names.zh} 承接。`, en: `Taken over by ${names.en}.` })
  }
  const now = nameOn(unit, day)
  const former = unit.names.filter(({ name, as }) => name !== now && (as === 'former' || as === undefined))
  for (const { name, to } of former) {
    notes.push({
      zh: `曾用名 ${name}${to ? `（至 ${to}）` : ''}。`,
      en: `Formerly ${name}${to ? ` (until ${to})` : ''}.`,
    })
  }
  return notes
}

function groupNotes(group: Group, { plan, day }: Asked): Text[] {
  const members = groupMembers(plan, group, day)
  if (!members) return [{ zh: '成员没有写明。', en: 'Nothing says who its members are.' }]
  const names = members.map(unit => nameOn(unit, day))
  return [
    {
      zh: `${day} 的成员（${names.length}）：${names.join('、')}。`,
      en: `Members on ${day} (${names.length}): ${names.join(', ')}.`,
    },
  ]
}

/** @param role only the tasks in this role */
export function ownsAnswer(
  party: Party,
  asked: Asked,
  role: Role | undefined,
  say: (text: Text) => string,
): Answer {
  const { plan, day } = asked
  const owned = ownedBy(party, asked)
  const leads = role === 'participant' ? [] : owned.leads
  const participates = role === 'lead' ? [] : owned.participates
  const name = nameOn(party, day)
  const through = (what: string): Text | null => {
    const id = owned.via[what]
    return id === undefined ? null : partyNames(asked, [id])
  }
  const titles = new Map(
    [...plan.tasks, ...plan.duties, ...plan.targets, ...plan.milestones].map(entity => [entity.id, entity]),
  )
  const section = (zh: string, en: string, ids: readonly string[]): Section[] =>
    ids.length === 0
      ? []
      : [
          {
            table: {
              title: { zh: `${zh}（${ids.length}）`, en: `${en} (${ids.length})` },
              columns: [
                column('编号', 'Id'),
                column('名称', 'Title'),
                column('条款', 'Clause'),
                column('经由', 'Via'),
              ],
              rows: ids.map(id => [
                cell(id),
                cell(titles.get(id)?.title, 'strong'),
                cell(titles.get(id)?.clause),
                cell(through(id), 'faint'),
              ]),
            },
          },
        ]
  const data = {
    unit: party.id,
    name,
    leads,
    participates,
    duties: role ? [] : owned.duties,
    targets: role ? [] : owned.targets,
    milestones: role ? [] : owned.milestones,
    via: role
      ? Object.fromEntries(
          Object.entries(owned.via).filter(([id]) => [...leads, ...participates].includes(id)),
        )
      : owned.via,
    notes: owned.notes.map(say),
  }
  return {
    kind: 'owns',
    data,
    days: async () => {
      const [{ calendarDays }, { concerns }, { judgeDuties }, { judgeTargets }] = await Promise.all([
        import('./calendar-days.ts'),
        import('./report-filters.ts'),
        import('../judge/duties.ts'),
        import('../judge/targets.ts'),
      ])
      const among =
        (ids: readonly string[]) =>
        ({ id }: { readonly id: string }) =>
          ids.includes(id)
      return calendarDays(
        {
          duties: judgeDuties(plan, day, plan.duties.filter(among(data.duties))).filter(
            concerns(party, asked),
          ),
          targets: judgeTargets(plan, day, plan.targets.filter(among(data.targets))),
          milestones: plan.milestones.filter(among(data.milestones)),
        },
        asked,
      )
    },
    view: [
      {
        text: {
          zh: `${name}（${party.id}）：牵头 ${owned.leads.length} 项、参与 ${owned.participates.length} 项任务，责任 ${owned.duties.length} 项，目标 ${owned.targets.length} 个。`,
          en: `${name} (${party.id}): leads ${plural(owned.leads.length, 'task')} and takes part in ${owned.participates.length}; ${plural(owned.duties.length, 'duty', 'duties')}, ${plural(owned.targets.length, 'target')}.`,
        },
      },
      ...owned.notes.map(text => ({ text })),
      ...section('牵头的任务', 'Leads', leads),
      ...section('参与的任务', 'Takes part in', participates),
      ...section('责任', 'Duties', data.duties),
      ...section('目标', 'Targets', data.targets),
      ...section('阶段', 'Milestones', data.milestones),
    ],
  }
}
