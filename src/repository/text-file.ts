import { readFileSync, statSync } from 'node:fs'
import { UserError } from '../model/user-error.ts'
import { decode } from './bytes.ts'
import { codeOf } from './tree.ts'

/** An official text may be longer than a data file, but not without end. */
const sizeLimit = 4 * 1024 * 1024

/**
 * Reads a text that a person names on the command line.
 * @throws UserError: 2 where there is no such file, 1 where it is not a text in UTF-8
 */
export function readTextFile(path: string, shown: string): string {
  let bytes: Uint8Array
  try {
    if (!statSync(path).isFile()) throw notAFile(shown)
    bytes = readFileSync(path)
  } catch (error) {
    if (error instanceof UserError) throw error
    const code = codeOf(error)
    if (code === 'ENOENT')
      throw new UserError(2, { zh: `没有“${shown}”这个文件`, en: `there is no file "${shown}"` })
    throw new UserError(3, { zh: `不能读取“${shown}”（${code}）`, en: `"${shown}" cannot be read (${code})` })
  }
  return officialTextOf(bytes, shown)
}

/** A folder, or a pipe that would keep us waiting. */
const notAFile = (shown: string): UserError =>
  new UserError(2, { zh: `“${shown}”不是普通文件`, en: `"${shown}" is not a regular file` })

/** @throws UserError (1) where the bytes are no text in UTF-8 */
function officialTextOf(bytes: Uint8Array, shown: string): string {
  const kind = knownKind(bytes)
  if (kind) {
    throw new UserError(
      1,
      { zh: `“${shown}”是${kind.zh}，不是纯文本`, en: `"${shown}" is ${kind.en}, not plain text` },
      { zh: '打开后另存为“纯文本（UTF-8）”', en: 'open it and save it as plain text in UTF-8' },
    )
  }
  if (bytes.length > sizeLimit) {
    throw new UserError(1, {
      zh: `“${shown}”超过 4 MiB，不像方案文本`,
      en: `"${shown}" is larger than 4 MiB: hardly the text of a plan`,
    })
  }
  const { glimpse, findings } = decode(bytes, shown)
  const fault = findings.find(({ rule }) => rule === 'encoding' || rule === 'empty-file')
  if (fault)
    throw new UserError(
      1,
      { zh: `“${shown}”：${fault.message.zh}`, en: `"${shown}": ${fault.message.en}` },
      fault.hint,
    )
  return glimpse
}

const signatures = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    name: { zh: ' Word 文档或压缩包（docx、zip）', en: 'a Word document or an archive (docx, zip)' },
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    name: { zh: '旧版 Word 文档（doc）', en: 'an old Word document (doc)' },
  },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: { zh: ' PDF 文档', en: 'a PDF document' } },
]

const knownKind = (bytes: Uint8Array) =>
  signatures.find(signature => signature.bytes.every((byte, index) => bytes[index] === byte))?.name
