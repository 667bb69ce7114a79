import type { Field, Form } from '../forms/form.ts'
import type { PlainDate } from '../model/dates.ts'
import type { PlanRecord } from '../model/entities.ts'
import { forgiven } from '../model/forgiven.ts'
import { nearest } from '../model/nearest.ts'
import { plainNumber } from '../model/plain-number.ts'
import type { Plan } from '../model/plan.ts'
import type { Text } from '../model/text.ts'
import type { Location } from '../repository/find.ts'
import type { Words } from '../repository/words.ts'
import { type CellKind, readCell } from '../sheets/read-cell.ts'
import type { Sheet, SheetRow } from '../sheets/sheet.ts'
import { type Candidate, type Content, candidateOf, type Naming } from './candidate.ts'
import type { Columns, ImportColumn } from './columns.ts'
import { type ReadingBase, readContent } from './read-content.ts'
import { recordPath, recordText } from './record-file.ts'
import { contentKey } from './record-id.ts'

/** Why a row, or a cell of it, cannot be imported. */
export interface RowProblem {
  /** The letters of its column; null where the row as a whole is meant. */
  readonly column: string | null
  readonly field: string | null
  readonly message: Text
  readonly hint: Text | null
}

export interface RejectedRow {
  /** The sheet's own number. */
  readonly row: number
  readonly problems: readonly RowProblem[]
}

/** A row that can become a record. */
export interface ReadyRow extends Candidate {
  readonly row: number
  /** It carries an id: it was a record before. */
  readonly isStored: boolean
  readonly kind: string
}

/** What is to become of the rows of a sheet. */
export interface ImportPlan {
  readonly ready: readonly ReadyRow[]
  /** Ids of records that are there with the same content. */
  readonly already: readonly string[]
  readonly rejected: readonly RejectedRow[]
}

/** What rows are read with. */
export interface ImportSetting extends ReadingBase {
  readonly location: Location
  readonly words: Words
  readonly naming: Required<Pick<Naming, 'tree' | 'folders'>>
  readonly forms: readonly Form[]
  /** Called after each row. */
  progress(done: number): void
}

/** Reads every row; each wrong one is told with all that is wrong with it. */
export async function planImport(
  sheet: Sheet,
  columns: Columns,
  setting: ImportSetting,
): Promise<ImportPlan> {
  const reader = new RowReader(columns, setting)
  let done = 0
  for (const row of sheet.rows) {
    if (row.number > columns.headRow.number && !isBlank(row)) await reader.read(row)
    setting.progress(++done)
  }
  return reader
}

/** Cells that look empty are: a space too many is no record. */
const isBlank = ({ cells }: SheetRow): boolean =>
  cells.every(({ value }) => value === null || (typeof value === 'string' && value.trim() === ''))

class RowReader implements ImportPlan {
  readonly ready: ReadyRow[] = []
  readonly already: string[] = []
  readonly rejected: RejectedRow[] = []
  readonly #columns: Columns
  readonly #setting: ImportSetting
  readonly #byId: ReadonlyMap<string, PlanRecord>
  /** What the rows so far will be: id → content key, and content key → row. */
  readonly #taken = new Map<string, string>()
  readonly #rowOf = new Map<string, number>()

  constructor(columns: Columns, setting: ImportSetting) {
    this.#columns = columns
    this.#setting = setting
    this.#byId = new Map(setting.plan.records.map(record => [record.id, record]))
  }

  async read(row: SheetRow): Promise<void> {
    const problems: RowProblem[] = []
    if (row.fault) problems.push({ column: null, field: null, message: row.fault, hint: null })
    const form = this.#formOf(row, problems)
    const written = form ? this.#written(row, form, problems) : {}
    const id = written.id?.[0]?.trim()
    const { id: _, ...fields } = written
    const content = form && (await this.#content(form, fields, id !== undefined, problems))
    if (form && content && problems.length === 0) {
      if (id === undefined) this.#takeNew(row, form, content, problems)
      else this.#takeStored(row, form, id, content, problems)
    }
    if (problems.length > 0) this.rejected.push({ row: row.number, problems })
  }

  #formOf(row: SheetRow, problems: RowProblem[]): Form | undefined {
    const { forms } = this.#setting
    const column = this.#columns.all.find(({ role }) => role === 'kind')
    if (!column) return forms[0]
    const value = row.cells[column.index]?.value ?? ''
    const text = forgiven(typeof value === 'string' ? value : '')
    const form = forms.find(({ kind, word }) =>
      [kind, word.zh, word.en].some(name => forgiven(name) === text),
    )
    const [only, another] = forms
    if (form || (only && !another && value === '')) return form ?? only
    const { letters } = column
    problems.push(
      only && !another ? otherKind(letters, String(value), only) : noKind(letters, String(value), forms),
    )
    return undefined
  }

