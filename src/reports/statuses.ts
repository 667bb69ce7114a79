import type { DutyReason, DutyStatus } from '../judge/duties.ts'
import type { TargetReason, TargetStatus } from '../judge/targets.ts'
import { nearest } from '../model/nearest.ts'
import type { Text } from '../model/text.ts'
import type { Tone } from './view.ts'

export type Status = DutyStatus | TargetStatus
export type Reason = DutyReason | TargetReason

interface Word {
  readonly word: Text
  readonly tone: Tone
  /** When it is said. */
  readonly meaning: Text
}

/** Every status, its word, and when it is said. */
export const statuses: Readonly<Record<Status, Word>> = {
  'not-due': {
    word: { zh: '未到期', en: 'not due' },
    tone: 'faint',
    meaning: {
      zh: '责任：问的那一天早于时段的第一天。',
      en: 'A duty: the day is before the first day of the period.',
    },
  },
  met: {
    word: { zh: '已完成', en: 'met' },
    tone: 'good',
    meaning: {
      zh: '责任：时段之内计入的记录够数，有没有写明单位都一样；长期责任称“有佐证”。目标：最近的监测值达到了目标（“超过”不含本数）。',
      en: 'A duty: enough records count inside the period, whether an owner is printed or not. A target: the latest value is what it asks for ("more than" excludes the value itself).',
    },
  },
  late: {
    word: { zh: '逾期完成', en: 'late' },
    tone: 'warning',
    meaning: {
      zh: '一次性的责任：记录够数，但有的在期限之后。',
      en: 'A duty owed once: enough records, but only with those after its end.',
    },
  },
  waived: {
    word: { zh: '豁免', en: 'waived' },
    tone: 'faint',
    meaning: {
      zh: '责任：有豁免记录盖住这一时段，从豁免之日起。写了新期限的豁免不盖住，只移动期限。',
      en: 'A duty: a waiver covers the period, from the date of the waiver on. One with a new day covers nothing; it moves the end.',
    },
  },
  undetermined: {
    word: { zh: '无法判定', en: 'undetermined' },
    tone: 'warning',
    meaning: {
      zh: '现有的记录不足以判断，另注明原因。它不是完成，也不是未完成。',
      en: 'The records do not suffice to judge; the reason stands beside it. It is neither kept nor broken.',
    },
  },
  underway: {
    word: { zh: '进行中', en: 'underway' },
    tone: 'plain',
    meaning: {
      zh: '责任：时段已经开始，还没有结束，记录还不够数。',
      en: 'A duty: its period has begun and is not over, and records are still missing.',
    },
  },
  unreported: {
    word: { zh: '未报', en: 'unreported' },
    tone: 'bad',
    meaning: {
      zh: '“必须”的责任：时段已经结束，没有一条计入的记录，也没有零报告。',
      en: 'A "must": the period is over with no record that counts and no zero-report.',
    },
  },
  missed: {
    word: { zh: '未完成', en: 'missed' },
    tone: 'bad',
    meaning: {
      zh: '“必须”的责任：时段已经结束，有记录而不够数，或报了零报告。“必须”的目标：到期而没有达到。',
      en: 'A "must": the period is over with some records but not enough, or with a zero-report. A target that must be reached: due and not reached.',
    },
  },
  short: {
    word: { zh: '有差距', en: 'short' },
    tone: 'warning',
    meaning: {
      zh: '“力争”“逐步”“鼓励”的责任：时段已经结束，有一些记录，不够数。这样的目标：到期而没有达到。不是红的。',
      en: 'A softer duty: the period is over with some records but not enough. A softer target: due and not reached. It is not red.',
    },
  },
  'on-track': {
    word: { zh: '符合进度', en: 'on track' },
    tone: 'good',
    meaning: {
      zh: '目标：进度不低于 0.95。只有方向的目标：每一年都比上一年好。',
      en: 'A target: its pace is at least 0.95. A direction: each year is better than the one before.',
    },
  },
  slow: {
    word: { zh: '进度偏慢', en: 'slow' },
    tone: 'warning',
    meaning: {
      zh: '目标：进度不低于 0.60、低于 0.95。只有方向的目标：与上一年持平，或退步、停滞之后又变好。',
      en: 'A target: its pace is at least 0.60 and below 0.95. A direction: level with the year before, or better again after a setback or a standstill.',
    },
  },
  behind: {
    word: { zh: '进度滞后', en: 'behind' },
    tone: 'warning',
    meaning: {
      zh: '目标：进度不低于 0、低于 0.60。',
      en: 'A target: its pace is at least 0 and below 0.60.',
    },
  },
  reversed: {
    word: { zh: '反向变化', en: 'reversed' },
    tone: 'warning',
    meaning: {
      zh: '目标：比基数还差。只有方向的目标：比上一年差。',
      en: 'A target: worse than its baseline. A direction: worse than the year before.',
    },
  },
}

/** Why something cannot be judged. */
export const reasons: Readonly<Record<Reason, Text>> = {
  'data-errors': {
    zh: '可能有关的记录有错误，读不出来',
    en: 'a record that may matter is broken',
  },
  'members-unknown': { zh: '没有写明包括哪些单位', en: 'nothing says which units are meant' },
  'no-owner': { zh: '没有写明责任单位', en: 'no owner is printed' },
  'nothing-to-show': { zh: '没有佐证', en: 'there is nothing to show' },
  'no-data': { zh: '没有监测值', en: 'nothing was observed' },
  'scope-differs': { zh: '只有别的范围的数值', en: 'there are values of other scopes only' },
  'no-denominator': { zh: '没有写明以什么为全', en: 'nothing says what the whole is' },
  stale: { zh: '监测值过时', en: 'the value is out of date' },
  'no-baseline': { zh: '没有基数，算不出进度', en: 'without a baseline there is no pace' },
  'base-equals-target': { zh: '基数等于目标值', en: 'the baseline is the target itself' },
  'observed-at-baseline': {
    zh: '监测值就在基数那一天，或那时还没有应到的增量',
    en: 'the value is of the day of the baseline, or nothing was expected by then',
  },
  'one-point': { zh: '不足两年的数值', en: 'fewer than two yearly values' },
  incomplete: { zh: '没有两年都报的单位', en: 'no unit reported both years' },
}

/** The word for the standing of a standing duty. */
const shown: Text = { zh: '有佐证', en: 'shown' }

export const statusWord = (status: Status, cadence?: string): Text =>
  status === 'met' && cadence === 'standing' ? shown : statuses[status].word

/** Every word by which a status may be asked for. */
export const statusNames = (status: Status): readonly string[] => {
  const { word } = statuses[status]
  return [status, word.zh, word.en, ...(status === 'met' ? [shown.zh, shown.en] : [])]
}

/** The statuses that may have been meant by a word that is none, best first. */
export function nearestStatuses(written: string): Status[] {
  const all = (Object.keys(statuses) as Status[]).flatMap(id => statusNames(id).map(name => ({ id, name })))
  const near = nearest(
    written,
    all.map(({ name }) => name),
  )
  return [...new Set(near.flatMap(name => all.find(one => one.name === name)?.id ?? []))]
}
