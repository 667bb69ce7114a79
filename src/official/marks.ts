import { chineseNumber } from '../model/clause.ts'
import { fold } from './fold.ts'

/** What the opening of a line says it is. `owners` is 分工：, `closing` is what follows the plan (附件：, 抄送：). */
export type MarkKind = 'chapter' | 'section' | 'item' | 'dash' | 'owners' | 'closing'

export interface Mark {
  readonly kind: MarkKind
  /** The number printed; 0 for the kinds that have none. */
  readonly number: number
  /** How much of the line the mark takes, in UTF-16 units. */
  readonly length: number
  /** True where a digit follows: after a dash it may be the rest of a range of years. */
  readonly beforeDigit: boolean
}

/** A mark is short; looking further would only cost time on long lines. */
const reach = 32

const numerals = '[一二三四五六七八九十]{1,3}'

// Written for folded text: one kind of bracket, dash and digit, and no spaces.
const marks: readonly (readonly [MarkKind, RegExp])[] = [
  // Not the start of a list in running text: 一、二、三等奖.
  ['chapter', new RegExp(`^(${numerals})[、.](?!${numerals}[、等])`)],
  ['section', new RegExp(`^\\((${numerals})\\)[、.]?`)],
  // Not a decimal (3.5) and not a list (3、4年级), but a heading may begin with a year.
  ['item', /^(\d{1,2})[.、](?!\d(?!\d{3}年))/],
  ['dash', /^-/],
  ['owners', /^(?:(?:责任|任务|部门|工作|职责)?分工|责任单位):/],
  ['closing', /^(?:附件|附表|抄送|主题词|主办)\d{0,2}:/],
]

/** The mark a line begins with; null for running text. */
export function readMark(line: string): Mark | null {
  const head = fold(line.slice(0, reach))
  for (const [kind, pattern] of marks) {
    const match = pattern.exec(head.text)
    if (!match) continue
    const number = kind === 'item' ? Number(match[1]) : chineseNumber(match[1] ?? '')
    if (match[1] && number === 0) continue
    return {
      kind,
      number,
      length: head.offsets[match[0].length] ?? Math.min(line.length, reach),
      beforeDigit: /^\d/.test(head.text.slice(match[0].length)),
    }
  }
  return null
}
