import { zipSync } from 'fflate'
import { UserError } from '../model/user-error.ts'
import { checkExtent, limits, tooMuch } from './limits.ts'
import { type Disguise, disguises } from './number-formats.ts'
import { dayOfSerial } from './read-cell.ts'
import { columnLetters } from './sheet.ts'
import { damaged, unpack } from './unpack.ts'

/** Parts of a workbook that are no cells: pictures, charts, comments, links, caches. They are not even unpacked. */
const besides =
  /(?:^|\/)(?:docProps|customXml|media|drawings|charts|chartsheets|theme|embeddings|externalLinks|pivotTables|pivotCache|slicers|slicerCaches|timelines|timelineCaches|queryTables|tables|ctrlProps|activeX|threadedComments|persons|richData|webextensions|diagrams|model)\/|worksheets\/_rels\/|comments\d*\.xml$/
/** Tags in the parts that are taken to pieces as a whole; each costs the reader some hundred bytes of memory. */
const mostTags: Readonly<Record<string, number>> = {
  Types: 20_000,
  Relationships: 20_000,
  workbook: 100_000,
  styleSheet: 500_000,
  sst: 1_000_000,
}

/**
 * Takes out of a workbook (.xlsx) what holds its cells and nothing else, so that whatever reads it next meets no
 * picture, rule, link, far-off empty cell or document type; and shows what number formats hide as the text that a
 * person sees: 12% for 0.12, 3月24日 for a day whose year Excel has made up.
 * @throws UserError (1) where the workbook is damaged or too much
 */
export function leanWorkbook(bytes: Uint8Array): Uint8Array {
  const packed = unpack(bytes, name => /\.(?:xml|rels)$/i.test(name) && !besides.test(name))
  const parts = new Map<string, string>()
  for (const [name, content] of packed) {
    const text = xmlText(content)
    const root = rootOf(text)
    const most = mostTags[root]
    if (most !== undefined && countOf(text, /</g) > most) throw tooManyTags()
    if (most !== undefined || root === 'worksheet') parts.set(name, text)
    packed.delete(name)
  }
  const texts = [...parts.values()]
  const hidden = disguises(texts.find(text => rootOf(text) === 'styleSheet') ?? '')
  const strings = countOf(texts.find(text => rootOf(text) === 'sst') ?? '', /<(?:\w+:)?si[\s/>]/g)
  const workbook = texts.find(text => rootOf(text) === 'workbook')
  if (workbook === undefined) throw noWorkbook()
  const is1904 = /<(?:\w+:)?workbookPr\s[^<>]*date1904\s*=\s*"(?:1|true)"/.test(workbook)
  const sheets = new SheetReducer(hidden, strings, is1904)
  const lean = [...parts].map(([name, text]) => {
    const root = rootOf(text)
    const kept =
      root === 'worksheet' ? sheets.reduced(text) : root === 'workbook' ? withoutCharts(text, parts) : text
    return [name, Buffer.from(kept)] as const
  })
  return zipSync(Object.fromEntries(lean), { level: 0, mtime: new Date(1980, 1, 1) })
}

/** The text of an XML part. */
export function xmlText(content: Uint8Array): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw damaged()
  }
  // No tag may hold a `<`: so each is searched for its end no further than to where the next begins.
  if (/<(?:[^<>!?][^<>]*)?</.test(text)) throw damaged()
  if (!/<!(?:DOCTYPE|ENTITY)/i.test(text)) return text
  throw new UserError(
    1,
    {
      zh: '工作簿里有文档类型声明（DOCTYPE），表格程序不会写出它',
      en: 'the workbook has a document type (DOCTYPE), which no spreadsheet program writes',
    },
    {
      zh: '不要打开来历不明的文件；向报送单位另要一份',
      en: 'do not trust the file; ask whoever sent it for another',
    },
  )
}

const rootOf = (text: string): string =>
  /<(?:[\w.-]+:)?([A-Za-z]\w*)[\s/>]/.exec(text.slice(0, 4096))?.[1] ?? ''

