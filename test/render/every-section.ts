import { verbatim } from '../../src/model/text.ts'
import type { Edition } from '../../src/render/edition.ts'
import type { RecordLine } from '../../src/reports/record-lines.ts'
import { type Answer, type Cell, cell, column, type Section } from '../../src/reports/view.ts'

const text = verbatim
const towns = [
  '古荥镇',
  '花园口镇',
  '新城街道',
  '刘寨街道',
  '老鸦陈街道',
  '长兴路街道',
  '迎宾路街道',
  '大河路街道',
]

/** Records that stand behind the numbers, of towns by turns. */
export const records: readonly RecordLine[] = Array.from({ length: 24 }, (_, index) => ({
  id: `2018-0${(index % 9) + 1}-15-town${index % 8}-x7f3${'abcdefghijklmnopqrstuvwx'[index]}`,
  date: `2018-0${(index % 9) + 1}-15`,
  kind: { zh: '活动', en: 'activity' },
  title: `科普日广场活动（第 ${index + 1} 场）`,
  unit: towns[index % 8] ?? null,
  evidence:
    index % 3 === 0
      ? [{ words: '活动简报', url: `https://example.org/${index}` }]
      : index % 3 === 1
        ? [{ words: 'evidence/2018/现场照片.jpg', url: null }]
        : [],
  file: `data/records/activity/2018/2018-0${(index % 9) + 1}-15-town${index % 8}-x7f3.yaml`,
}))

export const edition: Edition = {
  planTitle: '惠济区全民科学素质行动计划纲要实施方案（2016—2020年）',
  made: '2020-12-31T00:00:00Z',
  record: id => records.find(record => record.id === id),
}

const counted = (ids: readonly string[], tone?: Cell['tone']): Cell => ({
  value: ids.length,
  records: ids,
  ...(tone && { tone }),
})
const of = (town: number, count: number): string[] =>
  records
    .filter((_, index) => index % 8 === town)
    .map(({ id }) => id)
    .slice(0, count)

