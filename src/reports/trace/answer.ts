import type { Text } from '../../model/text.ts'
import type { OfficialText } from '../../official/official-text.ts'
import { type Answer, type Cell, cell, column, type Section } from '../view.ts'
import type { TraceFinding } from './finding.ts'
import type { Trace } from './trace.ts'

const kindWords: Readonly<Record<TraceFinding['kind'], Text>> = {
  'clause-missing': { zh: '原文没有这一条', en: 'the text lacks this clause' },
  heading: { zh: '标题不同', en: 'the heading differs' },
  title: { zh: '文件信息不同', en: 'the document differs' },
  phase: { zh: '起止时间不同', en: 'the phase differs' },
  'owner-added': { zh: '原文多一个单位', en: 'the text names one more' },
  'owner-dropped': { zh: '原文少一个单位', en: 'the text names one less' },
  'owner-replaced': { zh: '单位不同', en: 'another unit' },
  'owner-role': { zh: '分工不同', en: 'another role' },
  'owner-order': { zh: '次序不同', en: 'another order' },
  'owners-swapped': { zh: '两个单位对调', en: 'two units changed places' },
  'owner-list-open': { zh: '“等单位”不同', en: 'the end of the list differs' },
  'owner-line-missing': { zh: '原文没有分工', en: 'the text has no owner line' },
  'owner-line-extra': { zh: '数据没有这一行分工', en: 'the data lacks this owner line' },
  words: { zh: '关键词不在原文', en: 'the words are not in the text' },
  number: { zh: '数据没有这个数字', en: 'the data lacks this number' },
  uncited: { zh: '没有对应的数据', en: 'nothing in the data cites it' },
}

/** True where data and text differ; sentences that nothing cites are no difference. */
export const hasDifferences = (trace: Trace): boolean => differences(trace).length > 0

const differences = (trace: Trace): readonly TraceFinding[] =>
  [
    ...trace.titles.differences,
    ...trace.clauses.missing,
    ...trace.headings.differences,
    ...trace.owners.differences,
    ...trace.words.missing,
    ...trace.numbers.missing,
  ].sort((a, b) => a.offset - b.offset)

/** What agrees, counted; what differs, side by side; and what the data does not carry. */
export function traceAnswer(trace: Trace, official: OfficialText, file: string): Answer {
  const located = (finding: TraceFinding) => {
    const { offset, ...rest } = finding
    return { ...rest, ...official.position(offset) }
  }
  const { clauses, owners, headings, titles, words, numbers, uncited } = trace
  const found = differences(trace)
  const rows = (findings: readonly TraceFinding[]) =>
    findings.map(finding => {
      const { line, column: at } = official.position(finding.offset)
      return [
        cell(`${file}:${line}:${at}`, 'faint'),
        cell(finding.clause),
        cell(kindWords[finding.kind]),
        ...sideBySide(finding),
      ]
    })
  return {
    kind: 'trace',
    data: {
      clauses: { ...clauses, missing: clauses.missing.map(located) },
      owners: { ...owners, differences: owners.differences.map(located) },
      headings: { ...headings, differences: headings.differences.map(located) },
      titles: { ...titles, differences: titles.differences.map(located) },
      words: { ...words, missing: words.missing.map(located) },
      numbers: { ...numbers, missing: numbers.missing.map(located) },
      uncited: uncited.map(located),
    },
    view: [
      {
        table: {
          title: { zh: `与官方文本核对：${file}`, en: `held against the official text: ${file}` },
          columns: [
            column('核对', 'Compared'),
            column('共', 'All', 'right'),
            column('相符', 'Equal', 'right'),
            column('不符', 'Differing', 'right'),
          ],
          rows: [
            count(
              { zh: '文件信息、目标和阶段', en: 'document, objectives, phases' },
              titles.compared,
              titles.differences.length,
            ),
            count({ zh: '条款', en: 'clauses' }, clauses.cited, clauses.cited - clauses.found),
            count(
              { zh: '任务和措施标题', en: 'headings of tasks and measures' },
              headings.compared,
              headings.differences.length,
            ),
            count(
              { zh: `分工单位（${owners.lines} 行）`, en: `owners (${owners.lines} lines)` },
              owners.names,
              owners.differences.length,
            ),
            count({ zh: '关键词', en: 'words' }, words.cited, words.missing.length),
            count({ zh: '数字', en: 'numbers' }, numbers.found, numbers.missing.length),
          ],
        },
      },
      ...section({ zh: '不符', en: 'Differences' }, rows(found)),
      ...section(
        { zh: '原文有而数据没有引用的句子', en: 'Sentences that nothing in the data cites' },
        rows(uncited).map(row => row.slice(0, 2).concat(row.slice(3, 4))),
        true,
      ),
      {
        text:
          found.length === 0
            ? { zh: '数据与官方文本相符。', en: 'The data agrees with the official text.' }
            : {
                zh: `数据与官方文本有 ${found.length} 处不符。`,
                en: `The data and the official text differ in ${found.length} places.`,
              },
      },
    ],
  }
}

const count = (what: Text, all: number, differing: number): Cell[] => [
  cell(what),
  cell(all),
  cell(all - differing),
  cell(differing, differing > 0 ? 'bad' : 'good'),
]

function section(title: Text, rows: readonly (readonly Cell[])[], uncited = false): Section[] {
  if (rows.length === 0) return []
  const place = [column('位置', 'Place'), column('条款', 'Clause')]
  const columns = uncited
    ? [...place, column('原文', 'Text')]
    : [...place, column('问题', 'What'), column('原文', 'Text'), column('数据', 'Data')]
  return [
    {
      table: {
        title: { zh: `${title.zh}（${rows.length}）`, en: `${title.en} (${rows.length})` },
        columns,
        rows,
      },
    },
  ]
}

/** The text and the data with the characters that differ in 【】. */
function sideBySide({ kind, text, data }: TraceFinding): Cell[] {
  if (text === null || data === null || kind === 'owner-role' || kind === 'words' || kind === 'number') {
    return [cell(text), cell(data)]
  }
  const [a, b] = [[...text], [...data]]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++
  const marked = (characters: readonly string[]) => {
    const middle = characters.slice(start, characters.length - end).join('')
    const before = characters.slice(0, start).join('')
    return middle === characters.join('') || middle === ''
      ? characters.join('')
      : `${before}【${middle}】${characters.slice(characters.length - end).join('')}`
  }
  return [cell(marked(a)), cell(marked(b))]
}
