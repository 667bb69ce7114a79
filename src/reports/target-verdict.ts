import { isSatisfied, type Observed, type TargetVerdict } from '../judge/targets.ts'
import { plural, type Text } from '../model/text.ts'
import { valueWord } from '../repository/words.ts'
import type { Asked } from './entities.ts'
import { promise } from './list.ts'
import { reasons, statusWord } from './statuses.ts'
import type { Card } from './view.ts'

const observedJson = ({ value, on, interval, records }: Observed) => ({
  value,
  on,
  interval,
  records: records.map(({ id }) => id),
})

/** A verdict as the JSON contract gives it, with its working. */
export function targetVerdictJson(verdict: TargetVerdict) {
  const { target, observed, reference } = verdict
  const { baseline } = target
  return {
    id: target.id,
    title: target.title,
    op: target.op,
    value: target.value ?? null,
    due: target.due ?? null,
    modality: target.modality,
    scope: target.scope,
    observed: observed && observedJson(observed),
    reference: reference.map(({ scope, value, on, record }) => ({ scope, value, on, record: record.id })),
    baseline: baseline ? { value: baseline.value, on: baseline.on } : null,
    attainment: verdict.attainment,
    pace: verdict.pace,
    projected: verdict.projected,
    status: verdict.status,
    reason: verdict.reason,
    rulings: verdict.rulings,
    working: {
      line: verdict.line,
      formula: formulaOf(verdict),
      due: verdict.due,
      expected: verdict.expected,
      straddles: verdict.straddles,
      projectionMeets: projectionMeets(verdict),
      path: verdict.path,
      yearly: verdict.yearly.map(observedJson),
      steps: verdict.steps,
    },
  }
}

/** True where the projected value would be what the target asks for; null where nothing is projected. */
const projectionMeets = ({ target, projected }: TargetVerdict): boolean | null =>
  projected === null ? null : isSatisfied(target, projected)

/** The condition that decided, in signs and not in words. */
function formulaOf({ line, status, reason, target, yearly, steps }: TargetVerdict): string {
  if (line === 1) return 'v = ?'
  if (line === 2) return 'v op T'
  if (line === 3) return 'asOf − on > staleAfter'
  if (line === 4) return target.modality === 'must' ? 'asOf ≥ due ∧ must' : 'asOf ≥ due ∧ ¬must'
  if (reason === 'base-equals-target') return 'T − b = 0'
  if (reason === 'observed-at-baseline') return 'E(on) − b = 0'
  if (line === 5) return 'b = ?'
  if (line === 6) return 'pace = (v − b) / (E(on) − b)'
  if (status === 'undetermined') return yearly.length < 2 ? 'n < 2' : 'common = ∅'
  return steps.length > 0 ? 'Σ common(y) − Σ common(y−1)' : 'v(y) − v(y−1)'
}

/** `12.5%`, `3 个`, `1,150,500 元`. */
export const amount = (value: number, unit: string): string =>
  `${value.toLocaleString('en-US', { maximumFractionDigits: 4 })}${unit === '%' ? '%' : ` ${unit}`}`

const percent = (value: number): string => `${Number((value * 100).toFixed(1))}%`

/** What stands beside the status. */
export function targetRemark(verdict: TargetVerdict): Text | null {
  const { target, reason, straddles, observed, pace, projected, steps, reference, status } = verdict
  const parts: Text[] = []
  if (reason) parts.push(reasons[reason])
  if (reason === 'scope-differs') {
    const latest = reference.at(-1)
    const word = latest && valueWord('targets', latest.scope, 'targets', 0, 'scope')
    if (latest && word) {
      parts.push({
        zh: `参照：${word.zh} ${amount(latest.value, target.unit)}（${latest.on}），不用于判定`,
        en: `for reference: ${word.en} ${amount(latest.value, target.unit)} (${latest.on}), not used`,
      })
    }
  }
  const gap = gapOf(verdict)
  if (gap) parts.push(gap)
  if (straddles && observed?.interval) {
    const [low, high] = observed.interval.map(value => amount(Number(value.toFixed(2)), target.unit))
    parts.push({
      zh: `抽样区间 ${low}—${high} 跨过目标值`,
      en: `the interval of the sample, ${low} to ${high}, straddles the target`,
    })
  }
  if (pace !== null && projected !== null) {
    const meets = projectionMeets(verdict)
    if ((status === 'on-track' && !meets) || ((status === 'slow' || status === 'behind') && meets)) {
      parts.push({
        zh: `进度 ${Number(pace.toFixed(4))}，而推算到期 ${amount(projected, target.unit)}，${meets ? '可以' : '仍不能'}达到`,
        en: `pace ${Number(pace.toFixed(4))}, yet projected ${amount(projected, target.unit)} by the due day, which ${meets ? 'meets' : 'does not meet'} it`,
      })
    }
  }
  for (const { from, to, before, after, common, left } of steps) {
    if (common.length === 0) continue
    const { zh, en } = changeWord(before, after)
    const others = left.length > 0
    parts.push({
      zh: `${from}—${to} 年${zh}${others ? `（可比 ${common.length} 个单位）` : ''}`,
      en: `${from} to ${to} ${en}${others ? ` over ${plural(common.length, 'unit')}` : ''}`,
    })
  }
  if (parts.length === 0) return null
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') }
}

