import { controlClass } from '../model/characters.ts'
import { nearest } from '../model/nearest.ts'
import type { Text } from '../model/text.ts'
import { UserError } from '../model/user-error.ts'

/** The encodings in which spreadsheet programs save text. */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030'

export interface DecodedText {
  /** Without its byte order mark. */
  readonly text: string
  readonly encoding: Encoding
}

export interface DecodingHelp {
  /** What the user says the encoding is; it is then applied strictly, and nothing is guessed. */
  readonly encoding?: string | undefined
  /** Heads that the file may have: they decide about small files that fit two encodings. */
  readonly expected?: readonly string[] | undefined
}

type Decoder = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** What `--encoding` takes. */
const encodingNames: Readonly<Record<string, Decoder>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  ansi: 'gb18030',
  'utf-16le': 'utf-16le',
  'utf-16': 'utf-16le',
  unicode: 'utf-16le',
  'utf-16be': 'utf-16be',
}

/**
 * Turns the bytes of a text file into text, or refuses: nothing is replaced, and nothing is taken for an encoding that
 * another explains as well. A byte order mark decides; UTF-8 has to be valid and Chinese; GB18030, which fits nearly
 * any bytes, has to look like Chinese in every cell.
 * @throws UserError (1) with the place of the first misfit; (2) for an encoding that does not exist
 */
export function decodeText(bytes: Uint8Array, { encoding, expected = [] }: DecodingHelp = {}): DecodedText {
  if (encoding !== undefined) return decodeAs(bytes, decoderOf(encoding))
  const marked = markOf(bytes)
  if (marked) return withoutForeignLines(withoutForeignCells(trusted(decodeAs(bytes, marked))))
  if (bytes.includes(0)) return unmarkedUtf16(bytes)
  const utf8 = tryDecode(bytes, 'utf-8')
  if (utf8 !== null && bytes.every(byte => byte < 0x80)) return trusted({ text: utf8, encoding: 'utf-8' })
  return utf8 === null ? notUtf8(bytes, expected) : validUtf8(bytes, utf8, expected)
}

function decoderOf(written: string): Decoder {
  const name = written.normalize('NFKC').trim().toLowerCase()
  const decoder = Object.hasOwn(encodingNames, name) ? encodingNames[name] : undefined
  if (decoder) return decoder
  const [near] = nearest(name, Object.keys(encodingNames))
  throw new UserError(
    2,
    { zh: `没有“${written}”这种编码`, en: `there is no encoding "${written}"` },
    near
      ? { zh: `最接近的是 ${near}`, en: `the nearest is ${near}` }
      : { zh: '可以写 utf-8、gb18030、utf-16le、utf-16be', en: 'write utf-8, gb18030, utf-16le or utf-16be' },
  )
}

function markOf([first, second, third, fourth]: Uint8Array): Decoder | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0x84 && second === 0x31 && third === 0x95 && fourth === 0x33) return 'gb18030'
  return undefined
}

/** Decodes strictly; a byte order mark of that encoding is taken off. */
function decodeAs(bytes: Uint8Array, decoder: Decoder): DecodedText {
  const text = tryDecode(bytes, decoder)
  if (text === null) throw misfit(bytes, decoder)
  const isMarked = text.startsWith('\ufeff')
  const encoding = decoder === 'utf-8' && isMarked ? 'utf-8-bom' : decoder
  return { text: isMarked ? text.slice(1) : text, encoding }
}

function tryDecode(bytes: Uint8Array, decoder: Decoder, stream = false): string | null {
  try {
    return new TextDecoder(decoder, { fatal: true, ignoreBOM: true }).decode(bytes, { stream })
  } catch {
    return null
  }
}

// Private use, unassigned, and control characters: no program writes them into a table, damaged bytes decode to them.
const strange = new RegExp(`[${controlClass}\\p{Co}\\p{Cn}]`, 'u')

/**
 * UTF-8 with its mark may have got lines of GB18030 appended that happen to fit: 一 is the Cyrillic һ. A line is refused
 * where it has no Chinese and no Latin word.
 */
function withoutForeignLines(decoded: DecodedText): DecodedText {
  if (decoded.encoding !== 'utf-8-bom') return decoded
  // Line by line, since one of a million characters may be searched for what it does not hold.
  for (const { 0: line, index } of decoded.text.matchAll(/[^\n\r\u2028\u2029]+/g)) {
    if (!/[\u0080-\u1fff]/.test(line)) continue
    if (/[\u2000-\uffff]|[a-z]{3}[\u00c0-\u024f]|[\u00c0-\u024f][a-z]{3}/i.test(line)) continue
    throw refusal(placeIn(decoded.text, index + line.search(/[\u0080-\u1fff]/)), ambiguous)
  }
  return decoded
}

