import type { Placed, Step } from '../model/place.ts'
import { at } from '../model/place.ts'
import type { Finding } from '../model/problem.ts'
import { nothing, type RecordRule, type Rule } from './rule.ts'

interface Pair {
  readonly entity: Placed
  readonly path: readonly Step[]
  readonly from: string
  readonly to: string
}

const until = ['until']
const validTo = ['validTo']
const withdrawnOn = ['withdrawn', 'on']

export const datesReversed: Rule & RecordRule = {
  id: 'dates-reversed',
  severity: 'error',
  summary: { zh: '起止日期不颠倒', en: 'no period ends before it begins' },
  page: {
    zh: '结束日期早于开始日期。核对两个日期。',
    en: 'The last day is earlier than the first. Check both.',
  },
  example: { file: 'milestones.yaml', right: '    to: "2018-03-31"', wrong: '    to: "2017-03-31"' },

  *check(plan) {
    const reversed: Pair[] = []
    const add = adding(reversed)
    if (plan.sheet) add(plan.sheet, ['period', 'to'], plan.sheet.period.from, plan.sheet.period.to)
    for (const milestone of plan.milestones) add(milestone, ['to'], milestone.from, milestone.to)
    for (const unit of plan.units.all) add(unit, ['to'], unit.from, unit.to)
    for (const party of [...plan.units.all, ...plan.units.groups]) {
      for (const [index, name] of party.names.entries())
        add(party, ['names', index, 'to'], name.from, name.to)
    }
    for (const group of plan.units.groups) {
      for (const [index, member] of (group.members ?? []).entries()) {
        add(group, ['members', index, 'to'], member.from, member.to)
      }
    }
    for (const target of plan.targets) add(target, ['due'], target.baseline?.on, target.due)
    yield* reversed.map(findingOf)
  },

  ofRecords: () => record => {
    const { date, fields } = record
    if (fields.until === undefined && fields.validTo === undefined && !fields.withdrawn) return nothing
    const reversed: Pair[] = []
    const add = adding(reversed)
    add(record, until, date, fields.until)
    add(record, validTo, fields.namedOn, fields.validTo)
    add(record, withdrawnOn, date, fields.withdrawn?.on)
    return reversed.map(findingOf)
  },
}

/** Keeps a pair of dates where they are two, and the second is the earlier one. */
const adding =
  (reversed: Pair[]) =>
  (entity: Placed, path: readonly Step[], from: unknown, to: unknown): void => {
    if (typeof from === 'string' && typeof to === 'string' && from > to)
      reversed.push({ entity, path, from, to })
  }

const findingOf = ({ entity, path, from, to }: Pair): Finding => ({
  at: at(entity, ...path),
  message: {
    zh: `“${to}”早于开始日期“${from}”`,
    en: `"${to}" is earlier than "${from}", where it begins`,
  },
  hint: { zh: '核对两个日期', en: 'check both dates' },
})
