import { type Draft, draft } from './draft.ts'

const group = '区全民科学素质工作领导小组'

/** The amendments by what they are for. */
export const amendments = {
  /** Where the numbers began: the plan prints no baseline. */
  baselines: draft('amendment', {
    date: '2018-03-20',
    unit: group,
    title: '关于明确监测目标基期和阶段值的通知',
    documentNumber: '惠科素〔2018〕2号',
    changes: [
      set('literacy', 'baseline', {
        value: 7.42,
        on: '2017-06-30',
        source: '2017年全区公民科学素质抽样调查',
      }),
      set('literacy', 'interim', [{ value: 9.5, on: '2018-12-31' }]),
      set('bases-national', 'baseline', { value: 2, on: '2015-12-31' }),
      set('bases-provincial', 'baseline', { value: 2, on: '2016-12-31' }),
      set('bases-municipal', 'baseline', { value: 0, on: '2016-12-31' }),
      set('propagandists', 'denominator', '全区84个村和社区'),
      set('propagandists', 'baseline', { value: 61.9, on: '2017-12-31' }),
    ],
  }),
  /** The plan prints no day for it. */
  townPlans: draft('amendment', {
    date: '2018-03-26',
    unit: '郑州市惠济区人民政府办公室',
    title: '关于明确各镇（街道）行动方案印发期限的通知',
    documentNumber: '惠政办函〔2018〕6号',
    changes: [set('town-plan', 'due', '2018-06-30')],
  }),
  misprints: draft('amendment', {
    date: '2018-11-06',
    unit: '郑州市惠济区人民政府办公室',
    title: '关于更正实施方案个别文字的通知',
    documentNumber: '惠政办函〔2018〕19号',
    corrects: ['huinong-xingcun', 'keji-xingnong'],
    notes: '“科普及惠农”更正为“科普惠农”。',
  }),
  /** It came after 2018 was closed, and lets what had been left out be reported. */
  lateReports: draft('amendment', {
    date: '2019-04-15',
    unit: group,
    title: '关于补报2018年度活动、调整部分责任和目标计量办法的通知',
    documentNumber: '惠科素〔2019〕3号',
    changes: [
      { id: 'worker-contests', field: 'cadence', from: 'standing', to: 'yearly' },
      {
        id: 'worker-contests',
        field: 'requirement',
        from: contests({}),
        to: contests({ atLeast: 3 }),
      },
      set('community-university', 'denominator', '当年新设社区'),
      set('community-university', 'baseline', { value: 50, on: '2018-12-31' }),
      set('community-university', 'staleAfter', 300),
    ],
  }),
} as const

/** A field that the plan as issued does not have. */
function set(id: string, field: string, to: unknown): object {
  return { id, field, from: null, to }
}

function contests(atLeast: { readonly atLeast?: number }): object {
  const programmes = [
    'zhigong-jineng-dasai',
    'dagongjiang',
    'zuimei-qinggong',
    'jinguo-jiangong',
    'gangwei-nengshou',
    'qingnian-jineng-jingsai',
  ]
  return { ...atLeast, counts: { kind: 'activity', programmes } }
}

const zeroReports: readonly (readonly [
  date: string,
  unit: string,
  title: string,
  duty: string,
  period: string,
  withdrawn?: { readonly on: string; readonly reason: string },
])[] = [
  ['2018-01-08', '大河路街道', '2017年科普活动零报告', 'town-activities', '2017'],
  ['2018-07-04', '大河路街道', '行动方案零报告（2018年第二季度）', 'town-plan', '2018-Q2'],
  ['2019-01-07', '大河路街道', '2018年科普活动零报告', 'town-activities', '2018'],
  ['2020-01-06', '大河路街道', '2019年科普活动零报告', 'town-activities', '2019'],
  [
    '2019-01-04',
    '老鸦陈街道',
    '2018年科普活动零报告',
    'town-activities',
    '2018',
    { on: '2019-01-10', reason: '漏查台账，当年有活动记录' },
  ],
  ['2020-01-08', '区林业局', '2019年科普经费零报告', 'department-funding', '2019'],
]

const waivers: readonly (readonly [
  date: string,
  unit: string,
  title: string,
  duty: string,
  period: string,
  documentNumber: string,
  until?: string,
])[] = [
  [
    '2018-06-11',
    '长兴路街道',
    '行动方案推迟到社区调整完成后印发',
    'town-plan',
    'plan',
    '惠科素函〔2018〕4号',
    '2019-03-31',
  ],
  [
    '2020-06-02',
    '新城街道',
    '因疫情防控任务免除2020年度活动数量要求',
    'town-activities',
    '2020',
    '惠科素函〔2020〕2号',
  ],
  [
    '2019-09-03',
    '区消防大队',
    '机构调整，不再要求单独印发工作计划',
    'member-integration',
    'plan',
    '惠科素函〔2019〕5号',
  ],
  [
    '2020-11-25',
    '区人防办',
    '工作计划推迟到2021年初印发',
    'member-integration',
    'plan',
    '惠科素函〔2020〕9号',
    '2021-03-31',
  ],
]

/** What is declared and not done: nothing to report, excused, closed. */
export function declarations(): Draft[] {
  return [
    ...zeroReports.map(([date, unit, title, duty, period, withdrawn]) =>
      draft('zero-report', { date, unit, title, duty, period, withdrawn }),
    ),
    ...waivers.map(([date, unit, title, duty, period, documentNumber, until]) =>
      draft('waiver', { date, unit, title, duty, period, documentNumber, until }),
    ),
    ...['2017', '2018'].map(year =>
      draft('closing', {
        date: `${Number(year) + 1}-02-28`,
        unit: '区科协',
        title: `${year}年度记录封账`,
        period: year,
      }),
    ),
  ]
}
