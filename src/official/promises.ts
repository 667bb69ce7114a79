import { narrow } from './fold.ts'
import { readNumeral } from './numerals.ts'
import { type Passage, type Printed, printedIn } from './passage.ts'

type Comparison = '>' | '>=' | '<' | '<='

/** A number that the text undertakes to reach or to keep. */
export interface NumberPromise extends Printed {
  readonly value: number
  /** As printed behind the number: %, 个, 万人次; empty where nothing is counted. */
  readonly unit: string
  /** The word that makes it a promise: 超过, 不少于, 力争, 每年, 到2020年. */
  readonly comparator: string
  readonly comparison: Comparison
  /** The year of 到…年 in the same sentence. */
  readonly by: number | null
}

/** Any other word of promise means at least. */
const comparisons: readonly (readonly [RegExp, Comparison])[] = [
  [/^(?:不得?(?:超过|高于|多于|大于)|控制在|以[下内])/, '<='],
  [/^(?:超过|高于|多于|大于|突破)/, '>'],
  [/^(?:低于|少于|小于)/, '<'],
]

const numeral = '[一二两三四五六七八九十百千]{1,8}'
const bound = '以[上下内]'
const unit =
  '[万亿]?(?:%|‰|个百分点|个月|人次|平方米|公里|学时|课时|小时|分钟|[个项次场所家名人处篇部件条期届种类支座套台户元亩倍成册本幅块辆位遍堂节轮天年月日])'

// What only looks like a number is taken before numbers are: the order of the alternatives matters.
const token = new RegExp(
  [
    '(?<stop>[。!?\\n])',
    '(?<phrase>[，,、;:])',
    // Names promise nothing, whatever they count: “十三五”, “四位一体”.
    '“[^“”\\n]{0,60}”|《[^《》\\n]{0,120}》',
    '(?<by>[到至](?<year>\\d{4}|[〇○零一二三四五六七八九]{4})年[底末]?)',
    `\\d{4}年|第(?:\\d{1,4}|${numeral})|十[一二三四]五(?=[期时规])`,
    '(?<direct>不得?(?:少于|低于|小于|超过|高于|多于|大于)|至少|超过|高于|多于|大于|突破|达到|达(?=\\d)|低于|少于|小于|控制在)',
    '(?<soft>力争|每(?:半?年|季度?|月|周|学期))',
    `百分之(?<share>${numeral})(?<shareBound>${bound})?`,
    `(?<number>(?<![A-Za-z])\\d{1,15}(?:,\\d{3}){0,4}(?:\\.\\d{1,15})?|${numeral})(?:[-–—~]{1,2}\\d{1,9})?\\s?[多余]?(?<unit>${unit})?(?<numberBound>${bound})?`,
  ].join('|'),
  'gu',
)

/** The numbers of a passage that stand with a word of promise; years, ordinals and names are not promises. */
export function promises(passage: Passage): NumberPromise[] {
  const found: NumberPromise[] = []
  let phrase = 0
  let direct: { word: string; start: number; end: number } | null = null
  let soft: string | null = null
  let by: number | null = null

  for (const match of narrow(passage.text).matchAll(token)) {
    const groups = match.groups ?? {}
    const end = match.index + match[0].length
    if (groups.stop || groups.phrase) {
      // 力争 and 到…年 govern the whole sentence: 2个，省级…6个，市级…7个. 超过 governs its phrase.
      phrase = end
      direct = null
      if (groups.stop) soft = by = null
    } else if (groups.by) {
      by = readNumber({ number: groups.year })?.value ?? null
      soft ??= groups.by
    } else if (groups.soft) {
      soft = groups.soft
    } else if (groups.direct) {
      direct = { word: groups.direct, start: match.index, end }
    } else {
      const number = readNumber(groups)
      const isNext = direct?.end === match.index
      const comparator = direct?.word ?? number?.bound ?? soft
      if (number && comparator && (isNext || number.isCount)) {
        const printed = printedIn(passage, direct?.start ?? phrase, end)
        const { value, unit } = number
        if (printed) found.push({ ...printed, value, unit, comparator, comparison: compare(comparator), by })
      }
      direct = null
    }
  }
  return found
}

interface CountedNumber {
  readonly value: number
  readonly unit: string
  readonly bound: string | undefined
  /** It says how many of something, and not when (2月) or loosely that there is something (一批). */
  readonly isCount: boolean
}

function readNumber(groups: Record<string, string | undefined>): CountedNumber | null {
  const { share, shareBound, number, unit = '', numberBound } = groups
  if (share) return { value: readNumeral(share), unit: '%', bound: shareBound, isCount: true }
  if (!number) return null
  const value = /^\d/.test(number) ? Number(number.replaceAll(',', '')) : readNumeral(number)
  const isLoose = number === '一' && /[种类支条级成]/.test(unit)
  return { value, unit, bound: numberBound, isCount: unit !== '' && !isLoose && !/^[年月日]$/.test(unit) }
}

function compare(comparator: string): Comparison {
  return comparisons.find(([words]) => words.test(comparator))?.[1] ?? '>='
}
