import { Composer, type CST, isMap, isScalar, isSeq, type Node, Parser, type YAMLMap } from 'yaml'
import type { Place } from '../model/place.ts'
import type { RuleFinding } from '../model/problem.ts'
import { forbiddenFinding, forbiddenIn } from './bytes.ts'
import { personalNumbers } from './personal-data.ts'
import { excerpt, personalFinding } from './text-scan.ts'
import { refusal } from './yaml-scan.ts'
import { syntaxMessage } from './yaml-words.ts'

/** More findings than this in one file are not told. */
const toldPerFile = 200

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
  const refused = refusal(text, file)
  if (refused) return { value: undefined, findings: [refused] }
  const tokens = upToError(new Parser().parse(text))
  const [document] = new Composer(parseOptions).compose(tokens, true, text.length)
  const fault = document?.errors[0] ?? document?.warnings[0]
  if (fault) {
    const at: Place = { file, path: [], span: fault.pos }
    return {
      value: undefined,
      findings: [{ rule: 'yaml-syntax', at, ...syntaxMessage(fault.code, text, fault.pos[0]) }],
    }
  }
  const reader = new Reader(file, text)
  const value = document?.contents ? reader.read(document.contents) : null
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

/** The first error is the one that is told; a file can be made of so many that they would take a second. */
function* upToError(tokens: Iterable<CST.Token>): Iterable<CST.Token> {
  for (const token of tokens) {
    yield token
    if (token.type === 'error') return
  }
}

const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
/** Keys that JavaScript objects have a meaning for. */
const reserved = '__proto__'

/** Turns nodes into plain values, and tells what `yaml` lets pass: duplicate keys, odd numbers, hidden characters. */
class Reader {
  readonly findings: RuleFinding[] = []
  readonly #file: string
  readonly #text: string

  constructor(file: string, text: string) {
    this.#file = file
    this.#text = text
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
          message: { zh: `“${excerpt(name)}”写了两次`, en: `"${excerpt(name)}" stands twice` },
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
    if (typeof value === 'string') {
      this.#checkText(value, this.#place(node))
      this.#checkPersonal(value, this.#place(node))
    }
    if (typeof value === 'number' && !isExact(value, source)) {
      this.#tell({
        rule: 'number-form',
        at: this.#place(node),
        message: {
          zh: `“${excerpt(source)}”会被读成数字 ${excerpt(String(value))}`,
          en: `"${excerpt(source)}" would be read as the number ${excerpt(String(value))}`,
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
    const found = forbiddenIn(text)
    if (found) this.#tell(forbiddenFinding(found, at))
  }

  /** Numbers that escapes or ends of lines hide; what stands in the text as it is was looked at already. */
  #checkPersonal(value: string, at: Place): void {
    const written = this.#text.slice(...(at.span ?? []))
    if (!/[\\\n]/.test(written) || [...personalNumbers(written)].length > 0) return
    for (const { kind, masked } of personalNumbers(value)) this.#tell(personalFinding(at, kind, masked))
  }

  #place(node: { range?: readonly number[] | null }): Place {
    const [start = 0, end = start] = node.range ?? []
    return { file: this.#file, path: [], span: [start, end] }
  }

  #tell(finding: RuleFinding): void {
    if (this.findings.length < toldPerFile) this.findings.push(finding)
  }
}

/** True where the number that is read is the one that is written: 12, -0.5; not 007, 0x1F, 1e3, .inf or 20 digits. */
function isExact(value: number, source: string): boolean {
  if (!plainNumber.test(source)) return false
  return source.replaceAll(/\D/g, '').length <= 15 && Number.isFinite(value)
}
