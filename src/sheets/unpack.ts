import { crc32, inflateRawSync } from 'node:zlib'
import { UserError } from '../model/user-error.ts'
import { limits, tooMuch } from './limits.ts'

interface Entry {
  readonly name: string
  readonly method: number
  readonly checksum: number
  readonly packed: number
  readonly unpacked: number
  /** Where its local header begins. */
  readonly start: number
}

/**
 * Unpacks the entries of a ZIP archive that are wanted, and no more than `limits` allow, whatever sizes the archive
 * claims: they are counted while unpacking, and every checksum is compared.
 * @throws UserError (1) where the archive is damaged, dishonest or too much
 */
export function unpack(bytes: Uint8Array, isWanted: (name: string) => boolean): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>()
  let room = limits.unpacked
  for (const entry of directory(bytes)) {
    if (!isWanted(entry.name)) continue
    if (parts.has(entry.name)) throw damaged()
    const content = contentOf(bytes, entry, room)
    room -= content.length
    parts.set(entry.name, content)
  }
  return parts
}

/** The refusal of a workbook that is not whole. */
export const damaged = (): UserError =>
  new UserError(
    1,
    { zh: '工作簿已损坏，读不完整', en: 'the workbook is damaged and cannot be read whole' },
    {
      zh: '用 Excel 或 WPS 打开，看内容是否齐全，再另存为新的 .xlsx',
      en: 'open it in a spreadsheet program, see whether it is complete, and save it as a new .xlsx',
    },
  )

/** The refusal of a workbook that has a password. */
export const locked = (): UserError =>
  new UserError(
    1,
    { zh: '工作簿设有打开密码，读不了', en: 'the workbook has a password and cannot be read' },
    { zh: '在 Excel 或 WPS 里去掉密码，另存为 .xlsx', en: 'take the password off and save it as .xlsx' },
  )

const unpacksTooMuch = (): UserError =>
  tooMuch({
    zh: `工作簿解开后超过 ${limits.unpacked / 1024 / 1024} MB`,
    en: `the workbook unpacks to more than ${limits.unpacked / 1024 / 1024} MB`,
  })

/** The entries as the central directory lists them. Archives beyond 4 GB (ZIP64) are beyond what is read anyway. */
function directory(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  if (count > limits.entries) {
    throw tooMuch({
      zh: `工作簿里有 ${count} 个部分，最多 ${limits.entries} 个`,
      en: `the workbook has ${count} parts; at most ${limits.entries} are read`,
    })
  }
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw damaged()
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8'),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** It stands at the end, before a comment of at most 64 KiB. */
function endRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  throw damaged()
}

function contentOf(bytes: Uint8Array, entry: Entry, room: number): Uint8Array {
  if (entry.unpacked > room) throw unpacksTooMuch()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { start } = entry
  if (start + 30 > bytes.length || view.getUint32(start, true) !== 0x04034b50) throw damaged()
  const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true)
  if (from + entry.packed > bytes.length) throw damaged()
  const content = inflated(bytes.subarray(from, from + entry.packed), entry.method, room)
  if (content.length !== entry.unpacked || crc32(content) !== entry.checksum) throw damaged()
  return content
}

function inflated(packed: Uint8Array, method: number, room: number): Uint8Array {
  if (method === 0) return packed
  if (method !== 8) throw damaged()
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, room) })
  } catch (error) {
    const isTooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw isTooMuch ? unpacksTooMuch() : damaged()
  }
}
