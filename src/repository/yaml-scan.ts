import { CST, Lexer } from 'yaml'
import type { RuleFinding } from '../model/problem.ts'
import type { Text } from '../model/text.ts'
import { syntaxMessage } from './yaml-words.ts'

/** Bounds under which the parser takes at most a fraction of a second, whatever the text holds. */
const limits = { tokens: 60_000, flowDepth: 32, indicatorsPerLine: 32, indent: 128 }

/**
 * What is refused by its tokens alone: what kepu does not take of YAML, slips of which the parser would name the
 * wrong place, and whatever could hold the parser up. Null where the parser may read the text.
 */
export function refusal(text: string, file: string): RuleFinding | null {
  return new Scan(text, file).run()
}

const features: Readonly<Record<string, Text>> = {
  anchor: { zh: '锚点（&…）', en: 'anchors (&…)' },
  alias: { zh: '别名（*…）', en: 'aliases (*…)' },
  tag: { zh: '标签（!…）', en: 'tags (!…)' },
  'directive-line': { zh: '指令行（%…）', en: 'directives (%…)' },
}

type TokenType = CST.TokenType | null

class Scan {
  readonly #text: string
  readonly #file: string
  /** Of the current token. */
  #offset = 0
  #tokens = 0
  /** Columns of space before the content of the line. */
  #indent = 0
  /** Of `-`, `?` and `:` on the line, and inside brackets since the last comma; each may be a level. */
  #indicators = 0
  #flowIndicators = 0
  /** Where the flow lists and mappings begin that are still open. */
  readonly #open: number[] = []
  #hasContent = false
  /** A document was closed by `...`. */
  #isClosed = false
  /** A scalar of several lines on whose last line the scan is. */
  #manyLines: { readonly start: number; readonly source: string } | null = null

  constructor(text: string, file: string) {
    this.#text = text
    this.#file = file
  }

