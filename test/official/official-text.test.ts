import { expect, test } from 'vitest'
import { find, readOfficialText } from '../../src/official/official-text.ts'
import { clause, plan, source, texts } from './plan.ts'

test('the head of the document is read', () => {
  expect(plan.documentNumber?.text).toBe('青政办［2021］17号')
  expect(plan.issuer?.text).toBe('云泽市青溪区人民政府办公室')
  expect(texts(plan.titles)).toEqual([
    '云泽市青溪区人民政府办公室关于印发青溪区全民健身行动实施方案（2021—2025年）的通知',
    '青溪区全民健身行动实施方案（2021-2025年）',
  ])
  expect(plan.addressees?.text).toBe('各乡镇人民政府，各街道办事处，区直各单位')
  expect(plan.issuedOn).toMatchObject({ text: '2021年3月9日', day: '2021-03-09' })
  expect(plan.preamble).toHaveLength(2)
  expect(plan.preamble[1]?.text).toMatch(/拟定本方案。$/)
})

test.each(['〔2021〕', '［2021］', '[2021]', '(2021)', '（2021）', '【2021】', '〔２０２１〕'])(
  'a document number may have the brackets %s',
  year => {
    expect(readOfficialText(`青政办${year}17号\n\n一、总则`).documentNumber?.text).toBe(`青政办${year}17号`)
  },
)

test('a document may be signed and dated at its foot', () => {
  const text = readOfficialText(
    '青溪区读书方案\n\n一、做法\n\n——读书。\n\n青溪区教育局\n\n二〇二一年三月九日\n',
  )
  expect(texts(text.titles)).toEqual(['青溪区读书方案'])
  expect(text.issuer?.text).toBe('青溪区教育局')
  expect(text.issuedOn?.day).toBe('2021-03-09')
  expect(clause('一—1', text).text).toBe('读书。')
})

test('clauses are found under their paths, in printed order', () => {
  expect(plan.clauses.map(({ path, heading }) => `${path} ${heading?.text ?? ''}`.trim())).toEqual([
    '一 为什么做',
    '二 思路和目标',
    '二（一） 思路',
    '二（二） 目 标',
    '二（二）1 身边场地成网',
    '二（二）2 赛事活动成季',
    '二（二）3 指导队伍成形',
    '三 主要任务',
    '三（一） 实施校园开放行动',
    '三（一）1 打开校门',
    '三（一）2 教会学生一项本领',
    '三（二） 实施 农民健身工程',
    '三（二）1 修好旧场地',
    '三（二）2 组织乡土赛事',
    '三（二）3 培养带头人',
    '三（三） 实施步道建设工程',
    '三（三）1 分段施工',
    '四 怎样落实',
    '四（一） 统筹协调',
    '四（一）—1',
    '四（一）—2',
    '四（二） 支撑条件',
    '四（二）—1 经费有着落',
    '四（二）—2 场地有人管',
    '四（三） 时间安排',
    '四（三）—1 起步',
    '四（三）—2 收尾',
  ])
})

test('a clause is its heading and what stands below it, sentence by sentence', () => {
  const { text, sentences } = clause('三（一）')
  expect(text).toBe(
    '实施校园开放行动\n学校场地是离居民最近的场地，要先开起来。开放时段和责任由学校与社区商定，费用由区里补一点。',
  )
  expect(sentences.map(sentence => [sentence.text, sentence.isHeading])).toEqual([
    ['实施校园开放行动', true],
    ['学校场地是离居民最近的场地，要先开起来。', false],
    ['开放时段和责任由学校与社区商定，费用由区里补一点。', false],
  ])
  expect(texts(clause('四（一）—2').sentences)).toEqual([
    '各乡镇（街道）每年安排不少于5次面向老年人的活动；',
    '要有专人管场地。',
  ])
})

test('owners are read name by name, in printed order, across page breaks', () => {
  expect(
    plan.ownerLines.map(line => [line.clause, texts(line.leads), texts(line.participants), line.open]),
  ).toEqual([
    [
      '三（一）',
      ['区教育局', '团区委'],
      ['区体育中心', '区财政局', '区公安分局', '各乡镇（街道、办事处）'],
      true,
    ],
    ['三（二）', ['区农业局', '区体育中心'], ['区教体局', '区财政局', '区妇联', '上河镇', '土河镇'], true],
    ['三（三）', ['区住建局'], ['区林业局', '区财政局'], false],
  ])
})

test('every finding has its place in the source', () => {
  const lineOf = (words: string) => source.slice(0, source.indexOf(words)).split('\n').length
  expect(plan.position(clause('三（二）2').start)).toEqual({ line: lineOf('2. 组织乡土赛事'), column: 1 })
  const township = plan.ownerLines[1]?.participants[4]
  expect(plan.position(township?.start ?? 0)).toEqual({ line: lineOf('联、上河镇'), column: 7 })
  // A word that a page break cut begins on one line and ends on another.
  const cut = find(clause('二（一）'), '成为习惯')
  expect(cut && [plan.position(cut.start), plan.position(cut.end)]).toEqual([
    { line: lineOf('　　以居民家门口'), column: 37 },
    { line: lineOf('习惯。'), column: 3 },
  ])
})

test('lines end in any of the usual ways, and a byte order mark takes no column', () => {
  const text = readOfficialText('\ufeff一、甲\r\n\r\n（一）乙\r（二）丙\n——丁。')
  expect(text.clauses.map(({ path, start }) => ({ path, ...text.position(start) }))).toEqual([
    { path: '一', line: 1, column: 1 },
    { path: '一（一）', line: 3, column: 1 },
    { path: '一（二）', line: 4, column: 1 },
    { path: '一（二）—1', line: 5, column: 1 },
  ])
})

test('words are found whatever their widths, dashes, quotes and spaces', () => {
  expect(find(clause('二（二）'), '超过38%')).not.toBeNull()
  expect(find(clause('二（二）2'), '2021年-2025年')).not.toBeNull()
  expect(find(clause('四（三）—2'), '对"十四五"期间')).not.toBeNull()
  expect(find(clause('三（二）2'), 'young people')).not.toBeNull()
  expect(find(clause('四（一）—2'), '不少于6次')).toBeNull()
  expect(find(clause('四（一）—2'), ' ')).toBeNull()
})

test.each([
  ['nothing', ''],
  ['English prose', 'Read me\n\n1. Install it.\n- Run it.\n'],
  ['a list without chapters', '（一）买米\n1. 十斤。\n分工：我牵头，你参与。'],
  ['the bytes of a docx', 'PK\u0003\u0004\u0014\u0000\u0006\u0000[Content_Types].xml'],
])('%s is no plan', (_, text) => {
  expect(readOfficialText(text)).toMatchObject({ clauses: [], ownerLines: [] })
})
