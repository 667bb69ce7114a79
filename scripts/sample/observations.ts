import { type Draft, draft } from './draft.ts'

/** The value of a district at the end of each year, by target; the title is that of the series. */
interface Series {
  readonly title: string
  readonly unit: string
  readonly values: Readonly<Record<string, number>>
}

/**
 * Directions, which are compared year by year: steadily better, better after a setback, at a standstill, worse in the
 * end, and one point alone.
 */
const directions: Readonly<Record<string, Series>> = {
  'online-reach': {
    title: '科普信息传播人次',
    unit: '区科协',
    values: { 2017: 41200, 2018: 68500, 2019: 102300, 2020: 186400 },
  },
  'kepu-workforce': {
    title: '科普人才队伍人数',
    unit: '区科工委',
    values: { 2017: 318, 2018: 352, 2019: 341, 2020: 377 },
  },
  'wechat-coverage': { title: '科普微信群成员数', unit: '区科协', values: { 2019: 3200, 2020: 3200 } },
  'volunteer-numbers': {
    title: '科普志愿者人数',
    unit: '区科协',
    values: { 2017: 860, 2018: 1120, 2019: 1310, 2020: 1205 },
  },
  'venue-use': {
    title: '科普场馆参观人次',
    unit: '区文化旅游局',
    values: { 2017: 52600, 2018: 61800, 2019: 70400, 2020: 23100 },
  },
  'urban-rural-gap': {
    title: '城乡公民科学素质差距',
    unit: '区科协',
    values: { 2017: 5.1, 2018: 4.6, 2020: 3.9 },
  },
  'training-accidents': {
    title: '因培训不到位导致的安全事故',
    unit: '区安监局',
    values: { 2017: 3, 2018: 1, 2019: 2 },
  },
  'youth-counsellors': {
    title: '青少年科技辅导员人数',
    unit: '区教体局',
    values: { 2018: 96, 2019: 118, 2020: 124 },
  },
  'repeat-visits': { title: '青少年科普活动中心重复参观率', unit: '区科协', values: { 2019: 14.5 } },
  'key-group-literacy': { title: '重点人群具备基本科学素质的比例', unit: '区科协', values: { 2018: 8.1 } },
}

function yearly(): Draft[] {
  return Object.entries(directions).flatMap(([indicator, { title, unit, values }]) =>
    Object.entries(values).map(([year, value]) =>
      draft('observation', {
        date: `${year}-12-31`,
        unit,
        title: `${year}年${title}`,
        indicator,
        value,
        scope: 'district',
        precision: 'year',
        source: `${unit}年度统计`,
      }),
    ),
  )
}

/**
 * The share of literate citizens: only larger units' figures at first, then a first survey without and with a baseline,
 * a slow year, one on track, and at the end 12.0 where more than 12 was promised.
 */
const surveys: readonly (readonly [date: string, value: number, size: number, qualified: number])[] = [
  ['2017-06-30', 7.42, 1200, 89],
  ['2018-11-30', 9.2, 1250, 115],
  ['2019-11-30', 11.08, 1300, 144],
  ['2020-11-20', 12, 1500, 180],
]

function literacy(): Draft[] {
  const own = surveys.map(([date, value, size, qualified]) =>
    draft('observation', {
      date,
      unit: '区科协',
      title: `${date.slice(0, 4)}年全区公民科学素质抽样调查`,
      indicator: 'literacy',
      value,
      sample: { size, qualified, method: '按镇（街道）分层随机抽样' },
      scope: 'district',
      precision: 'day',
      source: '全区公民科学素质抽样调查',
      evidence: [{ archive: `区科协 ${date.slice(0, 4)}-D-调查` }],
    }),
  )
  const city = draft('observation', {
    date: '2018-12-31',
    title: '全市 2018 年公民具备科学素质的比例（虚构）',
    indicator: 'literacy',
    value: 9.9,
    scope: 'city',
    precision: 'year',
    source: '虚构的市级公布结果',
  })
  return [...own, city]
}

/** Coverages: done, of how many; a denominator that was not known yet is left out. */
const coverages: readonly (readonly [
  indicator: string,
  date: string,
  unit: string,
  title: string,
  done: number,
  of: number,
  isOfKnown?: boolean,
])[] = [
  ['propagandists', '2017-12-31', '区科协', '2017年乡村社区科普宣传员覆盖率', 52, 84],
  ['propagandists', '2018-12-31', '区科协', '2018年乡村社区科普宣传员覆盖率', 62, 84],
  ['propagandists', '2019-12-31', '区科协', '2019年乡村社区科普宣传员覆盖率', 60, 84],
  ['propagandists', '2020-12-31', '区科协', '2020年乡村社区科普宣传员覆盖率', 84, 84],
  ['community-university', '2017-12-31', '区民政局', '2017年新设社区的社区科普大学覆盖率', 4, 10, false],
  ['community-university', '2018-12-31', '区民政局', '2018年新设社区的社区科普大学覆盖率', 6, 12],
  ['community-university', '2019-12-31', '区民政局', '2019年新设社区的社区科普大学覆盖率', 6, 14],
]

function coverage(): Draft[] {
  return coverages.map(([indicator, date, unit, title, done, of, isOfKnown = true]) =>
    draft('observation', {
      date,
      unit,
      title,
      indicator,
      value: Math.round((done / of) * 10000) / 100,
      of: isOfKnown ? of : undefined,
      scope: 'district',
      precision: 'year',
      source: `${unit}年度统计`,
    }),
  )
}

/** What was measured; the national and provincial figures of the shipped data stand beside these. */
export const observations = (): Draft[] => [...literacy(), ...coverage(), ...yearly()]
