import type { EntityChange } from '../changes/compare.ts'
import type { FieldChange } from '../changes/fields.ts'
import { at, type Place } from '../model/place.ts'
import type { EntityKind, Plan } from '../model/plan.ts'
import { excerpt } from '../repository/text-scan.ts'
import type { ChangeRule } from './rule.ts'

/** What the document printed; units, programmes and rulings are how it is read. */
const issued = new Set<EntityKind>(['objective', 'task', 'measure', 'target', 'duty', 'milestone'])
/** What plan.yaml says that the document printed. */
const printed = new Set(['title', 'documentNumber', 'issuer', 'issuedOn', 'period'])

export const issuedPlan: ChangeRule = {
  id: 'issued-plan',
  severity: 'error',
  summary: {
    zh: '印发的目标、责任、分工不就地改动',
    en: 'issued targets, duties and owners are not changed in place',
  },
  page: {
    zh: '任务、目标、责任、阶段按印发时的样子保存。方案用文件改了，记一条修订，写明 changes，从修订日期起生效；录入时抄错的，记一条修订，在 corrects 里写上编号，就可以就地更正。',
    en: 'Tasks, targets, duties and milestones are kept as they were issued. Where a document changed the plan, record an amendment with `changes`: they apply from its date. Where the data was copied wrongly, record an amendment that names the id in `corrects`; it may then be put right in place.',
  },
  example: { file: 'targets.yaml', right: '    value: 12\n', wrong: '    value: 10\n' },

  *checkChanges({ before, after, changes }) {
    // A sample was written over by a plan of one's own.
    if (before.sheet?.sample && after.sheet && !after.sheet.sample) return
    const correctable = new Set(correctedIds(after))
    for (const change of changes) {
      if (change.change === 'added' || isCorrectable(change, correctable)) continue
      if (change.change === 'removed') {
        if (issued.has(change.kind)) yield { ...gone(change.id), at: top(change.before.place) }
        continue
      }
      const fields = issued.has(change.kind)
        ? change.fields
        : change.kind === 'plan'
          ? change.fields.filter(({ field }) => printed.has(field[0] ?? ''))
          : []
      const [field] = fields
      if (!field) continue
      yield { ...changed(change.before.id, field), at: at(change.after, ...(field.to ?? [])) }
    }
  },
}

/** The ids that amendments in force allow to be corrected in place. */
function correctedIds(plan: Plan): string[] {
  return plan.records.flatMap(({ kind, fields }) =>
    kind === 'amendment' && !fields.withdrawn ? ((fields.corrects ?? []) as string[]) : [],
  )
}

/** A measure may be corrected by its own id or by that of its task. */
function isCorrectable({ before }: EntityChange, ids: ReadonlySet<string>): boolean {
  if (!before) return false
  return ids.has(before.id) || (before.kind === 'measure' && ids.has(String(before.fields.task)))
}

const top = ({ file }: Place): Place => ({ file, path: [], span: [0, 0] })

const gone = (id: string) => ({
  message: {
    zh: `“${id}”是方案印发的内容，不能删去`,
    en: `"${id}" was issued with the plan and cannot be removed`,
  },
  hint,
})

const changed = (id: string, { field, before, after, reordered }: FieldChange) => {
  const values = reordered ? '' : `${shown(before)} → ${shown(after)}`
  return {
    message: {
      zh: `“${id}”的“${field.join('.')}”是方案印发的内容，不能就地改${values && `：${values}`}`,
      en: `"${field.join('.')}" of "${id}" was issued with the plan and cannot be changed in place${values && `: ${values}`}`,
    },
    hint,
  }
}

const hint = {
  zh: '方案修改了的，记一条修订写 changes；录入有误的，记一条修订在 corrects 里写上编号',
  en: 'if the plan was amended, record an amendment with `changes`; if the data is wrong, one that names the id in `corrects`',
}

const shown = (value: unknown): string => {
  if (value === undefined) return '∅'
  return excerpt(typeof value === 'object' ? JSON.stringify(value) : String(value))
}
