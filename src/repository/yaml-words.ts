import { CST, Lexer } from 'yaml'
import type { Text } from '../model/text.ts'
import { toldPerFile } from './text-scan.ts'

interface Words {
  readonly message: Text
  readonly hint: Text
}

const indent: Words = {
  message: { zh: '缩进不对', en: 'the indentation is wrong' },
  hint: {
    zh: '同一层的各行左边对齐，每深一层多两个空格',
    en: 'lines of one level start in the same column, each level two spaces deeper',
  },
}
const quotes: Words = {
  message: { zh: '这里的符号 YAML 另有用途', en: 'YAML gives this character another meaning here' },
  hint: { zh: '给整个值加上双引号', en: 'put the whole value in double quotes' },
}
const key: Words = {
  message: { zh: '这里不能再开始一个字段', en: 'no field can begin here' },
  hint: {
    zh: '字段写成“名称: 值”，一行一个；值里有“: ”时给整个值加引号',
    en: 'write fields as "name: value", one a line; quote a value that holds ": "',
  },
}

/** What the error codes of `yaml` mean to someone who has never heard of a parser. */
const words: Readonly<Record<string, Words>> = {
  BAD_DQ_ESCAPE: {
    message: {
      zh: '双引号里的反斜杠后面跟了不认识的字符',
      en: 'an unknown character follows a backslash in double quotes',
    },
    hint: { zh: '写路径时用正斜杠 /，或把双引号换成单引号', en: 'write paths with /, or use single quotes' },
  },
  BAD_INDENT: indent,
  TAB_AS_INDENT: {
    message: { zh: '用制表符（Tab）缩进', en: 'indented with a tab' },
    hint: { zh: '把行首的制表符换成空格，每层两个', en: 'replace the tab with spaces, two a level' },
  },
  BAD_SCALAR_START: quotes,
  UNEXPECTED_TOKEN: {
    message: { zh: '这里不该有这些内容', en: 'this is not expected here' },
    hint: { zh: '检查前面的引号、括号和缩进', en: 'check the quotes, brackets and indentation before it' },
  },
  MISSING_CHAR: {
    message: { zh: '这里少了冒号、逗号或空格', en: 'a colon, a comma or a space is missing here' },
    hint: {
      zh: '字段写成“名称: 值”；冒号、逗号后面留一个空格',
      en: 'write fields as "name: value"; leave a space after colons and commas',
    },
  },
  OPEN_BRACKET: {
    message: { zh: '这个括号没有合上', en: 'this bracket is not closed' },
    hint: {
      zh: '补上 ] 或 }；括号里换行后的各行要比字段名缩进得多',
      en: 'add ] or }; further lines inside brackets stand deeper than the name of the field',
    },
  },
  OPEN_QUOTE: {
    message: { zh: '这个引号没有合上', en: 'this quote is not closed' },
    hint: {
      zh: '在同一行里补上另一个引号；文字本身以引号开头时，给整个值再加一层引号',
      en: 'add the closing quote on the same line; quote the whole value where the text itself begins with a quote',
    },
  },
  MULTILINE_IMPLICIT_KEY: key,
  BLOCK_AS_IMPLICIT_KEY: key,
  KEY_OVER_1024_CHARS: {
    message: { zh: '字段名超过 1024 个字', en: 'the name of a field has more than 1,024 characters' },
    hint: key.hint,
  },
  NON_STRING_KEY: {
    message: { zh: '字段名只能是文字', en: 'the name of a field must be text' },
    hint: key.hint,
  },
  BLOCK_IN_FLOW: {
    message: { zh: '括号里的内容没有用逗号隔开', en: 'what stands inside brackets is not parted by commas' },
    hint: {
      zh: '补上逗号，或不用括号，改成一行一项',
      en: 'add the comma, or write one item a line without brackets',
    },
  },
}

const otherwise: Words = {
  message: { zh: '这里不是合法的 YAML', en: 'this is not valid YAML' },
  hint: { zh: '检查这一行的引号、冒号和缩进', en: 'check the quotes, colons and indentation of this line' },
}

/** The words for an error of `yaml` at an offset of the text. */
export function syntaxMessage(code: string, text: string, offset: number): Words {
  const lineStart = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1
  const line = text.slice(lineStart, text.indexOf('\n', offset) + 1 || undefined)
  if (/^ *\t/.test(line) && words.TAB_AS_INDENT) return words.TAB_AS_INDENT
  return words[code] ?? otherwise
}

/** A field name followed by a full-width colon, or by a colon and no space, at the start of a line. */
export interface ColonSlip {
  readonly start: number
  readonly end: number
  readonly fullWidth: boolean
  readonly name: string
}

/**
 * Finds the slip behind most unreadable files: `title：…` or `title:…`, which YAML takes for a piece of text.
 * @param names the field names of the schemas; a text that merely begins like this is left alone
 */
export function colonSlips(text: string, names: ReadonlySet<string>): ColonSlip[] {
  const slips: ColonSlip[] = []
  for (const match of withoutTexts(text).matchAll(/^([ \t]*(?:- +)*)([A-Za-z]+)(：|:(?=[^\s]))/gm)) {
    const [, before = '', name = '', colon = ''] = match
    if (!names.has(name)) continue
    const start = match.index + before.length + name.length
    slips.push({ start, end: start + colon.length, fullWidth: colon === '：', name })
    if (slips.length === toldPerFile) break
  }
  return slips
}

/** The text with blanks for what is quoted and for blocks of text: what looks like a field in them is none. */
function withoutTexts(text: string): string {
  const parts: string[] = []
  let before: string | null = null
  let isBlock = false
  for (const token of new Lexer().lex(text)) {
    if (token === CST.SCALAR) isBlock = before === 'block-scalar-header'
    if (token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR) continue
    const type = CST.tokenType(token)
    parts.push(isBlock || type?.endsWith('quoted-scalar') ? token.replaceAll(/[^\n]/g, ' ') : token)
    isBlock = false
    if (type !== 'space' && type !== 'comment' && type !== 'newline') before = type
  }
  return parts.join('')
}