/** What became of a sum from one year to the next. */
export const changeWord = (before: number, after: number): Text =>
  after > before
    ? { zh: '上升', en: 'rose' }
    : after < before
      ? { zh: '下降', en: 'fell' }
      : { zh: '持平', en: 'stayed level' }

/** How far the value is from what the target asks for; null where it is there, or nothing is known. */
function gapOf({ target: { op, value, unit }, observed, status }: TargetVerdict): Text | null {
  if (value === undefined || !observed || status === 'met') return null
  const distance = Number(Math.abs(value - observed.value).toFixed(4))
  const word: Text =
    unit === '%'
      ? { zh: `${distance} 个百分点`, en: plural(distance, 'percentage point') }
      : { zh: amount(distance, unit), en: amount(distance, unit) }
  if (distance === 0) {
    return op === '<'
      ? { zh: '恰为目标值，要低于它才算', en: 'exactly the value that it must be below' }
      : { zh: '恰为目标值，要超过它才算', en: 'exactly the value that it must exceed' }
  }
  if (op === '=') return { zh: `相差 ${word.zh}`, en: `${word.en} away` }
  return op === '>' || op === '>='
    ? { zh: `还差 ${word.zh}`, en: `${word.en} short` }
    : { zh: `高出 ${word.zh}`, en: `${word.en} too many` }
}

/** The working of a verdict, field by field. */
export function targetVerdictCard(verdict: TargetVerdict, asked: Asked): Card {
  const { target, observed, reference, attainment, pace, projected, expected, status } = verdict
  const word = statusWord(status)
  const field = (zh: string, en: string, value: Text) => ({ label: { zh, en }, value })
  const same = (text: string): Text => ({ zh: text, en: text })
  const optional = (zh: string, en: string, value: string | null) =>
    value === null ? [] : [field(zh, en, same(value))]
  const { baseline, unit } = target
  const remark = targetRemark(verdict)
  const wanted = promise(target.op, target.value ?? null, unit)
  const rulings = asked.plan.rulings.filter(({ id }) => verdict.rulings.includes(id))
  const round = (value: number | null) => value && Number(value.toFixed(4))
  return {
    title: { zh: `${target.id}：${word.zh}`, en: `${target.id}: ${word.en}` },
    fields: [
      field('目标', 'target', {
        zh: `${target.title}：${wanted.zh}（${target.clause}：${target.words}）`,
        en: `${target.title}: ${wanted.en} (${target.clause}: ${target.words})`,
      }),
      field('期限', 'due', {
        zh: `${verdict.due}${target.due ? '' : '（没有印出，以方案结束为准）'}`,
        en: `${verdict.due}${target.due ? '' : ' (none printed: the end of the plan)'}`,
      }),
      field('结论', 'verdict', {
        zh: `${word.zh}${remark ? `：${remark.zh}` : ''}`,
        en: `${word.en}${remark ? `: ${remark.en}` : ''}`,
      }),
      field('依据', 'by', {
        zh: `${verdict.line > 0 ? `判定表第 ${verdict.line} 行` : '方向的判法'}：${formulaOf(verdict)}`,
        en: `${verdict.line > 0 ? `line ${verdict.line} of the list` : 'by direction'}: ${formulaOf(verdict)}`,
      }),
      ...optional('监测值 v', 'observed v', observed && `${amount(observed.value, unit)}（${observed.on}）`),
      ...optional(
        '基数 b',
        'baseline b',
        baseline ? `${amount(baseline.value, unit)}（${baseline.on}）` : null,
      ),
      ...optional('应到 E', 'expected E', expected === null ? null : amount(expected, unit)),
      ...optional(
        '达成度',
        'attainment',
        attainment === null ? null : `(v − b) / (T − b) = ${round(attainment)}（${percent(attainment)}）`,
      ),
      ...optional('进度', 'pace', pace === null ? null : `(v − b) / (E − b) = ${round(pace)}`),
      ...optional('推算到期', 'projected', projected === null ? null : amount(projected, unit)),
      ...verdict.yearly.map(({ on, value }) =>
        field('历年', 'by year', same(`${on} ${amount(value, unit)}`)),
      ),
      ...verdict.steps.map(({ from, to, before, after, common }) =>
        field('两年相比', 'compared', {
          zh: `${from} → ${to}：${before} → ${after} 元（${common.length} 个单位）`,
          en: `${from} → ${to}: ${before} → ${after} yuan (${plural(common.length, 'unit')})`,
        }),
      ),
      ...reference.map(({ scope, value, on, record }) => {
        const { zh, en } = valueWord('targets', scope, 'targets', 0, 'scope')
        return field('参照', 'reference', {
          zh: `${zh} ${amount(value, unit)}（${on}）[${record.id}]`,
          en: `${en} ${amount(value, unit)} (${on}) [${record.id}]`,
        })
      }),
      ...(observed?.records ?? []).map(({ id, date, title }) =>
        field('记录', 'record', same(`${date} ${title} [${id}]`)),
      ),
      ...rulings.map(({ id, reading }) => field('口径', 'ruling', same(`${id}：${reading}`))),
    ],
  }
}
