import { type Draft, draft, listOf } from './draft.ts'

interface Finding {
  readonly text: string
  readonly due?: string
  readonly state?: 'open' | 'underway' | 'closed'
  readonly closedOn?: string
}

type Row = readonly [
  date: string,
  unit: string,
  title: string,
  about: string,
  findings: readonly Finding[],
  fulfils?: string,
]

const group = '区全民科学素质工作领导小组'

const rows: readonly Row[] = [
  [
    '2017-11-23',
    '区科协',
    '社区科普益民工程落实情况检查',
    'T6',
    [{ text: '两个社区的科普画廊半年没有更新', due: '2017-12-31', state: 'closed', closedOn: '2017-12-18' }],
  ],
  ['2018-04-17', '区教体局', '青少年科学素质行动落实情况检查', 'T1', []],
  [
    '2018-07-24',
    '区科协',
    '镇（街道）行动方案制定情况督查',
    '花园口镇',
    [{ text: '行动方案没有按期印发', due: '2018-09-30', state: 'closed', closedOn: '2018-09-12' }],
  ],
  [
    '2018-07-25',
    '区科协',
    '镇（街道）行动方案制定情况督查',
    '迎宾路街道',
    [{ text: '没有行动方案，也没有报送活动记录', due: '2018-12-31', state: 'open' }],
  ],
  [
    '2018-11-06',
    '区农委',
    '农民科学素质行动落实情况检查',
    'T2',
    [
      { text: '乡村e站一处长期未开放', due: '2019-03-31', state: 'closed', closedOn: '2019-03-20' },
      { text: '培训签到表不全', state: 'closed', closedOn: '2018-11-30' },
    ],
  ],
  [
    '2019-06-20',
    '区人社局',
    '进城务工人员培训检查',
    'T3',
    [
      {
        text: '培训台账与补贴发放名册人数不一致',
        due: '2019-08-31',
        state: 'closed',
        closedOn: '2019-08-16',
      },
    ],
  ],
  [
    '2019-11-12',
    '区科协',
    '镇（街道）年度活动督查',
    '大河路街道',
    [
      { text: '连续三年零报告，没有安排活动', due: '2020-06-30', state: 'closed', closedOn: '2020-06-11' },
      { text: '没有制定行动方案', due: '2020-12-31', state: 'underway' },
    ],
  ],
  [
    '2020-07-15',
    '区科工委',
    '科普教育基地开放情况检查',
    'T8',
    [{ text: '一处基地工作日不开放', due: '2020-10-31', state: 'underway' }],
  ],
  [
    '2020-09-08',
    group,
    '实施方案落实情况专项督查',
    '区文化旅游局',
    [
      { text: '免费开放的统计口径不清', due: '2020-11-30', state: 'closed', closedOn: '2020-11-18' },
      { text: '场馆讲解力量不足' },
    ],
    'special-inspection',
  ],
  [
    '2020-09-10',
    group,
    '实施方案落实情况专项督查',
    '迎宾路街道',
    [{ text: '2018年督查指出的问题仍未整改', due: '2020-12-31', state: 'open' }],
    'special-inspection',
  ],
]

const awards: readonly (readonly [
  date: string,
  unit: string,
  title: string,
  level: string,
  recipients: readonly object[],
])[] = [
  [
    '2018-01-31',
    '区科协',
    '2017年度科普工作先进集体表彰',
    'district',
    [
      { unit: '古荥镇', title: '先进集体' },
      { unit: '区教体局', title: '先进集体' },
    ],
  ],
  [
    '2018-12-27',
    '区教体局',
    '青少年科技创新奖表彰',
    'district',
    [
      { title: '一等奖', count: 12 },
      { title: '二等奖', count: 24 },
    ],
  ],
  [
    '2019-01-30',
    '区科协',
    '2018年度科普工作先进集体表彰',
    'district',
    [
      { unit: '古荥镇', title: '先进集体' },
      { unit: '刘寨街道', title: '先进集体' },
      { title: '先进工作者', count: 15 },
    ],
  ],
  ['2019-05-30', '区总工会', '职工技能大赛优胜集体表彰', 'municipal', [{ title: '优胜集体', count: 4 }]],
  ['2019-12-19', '团区委', '青年岗位能手表彰', 'district', [{ title: '青年岗位能手', count: 20 }]],
  [
    '2020-12-18',
    '区全民科学素质工作领导小组',
    '全民科学素质工作先进集体表彰',
    'district',
    [
      { unit: '区科协', title: '先进集体' },
      { unit: '区农委', title: '先进集体' },
      { unit: '古荥镇', title: '先进集体' },
      { unit: '老鸦陈街道', title: '进步奖' },
    ],
  ],
]

/** Checks, what they found, and how far it was put right. */
export function inspections(): Draft[] {
  return rows.map(([date, unit, title, about, findings, fulfils = '']) =>
    draft('inspection', {
      date,
      unit,
      title,
      about,
      findings: findings.length > 0 ? findings : undefined,
      fulfils: listOf(fulfils),
    }),
  )
}

/** Commendations: units and numbers, never persons. */
export function commendations(): Draft[] {
  return awards.map(([date, unit, title, level, recipients]) =>
    draft('award', { date, unit, title, level, recipients }),
  )
}
