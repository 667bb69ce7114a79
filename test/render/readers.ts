import { Workbook } from '@cj-tech-master/excelts'
import ICAL from 'ical.js'
import mammoth from 'mammoth'
import { type DefaultTreeAdapterMap, parse } from 'parse5'

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
