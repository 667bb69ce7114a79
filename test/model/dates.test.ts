import { describe, expect, it } from 'vitest'
import { dayAfter, dayIn, daysBetween, isPlainDate, longDate, monthsAfter } from '../../src/model/dates.ts'
import { endOfMonth, periodSpan, readPeriod, wholePeriods } from '../../src/model/period.ts'
import { readDate } from '../../src/model/read-date.ts'

describe('a day as people write it', () => {
  it.each([
    ['2018-09-15', '2018-09-15'],
    ['2018-9-5', '2018-09-05'],
    ['2018/9/15', '2018-09-15'],
    ['2018.9.15', '2018-09-15'],
    ['20180915', '2018-09-15'],
    ['２０１８年９月１５日', '2018-09-15'],
    ['2018年 9月 15号', '2018-09-15'],
    ['2020-02-29', '2020-02-29'],
    ['今天', '2019-03-10'],
    ['昨日', '2019-03-09'],
    ['Yesterday', '2019-03-09'],
    ['前天', '2019-03-08'],
    // The last one that has been.
    ['3月10日', '2019-03-10'],
    ['3-9', '2019-03-09'],
    ['3/11', '2018-03-11'],
    ['12月1号', '2018-12-01'],
    ['2月29日', '2016-02-29'],
    ['2018-09-31', null],
    ['2019-02-29', null],
    ['18-9-15', null],
    ['13月1日', null],
    ['9月31日', null],
    ['Mar-24', null],
    ['明天', null],
    ['', null],
  ])('%j is %j', (written, day) => {
    expect(readDate(written, '2019-03-10')).toBe(day)
  })

  it('is not today, and has its year, where no day is given to count from', () => {
    expect([readDate('昨天'), readDate('9月15日'), readDate('2018年9月15日')]).toEqual([
      null,
      null,
      '2018-09-15',
    ])
  })
})

describe('days of the calendar', () => {
  it('are those that exist', () => {
    const days = [
      '2000-02-29',
      '1900-02-29',
      '2019-02-29',
      '2019-04-31',
      '2019-13-01',
      '2019-00-10',
      '2019-1-1',
    ]
    expect(days.filter(isPlainDate)).toEqual(['2000-02-29'])
  })

  it('are counted over the ends of months and years', () => {
    expect(['2020-02-28', '2019-02-28', '2019-12-31'].map(dayAfter)).toEqual([
      '2020-02-29',
      '2019-03-01',
      '2020-01-01',
    ])
    expect(daysBetween('2019-12-31', '2020-03-01')).toBe(61)
    expect(daysBetween('2020-03-01', '2019-12-31')).toBe(-61)
    expect([1, 2, 11, 13].map(count => monthsAfter('2019-01-31', count))).toEqual([
      '2019-02-28',
      '2019-03-31',
      '2019-12-31',
      '2020-02-29',
    ])
  })

  it('are those of the zone, also before the clocks of China stood still', () => {
    expect(dayIn('Asia/Shanghai', new Date('2019-12-31T22:30:00Z'))).toBe('2020-01-01')
    expect(dayIn('Asia/Shanghai', new Date('1988-07-01T15:30:00Z'))).toBe('1988-07-02')
    expect(dayIn('America/New_York', new Date('2020-01-01T03:00:00Z'))).toBe('2019-12-31')
  })

  it('are written out', () => {
    expect(longDate('2018-09-05')).toEqual({ zh: '2018年9月5日', en: '5 September 2018' })
  })
})

describe('a period', () => {
  const plan = { from: '2018-03-01', to: '2020-12-31' }
  const review = { id: 'review', title: '总结', clause: '四（三）', to: '2020-12-31' }
  const milestones = [review] as unknown as Parameters<typeof periodSpan>[2]

  it.each([
    ['2018', ['2018-01-01', '2018-12-31']],
    ['2018-Q1', ['2018-01-01', '2018-03-31']],
    ['2018-Q4', ['2018-10-01', '2018-12-31']],
    ['2020-02', ['2020-02-01', '2020-02-29']],
    ['plan', ['2018-03-01', '2020-12-31']],
    // A phase for which no first day is printed begins with the plan.
    ['review', ['2018-03-01', '2020-12-31']],
    ['2018-Q5', null],
    ['2018年', null],
    ['launch', null],
  ])('%s is %j', (period, days) => {
    const span = periodSpan(period, plan, milestones)
    expect(span && [span.from, span.to]).toEqual(days)
  })

  it.each([
    ['2018', '2018'],
    ['２０１８年', '2018'],
    ['2018-Q3', '2018-Q3'],
    ['2018q3', '2018-Q3'],
    ['2018年第三季度', '2018-Q3'],
    ['2018年 4季度', '2018-Q4'],
    ['2018-09', '2018-09'],
    ['2018年9月', '2018-09'],
    ['2018年12月', '2018-12'],
    ['launch', 'launch'],
    ['plan', 'plan'],
    ['去年', '去年'],
    ['2018年第五季度', '2018年第五季度'],
  ])('that is written %s is %s', (written, period) => {
    expect(readPeriod(written)).toBe(period)
  })

  it('is owed where it lies wholly in the plan', () => {
    const names = (cadence: 'yearly' | 'quarterly') => wholePeriods(cadence, plan).map(({ name }) => name)
    expect(names('yearly')).toEqual(['2019', '2020'])
    expect(names('quarterly').slice(0, 2)).toEqual(['2018-Q2', '2018-Q3'])
    expect(names('quarterly')).toHaveLength(11)
  })

  it('ends with the month, in leap years too', () => {
    expect(['2019-02', '2020-02', '1900-02', '2000-02', '2019-04', '2019-12'].map(endOfMonth)).toEqual([
      '2019-02-28',
      '2020-02-29',
      '1900-02-28',
      '2000-02-29',
      '2019-04-30',
      '2019-12-31',
    ])
  })
})
