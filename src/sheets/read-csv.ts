import { CsvError, type Options, parse } from 'csv-parse/sync'
import type { Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { checkExtent, limits } from './limits.ts'
import { columnLetters, type Sheet, type SheetCell, type SheetRow } from './sheet.ts'

/**
 * Reads the text of a CSV file: delimited by `,` `;` or tab as its first lines show, or as `sep=` says. Rows are counted
 * as Excel counts them: a cell of two lines is one row, an empty line is one too, `sep=` is none.
 * @param name what the sheet is called: the name of the file
 * @throws UserError (1) with the line where the quotes do not match
 */
export function readCsv(text: string, name: string): Sheet {
  const unified = text.replaceAll(/\r\n?/g, '\n')
  const separator = /^(?:sep=(.)|"sep=(.)")(?:\n|$)/i.exec(unified)
  const body = separator ? unified.slice(separator[0].length) : unified
  const delimiter = separator?.[1] ?? separator?.[2] ?? delimiterOf(body)
  const records = parsed(withoutBlankEnd(body, delimiter), delimiter, separator ? 2 : 1)
  checkExtent(
    // No more were read than would be too many.
    records.length > limits.rows ? Math.max(records.length, linesIn(body)) : records.length,
    records.reduce((most, fields) => Math.max(most, fields.length), 0),
    name,
  )
  const width = records.find(fields => fields.length > 1)?.length ?? 1
  const rows: SheetRow[] = []
  for (const [index, fields] of records.entries()) {
    if (fields.every(field => field === '')) continue
    rows.push(row(fields, index + 1, width))
  }
  if (delimiter === ',' && width === 1) refuseFullWidthCommas(records)
  return { name, rows }
}

/** Spreadsheet programs write a line of delimiters for each row that ever held something, up to a million. */
function withoutBlankEnd(text: string, delimiter: string): string {
  let last = text.length - 1
  while (last >= 0 && (text[last] === '\n' || text[last] === delimiter)) last--
  const end = text.indexOf('\n', last + 1)
  return end < 0 ? text : text.slice(0, end + 1)
}

/** Bytes of a row: 200 columns of what a field may hold at most. */
const longestRecord = 4 * 1024 * 1024

const linesIn = (text: string): number => text.split('\n').length - 1

const delimiters = [',', ';', '\t'] as const

/** The delimiter of which there are most in the first line that has any, outside quotes. */
function delimiterOf(text: string): string {
  for (const line of unquotedLines(text)) {
    const counts = delimiters.map(delimiter => line.split(delimiter).length - 1)
    const most = Math.max(...counts)
    if (most > 0) return delimiters[counts.indexOf(most)] ?? ','
  }
  return ','
}

/** The first lines, without what stands in quotes. */
const unquotedLines = (text: string): string[] =>
  text
    .slice(0, 100_000)
    .replaceAll(/"(?:[^"]|"")*"?/g, '')
    .split('\n', 20)

function parsed(text: string, delimiter: string, firstLine: number): string[][] {
  const options = {
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    to: limits.rows + 1,
    max_record_size: longestRecord,
  }
  try {
    return parse(text, options)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // The error tells where the reader was at its wits' end; the quote that misled it stands in the same record.
    const start = linesOf(text, Number(error.records), options) + firstLine
    throw quoteError(error.code, start, Number(error.lines) + firstLine - 1)
  }
}

/** How many lines the first records take. */
function linesOf(text: string, records: number, options: Options): number {
  if (records === 0) return 0
  const read = parse(text, { ...options, to: records, info: true }) as unknown as readonly {
    readonly info: { readonly lines: number }
  }[]
  return read.at(-1)?.info.lines ?? 0
}

function quoteError(code: string, start: number, line: number): UserError {
  const from = line > start && code !== 'CSV_QUOTE_NOT_CLOSED' ? `${start}—${line}` : `${start}`
  if (code === 'CSV_MAX_RECORD_SIZE') {
    return new UserError(
      1,
      { zh: `第 ${start} 行太长`, en: `line ${start} is too long` },
      {
        zh: '多半是前面的双引号没有结束，或文件不是表格',
        en: 'perhaps a double quote before it is not closed, or the file is no table',
      },
    )
  }
  const message: Text =
    code === 'CSV_QUOTE_NOT_CLOSED'
      ? { zh: `第 ${from} 行的双引号没有结束`, en: `the double quote of line ${from} is not closed` }
      : { zh: `第 ${from} 行的双引号不成对`, en: `the double quotes of line ${from} do not match` }
  return new UserError(1, message, {
    zh: '含有逗号、换行或双引号的一格，整格用双引号括起，其中的双引号写两个',
    en: 'a cell with commas, line breaks or double quotes stands in double quotes, and those within are doubled',
  })
}

function row(fields: readonly string[], number: number, width: number): SheetRow {
  const last = fields.findLastIndex(field => field !== '')
  const cells = fields.slice(0, last + 1).map(
    (field, column): SheetCell => ({
      address: `${columnLetters(column)}${number}`,
      value: field === '' ? null : unguarded(field),
    }),
  )
  if (fields.length === width) return { number, cells }
  return { number, cells, fault: raggedFault(fields.length, width) }
}

/** Our own CSV puts an apostrophe before what a spreadsheet would run as a formula; it comes off again. */
const unguarded = (field: string): string => (/^'+[=+\-@\t]/.test(field) ? field.slice(1) : field)

const raggedFault = (found: number, width: number): Text => ({
  zh: `这一行有 ${found} 格，应有 ${width} 格：多半是内容里的逗号没有用双引号括起`,
  en: `this row has ${found} cells, not ${width}: perhaps a comma within a cell that is not quoted`,
})

/** 日期，单位，名称 is one cell to every program. */
function refuseFullWidthCommas(records: readonly (readonly string[])[]): void {
  const head = records.find(([field]) => field !== '')?.[0] ?? ''
  if (head.split('，').length < 3) return
  throw new UserError(
    1,
    {
      zh: '表头用全角逗号“，”分隔，读不成列',
      en: 'the head is separated by full-width commas: there are no columns',
    },
    { zh: '把分隔用的逗号改成半角“,”', en: 'separate the columns by plain commas' },
  )
}
