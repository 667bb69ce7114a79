import { type Draft, draft } from './draft.ts'

type Row = readonly [
  namedOn: string,
  name: string,
  level: 'municipal' | 'provincial' | 'national',
  more?: { readonly unit?: string; readonly validTo?: string; readonly system?: string },
]

const levels = { municipal: '市级', provincial: '省级', national: '国家级' }

/**
 * Namings of places that do not exist. One national base lapses at the end of 2018; one is raised from provincial to
 * national, one from municipal to provincial; no municipal base is known before autumn 2017.
 */
const rows: readonly Row[] = [
  ['2014-12-10', '荥泽湿地鸟类科普园', 'national', { system: '林业' }],
  ['2014-12-10', '大河水利科普馆', 'national', { validTo: '2018-12-31' }],
  ['2015-12-18', '惠济航模体验馆', 'provincial', { unit: '区教体局' }],
  ['2016-11-20', '惠农现代农业科普园', 'provincial', { unit: '区农委' }],
  ['2017-09-12', '古荥果蔬科普示范园', 'municipal', { unit: '古荥镇' }],
  ['2017-09-12', '花园口水产科普园', 'municipal', { unit: '花园口镇' }],
  ['2017-09-12', '惠济消防体验馆', 'municipal', { unit: '区消防大队' }],
  ['2018-06-20', '惠济地震科普体验馆', 'provincial'],
  ['2018-08-30', '刘寨社区科普体验馆', 'municipal', { unit: '刘寨街道' }],
  ['2018-08-30', '惠济垃圾分类科普馆', 'municipal', { unit: '区城管执法局' }],
  ['2019-07-18', '古荥果蔬科普示范园', 'provincial', { unit: '古荥镇' }],
  ['2019-09-20', '惠济环境监测科普点', 'municipal', { unit: '区环保局' }],
  ['2019-09-20', '中医药文化体验馆', 'municipal', { unit: '区卫计委' }],
  ['2019-11-28', '惠济青少年创客中心', 'provincial', { unit: '团区委', system: '科技' }],
  ['2020-06-18', '惠农现代农业科普园', 'national', { unit: '区农委', validTo: '2025-06-17' }],
  ['2020-08-27', '新城智慧生活体验馆', 'municipal', { unit: '新城街道' }],
  ['2020-09-15', '惠济食品安全科普馆', 'provincial', { unit: '区工商质监局', system: '科技' }],
]

/** Namings of bases, dated the day they were named. */
export function bases(): Draft[] {
  return rows.map(([namedOn, name, level, { unit, validTo, system = '科协' } = {}]) =>
    draft('base', {
      date: namedOn,
      unit,
      title: `${name}命名为${levels[level]}科普教育基地`,
      name,
      system,
      level,
      namedOn,
      validTo,
    }),
  )
}
