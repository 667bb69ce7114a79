import { eastAsianWidth } from 'get-east-asian-width'
import {
  type Cell,
  type CellStyle,
  type CellValue,
  cellRef,
  type DataValidation,
  rangeRef,
  type WriteSheet,
  writeXlsx,
} from 'hucre/xlsx'
import { codePoint } from '../model/characters.ts'
import { columnLetters } from './sheet.ts'
import { sheetNames } from './sheet-names.ts'
import type {
  CellTone,
  ColumnKind,
  WorkbookSpec,
  WrittenCell,
  WrittenColumn,
  WrittenSheet,
  WrittenValue,
} from './workbook-spec.ts'

/** Writes a workbook (.xlsx): real dates and numbers, text as text, ready to be filtered and printed on A4. */
export async function writeWorkbook(spec: WorkbookSpec): Promise<Uint8Array> {
  const choicesName = spec.language === 'zh' ? '选项' : 'Choices'
  const [listName = choicesName, ...names] = sheetNames([choicesName, ...spec.sheets.map(({ name }) => name)])
  const choices = new ChoiceSheet(listName)
  const sheets = spec.sheets.map((sheet, index) => writtenSheet(sheet, names[index] ?? '', spec, choices))
  const created = new Date(`${spec.created}T00:00:00Z`)
  return writeXlsx({
    sheets: choices.isEmpty ? sheets : [...sheets, choices.written()],
    // Not through pageSetup: there the names of sheets are not quoted, and Excel repairs the file.
    namedRanges: spec.sheets.flatMap((sheet, index) => repeatedHead(sheet, names[index] ?? '')),
    defaultFont: { name: '宋体', size: 11 },
    properties: { title: storable(spec.title), creator: 'kepu', created, modified: created },
  })
}

const headRow = ({ lead = [] }: WrittenSheet): number => lead.length

function repeatedHead(sheet: WrittenSheet, name: string): { name: string; range: string; scope: string }[] {
  if (sheet.isProse) return []
  const row = headRow(sheet) + 1
  return [{ name: '_xlnm.Print_Titles', range: `${quoted(name)}!$${row}:$${row}`, scope: name }]
}

