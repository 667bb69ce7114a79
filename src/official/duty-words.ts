import type { Clause } from '../model/clause.ts'
import type { OfficialClause } from './clause.ts'
import type { Sentence } from './sentences.ts'

/** The words by which a plan asks something of somebody; most of them only where nothing else in the clause does. */
export const dutyWords = [
  '要',
  '应',
  '必须',
  ...['制定', '设立', '建成', '建立', '建设', '列入', '纳入', '实现', '开展', '实施', '组织', '落实', '启动'],
  ...[
    '力争',
    '努力',
    '逐步',
    '推动',
    '推进',
    '加强',
    '加大',
    '强化',
    '完善',
    '扩大',
    '提升',
    '提高',
    '深入',
    '积极',
  ],
  ...['鼓励', '引导', '支持'],
] as const

export interface DutySentence extends Sentence {
  readonly clause: Clause
  /** The duty words it holds, in the order they stand. */
  readonly words: readonly string[]
}

/** 要 and 应 ask for something only where they are words of their own: not in 重要, 纲要, 要求, 适应, 应用. */
const alone: Readonly<Record<string, string>> = {
  要: '(?<![重主需纲摘概紧首只])要(?![求素点闻领])',
  应: '(?<![适相供反响效对])应(?![用急对届邀聘变])',
}
// A title in 《》 is taken first: what it is called asks nothing of anybody.
const pattern = new RegExp(`《[^《》]{0,120}》|${dutyWords.map(word => alone[word] ?? word).join('|')}`, 'gu')

/** The sentences of these clauses that ask for something; headings, which only name what follows, are left out. */
export function dutySentences(clauses: readonly OfficialClause[]): DutySentence[] {
  return clauses.flatMap(({ path, sentences }) =>
    sentences
      .filter(sentence => !sentence.isHeading)
      .map(sentence => ({ ...sentence, clause: path, words: wordsIn(sentence.text) }))
      .filter(sentence => sentence.words.length > 0),
  )
}

function wordsIn(text: string): string[] {
  return Array.from(text.matchAll(pattern), match => match[0]).filter(word => !word.startsWith('《'))
}
