import { CST, isMap, isScalar, isSeq, Lexer, type Node, parseDocument, type YAMLMap } from 'yaml'
import type { Place } from '../model/place.ts'
import type { RuleFinding } from '../model/problem.ts'
import type { Text } from '../model/text.ts'
import { forbiddenFinding, isForbidden } from './bytes.ts'
import { syntaxMessage } from './yaml-words.ts'

/** Bounds under which reading takes at most a fraction of a second, whatever the file holds. */
const limits = { tokens: 100_000, flowDepth: 32, indicatorsPerLine: 32, indent: 128, findings: 200 }

/** How `yaml` is asked to read: 1.2, nothing executed, positions left to ourselves (pretty errors are quadratic). */
export const parseOptions = {
  version: '1.2',
  schema: 'core',
  strict: true,
  stringKeys: true,
  uniqueKeys: false,
  prettyErrors: false,
} as const

export interface Parsed {
  /** Undefined where the text is not the YAML that kepu reads. */
  readonly value: unknown
  readonly findings: readonly RuleFinding[]
}

/** Reads one YAML document without anchors, aliases, tags, directives or duplicate keys. */
export function parseYaml(text: string, file: string): Parsed {
  const refused = scan(text, file)
  if (refused) return { value: undefined, findings: [refused] }
  const document = parseDocument(text, parseOptions)
  const fault = document.errors[0] ?? document.warnings[0]
  if (fault) {
    const at: Place = { file, path: [], span: fault.pos }
    return {
      value: undefined,
      findings: [{ rule: 'yaml-syntax', at, ...syntaxMessage(fault.code, text, fault.pos[0]) }],
    }
  }
  const reader = new Reader(file)
  const value = document.contents === null ? null : reader.read(document.contents)
  if (value === null && reader.findings.length === 0) {
    const message = { zh: '文件里没有数据', en: 'the file holds no data' }
    const hint = { zh: '写入内容，或删去这个文件', en: 'write its content, or delete the file' }
    return {
      value: undefined,
      findings: [{ rule: 'empty-file', at: { file, path: [], span: [0, 0] }, message, hint }],
    }
  }
  return { value: reader.findings.length > 0 ? undefined : value, findings: reader.findings }
}

const refusedFeatures: Partial<Record<CST.TokenType | string, Text>> = {
  anchor: { zh: '锚点（&…）', en: 'anchors (&…)' },
  alias: { zh: '别名（*…）', en: 'aliases (*…)' },
  tag: { zh: '标签（!…）', en: 'tags (!…)' },
  'directive-line': { zh: '指令行（%…）', en: 'directives (%…)' },
}

