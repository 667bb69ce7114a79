import { isNamed, isProper } from '../forms/field-named.ts'
import type { Field, Form } from '../forms/form.ts'
import { forgiven } from '../model/forgiven.ts'
import { nearest } from '../model/nearest.ts'
import type { Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { columnLetters, type Sheet, type SheetRow } from '../sheets/sheet.ts'

/** What a column of a sheet is read as. */
export interface ImportColumn {
  readonly index: number
  /** As spreadsheets name it: C. */
  readonly letters: string
  /** Its head as written. */
  readonly head: string
  readonly role: 'field' | 'kind' | 'ignored'
  /** The field of each kind that has it. */
  readonly fields: ReadonlyMap<string, Field>
}

/** The row of heads of a sheet, and what each column is. */
export interface Columns {
  readonly headRow: SheetRow
  readonly all: readonly ImportColumn[]
}

const kindHeads = ['kind', '类别', '记录类别']
/** Columns that our own answers add, or that every office list has. */
const idleHeads = [
  '序号',
  'no.',
  'file',
  '文件',
  'unitname',
  '单位名称',
  '退回原因',
  'reason',
  '示例数据',
  'sampledata',
]

/** How far down a sheet heads are looked for: a list of an office begins with a title. */
const searched = 10

/**
 * Finds the heads of a sheet and matches them by name, in any order and either language.
 * @returns null where no row looks like heads
 * @throws UserError (1) where two columns are the same field, a head is nearly but not quite a field, or a required field
 *   has no column
 */
export function columnsOf(sheet: Sheet, forms: readonly Form[]): Columns | null {
  const headRow = headRowOf(sheet, forms)
  if (!headRow) return null
  const all = headRow.cells.flatMap((cell, index) => {
    const head = textOf(cell.value)
    return head === '' ? [] : [columnOf(head, index, forms)]
  })
  // Among several kinds one word may mean this in one and that in the other; each row then fills one of the columns.
  if (forms.length === 1) refuseDoubles(all, headRow)
  if (!all.some(({ role }) => role === 'kind')) {
    const [form, another] = forms
    if (another) throw kindUnknown(all, forms)
    if (form) refuseMissing(all, form)
  }
  return { headRow, all }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

function headRowOf({ rows }: Sheet, forms: readonly Form[]): SheetRow | undefined {
  let best: SheetRow | undefined
  let most = 1
  for (const row of rows.slice(0, searched)) {
    const matched = row.cells.filter(({ value }) => fieldsOf(textOf(value), forms).size > 0).length
    if (matched > most) {
      best = row
      most = matched
    }
  }
  return best
}

/** 经费（元） is 经费, and a star marks what is required. */
const bare = (head: string): string => head.replace(/^[*＊]|[*＊]$/g, '').trim()
const withoutUnit = (head: string): string => bare(head).replace(/[（(][^（()）]*[)）]$/, '')

function fieldsOf(head: string, forms: readonly Form[]): Map<string, Field> {
  const found = new Map<string, Field>()
  if (head === '') return found
  for (const { kind, fields } of forms) {
    // Another word for one field may be the proper word of another.
    const field =
      fields.find(one => isProper(one, bare(head))) ??
      fields.find(one => isNamed(one, bare(head))) ??
      fields.find(one => isNamed(one, withoutUnit(head)))
    if (field) found.set(kind, field)
  }
  return found
}

function columnOf(head: string, index: number, forms: readonly Form[]): ImportColumn {
  const letters = columnLetters(index)
  const name = forgiven(bare(head))
  const column = { index, letters, head }
  const fields = fieldsOf(head, forms)
  // A kind of a repository's own may call a field so.
  const isKind = kindHeads.includes(name) && (forms.length > 1 || fields.size === 0)
  if (isKind) return { ...column, role: 'kind', fields: new Map() }
  if (fields.size > 0) return { ...column, role: 'field', fields }
  const ignored = { ...column, role: 'ignored', fields } as const
  if (idleHeads.includes(name)) return ignored
  const words = forms.flatMap(form =>
    form.fields.flatMap(({ key, word: { zh }, also }) => [key, zh, ...also]),
  )
  const [near] = nearest(bare(head), words)
  if (near === undefined) return ignored
  throw new UserError(
    1,
    {
      zh: `${letters} 列的表头“${head}”没有对应的字段`,
      en: `the head "${head}" of column ${letters} is no field`,
    },
    {
      zh: `最接近的是“${near}”；改成它，不要导入的列请删去`,
      en: `the nearest is "${near}"; use that, or delete the column`,
    },
  )
}

function refuseDoubles(all: readonly ImportColumn[], { number }: SheetRow): void {
  const seen = new Map<string, ImportColumn>()
  for (const column of all) {
    for (const [kind, { key, word }] of column.fields) {
      const other = seen.get(`${kind} ${key}`)
      seen.set(`${kind} ${key}`, column)
      if (!other) continue
      throw new UserError(
        1,
        {
          zh: `${other.letters} 列“${other.head}”和 ${column.letters} 列“${column.head}”都是${word.zh}`,
          en: `columns ${other.letters} "${other.head}" and ${column.letters} "${column.head}" are both ${key}`,
        },
        { zh: `第 ${number} 行的表头只留一个`, en: `keep one of them in row ${number}` },
      )
    }
  }
}

function missingIn(all: readonly ImportColumn[], { kind, fields }: Form): readonly Field[] {
  const given = new Set(all.map(column => column.fields.get(kind)?.key))
  return fields.filter(
    ({ key, isRequired, path }) => isRequired && path.length === 1 && key !== 'id' && !given.has(key),
  )
}

/** Neither `--kind` nor a column says what the rows are; the kinds that have all these columns are offered. */
function kindUnknown(all: readonly ImportColumn[], forms: readonly Form[]): UserError {
  const heads = all.filter(({ role }) => role === 'field')
  const fitting = forms.filter(
    form => missingIn(all, form).length === 0 && heads.every(({ fields }) => fields.has(form.kind)),
  )
  const offered = fitting.length > 0 ? fitting : forms
  return new UserError(
    2,
    { zh: '没有写明是哪一类记录', en: 'what kind of records they are is not told' },
    {
      zh: `加 --kind，或加一列“类别”。${fitting.length > 0 ? '表头符合' : '可以写'}：${offered.map(({ kind, word }) => `${kind}（${word.zh}）`).join('、')}`,
      en: `give --kind, or a column "kind"; ${fitting.length > 0 ? 'the heads fit' : 'there are'}: ${offered.map(({ kind }) => kind).join(', ')}`,
    },
  )
}

function refuseMissing(all: readonly ImportColumn[], form: Form): void {
  const { kind } = form
  const missing = missingIn(all, form)
  if (missing.length === 0) return
  const shown = (text: (field: Field) => string) => missing.map(text).join('、')
  throw new UserError(
    1,
    {
      zh: `表里没有必填的列：${shown(({ word }) => word.zh)}`,
      en: `required columns are missing: ${shown(({ key }) => key)}`,
    },
    {
      zh: `第一行要有这些表头；可以先用 kepu template ${kind} -o 表格.xlsx 生成`,
      en: `give them heads in the first row; kepu template ${kind} -o sheet.xlsx makes such a workbook`,
    },
  )
}

/** The mapping in words, so that a person sees what goes where before anything is written. */
export function mappingText({ all }: Columns): Text {
  const used = all.filter(({ role }) => role !== 'ignored')
  const ignored = all.filter(({ role }) => role === 'ignored')
  const line = ({ head, role, fields }: ImportColumn, key: (field: Field) => string, kind: string) => {
    const names = new Set([...fields.values()].map(key))
    return `${head} → ${role === 'kind' ? kind : [...names].join('/')}`
  }
  const left = ignored.map(({ head }) => head)
  return {
    zh: `列的对应：${used.map(column => line(column, ({ word }) => word.zh, '类别')).join('，')}${left.length > 0 ? `；不导入：${left.join('、')}` : ''}`,
    en: `columns: ${used.map(column => line(column, ({ key }) => key, 'kind')).join(', ')}${left.length > 0 ? `; not imported: ${left.join(', ')}` : ''}`,
  }
}
