import { expect, it } from 'vitest'
import { readIssueDate } from '../../src/official/issue-date.ts'

it.each([
  ['2017年2月21日', '2017-02-21'],
  ['２０１７年２月２１日', '2017-02-21'],
  ['（2017年2月21日印发）', '2017-02-21'],
  ['二〇一七年二月二十一日', '2017-02-21'],
  ['二○一七年十二月三十一日', '2017-12-31'],
  ['二零一零年十月十日', '2010-10-10'],
  ['2020年2月29日', '2020-02-29'],
  ['2019年2月29日', null],
  ['2017年9月31日', null],
  ['2017年13月1日', null],
  ['〇〇一七年二月一日', null],
  ['2017年2月21日印发各镇（街道）', null],
  [`${'2017年2月21日'.padStart(40)}`, null],
  ['2017年', null],
])('the line %j names the day %j', (line, day) => {
  expect(readIssueDate(line)).toBe(day)
})
