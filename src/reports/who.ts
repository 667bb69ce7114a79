import type { Owner, Task } from '../model/entities.ts'
import { groupMembers } from '../model/plan.ts'
import type { Text } from '../model/text.ts'
import { isUnit, nameOn } from '../model/units.ts'
import { type Asked, ownerParty } from './entities.ts'
import { type Answer, cell, column } from './view.ts'

/** What owners are asked of: a task as printed, or a duty or target with its owners. */
interface Asks {
  readonly id: string
  readonly title: string
  readonly clause: string
  readonly open: boolean
  readonly leads: readonly Pick<Owner, 'printed'>[]
  readonly participants: readonly Pick<Owner, 'printed'>[]
}

/**
 * Who leads and who takes part: names as printed, in printed order. A measure is asked of its task; the owners of a
 * duty or target stand as leads.
 * @param expand also the members of groups on the day
 */
export function whoAnswer(kind: string, id: string, asked: Asked, expand: boolean): Answer {
  const { plan, day } = asked
  const about = askedAbout(kind, id, asked)
  const owner = ({ printed }: Pick<Owner, 'printed'>) => {
    const party = ownerParty(asked, { printed })
    const members =
      expand && party && !isUnit(party)
        ? {
            members:
              groupMembers(plan, party, day)?.map(unit => ({ unit: unit.id, name: nameOn(unit, day) })) ??
              null,
          }
        : {}
    return { unit: party?.id ?? null, name: party ? nameOn(party, day) : null, printed, ...members }
  }
  const { leads, participants, ...rest } = about
  const data = { ...rest, leads: leads.map(owner), participants: participants.map(owner) }
  const rows = (role: Text, list: typeof data.leads) =>
    list.flatMap((one, index) => [
      [
        cell(index === 0 ? role : null),
        cell(one.printed, 'strong'),
        cell(one.name === one.printed ? null : one.name),
        cell(one.unit, 'faint'),
      ],
      ...(one.members ?? []).map(member => [
        cell(null),
        cell(`  ${member.name}`),
        cell(null),
        cell(member.unit, 'faint'),
      ]),
    ])
  const isTask = kind === 'task' || kind === 'measure'
  return {
    kind: 'who',
    data,
    view: [
      {
        table: {
          title: {
            zh: `${about.id} ${about.title}（${about.clause}）`,
            en: `${about.id} ${about.title} (${about.clause})`,
          },
          columns: [
            column('分工', 'Role'),
            column('所印名称', 'As printed'),
            column('今名', 'Name'),
            column('编号', 'Id'),
          ],
          rows: [
            ...rows(isTask ? { zh: '牵头', en: 'leads' } : { zh: '负责', en: 'owes' }, data.leads),
            ...rows({ zh: '参与', en: 'takes part' }, data.participants),
          ],
          ...noteOf(about, isTask),
        },
      },
    ],
  }
}

function noteOf({ open, leads }: Asks, isTask: boolean): { note: Text } | object {
  if (open) return { note: { zh: '名单以“等单位”收尾。', en: 'The list ends in 等单位 (and other units).' } }
  if (!isTask && leads.length === 0)
    return { note: { zh: '原文没有写明单位。', en: 'The plan names nobody.' } }
  return {}
}

function askedAbout(kind: string, id: string, { plan, day }: Asked): Asks {
  const measure = plan.measures.find(entity => kind === 'measure' && entity.id === id)
  const task = plan.tasks.find(entity => entity.id === (measure?.task ?? id))
  if (task) return taskFields(task)
  const owing = [...plan.duties, ...plan.targets].find(entity => entity.id === id)
  const owners = (owing?.owners ?? []).map(owner => {
    const party = plan.units.byId(owner)
    return { printed: party ? nameOn(party, day) : owner }
  })
  return {
    id,
    title: owing?.title ?? '',
    clause: owing?.clause ?? '',
    open: false,
    leads: owners,
    participants: [],
  }
}

const taskFields = ({ id, title, clause, open, leads, participants }: Task): Asks => ({
  id,
  title,
  clause,
  open,
  leads,
  participants,
})
