import type { DutyVerdict } from '../judge/duties.ts'
import type { PlanRecord } from '../model/entities.ts'
import { plural, type Text } from '../model/text.ts'
import { nameOn } from '../model/units.ts'
import type { Asked } from './entities.ts'
import { periodWord } from './period-word.ts'
import { reasons, statusWord } from './statuses.ts'
import type { Card } from './view.ts'

/** The name of who owes it, on the day; null where no owner is printed. */
export function ownerName({ unit, parties }: DutyVerdict, { day }: Asked): string | null {
  if (unit === null) return null
  return parties.length === 0 ? unit : parties.map(party => nameOn(party, day)).join('、')
}

const idsOf = (records: readonly PlanRecord[]): string[] => records.map(({ id }) => id)

/** How many of the records carry no evidence. */
export const unevidenced = (records: readonly PlanRecord[]): number => withoutEvidence(records).length

/** The records that carry no evidence. */
export const withoutEvidence = (records: readonly PlanRecord[]): PlanRecord[] =>
  records.filter(({ fields }) => !hasEvidence(fields.evidence))

export const hasEvidence = (evidence: unknown): boolean => Array.isArray(evidence) && evidence.length > 0

/** A verdict as the JSON contract gives it, with its working. */
export function dutyVerdictJson(verdict: DutyVerdict, asked: Asked) {
  const { duty, span, counted } = verdict
  return {
    id: verdict.id,
    duty: duty.id,
    title: duty.title,
    clause: duty.clause,
    unit: verdict.unit,
    unitName: ownerName(verdict, asked),
    period: verdict.period,
    from: span.from,
    to: span.to,
    required: verdict.required,
    actual: counted.length,
    unevidenced: unevidenced(counted),
    status: verdict.status,
    reason: verdict.reason,
    rulings: verdict.rulings,
    records: idsOf(counted),
    working: {
      line: verdict.line,
      formula: formulaOf(verdict),
      modality: duty.modality,
      cadence: duty.cadence,
      inside: counted.filter(({ date }) => date <= span.to).length,
      afterEnd: idsOf(verdict.afterEnd),
      zeroReports: idsOf(verdict.zeroReports),
      waivers: idsOf(verdict.waivers),
      broken: verdict.broken.map(file => asked.prefix + file),
      daysLeft: verdict.daysLeft,
    },
  }
}

/** The condition of the line that decided, in signs and not in words. */
function formulaOf({ line, reason }: Pick<DutyVerdict, 'line' | 'reason'>): string {
  const conditions: Readonly<Record<number, string>> = {
    1: 'asOf < from',
    2: 'inside ≥ required',
    3: 'once ∧ inside + afterEnd ≥ required',
    4: 'waivers ≠ ∅',
    6: 'from ≤ asOf < to',
    7: 'asOf ≥ to ∧ must ∧ inside = 0 ∧ zeroReports = ∅',
    8: 'asOf ≥ to ∧ must ∧ inside < required',
    9: 'asOf ≥ to ∧ ¬must ∧ 0 < inside < required',
    10: 'asOf ≥ to ∧ ¬must ∧ inside = 0',
  }
  const undetermined: Readonly<Record<string, string>> = {
    'data-errors': 'broken ≠ ∅',
    'members-unknown': 'members = ?',
    'no-owner': 'owners = ∅',
    'nothing-to-show': 'standing ∧ inside < required',
  }
  return conditions[line] ?? undetermined[reason ?? ''] ?? ''
}

/** What stands beside the status: why it cannot be judged, or how much is missing and for how long. */
export function remark({
  status,
  reason,
  required,
  counted,
  daysLeft,
  zeroReports,
}: DutyVerdict): Text | null {
  if (reason) return reasons[reason]
  const missing = required - counted.length
  if (status === 'underway') {
    return {
      zh: `还差 ${missing} 项，剩 ${daysLeft} 天`,
      en: `${missing} more within ${plural(daysLeft ?? 0, 'day')}`,
    }
  }
  if (status === 'missed' && zeroReports.length > 0) return { zh: '报了零报告', en: 'a zero-report was made' }
  if (status === 'missed' || status === 'short') return { zh: `差 ${missing} 项`, en: `${missing} missing` }
  return null
}

/** The working of a verdict, field by field. */
export function dutyVerdictCard(verdict: DutyVerdict, asked: Asked): Card {
  const { duty, span, counted, required, status, reason, daysLeft } = verdict
  const owner = ownerName(verdict, asked)
  const word = statusWord(status, duty.cadence)
  const when = periodWord(verdict.period, asked.plan)
  const why = reason && reasons[reason]
  const listedRecords = (records: readonly PlanRecord[]): Text => {
    const lines = records.map(({ id, date, unit, title }) => `${date} ${unit ?? ''} ${title} [${id}]`)
    return { zh: lines.join('\n'), en: lines.join('\n') }
  }
  const field = (zh: string, en: string, value: Text) => ({ label: { zh, en }, value })
  const same = (text: string): Text => ({ zh: text, en: text })
  const records = (zh: string, en: string, found: readonly PlanRecord[]) =>
    found.length > 0 ? [field(zh, en, listedRecords(found))] : []
  const rulings = asked.plan.rulings.filter(({ id }) => verdict.rulings.includes(id))
  return {
    title: { zh: `${verdict.id}：${word.zh}`, en: `${verdict.id}: ${word.en}` },
    fields: [
      field('责任', 'duty', same(`${duty.title}（${duty.clause}：${duty.words}）`)),
      field('单位', 'owner', owner === null ? { zh: '（未写明）', en: '(none printed)' } : same(owner)),
      field('时段', 'period', {
        zh: `${when.zh}（${span.from} — ${span.to}）`,
        en: `${when.en} (${span.from} — ${span.to})`,
      }),
      field('结论', 'verdict', {
        zh: `${word.zh}${why ? `：${why.zh}` : ''}`,
        en: `${word.en}${why ? `: ${why.en}` : ''}`,
      }),
      field('依据', 'by', {
        zh: `判定表第 ${verdict.line} 行：${formulaOf(verdict)}`,
        en: `line ${verdict.line} of the table: ${formulaOf(verdict)}`,
      }),
      field('数值', 'inputs', {
        zh: `以 ${asked.day} 为准；应办 ${required} 项，计入 ${counted.length} 项，其中无佐证 ${unevidenced(counted)} 项${daysLeft === null ? '' : `；剩 ${daysLeft} 天`}`,
        en: `as of ${asked.day}; ${required} required, ${counted.length} counted, ${unevidenced(counted)} of them without evidence${daysLeft === null ? '' : `; ${plural(daysLeft, 'day')} left`}`,
      }),
      ...records('计入的记录', 'records', counted),
      ...(status === 'late' ? [] : records('期限之后', 'after its end', verdict.afterEnd)),
      ...records('零报告', 'zero-reports', verdict.zeroReports),
      ...records('豁免', 'waivers', verdict.waivers),
      ...(verdict.broken.length > 0
        ? [
            field(
              '有误的文件',
              'broken files',
              same(verdict.broken.map(file => asked.prefix + file).join('\n')),
            ),
          ]
        : []),
      ...rulings.map(({ id, reading }) => field('口径', 'ruling', same(`${id}：${reading}`))),
    ],
  }
}
