import { at } from '../model/place.ts'
import { type Change, isAmendable } from '../repository/amendable.ts'
import { nothing, type RecordRule } from './rule.ts'

export const amendmentUnfit: RecordRule = {
  id: 'amendment-unfit',
  severity: 'error',
  summary: {
    zh: '修订改的是方案里有的字段，新值合乎要求',
    en: 'an amendment changes a field of the plan, to a value that it may have',
  },
  page: {
    zh: '修订记录的 changes 逐项写明改哪一条（id）、哪个字段（field）、改成什么（to）。字段要是这一条有的，新值要合乎这个字段的要求；不合的修订不起作用。',
    en: '`changes` of an amendment says which entity (id), which field, and what it becomes (to). The field must belong to the entity and the value must fit it; a change that does not has no effect.',
  },
  example: {
    file: 'records/amendment/2019/2019-03-01-kexie-q5w7e.yaml',
    right: '    field: due\n',
    wrong: '    field: deadline\n',
  },

  ofRecords: plan => record => {
    if (record.kind !== 'amendment') return nothing
    const changes = (record.fields.changes ?? []) as readonly Change[]
    return changes.flatMap((change, index) => {
      if (!plan.defined.hasAny(change.id) || !plan.defined.complete || isAmendable(plan, change)) return []
      return [
        {
          at: at(record, 'changes', index, 'field'),
          about: record.id,
          message: {
            zh: `“${change.id}”的“${change.field}”不能改成这个值`,
            en: `"${change.field}" of "${change.id}" cannot be changed to this value`,
          },
          hint: {
            zh: '核对字段名和新值；字段说明见 kepu show',
            en: 'check the field and the value; kepu show tells the fields',
          },
        },
      ]
    })
  },
}