  /** What stands in the cells of a row, by field; what a spreadsheet program has spoilt is told. */
  #written(row: SheetRow, form: Form, problems: RowProblem[]): Record<string, readonly string[]> {
    const written: Record<string, readonly string[]> = {}
    for (const column of this.#columns.all) {
      const cell = row.cells[column.index]
      if (column.role !== 'field' || !cell || cell.value === null || cell.value === '') continue
      const field = column.fields.get(form.kind)
      if (!field) {
        problems.push(foreign(column, form))
        continue
      }
      const reading = readCell(cell, cellKind(field))
      if ('fault' in reading) {
        problems.push({ column: column.letters, field: field.key, message: reading.fault, hint: null })
      } else if (written[field.key]) {
        problems.push(twice(column, field))
      } else if (reading.value !== null && String(reading.value).trim() !== '') {
        written[field.key] = [textOf(reading.value)]
      }
    }
    return written
  }

  async #content(
    form: Form,
    written: Record<string, readonly string[]>,
    isStored: boolean,
    problems: RowProblem[],
  ): Promise<Content> {
    for (const field of form.fields) {
      if (!field.isRequired || field.key === 'id' || written[field.key] || this.#isTold(field, problems))
        continue
      problems.push({
        column: this.#lettersOf(form, field),
        field: field.key,
        message: { zh: `缺少${field.word.zh}`, en: `${field.key} is missing` },
        hint: null,
      })
    }
    return readContent(form, written, { ...this.#setting, isStored }, (field, { text, hint }) => {
      problems.push({
        column: this.#lettersOf(form, field),
        field: field.key,
        message: text,
        hint: hint ?? null,
      })
    })
  }

  #isTold(field: Field, problems: readonly RowProblem[]): boolean {
    return problems.some(problem => problem.field === field.key)
  }

  #lettersOf({ kind }: Form, { key }: Field): string | null {
    return this.#columns.all.find(({ fields }) => fields.get(kind)?.key === key)?.letters ?? null
  }

  #takeNew(row: SheetRow, form: Form, content: Content, problems: RowProblem[]): void {
    const { location, plan, naming } = this.#setting
    const key = contentKey(form.kind, content)
    const twin = this.#rowOf.get(key)
    if (twin !== undefined) {
      problems.push({
        column: null,
        field: null,
        message: { zh: `与第 ${twin} 行完全相同`, en: `the same as row ${twin}` },
        hint: {
          zh: '重复的删去一行；确实办了两场的，在名称或备注里写明场次',
          en: 'delete one of them; if it did happen twice, say so in the title or the notes',
        },
      })
      return
    }
    this.#rowOf.set(key, row.number)
    const candidate = candidateOf(location, plan, form.kind, content, { ...naming, taken: this.#taken })
    this.#take(row, form, candidate, false)
  }

  /** A row that carries an id was a record: it comes back as it was, or says that it differs. */
  #takeStored(row: SheetRow, form: Form, id: string, content: Content, problems: RowProblem[]): void {
    const { location, words } = this.#setting
    const fields = { id, ...content } as Candidate['fields']
    const key = contentKey(form.kind, fields)
    const stored = this.#byId.get(id)
    const twin = this.#taken.get(id)
    if (stored ? contentKey(stored.kind, stored.fields) !== key : twin !== undefined && twin !== key) {
      problems.push({
        column: this.#columns.all.find(column => column.fields.get(form.kind)?.key === 'id')?.letters ?? null,
        field: 'id',
        message: stored
          ? { zh: `编号 ${id} 已登记，内容不同`, en: `${id} is recorded with other content` }
          : {
              zh: `编号 ${id} 在表里有两行，内容不同`,
              en: `${id} stands in two rows with different content`,
            },
        hint: {
          zh: `要更正已登记的，用 kepu edit ${id}；是新的一条，清空编号`,
          en: `to correct it, kepu edit ${id}; if it is a new one, empty the id`,
        },
      })
      return
    }
    if (twin !== undefined) return
    const text = recordText(location, words, form.kind, fields)
    const isThere = stored !== undefined
    this.#take(row, form, { id, file: recordPath(form.kind, fields), text, fields, isThere }, true)
  }

  #take({ number }: SheetRow, { kind }: Form, candidate: Candidate, isStored: boolean): void {
    if (candidate.isThere) {
      this.already.push(candidate.id)
      return
    }
    this.#taken.set(candidate.id, contentKey(kind, candidate.fields))
    this.ready.push({ ...candidate, row: number, kind, isStored })
  }
}

