import { at } from '../model/place.ts'
import { groupMembers } from '../model/plan.ts'
import { isUnit } from '../model/units.ts'
import type { SheetRule } from './rule.ts'

export const groupPartlyNamed: SheetRule = {
  id: 'group-partly-named',
  severity: 'warning',
  summary: {
    zh: '一类单位要么都列，要么用统称',
    en: 'a class of units is named whole, or by its common name',
  },
  page: {
    zh: '只列了一类单位中的几个，其余的是有意不列还是漏了，说不清。用口径说明。',
    en: 'Where only some of a class are named, it is open whether the others are left out on purpose. Say so by a ruling.',
  },
  example: { file: 'tasks/T1.yaml', right: '  - 各镇（街道）\n', wrong: '  - 东风镇\n' },

  *checkWithSheet(plan, { sheet }) {
    const classes = plan.units.groups.filter(({ query }) => query?.kinds && !query.roles && !query.tasks)
    for (const task of plan.tasks) {
      const named = new Set(
        [...task.leads, ...task.participants].map(({ printed }) => plan.units.named(printed)),
      )
      for (const group of classes) {
        const members = groupMembers(plan, group, sheet.issuedOn) ?? []
        const some = members.filter(unit => named.has(unit))
        if (named.has(group) || some.length === 0 || some.length === members.length) continue
        if (!some.every(isUnit)) continue
        const names = some.map(unit => unit.names[0]?.name).join('、')
        const whole = group.names[0]?.name
        yield {
          at: at(task, 'participants'),
          about: task.id,
          message: {
            zh: `“${whole}”共 ${members.length} 个，${task.id} 只列了 ${names}`,
            en: `of the ${members.length} in "${whole}", ${task.id} names only ${names}`,
          },
          hint: { zh: '补全，或写一条口径', en: 'name them all, or write a ruling' },
        }
      }
    }
  },
}