  run(): RuleFinding | null {
    let isScalar = false
    for (const token of new Lexer().lex(this.#text)) {
      if (token === CST.FLOW_END) break
      // The lexer's marks for a document and a scalar take no room in the text.
      if (token === CST.SCALAR) isScalar = true
      if (token === CST.SCALAR || token === CST.DOCUMENT) continue
      const fault = this.#take(isScalar ? 'scalar' : CST.tokenType(token), token)
      if (fault) return fault
      isScalar = false
      this.#offset += token.length
    }
    const unclosed = this.#open.at(-1)
    return unclosed === undefined ? null : this.#syntax('OPEN_BRACKET', unclosed)
  }

  #take(type: TokenType, token: string): RuleFinding | null {
    if (++this.#tokens > limits.tokens) {
      const message = { zh: '内容太碎，超过六万个记号', en: 'more than 60,000 tokens' }
      return this.#found('too-deep', 1, message, { zh: '拆成几个文件', en: 'split it into several files' })
    }
    if (type === 'newline') {
      this.#indicators = 0
      this.#indent = 0
      this.#manyLines = null
    }
    if (type === 'space' && this.#text[this.#offset - 1] === '\n') this.#indent = token.length
    if (type === 'newline' || type === 'space' || type === 'comment') return null

    if (this.#isClosed || (type === 'doc-start' && this.#hasContent)) {
      const message = { zh: '一个文件只能有一个文档', en: 'a file holds one document' }
      const hint = { zh: '把这里以后的内容放进另一个文件', en: 'move what follows to a file of its own' }
      return this.#found('yaml-feature', token.length, message, hint)
    }
    this.#hasContent = true
    if (this.#indent > limits.indent) return this.#tooDeep()
    const fault = this.#judge(type, token)
    // A block of text ends with its line feed: a colon after it stands on a line of its own.
    this.#manyLines =
      type?.endsWith('scalar') && /\n.+$/.test(token) ? { start: this.#offset, source: token } : null
    return fault
  }

  #judge(type: TokenType, token: string): RuleFinding | null {
    const feature = type && features[type]
    if (feature) {
      const message = { zh: `不允许使用 YAML 的${feature.zh}`, en: `YAML ${feature.en} are not allowed` }
      return this.#found('yaml-feature', token.length, message, {
        zh: '直接写出内容；如果它是文字的一部分，给整个值加上引号',
        en: 'write the value out; if it is part of a text, put the whole value in quotes',
      })
    }
    switch (type) {
      case 'doc-end':
        this.#isClosed = true
        return null
      case 'comma':
        this.#flowIndicators = 0
        return null
      case 'flow-map-start':
      case 'flow-seq-start':
        return this.#open.push(this.#offset) > limits.flowDepth ? this.#tooDeep() : null
      case 'flow-map-end':
      case 'flow-seq-end':
        return this.#close(token)
      case 'seq-item-ind':
      case 'explicit-key-ind':
      case 'map-value-ind':
        if (this.#open.length > 0)
          return ++this.#flowIndicators > limits.indicatorsPerLine ? this.#tooDeep() : null
        if (type === 'map-value-ind' && this.#manyLines) return this.#keyOfManyLines(this.#manyLines)
        return ++this.#indicators > limits.indicatorsPerLine ? this.#tooDeep() : null
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        return this.#quoted(token)
      default:
        return null
    }
  }

  #close(bracket: string): RuleFinding | null {
    const begin = this.#open.pop()
    if (begin === undefined) return this.#syntax('UNEXPECTED_TOKEN', this.#offset)
    return this.#text[begin] === (bracket === '}' ? '{' : '[') ? null : this.#syntax('OPEN_BRACKET', begin)
  }

  /**
   * YAML takes lines without a colon, or deeper than they should be, for the text before them; the colon that
   * follows then comes as a surprise. Either the first of the lines lacks a colon or the last stands in the wrong column.
   */
  #keyOfManyLines({ start, source }: { readonly start: number; readonly source: string }): RuleFinding {
    const last = source.lastIndexOf('\n') + 1
    const column = source.slice(last).search(/[^ ]/)
    if (column === start - (this.#text.lastIndexOf('\n', start) + 1)) {
      return this.#syntax('MISSING_CHAR', start, source.indexOf('\n'))
    }
    return this.#syntax('BAD_INDENT', start + last + column, source.length - last - column)
  }

  /** For an open quote the parser would look to the end of the file, and it would tell every unknown escape. */
  #quoted(token: string): RuleFinding | null {
    if (token.length < 2 || token.at(-1) !== token[0]) return this.#syntax('OPEN_QUOTE', this.#offset)
    const bad = token[0] === '"' ? firstBadEscape(token) : -1
    return bad < 0 ? null : this.#syntax('BAD_DQ_ESCAPE', this.#offset + bad, 2)
  }

  #tooDeep(): RuleFinding {
    const message = { zh: '嵌套太深', en: 'nested too deeply' }
    return this.#found('too-deep', 1, message, {
      zh: '数据文件最多只有几层；检查缩进和括号',
      en: 'data files are a few levels deep; check indents and brackets',
    })
  }

  #syntax(code: string, start: number, length = 1): RuleFinding {
    this.#offset = start
    const { message, hint } = syntaxMessage(code, this.#text, start)
    return this.#found('yaml-syntax', length, message, hint)
  }

  #found(rule: string, length: number, message: Text, hint: Text): RuleFinding {
    const span = [this.#offset, this.#offset + length] as const
    return { rule, at: { file: this.#file, path: [], span }, message, hint }
  }
}

const knownEscape = /\\(?:[0abt\tnvfre "/\\N_LP\r\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y

/** Index of the first escape that YAML does not know, or -1. */
function firstBadEscape(quoted: string): number {
  for (let index = quoted.indexOf('\\'); index >= 0; index = quoted.indexOf('\\', knownEscape.lastIndex)) {
    knownEscape.lastIndex = index
    if (!knownEscape.test(quoted)) return index
  }
  return -1
}