/** One section of every kind, each as a report would make it. */
export const sections = {
  heading: { heading: { zh: '惠济区科普工作进展', en: 'How far the plan is' }, level: 1 },
  text: {
    text: {
      zh: '全区共有责任 71 项，其中已完成 12 项、进行中 20 项。\n第二段：红色只表示未报和未完成。',
      en: 'Of 71 duties 12 are kept and 20 are underway.\nRed means unreported or missed only.',
    },
  },
  bars: {
    chart: {
      kind: 'bars',
      title: { zh: '各目标完成程度', en: 'How far the targets are' },
      form: 'percent',
      full: 1,
      rows: [
        { label: text('公民具备科学素质的比例'), value: 0.9163, mark: 0.8, tone: 'good' },
        { label: text('国家级科普教育基地'), value: 0.5, mark: 0.9, tone: 'warning' },
        {
          label: text('农村科普示范基地（含各镇、街道及区直有关部门自行建设并挂牌的）'),
          value: 1.24,
          mark: 1,
        },
        { label: text('科普经费逐步提高'), value: -0.2, tone: 'bad' },
        {
          label: text('社区大学'),
          value: null,
          note: {
            zh: '无法判定：只有一个年度的数值，须有两个年度才能比较',
            en: 'undetermined: one year only',
          },
        },
      ],
    },
  },
  grid: {
    chart: {
      kind: 'grid',
      title: { zh: '各镇（街道）每年科普活动', en: 'Activities of the towns by year' },
      columns: ['2017', '2018', '2019', '2020'].map(text),
      rows: towns.map((town, index) => ({
        label: text(town),
        cells: [
          { value: 0, tone: 'bad' },
          counted(of(index, 3), 'good'),
          { value: index, tone: index > 2 ? 'good' : 'warning' },
          { value: { zh: '未到期', en: 'not due' }, tone: 'faint' },
        ],
      })),
    },
  },
  heat: {
    chart: {
      kind: 'grid',
      title: { zh: '单位 × 任务', en: 'units × tasks' },
      columns: ['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9'].map(text),
      rows: towns.map((town, index) => ({
        label: text(town),
        cells: Array.from({ length: 9 }, (_, task) => ({ value: (index * task) % 11 })),
      })),
    },
  },
  columns: {
    chart: {
      kind: 'series',
      title: { zh: '各月活动场次', en: 'Activities by month' },
      form: 'count',
      steps: Array.from({ length: 12 }, (_, month) => ({ zh: `${month + 1}月`, en: `${month + 1}` })),
      series: [{ label: text('2018'), values: [0, 2, 5, 3, 12, 7, 4, 1, 22, 6, 3, 2] }],
    },
  },
  lines: {
    chart: {
      kind: 'series',
      title: { zh: '各年活动场次和人次', en: 'Activities and people by year' },
      form: 'count',
      steps: ['2016', '2017', '2018', '2019', '2020'].map(text),
      series: [
        { label: text('镇'), values: [3, 4, 6, 9, 12] },
        { label: text('街道'), values: [1, 6, 5, 7, 8] },
        { label: text('区直部门'), values: [2, 2, 9, 4, 10] },
      ],
    },
  },
  path: {
    chart: {
      kind: 'path',
      title: { zh: '公民具备科学素质的比例', en: 'Share of literate citizens' },
      unit: text('%'),
      observed: [
        { on: '2015-12-31', value: 6.2 },
        { on: '2018-12-31', value: 8.47 },
      ],
      expected: [
        { on: '2015-12-31', value: 6.2 },
        { on: '2020-12-31', value: 10 },
      ],
      projected: { on: '2020-12-31', value: 9.984 },
    },
  },
  spans: {
    chart: {
      kind: 'spans',
      title: { zh: '实施阶段', en: 'The phases' },
      day: '2018-09-15',
      rows: [
        { label: text('启动阶段'), from: '2016-01-01', to: '2017-03-31', tone: 'good' },
        { label: text('全面实施阶段'), from: '2017-04-01', to: '2020-06-30' },
        { label: text('总结评估阶段'), from: '2020-07-01', to: '2020-12-31', tone: 'faint' },
      ],
    },
  },
  table: {
    table: {
      title: { zh: '各镇（街道）科普活动', en: 'Activities of the towns' },
      columns: [
        column('单位', 'Unit'),
        { ...column('完成率', 'Attainment', 'right'), form: 'percent' },
        { ...column('经费（元）', 'Spent', 'right'), form: 'amount' },
        column('场次', 'Count', 'right'),
        column('最近一次', 'Last'),
      ],
      rows: towns.map((town, index) => [
        cell(town, 'strong'),
        cell(index === 3 ? null : index / 7, index < 3 ? 'bad' : 'good'),
        cell(index * 12345.5),
        counted(of(index, (index % 3) + 1)),
        cell(`2018-0${index + 1}-15`),
      ]),
      note: { zh: '每年不少于 3 场', en: 'at least 3 a year' },
    },
  },
  card: {
    card: {
      title: { zh: '古荥镇（guxing）', en: 'Guxing town' },
      fields: [
        { label: { zh: '类别', en: 'Kind' }, value: { zh: '镇', en: 'town' } },
        { label: { zh: '其他名称', en: 'Other names' }, value: text('古荣镇（误印）') },
      ],
    },
  },
  letterhead: {
    letterhead: {
      title: { zh: '关于2018年度全民科学素质工作开展情况的通报', en: 'Notice on the work of 2018' },
      addressees: {
        zh: '各镇人民政府、各街道办事处，区人民政府各部门，各有关单位：',
        en: 'To the towns, subdistricts and departments:',
      },
    },
  },
  first: { heading: { zh: '一、总体情况', en: 'Overall' }, level: 1 },
  second: { heading: { zh: '（一）各镇（街道）', en: 'The towns' }, level: 2 },
  third: { heading: { zh: '1. 古荥镇', en: 'Guxing' }, level: 3 },
  signature: {
    signature: {
      by: { zh: '惠济区人民政府办公室', en: 'Office of the Government of Huiji' },
      on: '2018-12-31',
    },
  },
} as const satisfies Record<string, Section>

/** A report with pictures and tables. */
export const report: Answer = {
  kind: 'report-overview',
  data: null,
  view: (
    ['heading', 'text', 'bars', 'grid', 'heat', 'columns', 'lines', 'path', 'spans', 'table', 'card'] as const
  ).map(name => sections[name]),
}

/** A letter of more than one page. */
export const letter: Answer = {
  kind: 'report-notice',
  data: null,
  view: [
    sections.letterhead,
    {
      text: text(
        '按照《惠济区全民科学素质行动计划纲要实施方案（2016—2020年）》要求，现将2018年度全民科学素质工作开展情况通报如下。',
      ),
    },
    sections.first,
    ...Array.from({ length: 12 }, (): Section => sections.text),
    sections.second,
    sections.text,
    sections.third,
    sections.table,
    sections.signature,
  ],
}
