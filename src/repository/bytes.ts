import { codePoint, controlClass, invisibleClass } from '../model/characters.ts'
import type { Place } from '../model/place.ts'
import type { RuleFinding } from '../model/problem.ts'
import { verbatim } from '../model/text.ts'
import { firstMatches } from './text-scan.ts'

/** The text of a file, and what its bytes have wrong. Where `text` is null the file cannot be read further. */
export interface Decoded {
  readonly text: string | null
  /** The text as well as it can be made out, to see which ids a broken file defines. */
  readonly glimpse: string
  readonly findings: readonly RuleFinding[]
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

const suspicious = new RegExp(
  `[\\r${controlClass}${invisibleClass}]|^[ \\t]*(?:<{7}|>{7}|\\|{7})(?: |$)`,
  'm',
)
const controlCharacter = new RegExp(`[${controlClass}]`)
/** A run of them is one slip: what a power cut leaves may be nothing but NUL. */
const forbidden = new RegExp(`[${controlClass}${invisibleClass}]+`, 'g')
const conflict = /^[ \t]*(?:<{7}|>{7}|\|{7})(?: .*|)$/m

/** The first character of a text that no data may hold; also asked of what escapes decode to. */
export function forbiddenIn(text: string): string | undefined {
  const index = text.search(forbidden)
  if (index >= 0) return text[index]
  return text.isWellFormed() ? undefined : [...text].find(character => !character.isWellFormed())
}

/** What is wrong with a character that no data may hold, and what to do. */
export function forbiddenFinding(characters: string, at: Place): RuleFinding {
  const character = String.fromCodePoint(characters.codePointAt(0) ?? 0)
  const name = verbatim(codePoint(character))
  return controlCharacter.test(character)
    ? {
        rule: 'control-character',
        at,
        message: { zh: `含有控制字符 ${name.zh}`, en: `holds the control character ${name.en}` },
        hint: { zh: '删去这个字符', en: 'delete the character' },
      }
    : {
        rule: 'invisible-character',
        at,
        message: { zh: `含有看不见的字符 ${name.zh}`, en: `holds the invisible character ${name.en}` },
        hint: {
          zh: '删去这个字符；它常由网页或文档粘贴带入',
          en: 'delete the character; it often comes along when text is pasted from a page or document',
        },
      }
}

/** Turns the bytes of a file into text: strict UTF-8, no BOM, LF, nothing that cannot be seen, no conflict marker. */
export function decode(bytes: Uint8Array, file: string): Decoded {
  const place = (start = 0, end = start): Place => ({ file, path: [], span: [start, end] })
  if (bytes.length === 0) {
    const message = { zh: '文件是空的', en: 'the file is empty' }
    const hint = { zh: '写入内容，或删去这个文件', en: 'write its content, or delete the file' }
    return { text: null, glimpse: '', findings: [{ rule: 'empty-file', at: place(), message, hint }] }
  }
  let text: string
  try {
    text = strict.decode(bytes)
  } catch {
    return otherEncoding(bytes, file)
  }
  // Chinese in UTF-16 may happen to be valid UTF-8, but its line feeds never come without a NUL.
  if (text.includes('\0') && unmarkedUtf16(bytes)) return otherEncoding(bytes, file)
  const findings: RuleFinding[] = []
  if (text.startsWith('\ufeff')) {
    text = text.slice(1)
    findings.push({
      rule: 'byte-order-mark',
      at: place(),
      message: { zh: '文件以字节顺序标记（BOM）开头', en: 'the file begins with a byte order mark' },
      hint: { zh: '用“UTF-8 无 BOM”格式另存', en: 'save it as UTF-8 without BOM' },
    })
  }
  if (!suspicious.test(text)) return { text, glimpse: text, findings }

  const carriageReturn = text.indexOf('\r')
  if (carriageReturn >= 0) {
    const windows = text[carriageReturn + 1] === '\n'
    const ending = windows
      ? { zh: 'CRLF（Windows）', en: 'CRLF (Windows)' }
      : { zh: 'CR（旧式 Mac）', en: 'CR (old Mac)' }
    findings.push({
      rule: 'line-ending',
      at: place(carriageReturn, carriageReturn + 1),
      message: { zh: `换行是 ${ending.zh}，应为 LF`, en: `lines end in ${ending.en}, not LF` },
      hint: {
        zh: '在编辑器里改为 LF；仓库的 .gitattributes 写上 * text=auto eol=lf 就不会再变',
        en: 'switch the editor to LF; `* text=auto eol=lf` in .gitattributes keeps it so',
      },
    })
  }
  // The lines of an old Mac are then lines to YAML too; every character keeps its place.
  text = text.replaceAll(/\r(?!\n)/g, '\n')
  const characters = firstMatches(text, forbidden)
  for (const { 0: run, index } of characters)
    findings.push(forbiddenFinding(run, place(index, index + run.length)))
  const marker = conflict.exec(text)
  if (marker) {
    const start = marker.index + marker[0].search(/\S/)
    findings.push({
      rule: 'conflict-marker',
      at: place(start, marker.index + marker[0].length),
      message: { zh: '合并冲突没有解决：留有冲突标记', en: 'an unresolved merge: a conflict marker is left' },
      hint: {
        zh: '选定要保留的内容，删去 <<<<<<<、=======、>>>>>>> 各行',
        en: 'choose what stays, and delete the lines <<<<<<<, ======= and >>>>>>>',
      },
    })
  }
  const readable = characters.length === 0 && !marker
  return { text: readable ? text : null, glimpse: text, findings }
}

function otherEncoding(bytes: Uint8Array, file: string): Decoded {
  const utf16 = markedUtf16(bytes) ?? unmarkedUtf16(bytes)
  const guess = utf16 ?? (isGb18030(bytes) ? 'gb18030' : null)
  const glimpse = (guess ? new TextDecoder(guess) : lenient).decode(bytes)
  if (!guess) {
    // A cut-off character at the end is missing from the text before it, not replaced.
    const start = new TextDecoder().decode(bytes.subarray(0, firstInvalid(bytes)), { stream: true }).length
    const finding: RuleFinding = {
      rule: 'encoding',
      at: { file, path: [], span: [start, start + 1] },
      message: { zh: '从这里起不是 UTF-8 文字', en: 'from here on the bytes are not UTF-8 text' },
      hint: {
        zh: '这可能是图片、表格等二进制文件，或保存时损坏；数据文件须是 UTF-8 文本',
        en: 'perhaps a picture, a workbook or a damaged file; data files are UTF-8 text',
      },
    }
    return { text: null, glimpse, findings: [finding] }
  }
  // UTF-16 is wrong from its first byte; GB18030 up to its first Chinese character is ASCII, one byte a character.
  const start = utf16 ? 0 : bytes.findIndex(byte => byte >= 0x80)
  const name = utf16 ? 'UTF-16' : 'GB18030'
  const finding: RuleFinding = {
    rule: 'encoding',
    at: { file, path: [], span: [start, start + 1] },
    message: {
      zh: `文件是 ${name} 编码${utf16 ? '' : '（记事本里的“ANSI”）'}，应为 UTF-8`,
      en: `the file is encoded in ${name}${utf16 ? '' : ' (GBK, "ANSI" in Notepad)'}, not in UTF-8`,
    },
    hint: {
      zh: `另存为 UTF-8；或运行 iconv -f ${name} -t UTF-8 ${file} > 新文件`,
      en: `save it as UTF-8, or run: iconv -f ${name} -t UTF-8 ${file} > new-file`,
    },
  }
  return { text: null, glimpse, findings: [finding] }
}

function markedUtf16([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}

/** UTF-16 by the NUL beside every ASCII character: many, and nearly all in the even or nearly all in the odd places. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  let even = 0
  let odd = 0
  for (const [index, byte] of bytes.entries()) {
    if (byte !== 0) continue
    if (index % 2 === 0) even++
    else odd++
  }
  if (Math.min(even, odd) * 10 > Math.max(even, odd) || (even + odd) * 10 < bytes.length) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** GB18030 takes nearly any bytes, so it is named only where neither UTF-8 nor Latin letters explain them better. */
function isGb18030(bytes: Uint8Array): boolean {
  let text: string
  try {
    text = new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  } catch {
    return false
  }
  if (!han.test(text) || /[\ue000-\uf8ff]/.test(text) || controlCharacter.test(text)) return false
  // A damaged UTF-8 file keeps most of its Chinese; Latin letters with accents stand alone among plain ones.
  const asUtf8 = lenient.decode(bytes)
  if (count(asUtf8, han) * 10 >= count(asUtf8, /\ufffd/)) return false
  const asLatin = new TextDecoder('latin1').decode(bytes)
  return count(asLatin, /(?<!\P{ASCII})\P{ASCII}(?!\P{ASCII})/u) * 10 < count(asLatin, /\P{ASCII}/u)
}

const han = /\p{Script=Han}/u
const count = (text: string, pattern: RegExp): number => text.split(pattern).length - 1

/** Index of the first byte that does not belong to UTF-8 text. */
function firstInvalid(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (good < bad) {
    const middle = (good + bad + 1) >> 1
    if (decodesPrefix(bytes, middle)) good = middle
    else bad = middle - 1
  }
  return good
}

function decodesPrefix(bytes: Uint8Array, length: number): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true })
    return true
  } catch {
    return false
  }
}