const knownEscape = /\\(?:[0abt\tnvfre "/\\N_LP\r\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y

/** Goes once over the tokens; what is refused here never reaches the parser, whose time it could not bound. */
function scan(text: string, file: string): RuleFinding | null {
  let offset = 0
  let tokens = 0
  let flowDepth = 0
  let indicators = 0
  let content = false
  let lineStart = true
  let scalarNext = false
  const found = (rule: string, length: number, message: Text, hint: Text): RuleFinding => ({
    rule,
    at: { file, path: [], span: [offset, offset + length] },
    message,
    hint,
  })
  const tooDeep = (length: number): RuleFinding =>
    found(
      'too-deep',
      length,
      { zh: '嵌套太深', en: 'nested too deeply' },
      {
        zh: '数据文件最多只有几层；检查缩进和括号',
        en: 'data files are a few levels deep; check indents and brackets',
      },
    )
  for (const token of new Lexer().lex(text)) {
    // Markers of the lexer for a document, a broken flow collection and a scalar take no room in the text.
    if (token === CST.DOCUMENT || token === CST.FLOW_END || token === CST.SCALAR) {
      scalarNext = token === CST.SCALAR
      continue
    }
    const type = scalarNext ? 'scalar' : CST.tokenType(token)
    scalarNext = false
    if (++tokens > limits.tokens) {
      return found(
        'too-deep',
        1,
        { zh: '内容太碎，超过十万个记号', en: 'more than 100,000 tokens' },
        { zh: '拆成几个文件', en: 'split it into several files' },
      )
    }
    const refused = type && refusedFeatures[type]
    if (refused) {
      return found(
        'yaml-feature',
        token.length,
        { zh: `不允许使用 YAML 的${refused.zh}`, en: `YAML ${refused.en} are not allowed` },
        {
          zh: '直接写出内容；如果它是文字的一部分，给整个值加上引号',
          en: 'write the value out; if it is part of a text, put the whole value in quotes',
        },
      )
    }
    switch (type) {
      case 'doc-start':
        if (content) {
          return found(
            'yaml-feature',
            3,
            { zh: '一个文件只能有一个文档', en: 'a file holds one document' },
            { zh: '把 --- 之后的内容放进另一个文件', en: 'move what follows --- to a file of its own' },
          )
        }
        break
      case 'flow-map-start':
      case 'flow-seq-start':
        if (++flowDepth > limits.flowDepth) return tooDeep(1)
        break
      case 'flow-map-end':
      case 'flow-seq-end':
        flowDepth--
        break
      case 'seq-item-ind':
      case 'explicit-key-ind':
      case 'map-value-ind':
        if (++indicators > limits.indicatorsPerLine && flowDepth === 0) return tooDeep(1)
        break
      case 'space':
        if (lineStart && token.length > limits.indent) return tooDeep(token.length)
        break
      case 'newline':
        indicators = 0
        break
      case 'double-quoted-scalar': {
        const bad = firstBadEscape(token)
        if (bad >= 0) {
          offset += bad
          return {
            rule: 'yaml-syntax',
            at: { file, path: [], span: [offset, offset + 2] },
            ...syntaxMessage('BAD_DQ_ESCAPE', text, offset),
          }
        }
        break
      }
    }
    if (type !== 'comment' && type !== 'newline' && type !== 'space' && type !== 'doc-start') content = true
    lineStart = type === 'newline'
    offset += token.length
  }
  return null
}

/** Index of the first escape that YAML does not know, or -1. */
function firstBadEscape(quoted: string): number {
  for (let index = quoted.indexOf('\\'); index >= 0; index = quoted.indexOf('\\', knownEscape.lastIndex)) {
    knownEscape.lastIndex = index
    if (!knownEscape.test(quoted)) return index
  }
  return -1
}

const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
/** Keys that JavaScript objects have a meaning for. */
const reserved = '__proto__'

/** Turns nodes into plain values, and tells what `yaml` lets pass: duplicate keys, odd numbers, hidden characters. */
class Reader {
  readonly findings: RuleFinding[] = []
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  read(node: Node): unknown {
    if (isMap(node)) return this.#mapping(node)
    if (isSeq(node)) return node.items.map(item => this.read(item as Node))
    if (isScalar(node)) return this.#scalar(node)
    return null
  }

  #mapping(node: YAMLMap): Record<string, unknown> {
    const value: Record<string, unknown> = {}
    const first = new Map<string, Place>()
    for (const { key, value: child } of node.items) {
      if (!isScalar(key)) continue
      const name = String(key.value)
      const at = this.#place(key)
      const before = first.get(name)
      if (name === reserved) {
        this.#tell({
          rule: 'reserved-key',
          at,
          message: { zh: `“${name}”不能用作字段名`, en: `"${name}" cannot be the name of a field` },
          hint: { zh: '删去这一项', en: 'delete it' },
        })
      } else if (before) {
        this.#tell({
          rule: 'duplicate-key',
          at,
          message: { zh: `“${name}”写了两次`, en: `"${name}" stands twice` },
          hint: { zh: '只留一个；合并分支后常见', en: 'keep one of them; merges often leave both' },
          related: [{ at: before, message: { zh: '第一次在这里', en: 'first here' } }],
        })
      } else {
        first.set(name, at)
        value[name] = child === null ? null : this.read(child as Node)
      }
      if (typeof key.value === 'string') this.#checkText(key.value, at)
    }
    return value
  }

  #scalar(node: { value: unknown; source?: string; range?: readonly number[] | null }): unknown {
    const { value, source = '' } = node
    if (typeof value === 'string') this.#checkText(value, this.#place(node))
    if (typeof value === 'number' && !isExact(value, source)) {
      this.#tell({
        rule: 'number-form',
        at: this.#place(node),
        message: {
          zh: `“${source}”会被读成数字 ${value}`,
          en: `"${source}" would be read as the number ${value}`,
        },
        hint: {
          zh: '编号、代码、证号加上引号；数字写成 12 或 12.5 的样子，不带前导零，不超过 15 位',
          en: 'put codes and numbers of documents in quotes; write numbers as 12 or 12.5, without leading zeros, of at most 15 digits',
        },
      })
    }
    return value
  }

  #checkText(text: string, at: Place): void {
    if (isForbidden(text)) {
      const character = [...text].find(isForbidden) ?? ''
      this.#tell(forbiddenFinding(character, at))
    } else if (!text.isWellFormed()) {
      this.#tell(forbiddenFinding([...text].find(character => !character.isWellFormed()) ?? '', at))
    }
  }

  #place(node: { range?: readonly number[] | null }): Place {
    const [start = 0, end = start] = node.range ?? []
    return { file: this.#file, path: [], span: [start, end] }
  }

  #tell(finding: RuleFinding): void {
    if (this.findings.length < limits.findings) this.findings.push(finding)
  }
}

/** True where the number that is read is the one that is written: 12, -0.5; not 007, 0x1F, 1e3, .inf or 20 digits. */
function isExact(value: number, source: string): boolean {
  if (!plainNumber.test(source)) return false
  return source.replaceAll(/\D/g, '').length <= 15 && Number.isFinite(value)
}
