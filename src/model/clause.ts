/** A clause number in its one form: `三（八）4`, `四（一）—2`, `二（二）`. */
export type Clause = string

const numerals = '一二三四五六七八九十'

/** The value of a Chinese number up to 99, or 0. */
export function chineseNumber(text: string): number {
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text)
  if (!match || !text) return 0
  const [, tens, ten, ones] = match
  if (!ten) return tens && !ones ? numerals.indexOf(tens) + 1 : 0
  return (tens ? numerals.indexOf(tens) + 1 : 1) * 10 + (ones ? numerals.indexOf(ones) + 1 : 0)
}

/** 12 → 十二; for 1 to 99. */
export function toChineseNumber(value: number): string {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  const digit = (n: number) => (n === 0 ? '' : (numerals[n - 1] ?? ''))
  return `${tens > 1 ? digit(tens) : ''}${tens > 0 ? '十' : ''}${digit(ones)}`
}

const printed = /^([一二三四五六七八九十]+)、?(?:[（(]([一二三四五六七八九十]+)[）)](?:([—–―－-]*)(\d+))?)?$/
const dotted = /^(\d{1,2})(?:\.(\d{1,2})(?:\.(\d{1,2}))?)?$/

/**
 * Reads a clause number as people type it (三(八)4, 3.8.4, 四（一）2); null when it is none.
 * @param dashed true for a section whose items are printed with dashes, so that 4.1.2 is 四（一）—2
 */
export function readClause(written: string, dashed: (section: Clause) => boolean): Clause | null {
  const text = written.normalize('NFKC').replaceAll(/\s/g, '')
  const match = printed.exec(text)
  const numbers = match
    ? [chineseNumber(match[1] ?? ''), match[2] && chineseNumber(match[2]), match[4] && Number(match[4])]
    : dotted
        .exec(text)
        ?.slice(1)
        .map(part => part && Number(part))
  if (!numbers) return null
  const [chapter, section, item] = numbers
  if (!chapter || section === 0 || item === 0) return null
  const head = toChineseNumber(Number(chapter))
  if (!section) return head
  const inside = `${head}（${toChineseNumber(Number(section))}）`
  if (!item) return inside
  return `${inside}${match?.[3] || dashed(inside) ? '—' : ''}${item}`
}

/** Compares two clauses in the order of the document. */
export function compareClauses(a: Clause, b: Clause): number {
  const left = clauseNumbers(a)
  const right = clauseNumbers(b)
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function clauseNumbers(clause: Clause): number[] {
  const match = printed.exec(clause.normalize('NFKC'))
  return [chineseNumber(match?.[1] ?? ''), chineseNumber(match?.[2] ?? ''), Number(match?.[4] ?? 0)]
}
