import { zipSync } from 'fflate'

/** The parts of a workbook that a test wants otherwise than usual. */
export interface Parts {
  /** What stands within `<sheetData>`. */
  readonly rows?: string
  /** What stands in the worksheet after its rows. */
  readonly after?: string
  readonly before?: string
  /** Shared strings, in order. */
  readonly strings?: readonly string[]
  /** Number formats by style number, from 1: a built-in id, or a code. */
  readonly formats?: readonly (number | string)[]
  readonly date1904?: boolean
  /** More parts, or other content of the usual ones; null takes one away. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The XML parts of a workbook with one sheet. */
export function workbookParts(wanted: Parts): Record<string, string | Uint8Array> {
  const {
    rows = '',
    before = '',
    after = '',
    strings = [],
    formats = [],
    date1904 = false,
    parts = {},
  } = wanted
  const custom = formats.flatMap((format, index) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${170 + index}" formatCode="${escaped(format)}"/>`] : [],
  )
  const xfs = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === 'string' ? 170 + index : format}"/>`,
  )
  const usual: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${head}<Relationships><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${head}<workbook ${main} xmlns:r="${relations}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${head}<worksheet ${main}>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
    'xl/sharedStrings.xml': `${head}<sst ${main}>${strings.map(text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `${head}<styleSheet ${main}><numFmts>${custom.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`,
  }
  const all = { ...usual, ...parts }
  return Object.fromEntries(Object.entries(all).filter((part): part is [string, string] => part[1] !== null))
}

/** A workbook with one sheet, made by hand. */
export function workbook(wanted: Parts): Uint8Array {
  const parts = Object.entries(workbookParts(wanted))
  return zipSync(
    Object.fromEntries(
      parts.map(([name, content]) => [name, typeof content === 'string' ? Buffer.from(content) : content]),
    ),
    { level: 6, mtime: new Date(2018, 1, 1) },
  )
}

export const row = (number: number, ...cells: string[]): string =>
  `<row r="${number}">${cells.join('')}</row>`
export const number = (address: string, value: number | string, style = 0): string =>
  `<c r="${address}" s="${style}"><v>${value}</v></c>`
export const inline = (address: string, text: string): string =>
  `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

/** What an OpenDocument spreadsheet has besides the rows of its table. */
export interface OdsParts {
  /** What stands before the tables: styles. */
  readonly before?: string
  /** What stands behind the table: other tables. */
  readonly after?: string
  /** More entries of the archive. */
  readonly parts?: Readonly<Record<string, string>>
}

/** An OpenDocument spreadsheet, made by hand. */
export function ods(tableRows: string, { before = '', after = '', parts = {} }: OdsParts = {}): Uint8Array {
  const all = {
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<office:document-content>${before}<office:body><office:spreadsheet><table:table table:name="数据">${tableRows}</table:table>${after}</office:spreadsheet></office:body></office:document-content>`,
    ...parts,
  }
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, Buffer.from(text)])))
}

/** A row of OpenDocument. */
export const odsRow = (...cells: string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`

/** A cell of OpenDocument: its attributes, and the text that a person sees. */
export const odsCell = (attributes: string, shown?: string): string =>
  shown === undefined
    ? `<table:table-cell ${attributes}/>`
    : `<table:table-cell ${attributes}><text:p>${shown}</text:p></table:table-cell>`

export const odsText = (shown: string): string => odsCell('office:value-type="string"', shown)
