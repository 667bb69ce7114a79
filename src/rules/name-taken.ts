import type { PlainDate } from '../model/dates.ts'
import { at, type Place } from '../model/place.ts'
import { isUnit } from '../model/units.ts'
import type { Rule } from './rule.ts'

interface Bearer {
  readonly id: string
  readonly at: Place
  readonly from: PlainDate
  readonly to: PlainDate
}

const ever = { from: '0000-01-01', to: '9999-12-31' }

export const nameTaken: Rule = {
  id: 'name-taken',
  severity: 'error',
  summary: { zh: '一个名称在同一时间只指一个单位或组', en: 'a name means one unit or group at a time' },
  page: {
    zh: '两个单位同时用一个名称，按名称就查不到责任单位。改正其中一个，或用 from、to 写明先后。',
    en: 'Where two units bear one name at one time, nobody can be found by it. Correct one, or give `from` and `to`.',
  },
  example: {
    file: 'units.yaml',
    right: '      - name: 东风镇\n',
    wrong: '      - name: 东风镇\n      - name: 科普联席会议\n        as: short\n',
  },

  *check(plan) {
    const bearers = new Map<string, Bearer[]>()
    for (const party of [...plan.units.all, ...plan.units.groups]) {
      const life: { from?: PlainDate; to?: PlainDate } = isUnit(party) ? party : {}
      for (const [index, { name, from, to }] of party.names.entries()) {
        const bearer = {
          id: party.id,
          at: at(party, 'names', index, 'name'),
          from: from ?? life.from ?? ever.from,
          to: to ?? life.to ?? ever.to,
        }
        const others = bearers.get(name) ?? []
        const other = others.find(({ from: start, to: end }) => start <= bearer.to && bearer.from <= end)
        if (other) {
          yield {
            at: bearer.at,
            about: party.id,
            message: {
              zh: `“${name}”已经是 ${other.id} 的名称`,
              en: `"${name}" is a name of ${other.id} already`,
            },
            hint: { zh: '改名，或用 from、to 分开', en: 'change it, or part them by `from` and `to`' },
            related: [{ at: other.at, message: { zh: '第一次在这里', en: 'first here' } }],
          }
        } else bearers.set(name, [...others, bearer])
      }
    }
  },
}
