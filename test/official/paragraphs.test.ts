import { expect, test } from 'vitest'
import { readOfficialText } from '../../src/official/official-text.ts'
import { clause, source, texts } from './plan.ts'

const inChapter = (body: string) => readOfficialText(`一、做法\n\n（一）场地\n\n${body}`)
const paths = (text: string) => readOfficialText(text).clauses.map(({ path }) => path)

test.each([
  ['a sentence', '球场要\n\n常开。', '球场要常开。'],
  ['a word before a page number', '球场\n\n— 12 —\n\n\f常开。', '球场常开。'],
  ['a year', '到20\n\n25年通水。', '到2025年通水。'],
  ['a range of months', '2025年1月\n\n—12月验收。', '2025年1月—12月验收。'],
  ['a name in Latin letters', '装AP\n\nP系统。', '装APP系统。'],
  ['behind a bracket', '各镇（街道）\n\n都要办。', '各镇（街道）都要办。'],
  ['before a comma', '球场常开\n\n，学校也开。', '球场常开，学校也开。'],
  ['before a decimal number', '增长\n\n3.5倍以上。', '增长3.5倍以上。'],
  ['before a list', '赛事设一等奖、\n\n二、三等奖。', '赛事设一等奖、二、三等奖。'],
])('what a page break cut is closed up: %s', (_, body, joined) => {
  expect(clause('一（一）', inChapter(body)).text).toBe(`场地\n${joined}`)
})

test.each([
  ['a stop', '球场常开。\n\n学校也开。'],
  ['a stop inside quotation marks', '人称“球场常开。”\n\n学校也开。'],
  ['a colon', '要求如下：\n\n学校也开。'],
])('a paragraph that ends in %s is whole', (_, body) => {
  expect(clause('一（一）', inChapter(body)).text).toBe(`场地\n${body.replace('\n\n', '\n')}`)
})

test('a number, a dash and an owner line begin a paragraph even where the stop before them was left out', () => {
  const text = inChapter(
    '1. 修。先修旧的\n\n2. 建。再建新的\n\n——管。有人管\n\n分工：甲局牵头，乙局\n\n参与。',
  )
  expect(text.clauses.map(({ path }) => path)).toEqual([
    '一',
    '一（一）',
    '一（一）1',
    '一（一）2',
    '一（一）—1',
  ])
  expect(texts(text.ownerLines[0]?.participants ?? [])).toEqual(['乙局'])
})

test.each(['——', '—', '－－', '--', '─', '–', '— —'])('a dash item may begin with %s', dash => {
  expect(clause('一（一）—1', inChapter(`${dash}管起来。`)).text).toBe('管起来。')
})

test('numbers are read in any width, bracket and stray space', () => {
  expect(paths('⼀、甲\n(一)乙\n（ 二 ）丙\n１．丁。\n2、戊。\n二 、己\n【一】庚\n十一、辛')).toEqual([
    '一',
    '一（一）',
    '一（二）',
    '一（二）1',
    '一（二）2',
    '二',
    '二（一）',
    '十一',
  ])
})

test('headings of items may have a line of their own where the document prints them so', () => {
  const text = inChapter('1. 修旧\n\n先修旧的。\n\n2. 建新\n\n再建新的。')
  expect(clause('一（一）1', text)).toMatchObject({ heading: { text: '修旧' }, text: '修旧\n先修旧的。' })
})

test('a heading may go on to a second line', () => {
  const long = '实施居民家门口场地设施补短板和无障碍改造'
  expect(clause('一', readOfficialText(`一、${long}\n\n提升行动\n\n要做好。`)).heading?.text).toBe(
    `${long}提升行动`,
  )
  expect(clause('一', readOfficialText('一、场地\n\n行动\n\n（一）修旧')).heading?.text).toBe('场地行动')
})

test('what follows the plan is not part of its last clause', () => {
  const text = inChapter('——管起来。\n\n附件：场地一览\n\n抄送：区人大。\n\n青溪区教育局\n\n2021年3月9日')
  expect(clause('一（一）—1', text).text).toBe('管起来。')
})

test.each([
  ['a section', '（二）实施 农民健身工程', '三（二）'],
  ['a chapter', '四、怎样落实', '四'],
])('when the heading of %s is left out, the numbers below it still tell where it was', (_, heading, path) => {
  const text = readOfficialText(source.replace(`${heading}\n`, ''))
  expect(clause(path, text)).toMatchObject({ isPrinted: false, heading: null })
  const whole = readOfficialText(source)
  expect(text.clauses.map(found => found.path)).toEqual(whole.clauses.map(found => found.path))
  expect(text.ownerLines.map(line => line.clause)).toEqual(whole.ownerLines.map(line => line.clause))
})

test('a number printed twice is a misprint and no new section', () => {
  expect(paths('一、甲\n（一）乙\n1. 丙。\n1. 丁。\n（二）戊\n（二）己\n二、庚')).toEqual([
    '一',
    '一（一）',
    '一（一）1',
    '一（一）1',
    '一（二）',
    '一（二）',
    '二',
  ])
})
