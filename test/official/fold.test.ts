import { expect, test } from 'vitest'
import { fold } from '../../src/official/official-text.ts'

test.each([
  ['2016—2020年', '２０１６－2020 年'],
  ['——各镇', '－－各镇'],
  ['（一）', '(一)'],
  ['惠〔2017〕4号', '惠[2017]4号'],
  ['“互联网＋”', '"互联网+"'],
  ['APP（应用）', 'ＡＰＰ( 应用 )'],
  ['⽂化', '文化'],
  ['12％', '12%'],
])('%s reads like %s', (one, other) => {
  expect(fold(one).text).toBe(fold(other).text)
})

test.each([
  ['镇', '填'],
  ['《纲要》', '（纲要）'],
  ['APP', 'app'],
  ['3项', '5项'],
])('%s does not read like %s', (one, other) => {
  expect(fold(one).text).not.toBe(fold(other).text)
})

test('every folded character knows where it came from', () => {
  expect(fold('甲 —— ㎡')).toEqual({ text: '甲-m2', offsets: [0, 2, 5, 5] })
})
