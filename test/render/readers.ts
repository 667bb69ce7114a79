import { Workbook } from '@cj-tech-master/excelts'
import { DOMParser } from '@xmldom/xmldom'
import { unzipSync } from 'fflate'
import ICAL from 'ical.js'
import mammoth from 'mammoth'
import { marked } from 'marked'
import { type DefaultTreeAdapterMap, parse } from 'parse5'

type XmlDocument = ReturnType<DOMParser['parseFromString']>
type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

/** A cell as a reader of the format gives it: a day is a Date, nothing is null. */
export type ReadValue = string | number | boolean | Date | null

/** A table that was read back: its head first. */
export type ReadTable = readonly (readonly ReadValue[])[]

const children = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : [])
/** All elements of a page, in order. */
export const elements = (node: Node): Element[] =>
  children(node).flatMap(child => ('tagName' in child ? [child, ...elements(child)] : []))
export const named = (all: readonly Element[], tag: string): Element[] =>
  all.filter(({ tagName }) => tagName === tag)
export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find(attr => attr.name === name)?.value
export const text = (node: Node): string => ('value' in node ? node.value : children(node).map(text).join(''))

const tablesOf = (page: string): ReadTable[] =>
  named(elements(parse(page)), 'table').map(table =>
    named(elements(table), 'tr').map(row =>
      elements(row)
        .filter(({ tagName }) => tagName === 'td' || tagName === 'th')
        .map(cell => attribute(cell, 'data-value') ?? text(cell).trim()),
    ),
  )

/** The tables of a page, by parse5; an exact number is taken where the page carries one. */
export const readPage = (page: string): ReadTable[] => tablesOf(page)

/** The tables and the words of a Word document, by mammoth. */
export async function readDocument(
  content: Uint8Array,
): Promise<{ readonly tables: readonly ReadTable[]; readonly words: string }> {
  const buffer = Buffer.from(content)
  const { value, messages } = await mammoth.convertToHtml({ buffer })
  const faults = messages.filter(({ type }) => type === 'error')
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join())
  return { tables: tablesOf(value), words: (await mammoth.extractRawText({ buffer })).value }
}

/** A sheet as ExcelJS's successor reads it: its values from the first row on, and how it is laid out. */
export interface ReadSheet {
  readonly name: string
  readonly rows: ReadTable
  /** Addresses of cells that hold a formula or a link. */
  readonly alive: readonly string[]
  readonly frozenRows: number
  readonly filter: unknown
  readonly page: {
    readonly paper: number | undefined
    readonly across: boolean
    readonly repeated: string | undefined
  }
  readonly widths: readonly number[]
  readonly formatOf: (row: number, column: number) => string | undefined
}

/** The sheets of a workbook, by excelts. */
export async function readWorkbook(content: Uint8Array): Promise<ReadSheet[]> {
  const workbook = new Workbook()
  await workbook.xlsx.load(content)
  return workbook.worksheets.map(sheet => {
    const rows: ReadValue[][] = []
    const alive: string[] = []
    for (let row = 1; row <= sheet.rowCount; row++) {
      rows.push(
        Array.from({ length: sheet.columnCount }, (_, column) => {
          const cell = sheet.getCell(row, column + 1)
          if (cell.formula !== undefined || cell.hyperlink !== undefined) alive.push(cell.address)
          return plain(cell.value)
        }),
      )
    }
    const [view] = sheet.views
    return {
      name: sheet.name,
      rows,
      alive,
      frozenRows: view?.state === 'frozen' ? (view.ySplit ?? 0) : 0,
      filter: sheet.autoFilter,
      page: {
        paper: sheet.pageSetup.paperSize,
        across: sheet.pageSetup.orientation === 'landscape',
        repeated: sheet.pageSetup.printTitlesRow,
      },
      widths: Array.from(
        { length: sheet.columnCount },
        (_, column) => sheet.getColumn(column + 1).width ?? 0,
      ),
      formatOf: (row, column) => {
        const { numFmt } = sheet.getCell(row + 1, column + 1)
        return typeof numFmt === 'object' ? numFmt.formatCode : numFmt
      },
    }
  })
}

function plain(value: unknown): ReadValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'object' && 'richText' in value) {
    return (value.richText as { readonly text: string }[]).map(({ text }) => text).join('')
  }
  if (value instanceof Date) return value
  if (typeof value === 'object') throw new Error(`not a plain value: ${JSON.stringify(value)}`)
  return value as ReadValue
}

/** An entry of a calendar that was read back. */
export interface ReadDay {
  readonly uid: string
  readonly on: string
  readonly title: string
}

/** The entries of a calendar, by ical.js. */
export const readCalendar = (content: string): ReadDay[] =>
  new ICAL.Component(ICAL.parse(content)).getAllSubcomponents('vevent').map(component => {
    const { uid, startDate, summary } = new ICAL.Event(component)
    if (!startDate.isDate) throw new Error(`${uid} is not a whole day`)
    return { uid, on: startDate.toString(), title: summary }
  })

/** The rows of a CSV file, by the grammar of RFC 4180 alone. */
export function readCsvRows(content: string): string[][] {
  const text = content.replace(/^\ufeff/, '')
  const rows: string[][] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y
  let row: string[] = []
  while (field.lastIndex < text.length) {
    const [, quoted, plain = '', end] =
      field.exec(text) ?? wrong(`no CSV: ${text.slice(field.lastIndex, field.lastIndex + 40)}`)
    row.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

function wrong(message: string): never {
  throw new Error(message)
}

/** What a site makes of Markdown, by marked with the tables of GitHub: the page of it. */
export const markdownPage = (content: string): string => marked.parse(content, { async: false, gfm: true })

/** An XML text as xmldom reads it. Throws where it is not well-formed. */
export function readXml(content: string): XmlDocument {
  const stop = (message: string) => wrong(message)
  const parser = new DOMParser({ errorHandler: { warning: stop, error: stop, fatalError: stop } })
  return parser.parseFromString(content, 'text/xml')
}

/** The parts of a Word document or a workbook that are XML, by their names. */
export const xmlParts = (content: Uint8Array): [name: string, xml: string][] =>
  Object.entries(unzipSync(content))
    .filter(([name]) => /\.(?:xml|rels)$/.test(name))
    .map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')])

/**
 * The commands that runners of CI platforms find in a log: GitHub and Azure take `##[…]` and `##vso[…]` anywhere in a line,
 * and `::name` where a line begins, blanks aside (ActionCommand.cs, Command.cs); TeamCity takes `##teamcity[…]`; GitLab
 * takes `section_start:` between a carriage return and an erasure.
 */
export const commandsIn = (log: string): string[] =>
  log
    .split(/\r\n|[\n\u0085\u2028\u2029]/)
    .filter(
      line =>
        /##(?:vso|teamcity)?\[/.test(line) ||
        /^\s*::[^:]*::/.test(line) ||
        /section_(?:start|end):\d+:[^\r]*\r/.test(line),
    )

/** Whatever a terminal would act on, or would not show, by the categories of Unicode. */
export const actingIn = (shown: string): string[] =>
  [...shown.matchAll(/[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}|[\ufffe\uffff]/gu)].map(
    ([character]) => `U+${(character.codePointAt(0) ?? 0).toString(16)}`,
  )