const textOf = (value: string | number): string => (typeof value === 'number' ? plainNumber(value) : value)

const noKind = (column: string, written: string, forms: readonly Form[]): RowProblem => ({
  column,
  field: 'kind',
  message: { zh: `“${written}”不是记录类别`, en: `"${written}" is no record kind` },
  hint: {
    zh: `可以写 ${forms.map(({ word }) => word.zh).join('、')}`,
    en: `they are ${forms.map(({ kind }) => kind).join(', ')}`,
  },
})

const otherKind = (column: string, written: string, { kind, word }: Form): RowProblem => ({
  column,
  field: 'kind',
  message: { zh: `类别是“${written}”，不是${word.zh}`, en: `its kind is "${written}", not ${kind}` },
  hint: { zh: '去掉 --kind，各行按“类别”一列导入', en: 'without --kind each row goes by its column' },
})

const twice = ({ letters }: ImportColumn, { key, word }: Field): RowProblem => ({
  column: letters,
  field: key,
  message: { zh: `这一行有两列都是${word.zh}`, en: `two columns of this row are both ${key}` },
  hint: { zh: '只填一列', en: 'fill in one of them' },
})

const foreign = ({ letters, head }: ImportColumn, { kind, word }: Form): RowProblem => ({
  column: letters,
  field: null,
  message: { zh: `${word.zh}没有“${head}”这一项`, en: `a record of the kind ${kind} has no "${head}"` },
  hint: { zh: '清空这个单元格', en: 'empty this cell' },
})

function cellKind({ type, isList }: Field): CellKind {
  if (isList) return 'text'
  return type === 'date' || type === 'number' || type === 'integer' ? type : 'text'
}

/** A record that may be the same as another: one unit, one day, nearly one title. */
export interface NearTwin {
  readonly row: number
  readonly title: string
  /** The record, or the row, that it is like. */
  readonly other: { readonly id: string } | { readonly row: number }
  readonly otherTitle: string
}

/** Rows that look like records that are there, or like each other; linear but for the titles of one unit on one day. */
export function nearTwins(rows: readonly ReadyRow[], plan: Plan): readonly NearTwin[] {
  type Known = { readonly title: string; readonly is: NearTwin['other'] }
  const known = new Map<string, Known[]>()
  const place = (kind: string, unit: string | undefined, date: PlainDate) => `${kind} ${unit ?? ''} ${date}`
  const enter = (key: string, one: Known) => {
    const list = known.get(key)
    if (list) list.push(one)
    else known.set(key, [one])
  }
  for (const { id, kind, unit, date, title, fields } of plan.records) {
    if (!fields.withdrawn) enter(place(kind, unit, date), { title, is: { id } })
  }
  const found: NearTwin[] = []
  for (const { row, kind, fields, isStored } of rows) {
    if (isStored) continue
    const key = place(kind, fields.unit, fields.date)
    const others = known.get(key) ?? []
    const [near] =
      others.length > 50
        ? []
        : nearest(
            fields.title,
            others.map(({ title }) => title),
          )
    const other = others.find(({ title }) => title === near || title === fields.title)
    if (other) found.push({ row, title: fields.title, other: other.is, otherTitle: other.title })
    enter(key, { title: fields.title, is: { row } })
  }
  return found
}

/** A problem of a written record, told of its row. */
export function rowProblem(
  message: Text,
  hint: Text | null,
  path: string | undefined,
  columns: Columns,
  kind: string,
): RowProblem {
  const column = columns.all.find(({ fields }) => fields.get(kind)?.path[0] === path)
  return { column: column?.letters ?? null, field: path ?? null, message, hint }
}
