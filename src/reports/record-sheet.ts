import { cellValue, fieldValue } from '../forms/cells.ts'
import { type Field, formOf } from '../forms/form.ts'
import type { PlanRecord } from '../model/entities.ts'
import type { Text } from '../model/text.ts'
import { wordsOf } from '../repository/words.ts'
import type { Asked } from './entities.ts'
import { type Column, cell, column, type Table } from './view.ts'

/** A column: one field, as each kind that has it knows it. */
interface SheetColumn {
  readonly head: Text
  readonly fields: Map<string, Field>
}

/**
 * Records with every field of their kinds, one column each, as `import` takes them back; the first column says which kind.
 */
export function recordSheet({ plan }: Asked, records: readonly PlanRecord[], title: Text): Table {
  const words = wordsOf(plan)
  const kinds = plan.recordKinds.filter(kind => records.some(record => record.kind === kind))
  const columns = new Map<string, SheetColumn>()
  for (const kind of kinds) {
    for (const field of formOf(words, kind).fields) {
      // The same key may have another word in another kind: then it is another column, or import could not tell them apart.
      const key = `${field.key} ${field.head.zh}`
      const shared = columns.get(key) ?? { head: field.head, fields: new Map<string, Field>() }
      columns.set(key, { ...shared, fields: shared.fields.set(kind, field) })
    }
  }
  const used = [...columns.values()].filter(({ fields }) =>
    [...fields].some(
      ([kind, field]) =>
        field.isRequired ||
        records.some(record => record.kind === kind && fieldValue(record.fields, field) !== undefined),
    ),
  )
  return {
    title,
    columns: [column('类别', 'kind'), ...used.map(columnOf)],
    rows: records.map(record => [
      cell(words.recordKind(record.kind)),
      ...used.map(({ fields }) => {
        const field = fields.get(record.kind)
        return { value: field ? cellValue(fieldValue(record.fields, field), field) : null }
      }),
    ]),
  }
}

const columnOf = ({ head, fields }: SheetColumn): Column => {
  const all = [...fields.values()]
  const isNumber = all.every(({ type }) => type === 'number' || type === 'integer')
  const isText = all.every(({ type, isList }) => isList || type !== 'date') && !isNumber
  return { head, ...(isNumber && { align: 'right' }), ...(isText && { isText }) }
}
