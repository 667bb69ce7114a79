import { nameOn } from '../model/units.ts'
import { type Asked, ownerParty } from './entities.ts'
import { type Answer, cell, column } from './view.ts'

type MatrixRole = 'lead' | 'participant' | 'both'

const marks = {
  lead: { zh: '牵', en: 'L' },
  participant: { zh: '参', en: 'p' },
  both: { zh: '牵参', en: 'Lp' },
} as const

/** Units and groups that the owner lines name × tasks, in the order of units.yaml. */
export function matrixAnswer(asked: Asked): Answer {
  const { plan, day } = asked
  const roles = new Map<string, Record<string, MatrixRole>>()
  for (const task of plan.tasks) {
    for (const [role, owners] of [
      ['lead', task.leads] as const,
      ['participant', task.participants] as const,
    ]) {
      for (const owner of owners) {
        const id = ownerParty(asked, owner)?.id
        if (id === undefined) continue
        const row = roles.get(id) ?? {}
        const before = row[task.id]
        row[task.id] = before && before !== role ? 'both' : role
        roles.set(id, row)
      }
    }
  }
  const tasks = plan.tasks.map(({ id }) => id)
  const rows = [...plan.units.all, ...plan.units.groups]
    .filter(({ id }) => roles.has(id))
    .map(party => ({ unit: party.id, name: nameOn(party, day), roles: roles.get(party.id) ?? {} }))
  return {
    kind: 'matrix',
    data: { tasks, rows },
    view: [
      {
        table: {
          title: {
            zh: `任务分解表（${rows.length} 个单位 × ${tasks.length} 项任务）`,
            en: `Units × tasks (${rows.length} × ${tasks.length})`,
          },
          columns: [column('单位', 'Unit'), ...tasks.map(id => column(id, id))],
          rows: rows.map(row => [
            cell(row.name, 'strong'),
            ...tasks.map(id => {
              const role = row.roles[id]
              return cell(role ? marks[role] : null, role === 'lead' || role === 'both' ? 'good' : 'plain')
            }),
          ]),
          note: { zh: '牵：牵头　参：参与', en: 'L: leads  p: takes part' },
        },
      },
    ],
  }
}
