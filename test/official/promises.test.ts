import { expect, test } from 'vitest'
import { promises } from '../../src/official/official-text.ts'
import { clause, plan } from './plan.ts'

const read = (text: string) =>
  promises({ text, offsets: Array.from(text, (_, index) => index) }).map(promise =>
    `${promise.text}: ${promise.comparison} ${promise.value} ${promise.unit}`.trimEnd(),
  )

test('the numbers of the plan are found at their places', () => {
  const found = plan.clauses.flatMap(({ path }) =>
    promises(clause(path)).map(promise => `${path} ${promise.text}`),
  )
  expect(found).toEqual([
    '二（二） 超过38％',
    '三（一）2 至少学会一项',
    '三（一）2 不少于2场',
    '三（二）3 力争建成市级示范村1个',
    '三（二）3 区级示范村4个',
    '三（二）3 乡镇级示范村9个',
    '三（三）1 达到三百万元以上',
    '四（一）—1 牵头单位每季度碰头一次',
    '四（一）—2 不少于5次',
  ])
  expect(promises(clause('三（二）3'))[1]).toMatchObject({
    value: 4,
    unit: '个',
    comparator: '力争',
    comparison: '>=',
    by: 2025,
  })
})

test.each([
  ['比例超过12.5%。', ['超过12.5%: > 12.5 %']],
  ['比例达到百分之三十五以上。', ['达到百分之三十五以上: >= 35 %']],
  ['每年不少于三项。', ['不少于三项: >= 3 项']],
  ['每年举办两次培训。', ['每年举办两次: >= 2 次']],
  ['缺席不超过２人次。', ['不超过２人次: <= 2 人次']],
  ['培训1,200人次以上。', ['培训1,200人次以上: >= 1200 人次']],
  ['到2025年，达到3.5万人次。', ['达到3.5万人次: >= 3.5 万人次']],
  ['服务期不少于5年。', ['不少于5年: >= 5 年']],
  ['每年办10—15场。', ['每年办10—15场: >= 10 场']],
  ['到二〇二五年，建成十二个；推广二十处。', ['建成十二个: >= 12 个', '推广二十处: >= 20 处']],
])('promised: %s', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test.each([
  '到2025年，场地明显增加。',
  '2021年4月底前，制定计划。',
  '每年3月，总结“十四五”规划和“四位一体”布局。',
  '到2025年，十四五规划全面完成，建成一批场地。',
  '每年按照《办法（3项）》（云政办〔2020〕88号）第三条办理。',
  '现有球场12个。到2025年，更多。',
])('not promised: %s', text => {
  expect(read(text)).toEqual([])
})
