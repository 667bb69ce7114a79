import { plural, type Text } from '../model/text.ts'
import { valueWord } from '../repository/words.ts'
import type { Asked } from './entities.ts'
import { type Status, statuses } from './statuses.ts'
import type { Section } from './view.ts'

/** The day and the revision that a report stands on, its first line. */
export function basis({ day, commit }: Asked): Section {
  const short = commit?.slice(0, 12)
  return {
    text: {
      zh: `以 ${day} 为准；${short ? `数据版本 ${short}` : '数据为工作区当前内容'}。`,
      en: `As of ${day}; ${short ? `data of revision ${short}` : 'data of the work tree'}.`,
    },
    isBasis: true,
  }
}

/** The rulings that verdicts rely on, and how far they are decided; nothing where there are none. */
export function rulingsSection({ plan }: Asked, ids: Iterable<string>): Section[] {
  const wanted = new Set(ids)
  const rulings = plan.rulings.filter(({ id }) => wanted.has(id))
  if (rulings.length === 0) return []
  const proposed = rulings.filter(({ status }) => status === 'proposed').length
  const word = valueWord('rulings', 'proposed', 'rulings', 0, 'status')
  const shown = rulings.map(({ id }) => id)
  return [
    {
      text: {
        zh: `依据的口径 ${rulings.length} 条（${word.zh} ${proposed} 条）：${shown.join('  ')}`,
        en: `Relies on ${plural(rulings.length, 'ruling')} (${proposed} ${word.en}): ${shown.join('  ')}`,
      },
    },
  ]
}

/** The same in a line, where their ids would fill the screen: how many there are, and where they stand. */
export function rulingsLine({ plan }: Asked, ids: Iterable<string>): Section[] {
  const wanted = new Set(ids)
  const rulings = plan.rulings.filter(({ id }) => wanted.has(id))
  if (rulings.length === 0) return []
  const proposed = rulings.filter(({ status }) => status === 'proposed').length
  const word = valueWord('rulings', 'proposed', 'rulings', 0, 'status')
  return [
    {
      text: {
        zh: `依据的口径 ${rulings.length} 条（${word.zh} ${proposed} 条），见 kepu list rulings。`,
        en: `Relies on ${plural(rulings.length, 'ruling')} (${proposed} ${word.en}): kepu list rulings.`,
      },
    },
  ]
}

/** Said wherever units are called 未报: what is not on record may still have been done. */
export const unreportedMeans: Text = {
  zh: '“未报”是没有收到记录和零报告，不等于没有开展。',
  en: '"Unreported" means that neither a record nor a zero-report was received, not that nothing was done.',
}

/** How often each status occurs, in the order of their table; those that do not are left out. */
export function summaryOf(found: Iterable<Status>): Partial<Record<Status, number>> {
  const counts = new Map<Status, number>()
  for (const status of found) counts.set(status, (counts.get(status) ?? 0) + 1)
  const order = Object.keys(statuses) as Status[]
  return Object.fromEntries(
    order.flatMap(status => (counts.has(status) ? [[status, counts.get(status)]] : [])),
  )
}

/** `已完成 1、未报 32`. */
export function summaryText(summary: Partial<Record<Status, number>>): Text {
  const parts = Object.entries(summary).map(([status, count]) => ({
    word: statuses[status as Status].word,
    count,
  }))
  return {
    zh: parts.map(({ word, count }) => `${word.zh} ${count}`).join('、'),
    en: parts.map(({ word, count }) => `${word.en} ${count}`).join(', '),
  }
}
