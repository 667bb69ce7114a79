import { type Text, verbatim } from '../model/text.ts'
import { valueWord } from '../repository/words.ts'
import { unreportedMeans } from './basis.ts'
import type { Asked } from './entities.ts'
import { type Status, statuses } from './statuses.ts'
import { cell, type Table } from './view.ts'

/** How the figures of an answer were reached: what counts, what each status means, and the rulings relied on. */
export function methodTable(
  { plan }: Asked,
  verdicts: readonly { readonly status: Status; readonly rulings: readonly string[] }[],
): Table {
  const occurring = new Set(verdicts.map(({ status }) => status))
  const cited = new Set(verdicts.flatMap(({ rulings }) => rulings))
  const said = (Object.keys(statuses) as Status[]).filter(status => occurring.has(status))
  const rulings = plan.rulings.filter(({ id }) => cited.has(id))
  return {
    title: { zh: '方法和口径', en: 'Method and rulings' },
    columns: [
      { head: { zh: '类别', en: 'Sort' }, isText: true },
      { head: { zh: '名称', en: 'Name' }, isText: true },
      { head: { zh: '内容', en: 'What it says' }, isText: true },
      { head: { zh: '理由', en: 'Why' }, isText: true },
      { head: { zh: '状态', en: 'Status' }, isText: true },
    ],
    rows: [
      ...methods(said).map(([name, words]) => [
        cell({ zh: '方法', en: 'method' }),
        cell(name, 'strong'),
        cell(words),
        cell(null),
        cell(null),
      ]),
      ...said.map(status => [
        cell({ zh: '状态', en: 'status' }),
        cell(statuses[status].word, 'strong'),
        cell(statuses[status].meaning),
        cell(null),
        cell(null),
      ]),
      ...rulings.map(({ id, reading, why, status }) => [
        cell({ zh: '口径', en: 'ruling' }),
        cell(verbatim(id), 'strong'),
        cell(reading),
        cell(why),
        cell(valueWord('rulings', status, 'rulings', 0, 'status')),
      ]),
    ],
    note: {
      zh: '判定的全部规则和例子见 docs/method.md；全部口径见 kepu list rulings。',
      en: 'All rules of judging, with examples: docs/method.md; all rulings: kepu list rulings.',
    },
  }
}

/** Statuses that only targets have. */
const ofTargets: readonly Status[] = ['on-track', 'slow', 'behind', 'reversed']

function methods(said: readonly Status[]): (readonly [name: Text, words: Text])[] {
  const counting = [
    [
      { zh: '计入的记录', en: 'What counts' },
      {
        zh: '没有撤回、日期在时段之内（活动按第一天）、不晚于问的那一天，并且属于责任单位（主办和联合单位都算）的记录。',
        en: 'Records not withdrawn, dated inside the period (an activity by its first day) and no later than the day asked about, of a unit that owes it (host or joint host).',
      },
    ],
    [
      { zh: '没有佐证的记录', en: 'Records without evidence' },
      { zh: '也计入，另外写明有几条。', en: 'They count too; how many there are is told besides.' },
    ],
    [
      { zh: '联合举办的活动', en: 'Joint activities' },
      { zh: '每个单位各计一次，合计里只计一次。', en: 'Once for each unit, and once in the total.' },
    ],
  ] as const
  const pace = [
    { zh: '达成度和进度', en: 'Attainment and pace' },
    {
      zh: '达成度 =（现值 − 基数）÷（目标值 − 基数）；进度 =（现值 − 基数）÷（监测那天应到的值 − 基数），应到的值从基数到期限按天推算。都不封顶，算不出的不编数字。',
      en: 'Attainment = (value − baseline) / (target − baseline); pace = (value − baseline) / (value expected on the day of observation − baseline), expected day by day from the baseline to the end. Neither is capped; what cannot be computed is left empty.',
    },
  ] as const
  return [
    ...counting,
    ...(said.some(status => ofTargets.includes(status)) ? [pace] : []),
    ...(said.includes('unreported')
      ? [[{ zh: '“未报”的意思', en: 'What "unreported" means' }, unreportedMeans] as const]
      : []),
  ]
}
