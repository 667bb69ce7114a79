import type { Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'

const mebibyte = 1024 * 1024

/** What a file may cost: far above what people fill in by hand, far below what stalls a machine. */
export const limits = {
  /** Bytes of the file as it is. */
  file: 20 * mebibyte,
  /** Bytes of what is unpacked of a workbook. */
  unpacked: 64 * mebibyte,
  /** Entries of the ZIP archive that a workbook is. */
  entries: 1000,
  rows: 200_000,
  columns: 200,
  /** Cells that hold something, in all sheets together. */
  cells: 500_000,
}

/** The refusal of a file that is too much. */
export const tooMuch = (text: Text): UserError =>
  new UserError(1, text, {
    zh: '只留下要导入的行和列，另存为新文件；或分成几个文件',
    en: 'keep only the rows and columns to be imported, and save them as a new file; or split it',
  })

/** @throws UserError (1) where a table has more rows or columns than any that people fill in */
export function checkExtent(rows: number, columns: number, name: string): void {
  if (rows > limits.rows) {
    throw tooMuch({
      zh: `“${name}”有 ${rows} 行，最多 ${limits.rows} 行`,
      en: `"${name}" has ${rows} rows; at most ${limits.rows} are read`,
    })
  }
  if (columns > limits.columns) {
    throw tooMuch({
      zh: `“${name}”有 ${columns} 列，最多 ${limits.columns} 列`,
      en: `"${name}" has ${columns} columns; at most ${limits.columns} are read`,
    })
  }
}
