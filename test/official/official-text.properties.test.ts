import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, type OfficialText, promises, readOfficialText } from '../../src/official/official-text.ts'
import { plan, source, texts } from './plan.ts'

/** What a text says, whatever its line breaks. */
const meaning = ({ clauses, ownerLines }: OfficialText) => ({
  clauses: clauses.map(clause => [clause.path, clause.heading?.text, fold(clause.text).text]),
  promises: clauses.flatMap(clause => promises(clause).map(({ value, unit, by }) => [value, unit, by])),
  owners: ownerLines.map(line => [line.clause, texts(line.leads), texts(line.participants), line.open]),
})

const words = [
  '一、',
  '（二）',
  '3. ',
  '——',
  '分工：',
  '牵头',
  '，',
  '。',
  '不少于',
  '5项',
  '\n\n',
  '\f',
  '2021年3月9日',
  '”',
  '附件：',
]
const textual = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 3 })))
    .map(parts => `一、甲\n${parts.join('')}`),
  fc
    .tuple(fc.nat(source.length), fc.nat(40), fc.constantFrom('', ...words))
    .map(([at, length, put]) => source.slice(0, at) + put + source.slice(at + length)),
)

test('any string is read without throwing, and every character stands where the reader says', () => {
  fc.assert(
    fc.property(textual, text => {
      const read = readOfficialText(text)
      read.dutySentences([1, 2, 3, 4])
      for (const clause of read.clauses) {
        expect(clause.offsets).toHaveLength(clause.text.length)
        for (const [index, offset] of clause.offsets.entries()) {
          if (clause.text[index] !== '\n') expect(text[offset]).toBe(clause.text[index])
        }
        for (const { start, end, text: printed } of [...clause.sentences, ...promises(clause)]) {
          expect(text[start]).toBe(printed[0])
          expect(text[end - 1]).toBe(printed.at(-1))
        }
      }
      for (const name of read.ownerLines.flatMap(line => [...line.leads, ...line.participants])) {
        expect(text[name.start]).toBe(name.text[0])
      }
    }),
    { numRuns: 400 },
  )
})

test('a position names the line and column of its offset', () => {
  fc.assert(
    fc.property(fc.nat(source.length), offset => {
      const { line, column } = plan.position(offset)
      const lines = source.split('\n')
      expect(lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1).toBe(offset)
    }),
  )
})

// Where a page may end: inside an item, a dash item or an owner line, behind its mark and its heading.
const cuttable = [
  ...plan.clauses
    .filter(({ kind }) => kind === 'item' || kind === 'dash')
    .map(({ heading, offsets, start, end }) => ({
      from: Math.max(heading?.end ?? start, offsets[0] ?? start) + 1,
      end,
    })),
  ...plan.ownerLines.map(({ start, end }) => ({ from: start + '分工：'.length, end })),
]

test('a page break inside a paragraph changes nothing', () => {
  expect(cuttable.length).toBeGreaterThan(10)
  const place = fc.constantFrom(...cuttable).chain(({ from, end }) => fc.integer({ min: from, max: end }))
  const breaks = fc.constantFrom('\n\n', '\r\n\r\n', '\n— 7 —\n\f', '\n- 12 -\n　　', '\f')
  fc.assert(
    fc.property(place, breaks, (at, pageBreak) => {
      const cut = readOfficialText(source.slice(0, at) + pageBreak + source.slice(at))
      expect(meaning(cut)).toEqual(meaning(plan))
    }),
    { numRuns: 300 },
  )
})

test('Windows line ends and a byte order mark change nothing', () => {
  expect(meaning(readOfficialText(`\ufeff${source.replaceAll('\n', '\r\n')}`))).toEqual(meaning(plan))
})

// The time limit is what is asserted: a step that is not linear would take minutes.
test('text made to be slow to read is read in time', () => {
  const hostile = [
    '—',
    '1',
    '。',
    '”',
    '（',
    '一、甲\n',
    '1. 甲\n',
    '不少于',
    '1,111',
    '分工：甲、',
    '分工：甲牵头，乙',
    '，“十三五',
    '《',
  ]
  for (const piece of hostile) {
    const text = readOfficialText(`一、甲\n${piece.repeat(100_000 / piece.length)}`)
    for (const clause of text.clauses) promises(clause)
    text.dutySentences([1])
  }
}, 15_000)
