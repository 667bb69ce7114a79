import { describe, expect, it } from 'vitest'
import { chineseNumber, compareClauses, readClause, toChineseNumber } from '../../src/model/clause.ts'

const dashed = (section: string) => section === '四（一）'

describe('a clause as people type it', () => {
  it.each([
    ['三（八）4', '三（八）4'],
    ['三(八)4', '三（八）4'],
    ['三 （八） ４', '三（八）4'],
    ['三、（八）', '三（八）'],
    ['三', '三'],
    ['3.8.4', '三（八）4'],
    ['3.8', '三（八）'],
    ['12', '十二'],
    ['十二（二十一）3', '十二（二十一）3'],
    ['20.30.1', '二十（三十）1'],
    ['四（一）—2', '四（一）—2'],
    ['四（一）2', '四（一）—2'],
    ['四（一）-2', '四（一）—2'],
    ['4.1.2', '四（一）—2'],
    ['四（二）2', '四（二）2'],
    ['0.1', null],
    ['3.0', null],
    ['3.1.0', null],
    ['三（八', null],
    ['三三', null],
    ['十十', null],
    ['T1.1', null],
    ['', null],
  ])('%j is %j', (written, clause) => {
    expect(readClause(written, dashed)).toBe(clause)
  })
})

describe('Chinese numbers', () => {
  it('are read as they are written, from 1 to 99', () => {
    const all = Array.from({ length: 99 }, (_, index) => index + 1)
    expect(all.map(value => chineseNumber(toChineseNumber(value)))).toEqual(all)
    expect([1, 10, 11, 20, 99].map(toChineseNumber)).toEqual(['一', '十', '十一', '二十', '九十九'])
  })

  it('are none where they say nothing', () => {
    expect(['', '一二', '百', '十十', '3'].map(chineseNumber)).toEqual([0, 0, 0, 0, 0])
  })
})

it('clauses stand in the order of the document', () => {
  const clauses = [
    '四',
    '三（十）',
    '三（九）2',
    '三',
    '三（九）',
    '三（九）10',
    '十（一）',
    '四（一）—2',
    '附件',
  ]
  expect(clauses.sort(compareClauses)).toEqual([
    '附件',
    '三',
    '三（九）',
    '三（九）2',
    '三（九）10',
    '三（十）',
    '四',
    '四（一）—2',
    '十（一）',
  ])
})
