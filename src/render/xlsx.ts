import { isPlainDate } from '../model/dates.ts'
import type { Language, Text } from '../model/text.ts'
import type { Answer, Card, Cell, NumberForm, Section, Table } from '../reports/view.ts'
import type { ColumnKind, WrittenCell, WrittenSheet } from '../sheets/workbook-spec.ts'
import { writeWorkbook } from '../sheets/write-workbook.ts'
import { chartTable } from './chart-table.ts'
import type { Edition } from './edition.ts'
import type { Envelope } from './json.ts'
import { type Progress, stepping } from './progress.ts'
import { safe } from './safe.ts'
import { sampleWord } from './sample.ts'
import { facts, withoutBasis } from './titled.ts'

/** An answer as a workbook: a sheet for each table, and one with what is said besides. */
export function renderWorkbook(
  { view, sheet, method }: Answer,
  envelope: Envelope,
  { language }: { readonly language: Language },
  { planTitle, made }: Pick<Edition, 'planTitle' | 'made'>,
  at: Progress['at'] = () => {},
): Promise<Uint8Array> {
  const { sample } = envelope
  const say = (text: Text): string => safe(text[language])
  const shownTitle = safe(planTitle ?? say({ zh: '行动方案', en: 'action plan' }))
  const tables = sheet ? [sheet()] : [...view.flatMap(tablesOf), ...(method ? [method()] : [])]
  const prose = withoutBasis(view).flatMap(section => linesOf(section, say))
  const banner: WrittenCell[] = sample ? [{ value: say(sampleWord), tone: 'warning' }] : []
  const sheets: WrittenSheet[] = tables.map((table, index) => {
    const title = table.title && say(table.title)
    return {
      name: title ?? say({ zh: `表${index + 1}`, en: `Table ${index + 1}` }),
      // Records come back by `import`: their heads stand in the first row.
      lead: sheet ? [] : [...(title ? [{ value: title, tone: 'strong' as const }] : []), ...banner],
      ...tableSheet(sample ? marked(table) : table, language),
      notes: table.note ? [say(table.note)] : [],
    }
  })
  const about: WrittenSheet = {
    name: say({ zh: '说明', en: 'About' }),
    lead: [
      { value: shownTitle, tone: 'strong' },
      ...banner,
      ...facts(envelope).map(fact => ({ value: say(fact) })),
      ...prose.map(value => ({ value })),
    ],
    columns: [{ head: '', kind: 'text', width: 90 }],
    rows: [],
    isProse: true,
  }
  return writeWorkbook({
    title: shownTitle,
    sheets: [...sheets, about],
    created: made.slice(0, 10),
    language,
    step: stepping(
      tables.reduce((sum, { rows }) => sum + rows.length, 0),
      at,
    ),
  })
}

function tablesOf(section: Section): Table[] {
  if ('table' in section) return [section.table]
  if ('card' in section) return [cardTable(section.card)]
  return 'chart' in section ? [chartTable(section.chart)] : []
}

const cardTable = ({ title, fields }: Card): Table => ({
  title,
  columns: [{ head: { zh: '字段', en: 'Field' } }, { head: { zh: '内容', en: 'Value' } }],
  rows: fields.map(({ label, value }) => [{ value: label }, { value }]),
})

function linesOf(section: Section, say: (text: Text) => string): string[] {
  if ('text' in section) return say(section.text).split('\n')
  if ('heading' in section) return [say(section.heading)]
  if ('letterhead' in section) return [say(section.letterhead.title), say(section.letterhead.addressees)]
  return 'signature' in section ? [say(section.signature.by), section.signature.on] : []
}

/** A column, not a row: a row would be counted. */
const marked = (table: Table): Table => ({
  ...table,
  columns: [...table.columns, { head: sampleWord }],
  rows: table.rows.map(row => [...row, { value: sampleWord }]),
})

function tableSheet({ columns, rows }: Table, language: Language): Pick<WrittenSheet, 'columns' | 'rows'> {
  const kinds = columns.map(({ form, isText }, index) =>
    isText ? 'text' : kindOf(form, rows, index, language),
  )
  return {
    columns: columns.map(({ head }, index) => ({ head: safe(head[language]), kind: kinds[index] ?? 'text' })),
    rows: rows.map(row => row.map((cell, index) => written(cell, kinds[index] ?? 'text', language))),
  }
}

const forms: Readonly<Record<NumberForm, ColumnKind>> = {
  count: 'integer',
  percent: 'percent',
  amount: 'amount',
}

/** A column is of days or of numbers only where every cell is one. */
function kindOf(
  form: NumberForm | undefined,
  rows: Table['rows'],
  index: number,
  language: Language,
): ColumnKind {
  const values = rows.map(row => row[index]?.value ?? null).filter(value => value !== null)
  if (values.length === 0) return form ? forms[form] : 'text'
  if (values.every(value => typeof value === 'number')) {
    return form ? forms[form] : values.every(Number.isInteger) ? 'integer' : 'number'
  }
  const isDays = values.every(value => typeof value === 'object' && isPlainDate(value[language]))
  return isDays ? 'date' : 'text'
}

function written({ value, tone }: Cell, kind: ColumnKind, language: Language): WrittenCell {
  if (value === null || typeof value === 'number') return { value, tone }
  const text = value[language]
  return { value: kind === 'date' ? { date: text } : safe(text), tone }
}