/** A sheet's name in a formula. */
const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`

function writtenSheet(
  sheet: WrittenSheet,
  name: string,
  spec: WorkbookSpec,
  choices: ChoiceSheet,
): WriteSheet {
  const { lead = [], columns, rows, notes = [], blanks = 0, isProse = false } = sheet
  const widths = columns.map((column, index) => columnWidth(column, rows, index))
  const head: WrittenCell[][] = isProse ? [] : [columns.map(column => ({ value: column.head }))]
  const blank: WrittenCell[][] = Array.from({ length: blanks }, () => columns.map(() => ({ value: null })))
  const first = headRow(sheet) + head.length
  const below: WrittenCell[][] =
    notes.length > 0 ? [[], ...notes.map(value => [{ value, tone: 'faint' as const }])] : []
  const all: (readonly WrittenCell[])[] = [...lead.map(cell => [cell]), ...head, ...rows, ...blank, ...below]
  const last = first + rows.length + blanks - 1
  const usual = columns.map(({ kind }) => bodyStyle(kind, kind === 'text' ? '' : 0, 'plain', !isProse))
  const cells = new Map<string, Partial<Cell>>()
  const rowDefs = new Map<number, { height: number }>()
  const values: CellValue[][] = []
  for (const [row, written] of all.entries()) {
    const isHead = !isProse && row === headRow(sheet)
    const isBody = row >= first && row <= last
    if (isBody) spec.step?.()
    values.push(
      written.map((cell, column) => {
        const stored = storedValue(cell.value)
        const kind = columns[column]?.kind ?? 'text'
        const note = isHead ? columns[column]?.note : undefined
        const isUsual = isBody && isPlain(stored, kind) && (cell.tone ?? 'plain') === 'plain'
        if (!isUsual || typeof stored === 'string') {
          const style = isHead
            ? headStyle
            : isBody
              ? bodyStyle(kind, stored, cell.tone, !isProse)
              : lineStyle(cell.tone, row === 0)
          // Written plainly, a text that reads like an error would become one.
          const isError = typeof stored === 'string' && stored.startsWith('#')
          if (!isUsual || isError) {
            cells.set(`${row},${column}`, {
              style,
              ...(note && { comment: { author: 'kepu', text: storable(note) } }),
              ...(isError && { richText: [{ text: escapedRun(stored) }] }),
            })
          }
        }
        return typeof stored === 'string' ? escapedRun(stored) : stored
      }),
    )
    const lines = isBody || isHead ? linesOf(written, widths, isHead) : 1
    if (lines > 1) rowDefs.set(row, { height: Math.min(lines * lineHeight, highest) })
  }
  const range = rangeRef(headRow(sheet), 0, Math.max(last, headRow(sheet)), Math.max(columns.length - 1, 0))
  const page = spec.language === 'zh' ? '第 &P 页，共 &N 页' : 'Page &P of &N'
  return {
    name,
    rows: values,
    cells,
    rowDefs,
    columns: widths.map((width, index) => ({ width, ...(usual[index] && { style: usual[index] }) })),
    dataValidations: columns.flatMap((column, index) => validation(column, index, first, last, choices)),
    ...(!isProse && {
      freezePane: { rows: headRow(sheet) + 1, ...(sheet.frozenColumns && { columns: sheet.frozenColumns }) },
      autoFilter: { range },
    }),
    pageSetup: {
      paperSize: 'a4',
      orientation: isProse ? 'portrait' : 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { top: 0.75, bottom: 0.75, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddFooter: `&C${page}`,
      ...(sheet.pageHead && {
        oddHeader: `&C${storable(sheet.pageHead).replaceAll('&', '&&').slice(0, 200)}`,
      }),
    },
  }
}

/** True for a value that the style of its column fits. */
const isPlain = (value: CellValue, kind: ColumnKind): boolean =>
  value === null ||
  (kind === 'text' ? typeof value === 'string' && value.length <= 255 : typeof value === 'number')

/** What Excel holds in one cell, in UTF-16 units. */
const longestText = 32_767

function storedValue(value: WrittenValue): CellValue {
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'number') {
    // Excel keeps 15 digits; a longer number is only whole as text.
    const isExact = Number.isFinite(value) && (Math.abs(value) < 1e15 || value === 0)
    return isExact ? value : String(value)
  }
  if (value === null || typeof value === 'boolean') return value
  return value.date >= '1900-03-01' ? serialOf(value.date) : value.date
}

/** The serial number of a day in the 1900 system; whole, so that no time zone can move it. */
const serialOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 25_569

/** What XML cannot hold is named by its code; what Excel cannot hold is cut off, visibly. */
function storable(text: string): string {
  const held = text.replaceAll(/[\ufffe\uffff]|\p{Cs}/gu, codePoint)
  return held.length <= longestText
    ? held
    : `${held
        .slice(0, longestText - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`
}

/** `_x000D_` means a character to Excel; where it stands in a text, its first `_` is written by its code. */
const escapedRun = (text: string): string => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

const narrowest = 6
const widest = 60
const lineHeight = 15
/** The greatest height of a row, in points. */
const highest = 405

/** In characters of Latin: Chinese ones take two, and what is ambiguous is wide in Chinese fonts. */
function textWidth(text: string): number {
  let width = 0
  for (const character of text)
    width += eastAsianWidth(character.codePointAt(0) ?? 0, { ambiguousAsWide: true })
  return width
}

const shownText = (value: WrittenValue): string =>
  value === null ? '' : typeof value === 'object' ? value.date : String(value)

function columnWidth(
  column: WrittenColumn,
  rows: readonly (readonly WrittenCell[])[],
  index: number,
): number {
  if (column.width !== undefined) return column.width
  // The arrow of the filter takes room beside the head.
  let width = Math.max(textWidth(column.head) + 3, column.kind === 'date' ? 12 : narrowest)
  for (const row of rows) {
    const value = row[index]?.value ?? null
    if (width >= widest) return widest
    for (const line of shownText(value).split('\n')) width = Math.max(width, textWidth(line) + 2)
    if (typeof value === 'number') width = Math.max(width, String(Math.trunc(value)).length * 1.4 + 4)
  }
  return Math.min(Math.ceil(width), widest)
}

function linesOf(row: readonly WrittenCell[], widths: readonly number[], isHead: boolean): number {
  const room = isHead ? 3 : 1
  return row.reduce((most, { value }, column) => {
    if (typeof value !== 'string') return most
    const width = Math.max((widths[column] ?? widest) - room, 2)
    const lines = value
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / width)), 0)
    return Math.max(most, lines)
  }, 1)
}

const line = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const border = { top: line, right: line, bottom: line, left: line }
const fill = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const

const headStyle: CellStyle = {
  font: { name: '宋体', size: 11, bold: true },
  fill: fill('D9E2F3'),
  border,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  numFmt: '@',
}

const tones: Readonly<Record<CellTone, CellStyle>> = {
  plain: {},
  strong: { font: { name: '宋体', size: 11, bold: true } },
  faint: { font: { name: '宋体', size: 11, color: { rgb: '7F7F7F' } } },
  good: { font: { name: '宋体', size: 11, color: { rgb: '006100' } }, fill: fill('C6EFCE') },
  warning: { font: { name: '宋体', size: 11, color: { rgb: '7F4F00' } }, fill: fill('FFEB9C') },
  bad: { font: { name: '宋体', size: 11, color: { rgb: '9C0006' } }, fill: fill('FFC7CE') },
}

const formats: Readonly<Record<ColumnKind, string>> = {
  // Text that is edited stays text: neither 3-24 nor =1+1 becomes something else.
  text: '@',
  integer: '0',
  number: 'General',
  percent: '0.0%',
  amount: '#,##0.00',
  date: 'yyyy-mm-dd',
}

function bodyStyle(
  kind: ColumnKind,
  value: CellValue,
  tone: CellTone = 'plain',
  isRuled: boolean,
): CellStyle {
  const isText = typeof value === 'string' || (value === null && kind === 'text')
  // Some versions show ##### for a longer text in a cell of text format.
  const isLong = typeof value === 'string' && value.length > 255
  const numFmt = isLong ? 'General' : isText ? '@' : kind === 'text' ? 'General' : formats[kind]
  return {
    ...tones[tone],
    ...(isRuled && { border }),
    alignment: {
      vertical: 'top',
      wrapText: true,
      ...(!isText && kind !== 'date' && { horizontal: 'right' }),
    },
    numFmt,
  }
}

const lineStyle = (tone: CellTone = 'plain', isTitle: boolean): CellStyle => ({
  ...tones[tone],
  ...(isTitle && tone === 'plain' && { font: { name: '宋体', size: 14, bold: true } }),
  numFmt: '@',
})

function validation(
  column: WrittenColumn,
  index: number,
  first: number,
  last: number,
  choices: ChoiceSheet,
): DataValidation[] {
  if (!column.choices || column.choices.length === 0 || last < first) return []
  const range = `${cellRef(first, index)}:${cellRef(last, index)}`
  return [
    {
      type: 'list',
      range,
      allowBlank: true,
      showErrorMessage: !column.isOpen,
      ...choices.source(column.choices),
    },
  ]
}

/** Lists that do not fit into a validation stand on a hidden sheet, one in each column. */
class ChoiceSheet {
  readonly #name: string
  readonly #lists: (readonly string[])[] = []

  constructor(name: string) {
    this.#name = name
  }

  get isEmpty(): boolean {
    return this.#lists.length === 0
  }

  source(choices: readonly string[]): Pick<DataValidation, 'values' | 'formula1'> {
    const isPlain = choices.every(choice => /^[^",\s][^",\n]*$/.test(choice))
    if (isPlain && choices.join(',').length <= 255) return { values: [...choices] }
    const known = this.#lists.findIndex(
      list => list.length === choices.length && list.every((one, i) => one === choices[i]),
    )
    const index = known < 0 ? this.#lists.push(choices) - 1 : known
    const letters = columnLetters(index)
    return { formula1: `${quoted(this.#name)}!$${letters}$1:$${letters}$${choices.length}` }
  }

  written(): WriteSheet {
    const height = Math.max(...this.#lists.map(list => list.length))
    const rows = Array.from({ length: height }, (_, row) =>
      this.#lists.map(list => (list[row] === undefined ? null : escapedRun(storable(list[row])))),
    )
    return {
      name: this.#name,
      rows,
      hidden: true,
      columns: this.#lists.map(() => ({ style: { numFmt: '@' } })),
    }
  }
}