const noWorkbook = (): UserError =>
  new UserError(
    1,
    { zh: '这不是 Excel 工作簿（.xlsx）', en: 'this is no Excel workbook (.xlsx)' },
    {
      zh: '用 Excel 或 WPS 另存为 .xlsx 或“CSV UTF-8”',
      en: 'save it as .xlsx or "CSV UTF-8" in a spreadsheet program',
    },
  )

export function countOf(text: string, pattern: RegExp): number {
  let count = 0
  for (const _ of text.matchAll(pattern)) count++
  return count
}

const tooManyTags = () =>
  tooMuch({
    zh: '工作簿的文字或格式太多',
    en: 'the workbook has too many texts or formats',
  })

const tooManyCells = () =>
  tooMuch({
    zh: `工作簿里有内容的单元格超过 ${limits.cells} 个`,
    en: `the workbook has more than ${limits.cells} cells that hold something`,
  })

/** Sheets that are a chart have no cells; a reader of cells would miss their part. */
function withoutCharts(workbook: string, parts: ReadonlyMap<string, string>): string {
  const charts = new Set(
    [...parts.values()]
      .filter(text => rootOf(text) === 'Relationships')
      .flatMap(text => [...text.matchAll(/<(?:\w+:)?Relationship\s[^<>]*>/g)])
      .filter(({ 0: tag }) => /\/(?:chartsheet|dialogsheet|xlMacrosheet)"/.test(tag))
      .flatMap(({ 0: tag }) => /\sId="([^"]*)"/.exec(tag)?.[1] ?? []),
  )
  return workbook.replaceAll(/<(?:\w+:)?sheet\s[^<>]*>/g, tag =>
    charts.has(/:id="([^"]*)"/.exec(tag)?.[1] ?? '') ? '' : tag,
  )
}

/** Reduces worksheets to rows and merged ranges. */
class SheetReducer {
  readonly #disguises: ReadonlyMap<number, Disguise>
  readonly #strings: number
  /** Days from the first day of the workbook's calendar to that of the 1900 system. */
  readonly #shift: number
  #cells = 0

  constructor(hidden: ReadonlyMap<number, Disguise>, strings: number, is1904: boolean) {
    this.#disguises = hidden
    this.#strings = strings
    this.#shift = is1904 ? 1462 : 0
  }

  reduced(xml: string): string {
    if (!/<\/(?:\w+:)?worksheet>\s*$/.test(xml.slice(-200))) throw damaged()
    const merges = section(xml, 'mergeCells')
    if (countOf(merges, /<(?:\w+:)?mergeCell[\s/>]/g) > mostMerges) {
      throw tooMuch({ zh: '合并单元格太多', en: 'there are too many merged cells' })
    }
    return `<worksheet>${this.#cellsOf(section(xml, 'sheetData'))}${merges}</worksheet>`
  }

  #cellsOf(xml: string): string {
    const kept: string[] = []
    let from = 0
    let lastRow = 0
    let lastColumn = 0
    let row = 0
    let column = 0
    for (const match of xml.matchAll(/<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>/g)) {
      const { 0: tag, 1: element, 2: attributes = '', index } = match
      if (attributes.length > 2000) throw damaged()
      if (element === 'row') {
        row = Number(attribute(attributes, 'r') ?? row + 1)
        column = 0
        continue
      }
      const address = attribute(attributes, 'r')
      if (address !== undefined) [row, column] = position(address)
      else column++
      const end = index + tag.length
      if (attributes.endsWith('/') || /^<\/(?:\w+:)?c>/.test(xml.slice(end, end + 40))) {
        // Formatted and empty, it would only stretch the sheet.
        if (address === undefined) continue
        kept.push(xml.slice(from, index))
        from = attributes.endsWith('/') ? end : xml.indexOf('>', end) + 1
        continue
      }
      if (++this.#cells > limits.cells) throw tooManyCells()
      checkExtent(row, column, `${columnLetters(Math.max(0, column - 1))}${row}`)
      lastRow = Math.max(lastRow, row)
      lastColumn = Math.max(lastColumn, column)
      const shown = this.#shown(attributes, xml, end)
      if (shown === undefined) continue
      const close = xml.indexOf(`</${tag.slice(1).match(/^(?:\w+:)?c/)?.[0]}>`, end)
      kept.push(xml.slice(from, index), `<c r="${columnLetters(column - 1)}${row}" t="str"><v>${shown}</v>`)
      from = close
    }
    if (lastRow * lastColumn > mostArea) {
      throw tooMuch({
        zh: `表格占 ${lastRow} 行 × ${lastColumn} 列，太大了`,
        en: `the sheet spans ${lastRow} rows × ${lastColumn} columns, which is too much`,
      })
    }
    return kept.length === 0 ? xml : kept.join('') + xml.slice(from)
  }

