import type { Task } from '../model/entities.ts'
import { nameOn } from '../model/units.ts'
import type { Asked } from './entities.ts'
import { type Answer, cell, column } from './view.ts'

/** Who leads a task and who takes part in it: names as printed, in printed order. */
export function whoAnswer(task: Task, asked: Asked): Answer {
  const { plan, day } = asked
  const owners = (printed: Task['leads']) =>
    printed.map(owner => {
      const party = plan.units.named(owner.printed, plan.sheet?.issuedOn)
      return { unit: party?.id ?? null, name: party ? nameOn(party, day) : null, printed: owner.printed }
    })
  const data = {
    id: task.id,
    title: task.title,
    clause: task.clause,
    open: task.open,
    leads: owners(task.leads),
    participants: owners(task.participants),
  }
  const rows = (role: { zh: string; en: string }, list: typeof data.leads) =>
    list.map(({ unit, name, printed }, index) => [
      cell(index === 0 ? role : null),
      cell(printed, 'strong'),
      cell(name === printed ? null : name),
      cell(unit, 'faint'),
    ])
  return {
    kind: 'who',
    data,
    view: [
      {
        table: {
          title: {
            zh: `${task.id} ${task.title}（${task.clause}）`,
            en: `${task.id} ${task.title} (${task.clause})`,
          },
          columns: [
            column('分工', 'Role'),
            column('所印名称', 'As printed'),
            column('今名', 'Name'),
            column('编号', 'Id'),
          ],
          rows: [
            ...rows({ zh: '牵头', en: 'leads' }, data.leads),
            ...rows({ zh: '参与', en: 'takes part' }, data.participants),
          ],
          ...(task.open && {
            note: { zh: '名单以“等单位”收尾。', en: 'The list ends in 等单位 (and other units).' },
          }),
        },
      },
    ],
  }
}
