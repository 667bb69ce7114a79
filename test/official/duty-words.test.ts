import { expect, test } from 'vitest'
import { dutyWords, readOfficialText } from '../../src/official/official-text.ts'
import { plan } from './plan.ts'

const wordsIn = (sentence: string) =>
  readOfficialText(`一、做法\n\n${sentence}`)
    .dutySentences([1])
    .flatMap(({ words }) => words)

test('the sentences that ask for something are listed with their clause; headings are not', () => {
  expect(plan.dutySentences([4]).map(({ clause, text, words }) => [clause, text, words])).toEqual([
    [
      '四（一）—1',
      '区全民健身领导小组要把各部门拢到一起，牵头单位每季度碰头一次，协作单位按时报进展。',
      ['要'],
    ],
    ['四（一）—2', '要有专人管场地。', ['要']],
    ['四（二）—1', '把健身经费列入预算，并逐步增加。', ['列入', '逐步']],
    ['四（二）—2', '建立场地台账，谁建谁管。', ['建立']],
    ['四（三）—1', '2021年4月底前，制定年度计划。', ['制定']],
    ['四（三）—2', '2025年1月—12月，组织总结，对“十四五”期间做得好的集体予以表扬。', ['组织']],
  ])
})

test.each(dutyWords)('%s asks for something', word => {
  expect(wordsIn(`各镇${word}办赛。`)).toEqual([word])
})

test.each(['重要的是纲要的要求。', '适应应用，相应应急。', '《应建立的制度》好。'])(
  '%s asks for nothing',
  sentence => {
    expect(wordsIn(sentence)).toEqual([])
  },
)
