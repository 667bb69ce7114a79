import { dice } from './dice.ts'
import { type Draft, draft } from './draft.ts'
import { someEvidence } from './evidence.ts'

type Row = readonly [unit: string, year: number, fund: string, planned: number, spent: number, date?: string]

/**
 * The money of the years in yuan: rising, then less in the year of the epidemic; some units leave years out, and the
 * first figure of 2018 comes in June, of a unit that had none in 2017.
 */
const rows: readonly Row[] = [
  ['区科协', 2017, 'fiscal', 420000, 408600],
  ['区科协', 2017, 'special', 150000, 150000],
  ['区教体局', 2017, 'fiscal', 260000, 251300],
  ['区农委', 2017, 'fiscal', 180000, 176400],
  ['古荥镇', 2017, 'fiscal', 60000, 58200],
  ['刘寨街道', 2017, 'fiscal', 40000, 36500],
  ['长兴路街道', 2018, 'special', 30000, 29800, '2018-06-29'],
  ['区科协', 2018, 'fiscal', 460000, 455200],
  ['区科协', 2018, 'special', 180000, 178900],
  ['区科协', 2018, 'social', 50000, 50000],
  ['区教体局', 2018, 'fiscal', 300000, 297000],
  ['区农委', 2018, 'fiscal', 200000, 198700],
  ['区卫计委', 2018, 'fiscal', 90000, 86300],
  ['古荥镇', 2018, 'fiscal', 70000, 69400],
  ['花园口镇', 2018, 'fiscal', 50000, 31800],
  ['区科协', 2019, 'fiscal', 500000, 496400],
  ['区科协', 2019, 'special', 200000, 200000],
  ['区教体局', 2019, 'fiscal', 330000, 328500],
  ['区农委', 2019, 'fiscal', 220000, 214900],
  ['区卫计委', 2019, 'fiscal', 100000, 97200],
  ['区妇联', 2019, 'fiscal', 40000, 39600],
  ['古荥镇', 2019, 'fiscal', 80000, 78800],
  ['花园口镇', 2019, 'fiscal', 50000, 47100],
  ['新城街道', 2019, 'fiscal', 60000, 59500],
  ['区科协', 2020, 'fiscal', 500000, 431700],
  ['区教体局', 2020, 'fiscal', 330000, 262800],
  ['区农委', 2020, 'fiscal', 220000, 205600],
  ['区卫计委', 2020, 'fiscal', 140000, 139400],
  ['古荥镇', 2020, 'fiscal', 80000, 66100],
  ['刘寨街道', 2020, 'fiscal', 50000, 44900],
]

const words: Readonly<Record<string, string>> = {
  fiscal: '财政科普经费',
  special: '科普专项经费',
  social: '社会捐助科普经费',
}

/** What units planned and spent in a year. */
export function funding(): Draft[] {
  return rows.map(([unit, year, fund, planned, spent, date = `${year}-12-31`]) =>
    draft('funding', {
      date,
      unit,
      title: `${year}年${words[fund]}`,
      year,
      fund,
      planned,
      spent,
      evidence: someEvidence(date, unit, dice(`${unit} ${year} ${fund}`)),
    }),
  )
}
