import { readClause } from '../model/clause.ts'
import { nearest } from '../model/nearest.ts'
import type { EntityKind, PlanAlone, WrittenDocument } from '../model/plan.ts'
import type { Finding } from '../model/problem.ts'
import type { Text } from '../model/text.ts'
import { failingAt } from './failing-at.ts'
import { nothing, type RecordRule, type Rule } from './rule.ts'

interface Referent {
  readonly word: Text
  known(plan: PlanAlone, id: string): boolean
  candidates(plan: PlanAlone): Iterable<string>
}

const entity = (zh: string, en: string, ...kinds: EntityKind[]): Referent => ({
  word: { zh, en },
  known: (plan, id) => kinds.some(kind => plan.defined.has(kind, id)),
  candidates: plan => kinds.flatMap(kind => [...plan.defined.ids(kind)]),
})

const anything: Referent = {
  word: { zh: '条目', en: 'entity' },
  known: (plan, id) => plan.defined.hasAny(id),
  candidates: plan => plan.defined.everyId(),
}

/** What a value may name, by the `x-refers` of its schema. Names of units have a rule of their own. */
const referents: Readonly<Record<string, Referent>> = {
  unit: entity('单位', 'unit', 'unit'),
  owner: entity('单位或组', 'unit or group', 'unit', 'group'),
  task: entity('任务', 'task', 'task'),
  measure: entity('措施', 'measure', 'measure'),
  programme: entity('项目', 'programme', 'programme'),
  target: entity('目标', 'target', 'target'),
  duty: entity('责任', 'duty', 'duty'),
  milestone: entity('阶段', 'milestone', 'milestone'),
  amendment: entity('修订记录', 'amendment record', 'record'),
  any: anything,
  'any-or-clause': {
    ...anything,
    word: { zh: '条目或条款', en: 'entity or clause' },
    known: (plan, id) => readClause(id, () => false) !== null || plan.defined.hasAny(id),
  },
  kind: {
    word: { zh: '记录类别', en: 'record kind' },
    known: (plan, id) => plan.recordKinds.includes(id),
    candidates: plan => plan.recordKinds,
  },
}

export const referenceUnknown: Rule & RecordRule = {
  id: 'reference-unknown',
  severity: 'error',
  summary: { zh: '引用的编号都存在', en: 'every id that is referred to exists' },
  page: {
    zh: '引用了不存在的编号，这一条就算不到任何地方。多半是写错了，或被引用的条目已经改名、删除。',
    en: 'An id that does not exist counts nowhere. Mostly it is a slip, or what it named was renamed or deleted.',
  },
  example: {
    file: 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml',
    right: 'programme: science-day',
    wrong: 'programme: sience-day',
  },

  *check(plan) {
    for (const document of plan.documents()) yield* unknownIn(document, plan)
  },

  ofRecords: plan => record => unknownIn(plan.documentOf(record), plan),
}

function unknownIn(document: WrittenDocument, plan: PlanAlone): readonly Finding[] {
  let findings: Finding[] | undefined
  for (const { path, refers } of document.references) {
    const referent = referents[refers]
    if (!referent) continue
    for (const { value, at } of failingAt(document, path, one => referent.known(plan, String(one)))) {
      const id = String(value)
      const near = nearest(id, referent.candidates(plan))
      findings ??= []
      findings.push({
        at,
        message: {
          zh: `没有叫“${id}”的${referent.word.zh}`,
          en: `there is no ${referent.word.en} "${id}"`,
        },
        hint: near[0]
          ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
          : { zh: '核对编号', en: 'check the id' },
      })
    }
  }
  return findings ?? nothing
}
