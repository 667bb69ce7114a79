import { verbatim } from '../model/text.ts'
import { nameOn } from '../model/units.ts'
import { type Asked, ownerParty } from './entities.ts'
import { type Answer, type Cell, cell, column, type Section } from './view.ts'

type MatrixRole = 'lead' | 'participant' | 'both'

const marks = {
  lead: { zh: '牵', en: 'L' },
  participant: { zh: '参', en: 'p' },
  both: { zh: '牵参', en: 'Lp' },
} as const

/** What each unit and group is that the owner lines name, in the order of units.yaml. */
interface RoleRow {
  readonly unit: string
  readonly name: string
  /** By task. */
  readonly roles: Readonly<Record<string, MatrixRole>>
}

export function roleRows(asked: Asked): RoleRow[] {
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
  return [...plan.units.all, ...plan.units.groups]
    .filter(({ id }) => roles.has(id))
    .map(party => ({ unit: party.id, name: nameOn(party, day), roles: roles.get(party.id) ?? {} }))
}

/** Owners × tasks as a picture. */
export function roleChart({ plan }: Asked, rows: readonly RoleRow[]): Section[] {
  if (rows.length === 0) return []
  return [
    {
      chart: {
        kind: 'grid',
        title: { zh: '任务分工（牵：牵头，参：参与）', en: 'Owners × tasks (L: leads, p: takes part)' },
        columns: plan.tasks.map(({ id }) => verbatim(id)),
        rows: rows.map(({ name, roles }) => ({
          label: verbatim(name),
          cells: plan.tasks.map(({ id }) => roleCell(roles[id])),
        })),
      },
    },
  ]
}

const roleCell = (role: MatrixRole | undefined): Cell =>
  cell(role ? marks[role] : null, role === 'lead' || role === 'both' ? 'good' : 'plain')

/** Units and groups that the owner lines name × tasks, in the order of units.yaml. */
export function matrixAnswer(asked: Asked): Answer {
  const tasks = asked.plan.tasks.map(({ id }) => id)
  const rows = roleRows(asked)
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
          rows: rows.map(row => [cell(row.name, 'strong'), ...tasks.map(id => roleCell(row.roles[id]))]),
          note: { zh: '牵：牵头　参：参与', en: 'L: leads  p: takes part' },
        },
      },
    ],
  }
}
