import { plainNumber } from '../../src/model/plain-number.ts'

/** A source of chance that gives the same for the same seed (mulberry32). */
export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** A whole number from 0 to `sides - 1`. */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }

  chance(percent: number): boolean {
    return this.roll(100) < percent
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.roll(items.length)] as Item
  }
}

/** A text and where in it the values stand: path as JSON → from, to. */
export interface OddText {
  readonly text: string
  readonly spans: ReadonlyMap<string, readonly [number, number]>
}

/** Writes a value as people and other programs write YAML: any order, indent, quotes, brackets, comments, gaps. */
export function oddText(value: Readonly<Record<string, unknown>>, dice: Dice): OddText {
  const writer = new OddWriter(dice)
  if (dice.chance(20)) writer.put('# 文件头，不要改\n')
  if (dice.chance(10)) writer.put('---\n')
  writer.map(value, 0, [])
  if (dice.chance(10)) writer.put('\n# 文件尾\n')
  const text = dice.chance(10) ? writer.text.replace(/\n+$/, '') : writer.text
  return { text, spans: writer.spans }
}

type Path = readonly (string | number)[]

class OddWriter {
  text = ''
  readonly spans = new Map<string, readonly [number, number]>()
  readonly #dice: Dice

  constructor(dice: Dice) {
    this.#dice = dice
  }

  put(text: string): void {
    this.text += text
  }

  map(value: Readonly<Record<string, unknown>>, indent: number, path: Path, isBehindDash = false): void {
    const dice = this.#dice
    const entries = Object.entries(value).sort(() => dice.roll(3) - 1)
    for (const [index, [key, inner]] of entries.entries()) {
      if (!(isBehindDash && index === 0)) {
        this.#gap(indent)
        this.put(' '.repeat(indent))
      }
      this.put(`${dice.pick([key, key, key, `"${key}"`, `'${key}'`])}${dice.chance(5) ? ' ' : ''}:`)
      this.#value(inner, indent, [...path, key])
    }
  }

  /** What may stand between entries. */
  #gap(indent: number): void {
    const dice = this.#dice
    if (dice.chance(10)) this.put(dice.pick(['\n', '\n\n', '   \n']))
    if (dice.chance(12))
      this.put(`${' '.repeat(indent)}# 注：${dice.pick(['a: b', '- c', '"未完', '人次待核'])}\n`)
  }

  #lineEnd(): void {
    const dice = this.#dice
    if (dice.chance(15))
      this.put(`${dice.pick([' ', '   '])}#${dice.pick([' 行尾', '', ' "x": [', ' 待核'])}`)
    else if (dice.chance(10)) this.put('  ')
    this.put('\n')
  }

  #value(value: unknown, indent: number, path: Path): void {
    const dice = this.#dice
    const gap = ' '.repeat(1 + (dice.chance(20) ? dice.roll(4) : 0))
    const isCollection = typeof value === 'object' && value !== null
    if (!isCollection || dice.chance(30)) {
      this.put(gap)
      const start = this.text.length
      const block =
        typeof value === 'string' && dice.chance(15)
          ? literal(value, indent + 1 + dice.roll(4), dice)
          : undefined
      this.put(block ?? (isCollection ? this.#flow(value, indent) : scalar(value, indent, dice, false)))
      this.spans.set(JSON.stringify(path), [start, this.text.length])
      if (block === undefined) this.#lineEnd()
      else this.put('\n')
      return
    }
    this.#lineEnd()
    if (Array.isArray(value)) this.#list(value, indent + dice.pick([0, 1, 2, 4]), path)
    else {
      const deeper = indent + dice.pick([1, 2, 3, 4])
      const start = this.text.length
      this.map(value as Record<string, unknown>, deeper, path)
      this.spans.set(JSON.stringify(path), [start, this.text.length])
    }
  }

  #list(items: readonly unknown[], indent: number, path: Path): void {
    const dice = this.#dice
    this.#gap(indent)
    const start = this.text.length + indent
    let end = start
    for (const [index, item] of items.entries()) {
      if (index > 0) this.#gap(indent)
      this.put(`${' '.repeat(indent)}-`)
      if (typeof item === 'object' && item !== null && !Array.isArray(item) && dice.chance(70)) {
        const width = 1 + dice.roll(3)
        this.put(' '.repeat(width))
        this.map(item as Record<string, unknown>, indent + 1 + width, [...path, index], true)
        end = this.text.length
      } else {
        this.put(' ')
        const at = this.text.length
        this.put(
          typeof item === 'object' && item !== null
            ? this.#flow(item, indent)
            : scalar(item, indent, dice, false),
        )
        end = this.text.length
        this.spans.set(JSON.stringify([...path, index]), [at, end])
        this.#lineEnd()
      }
    }
    this.spans.set(JSON.stringify(path), [start, end])
  }

  #flow(value: object, indent: number): string {
    const dice = this.#dice
    const space = () =>
      dice.chance(10) ? `\n${' '.repeat(indent + 1 + dice.roll(4))}` : dice.pick(['', ' ', ' '])
    const comma = () => `${dice.chance(10) ? ' ' : ''},${space() || ' '}`
    const inner = (one: unknown): string =>
      typeof one === 'object' && one !== null ? this.#flow(one, indent) : scalar(one, indent, dice, true)
    if (Array.isArray(value))
      return `[${space()}${value.map(inner).reduce((all, one) => (all === '' ? one : all + comma() + one), '')}${space()}]`
    const parts = Object.entries(value).map(([key, one]) => `${key}: ${inner(one)}`)
    return `{${space()}${parts.reduce((all, one) => (all === '' ? one : all + comma() + one), '')}${space()}}`
  }
}

/** A text as a block, where it can be one. */
function literal(value: string, indent: number, dice: Dice): string | undefined {
  const body = value.replace(/\n$/, '')
  if (/^\s|[ \t]$|\n[ \t]|[ \t]\n|\n$/.test(body) || body === '') return undefined
  const chomp = body === value ? '-' : ''
  const sign = body.includes('\n') ? '|' : dice.pick(['|', '>'])
  const lines = body.split('\n').map(line => (line === '' ? '' : ' '.repeat(indent) + line))
  return `${sign}${chomp}\n${lines.join('\n')}`
}

function scalar(value: unknown, indent: number, dice: Dice, isFlow: boolean): string {
  if (typeof value === 'number') return number(value, dice)
  if (typeof value !== 'string') return String(value)
  const isBare =
    /^[\p{L}][\p{L}\p{N} （）“”、，。；：=+?~\\-]*$/u.test(value) &&
    !/^(?:null|true|false)$/i.test(value) &&
    !/\s$/.test(value)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && !isFlow
  if ((isBare || isDay) && dice.chance(50)) return value
  if (!/[\n\t'\\]/.test(value) && !/^\s|\s$|\p{Cc}/u.test(value) && dice.chance(50)) return `'${value}'`
  const quoted = JSON.stringify(value)
  const folded = quoted.replace(/(?<=[^\s\\"]) (?=[^\s\\"])/, `\n${' '.repeat(indent + 1 + dice.roll(3))}`)
  return dice.chance(10) ? folded : quoted
}

function number(value: number, dice: Dice): string {
  const text = plainNumber(value)
  return text.includes('.') ? dice.pick([text, text, `${text}0`]) : dice.pick([text, text, `${text}.0`])
}
