import { basename } from 'node:path'
import type { DecodingHelp, Encoding } from './decode-text.ts'
import { limits, tooMuch } from './limits.ts'
import type { Sheet } from './sheet.ts'

/** What a file holds; an encoding only where it is text. */
export interface OpenedSheets {
  readonly sheets: readonly Sheet[]
  readonly encoding?: Encoding
}

/**
 * Opens what people send: a workbook or a CSV file, told apart by its content, whatever its name ends in.
 * @param fileName names the sheet of a CSV file
 * @throws UserError (1) where it is neither, damaged, too much, or in no certain encoding; (2) for an unknown encoding
 */
export async function openSheet(
  bytes: Uint8Array,
  fileName: string,
  help: DecodingHelp = {},
): Promise<OpenedSheets> {
  if (bytes.length > limits.file) {
    throw tooMuch({
      zh: `文件有 ${Math.ceil(bytes.length / 1024 / 1024)} MB，最多 ${limits.file / 1024 / 1024} MB`,
      en: `the file has ${Math.ceil(bytes.length / 1024 / 1024)} MB; at most ${limits.file / 1024 / 1024} are read`,
    })
  }
  const { isOle, isZip, readWorkbook } = await import('./read-workbook.ts')
  if (isZip(bytes) || isOle(bytes)) return { sheets: await readWorkbook(bytes) }
  const { decodeText } = await import('./decode-text.ts')
  const { readCsv } = await import('./read-csv.ts')
  const { text, encoding } = decodeText(bytes, help)
  return { sheets: [readCsv(text, basename(fileName))], encoding }
}
