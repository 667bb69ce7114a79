import type { Text } from '../model/text.ts'

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
    message: { zh: '少了引号、括号、逗号或空格', en: 'a quote, bracket, comma or space is missing' },
    hint: {
      zh: '引号和括号要成对；冒号、逗号后面留一个空格',
      en: 'close quotes and brackets; leave a space after colons and commas',
    },
  },
  MULTILINE_IMPLICIT_KEY: key,
  BLOCK_AS_IMPLICIT_KEY: key,
  KEY_OVER_1024_CHARS: key,
  NON_STRING_KEY: key,
  BLOCK_IN_FLOW: {
    message: { zh: '方括号或花括号没有合上', en: 'a bracket or brace is not closed' },
    hint: { zh: '补上 ] 或 }', en: 'add ] or }' },
  },
  RESOURCE_EXHAUSTION: {
    message: { zh: '嵌套太深', en: 'nested too deeply' },
    hint: { zh: '检查缩进和括号', en: 'check indentation and brackets' },
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
  for (const match of text.matchAll(/^([ \t]*(?:- +)*)([A-Za-z]+)(：|:(?=[^\s]))/gm)) {
    const [, before = '', name = '', colon = ''] = match
    if (!names.has(name)) continue
    const start = match.index + before.length + name.length
    slips.push({ start, end: start + colon.length, fullWidth: colon === '：', name })
  }
  return slips.slice(0, 20)
}
