import {
  type CellValue,
  HucreError,
  type Sheet as HucreSheet,
  readOds,
  readXls,
  readXlsx,
  type Workbook,
} from 'hucre'
import type { Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'
import { hiddenSheet, leanOds, manifest } from './lean-ods.ts'
import { leanWorkbook } from './lean-workbook.ts'
import { checkExtent } from './limits.ts'
import { errorFault, timeFault } from './read-cell.ts'
import { columnLetters, type Sheet, type SheetCell, type SheetRow } from './sheet.ts'
import { damaged, locked, unpack } from './unpack.ts'

/**
 * Reads the visible sheets of a workbook: .xlsx, .ods, or .xls (also what WPS calls .et). Formulas are read as what they
 * last came out as, which is what a person sees.
 * @throws UserError (1) where the workbook is damaged, locked, of another kind, or too much
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  const { sheets } = await parsed(bytes)
  return sheets
    .filter(({ name, hidden, veryHidden }) => !hidden && !veryHidden && name !== hiddenSheet)
    .map(readSheet)
}

/** True for the first bytes of a ZIP archive, as .xlsx and .ods are. */
export const isZip = ([first, second, third]: Uint8Array): boolean =>
  first === 0x50 && second === 0x4b && (third === 0x03 || third === 0x05)

/** True for the first bytes of an OLE container, as .xls is, and everything that has a password. */
export const isOle = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))

async function parsed(bytes: Uint8Array): Promise<Workbook> {
  try {
    if (isOle(bytes)) return await readXls(checkedOle(bytes))
    const ods = unpack(bytes, name => name === 'mimetype' || name === 'content.xml' || name === manifest)
    if (ods.has('mimetype') && ods.has('content.xml')) {
      return await readOds(leanOds(ods), { sheets: ({ name }) => name !== hiddenSheet })
    }
    return await readXlsx(leanWorkbook(bytes), { sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden })
  } catch (error) {
    if (error instanceof HucreError || error instanceof RangeError || error instanceof TypeError)
      throw damaged()
    throw error
  }
}

/** Records of a locked .xls decode to noise, so it is told from its beginning. */
function checkedOle(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const beginning = buffer.indexOf(Buffer.from('0908100000060500', 'hex'))
  const isLocked =
    buffer.includes(Buffer.from('EncryptedPackage', 'utf16le')) ||
    (beginning >= 0 && buffer.subarray(beginning, beginning + 400).includes(Buffer.from('2f003600', 'hex')))
  if (isLocked) throw locked()
  if (beginning >= 0) return bytes
  throw new UserError(
    1,
    { zh: '这不是能读的表格文件', en: 'this is no spreadsheet that can be read' },
    { zh: '用 Excel 或 WPS 另存为 .xlsx', en: 'save it as .xlsx in a spreadsheet program' },
  )
}

function readSheet({ name, rows, cells, merges = [] }: HucreSheet): Sheet {
  const covered = coveredCells(merges, rows)
  const read: SheetRow[] = []
  for (const [index, values] of rows.entries()) {
    const masters = covered.get(index)
    const row = (masters ? widened(values, masters) : values).map((value, column): SheetCell => {
      const address = `${columnLetters(column)}${index + 1}`
      const master = masters?.get(column)
      if (master) return { address, value: null, fault: mergedFault(master) }
      const { type, formula } = cells?.get(`${index},${column}`) ?? {}
      if (type === 'error') return { address, value: String(value), fault: errorFault(String(value)) }
      if (formula !== undefined && value === null) return { address, value, fault: uncomputed }
      return { address, ...cellValue(value) }
    })
    const last = row.findLastIndex(cell => cell.value !== null || cell.fault)
    if (row.some(({ value, fault }) => value !== null || fault)) {
      read.push({ number: index + 1, cells: row.slice(0, last + 1) })
    }
    checkExtent(index + 1, last + 1, name)
  }
  return { name, rows: read }
}

function cellValue(value: CellValue): Pick<SheetCell, 'value' | 'fault'> {
  if (value instanceof Date) return dateValue(value)
  if (typeof value === 'string') return { value: value === '' ? null : value.replaceAll(/\r\n?/g, '\n') }
  return { value: value ?? null }
}

/** A day stands for its midnight in Greenwich; the time zone of this machine never comes in. */
function dateValue(value: Date): Pick<SheetCell, 'value' | 'fault'> {
  const time = value.getTime()
  if (Number.isNaN(time)) return { value: null, fault: notADay }
  const date = value.toISOString().slice(0, 10)
  // Smaller numbers in a date's clothes are counts or times; Excel also counts a 29 February 1900 that never was.
  if (date.length !== 10 || date < '1905-01-01') return { value: null, fault: notADay }
  if (time % 86_400_000 === 0) return { value: { date } }
  return { value: { date }, fault: timeFault(value.toISOString().slice(0, 16).replace('T', ' ')) }
}

const notADay: Text = {
  zh: '单元格设成了日期格式，里面却不是近一百年的日期：把格式改为“常规”，看清楚再填',
  en: 'the cell is formatted as a date but holds none of this century or the last: format it as "General" and see what it holds',
}
const uncomputed: Text = {
  zh: '公式还没有算出结果：在 Excel 或 WPS 里打开，重新计算并保存',
  en: 'the formula has not been computed: open the file in a spreadsheet program, recalculate and save it',
}
const mergedFault = (master: string): Text => ({
  zh: `单元格与 ${master} 合并，自己没有内容：取消合并，每格各填各的`,
  en: `the cell is merged into ${master} and has no content of its own: unmerge it and fill in each cell`,
})

/**
 * Cells that a merged range hides, by row and column from 0, with the address of the one that shows; only where the sheet has
 * cells at all.
 */
function coveredCells(
  merges: NonNullable<HucreSheet['merges']>,
  rows: readonly (readonly CellValue[])[],
): Map<number, Map<number, string>> {
  const covered = new Map<number, Map<number, string>>()
  const width = merges.length > 0 ? rows.reduce((most, { length }) => Math.max(most, length), 0) : 0
  let count = 0
  for (const { startRow, startCol, endRow, endCol } of merges) {
    if (startCol >= width) continue
    const master = `${columnLetters(startCol)}${startRow + 1}`
    for (let row = startRow; row <= Math.min(endRow, rows.length - 1); row++) {
      const masters = covered.get(row) ?? new Map<number, string>()
      covered.set(row, masters)
      for (let column = startCol; column <= Math.min(endCol, width - 1); column++) {
        if (row !== startRow || column !== startCol) masters.set(column, master)
        if (++count > mostCovered) throw damaged()
      }
    }
  }
  return covered
}

/** The last cells of a row may be covered, and then are none. */
const widened = (
  values: readonly CellValue[],
  masters: ReadonlyMap<number, string>,
): readonly CellValue[] => {
  const width = Math.max(values.length, ...[...masters.keys()].map(column => column + 1))
  return Array.from({ length: width }, (_, column) => values[column] ?? null)
}

const mostCovered = 500_000
