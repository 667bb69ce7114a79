import { codePoint, controlClass, invisibleClass } from '../model/characters.ts'
import type { Place } from '../model/place.ts'
import type { RuleFinding } from '../model/problem.ts'
import { verbatim } from '../model/text.ts'

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
const forbidden = new RegExp(`[${controlClass}${invisibleClass}]`, 'g')
const conflict = /^[ \t]*(?:<{7}|>{7}|\|{7})(?: .*|)$/m
/** After so many of one kind the rest is not told. */
const toldPerFile = 20

/** True where the text holds a character that no data may hold; also asked of what escapes decode to. */
export const isForbidden = (text: string): boolean => text.search(forbidden) >= 0

/** What is wrong with a character that no data may hold, and what to do. */
export function forbiddenFinding(character: string, at: Place): RuleFinding {
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
    findings.push({
      rule: 'line-ending',
      at: place(carriageReturn, carriageReturn + 1),
      message: { zh: '换行是 CRLF（Windows），应为 LF', en: 'lines end in CRLF (Windows), not LF' },
      hint: {
        zh: '在编辑器里改为 LF；仓库的 .gitattributes 写上 * text=auto eol=lf 就不会再变',
        en: 'switch the editor to LF; `* text=auto eol=lf` in .gitattributes keeps it so',
      },
    })
  }
  const characters = [...text.matchAll(forbidden)].slice(0, toldPerFile)
  for (const match of characters) {
    findings.push(forbiddenFinding(match[0], place(match.index, match.index + match[0].length)))
  }
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
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null
  const guess = utf16 ?? (readsAs(bytes, 'gb18030') ? 'gb18030' : null)
  const prefix = new TextDecoder().decode(bytes.subarray(0, firstInvalid(bytes)), { stream: true })
  const at: Place = { file, path: [], span: utf16 ? [0, 0] : [prefix.length, prefix.length + 1] }
  const glimpse = (guess ? new TextDecoder(guess) : lenient).decode(bytes)
  const name = guess === 'gb18030' ? 'GB18030' : 'UTF-16'
  const finding: RuleFinding = guess
    ? {
        rule: 'encoding',
        at,
        message: {
          zh: `文件是 ${name} 编码${guess === 'gb18030' ? '（记事本里的“ANSI”）' : ''}，应为 UTF-8`,
          en: `the file is encoded in ${name}${guess === 'gb18030' ? ' (GBK, "ANSI" in Notepad)' : ''}, not in UTF-8`,
        },
        hint: {
          zh: `另存为 UTF-8；或运行 iconv -f ${name} -t UTF-8 ${file} > 新文件`,
          en: `save it as UTF-8, or run: iconv -f ${name} -t UTF-8 ${file} > new-file`,
        },
      }
    : {
        rule: 'encoding',
        at,
        message: { zh: '从这里起不是 UTF-8 文字', en: 'from here on the bytes are not UTF-8 text' },
        hint: {
          zh: '这可能是图片、表格等二进制文件，或保存时损坏；数据文件须是 UTF-8 文本',
          en: 'perhaps a picture, a workbook or a damaged file; data files are UTF-8 text',
        },
      }
  return { text: null, glimpse, findings: [finding] }
}

/** True where the bytes are text with Chinese in this encoding, without a single error or private character. */
function readsAs(bytes: Uint8Array, encoding: string): boolean {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return /\p{Script=Han}/u.test(text) && !/[\ue000-\uf8ff]/.test(text) && !controlCharacter.test(text)
  } catch {
    return false
  }
}

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