/** Refuses text that was decoded without a fault and yet cannot be what was written. */
function trusted(decoded: DecodedText): DecodedText {
  const index = decoded.text.search(strange)
  if (index < 0) return decoded
  throw refusal(placeIn(decoded.text, index), {
    zh: `有表格里不会有的字符，文件可能已损坏，或不是文本文件`,
    en: `there is a character that no table holds; the file may be damaged, or no text at all`,
  })
}

const cellEnd = /[\r\n,;\t"]/

function validUtf8(bytes: Uint8Array, text: string, expected: readonly string[]): DecodedText {
  const asGb18030 = tryDecode(bytes, 'gb18030')
  const fitsToo = asGb18030 !== null && !strange.test(asGb18030)
  if (fitsToo && hasHead(asGb18030, expected) && !hasHead(text, expected)) {
    return { text: asGb18030, encoding: 'gb18030' }
  }
  // 陆 in GB18030 is ½ in UTF-8: without Chinese beside it in the same cell it may be either.
  for (const { 0: cell, index } of text.matchAll(/[^\r\n,;\t"]+/g)) {
    if (!/[^\0-\x7f]/.test(cell)) continue
    if (/[\u3000-\u30ff\uff00-\uffef]/.test(cell) || hasCommon(cell)) continue
    if (/[\u2000-\uffff]/.test(cell) && !isGb2312(Buffer.from(cell))) continue
    throw refusal(placeIn(text, index + cell.search(/[^\0-\x7f]/)), ambiguous)
  }
  const chinese = text.match(/\p{Script=Han}/gu) ?? []
  const common = chinese.filter(character => commonCharacters().has(character)).length
  const isRare = fitsToo && !hasHead(text, expected) && common * 2 < chinese.length
  if (isRare || (chinese.length === 0 && !/[\u3000-\u30ff\uff00-\uffef]/.test(text))) {
    throw refusal(placeIn(text, text.search(/[^\0-\x7f]/)), ambiguous)
  }
  return trusted({ text, encoding: 'utf-8' })
}

const ambiguous: Text = {
  zh: '既可以读成 UTF-8，也可以读成 GB18030，无法断定',
  en: 'the bytes can be read as UTF-8 and as GB18030',
}

/** True where the first lines name a column that is known. */
function hasHead(text: string, expected: readonly string[]): boolean {
  const cells = text
    .slice(0, 10_000)
    .split(/\r\n?|\n/, 5)
    .flatMap(line => line.split(/[,;\t"]/))
  // English heads are the same bytes in every encoding: they tell nothing.
  return cells.some(cell => /[^\0-\x7f]/.test(cell) && expected.includes(cell.trim()))
}

let levelOne: ReadonlySet<string> | undefined

function hasCommon(text: string): boolean {
  for (const character of text) if (commonCharacters().has(character)) return true
  return false
}

/** The 3755 common characters, GB 2312 level one. */
function commonCharacters(): ReadonlySet<string> {
  if (levelOne) return levelOne
  const pairs: number[] = []
  for (let lead = 0xb0; lead <= 0xd7; lead++) {
    for (let trail = 0xa1; trail <= (lead === 0xd7 ? 0xf9 : 0xfe); trail++) pairs.push(lead, trail)
  }
  levelOne = new Set(new TextDecoder('gb18030').decode(Uint8Array.from(pairs)))
  return levelOne
}

function notUtf8(bytes: Uint8Array, expected: readonly string[]): DecodedText {
  const cells = gb18030Cells(bytes)
  const sum = (count: (cell: Gb18030Cell) => number) => cells.reduce((total, cell) => total + count(cell), 0)
  const rare = sum(cell => cell.rare)
  const common = sum(cell => cell.common)
  const bytesOf = ({ start, end }: Gb18030Cell) => bytes.subarray(start, end)
  // By accident a cell of common Chinese may look like UTF-8, too; in a file of many that is no sign.
  const foreign = cells.find(cell => (cell.rare > 0 || common < 6) && looksUtf8(bytesOf(cell)))
  if (foreign) {
    // What is told is the first place that does not fit the encoding of what stands before it.
    if (foreign.start <= fittingLength(bytes, 'utf-8')) throw misfit(bytes, 'utf-8')
    throw refusal(placeIn(prefixText(bytes, 'gb18030', foreign.start)), mixed)
  }
  const text = tryDecode(bytes, 'gb18030')
  if (text === null) throw misfit(bytes, common > rare ? 'gb18030' : 'utf-8')
  if (strange.test(text)) {
    throw refusal(placeIn(text, text.search(strange)), {
      zh: '不是 UTF-8，按 GB18030 读又有不会用到的字符',
      en: 'the bytes are not UTF-8, and as GB18030 they hold a character that nobody writes',
    })
  }
  // What fits UTF-8 as well is no evidence.
  const evidence = cells.some(cell => cell.common > 1 && tryDecode(bytesOf(cell), 'utf-8') === null)
  const isPlausible = hasHead(text, expected) ? rare <= common : evidence && rare * 3 <= common
  if (!isPlausible) throw refusal(placeIn(text, text.search(/[^\0-\x7f]/)), unsure)
  return { text, encoding: 'gb18030' }
}

const mixed: Text = {
  zh: '从这里起像是 UTF-8，前面却是 GB18030：文件里混有两种编码',
  en: 'from here on it looks like UTF-8, and before like GB18030: two encodings in one file',
}
const unsure: Text = {
  zh: '不是 UTF-8，按 GB18030 读又多是生僻字，无法断定',
  en: 'the bytes are not UTF-8, and as GB18030 they are mostly rare characters',
}

interface Gb18030Cell {
  readonly start: number
  readonly end: number
  /** How many characters are Chinese of the common 3755. */
  readonly common: number
  /** How many are neither these nor the symbols and letters of GB 2312. */
  readonly rare: number
}

/** The cells of a table in GB18030 that are not plain ASCII; commas and line ends are never part of a character. */
function gb18030Cells(bytes: Uint8Array): Gb18030Cell[] {
  const cells: Gb18030Cell[] = []
  let start = 0
  let common = 0
  let rare = 0
  for (let index = 0; index <= bytes.length; ) {
    const lead = bytes[index] ?? 0x0a
    if (lead >= 0x80) {
      const trail = bytes[index + 1] ?? 0
      if (lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1) common++
      else if (!(lead >= 0xa1 && lead <= 0xa9 && trail >= 0xa1)) rare++
      index += lengthAt(bytes, index)
      continue
    }
    if (lead === 0x0a || lead === 0x0d || lead === 0x2c || lead === 0x3b || lead === 0x09 || lead === 0x22) {
      if (common + rare > 0) cells.push({ start, end: index, common, rare })
      start = index + 1
      common = 0
      rare = 0
    }
    index++
  }
  return cells
}

/** ASCII, and pairs of bytes that are the Chinese or symbols of GB 2312. */
const isGb2312 = (bytes: Uint8Array): boolean =>
  /^(?:[\0-\x7f]|[\xa1-\xf7][\xa1-\xfe])*$/.test(Buffer.from(bytes).toString('latin1'))

/** How many bytes the character at a lead byte has; what is no character counts as one byte. */
function lengthAt(bytes: Uint8Array, index: number): 1 | 2 | 4 {
  const [lead = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(index, index + 4)
  if (lead === 0x80) return 1
  if (second >= 0x40) return 2
  return isDigit(second) && third >= 0x81 && isDigit(fourth) ? 4 : 1
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

/** All of it is valid, or at least half of what is not ASCII are whole characters of three or four bytes. */
function looksUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  let whole = 0
  for (const character of text) {
    if (character >= '\u2000' && character !== '\ufffd') whole += character > '\uffff' ? 4 : 3
  }
  const share = bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0) / 2
  return whole > 0 && (whole >= share || !text.includes('\ufffd'))
}

const plain = /[\t\r\n\x20-\x7e\u00a0-\u00ff\u2000-\u2bff\u3000-\u30ff\uff00-\uffef]/

/** Cells of UTF-16 text that are mostly of rare characters, as bytes of another encoding are when read as UTF-16. */
function* oddCells(text: string): Generator<{ readonly index: number; readonly cell: string }> {
  for (const { 0: cell, index } of text.matchAll(/[^\r\n,;\t"]+/g)) {
    const characters = [...cell]
    const odd = characters.filter(one => !plain.test(one) && !commonCharacters().has(one)).length
    if (odd * 2 > characters.length) yield { index, cell }
  }
}

/** UTF-16 hides what another program has appended in UTF-8 or GB18030: nearly all pairs of bytes are characters. */
function withoutForeignCells(decoded: DecodedText): DecodedText {
  const { text, encoding } = decoded
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return decoded
  for (const { index, cell } of oddCells(text)) {
    if (cell.length < 2) continue
    const bytes = Buffer.from(cell, 'utf16le')
    if (encoding === 'utf-16be') bytes.swap16()
    const asUtf8 = tryDecode(bytes, 'utf-8')
    const isUtf8 = asUtf8 !== null && !strange.test(asUtf8)
    const isGb18030 =
      tryDecode(bytes, 'gb18030') !== null && gb18030Cells(bytes).every(({ rare }) => rare === 0)
    if (isUtf8 || isGb18030) throw refusal(placeIn(text, index), foreignToUtf16)
  }
  return decoded
}

const foreignToUtf16: Text = {
  zh: '从这里起不像是 UTF-16，前面却是：文件里混有两种编码',
  en: 'from here on it does not look like UTF-16, as it does before: two encodings in one file',
}

/** Chinese, its marks and Latin letters; no other script, and no run of rare characters as ASCII makes in pairs. */
function isPlainChinese(text: string): boolean {
  let run = 0
  for (const character of text) {
    const isChinese = /\p{Script=Han}/u.test(character)
    if (!isChinese && !plain.test(character)) return false
    run = isChinese && !commonCharacters().has(character) ? run + 1 : 0
    if (run > 2) return false
  }
  return true
}

/** NUL stands beside every ASCII character of UTF-16, and in no other text. */
function unmarkedUtf16(bytes: Uint8Array): DecodedText {
  const readings = (['utf-16le', 'utf-16be'] as const).flatMap(encoding => {
    const text = tryDecode(bytes, encoding)
    const isTable = text !== null && cellEnd.test(text) && !strange.test(text) && isPlainChinese(text)
    return isTable ? [{ text, encoding }] : []
  })
  const [reading] = readings
  if (reading && readings.length === 1) return reading
  const index = bytes.indexOf(0)
  throw refusal(placeIn(new TextDecoder('latin1').decode(bytes.subarray(0, index))), {
    zh: '有空字节（NUL）：不是文本文件，或是没有标记的 UTF-16',
    en: 'there is a NUL byte: the file is no text, or UTF-16 without its mark',
  })
}

const shown: Readonly<Record<Decoder, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
  gb18030: 'GB18030',
}

function misfit(bytes: Uint8Array, decoder: Decoder): UserError {
  const length = fittingLength(bytes, decoder)
  return refusal(placeIn(prefixText(bytes, decoder, length)), {
    zh: `从这里（第 ${length + 1} 字节）起不是 ${shown[decoder]}：编码不同，或者文件已损坏`,
    en: `from here on (byte ${length + 1}) this is not ${shown[decoder]}: another encoding, or the file is damaged`,
  })
}

/** How many bytes from the start fit an encoding; a character that is cut off at the end does not. */
function fittingLength(bytes: Uint8Array, decoder: Decoder): number {
  let fits = 0
  let fails = bytes.length + 1
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1
    if (tryDecode(bytes.subarray(0, middle), decoder, true) === null) fails = middle
    else fits = middle
  }
  // The bytes of an unfinished character belong to the misfit.
  while (fits > 0 && tryDecode(bytes.subarray(0, fits), decoder) === null) fits--
  return fits
}

const prefixText = (bytes: Uint8Array, decoder: Decoder, length: number): string =>
  new TextDecoder(decoder).decode(bytes.subarray(0, length))

/** Line and column, both from 1; the column in UTF-16 units. */
interface TextPlace {
  readonly line: number
  readonly column: number
}

function placeIn(text: string, index = text.length): TextPlace {
  const lines = text.slice(0, index).split(/\r\n?|\n/)
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}

function refusal({ line, column }: TextPlace, { zh, en }: Text): UserError {
  return new UserError(
    1,
    { zh: `第 ${line} 行第 ${column} 列：${zh}`, en: `line ${line}, column ${column}: ${en}` },
    {
      zh: '在表格程序里另存为“CSV UTF-8”或 .xlsx；确知编码时写 --encoding utf-8 或 --encoding gb18030',
      en: 'save it again as "CSV UTF-8" or .xlsx; where you know the encoding, give --encoding utf-8 or --encoding gb18030',
    },
  )
}