  /** What a person sees of a number whose format hides it; undefined where the cell says it itself. */
  #shown(attributes: string, xml: string, end: number): string | undefined {
    const type = attribute(attributes, 't') ?? 'n'
    if (type === 's') {
      const index = /^<(?:\w+:)?v[^<>]*>(\d+)</.exec(xml.slice(end, end + 60))?.[1]
      if (index !== undefined && Number(index) >= this.#strings) throw damaged()
      return undefined
    }
    const disguise = this.#disguises.get(Number(attribute(attributes, 's') ?? -1))
    if (!disguise || type !== 'n') return undefined
    const content = xml.slice(end, end + 10_000)
    const close = content.search(/<\/(?:\w+:)?c>/)
    const written = /<(?:\w+:)?v[^<>]*>([^<]*)</.exec(close < 0 ? '' : content.slice(0, close))?.[1]
    const value = Number(written)
    if (written === undefined || written.trim() === '' || !Number.isFinite(value)) return undefined
    return disguised(value, disguise, this.#shift)
  }
}

function disguised(value: number, disguise: Disguise, shift: number): string | undefined {
  if (disguise.kind === 'percent') return `${Number((value * 100).toPrecision(15))}%`
  if (disguise.kind === 'padded') {
    return Number.isInteger(value) && value >= 0 && value < 1e15
      ? String(value).padStart(disguise.width, '0')
      : undefined
  }
  const serial = Math.floor(value) + shift
  if (serial < 61 || serial > lastSerial) return undefined
  const [year = '', month = '', day = ''] = dayOfSerial(serial).split('-')
  return disguise.kind === 'yearless' ? `${Number(month)}月${Number(day)}日` : `${year}年${Number(month)}月`
}

/** 31 December 9999. */
const lastSerial = 2_958_465
const mostMerges = 10_000
/** Rows × columns that are spread out in memory. */
const mostArea = 4_000_000

const patterns = {
  r: /\sr\s*=\s*["']([^"']*)["']/,
  s: /\ss\s*=\s*["']([^"']*)["']/,
  t: /\st\s*=\s*["']([^"']*)["']/,
}

const attribute = (attributes: string, name: keyof typeof patterns): string | undefined =>
  patterns[name].exec(attributes)?.[1]

/** Row and column from 1. */
function position(address: string): [row: number, column: number] {
  const [, letters = '', digits = ''] = /^([A-Za-z]{1,3})(\d{1,7})$/.exec(address) ?? []
  if (letters === '' || digits === '' || Number(digits) === 0) throw damaged()
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return [Number(digits), column]
}

/** One element of a worksheet with all that is in it; empty where there is none. */
function section(xml: string, name: string): string {
  const start = xml.search(new RegExp(`<(?:\\w+:)?${name}[\\s>]`))
  if (start < 0) return ''
  const open = xml.indexOf('>', start) + 1
  if (xml[open - 2] === '/') return ''
  const close = new RegExp(`</(?:\\w+:)?${name}\\s*>`, 'g')
  close.lastIndex = open
  const end = close.exec(xml)
  if (!end) throw damaged()
  return xml.slice(start, end.index + end[0].length)
}
