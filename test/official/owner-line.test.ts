import { expect, test } from 'vitest'
import { readOfficialText } from '../../src/official/official-text.ts'
import { texts } from './plan.ts'

function read(line: string): string {
  const [owners] = readOfficialText(`一、做法\n\n${line}`).ownerLines
  if (!owners) throw new Error('no owner line was found')
  return `${texts(owners.leads).join(' ')} | ${texts(owners.participants).join(' ')}${owners.open ? ' …' : ''}`
}

test.each([
  ['分工：甲局、乙局牵头，丙局、丁局等单位参与。', '甲局 乙局 | 丙局 丁局 …'],
  ['分 工:甲局牵头,丙局参与.', '甲局 | 丙局'],
  ['分工：甲局，乙局牵头；丙局，丁局配合。', '甲局 乙局 | 丙局 丁局'],
  ['责任分工：甲局负责牵头，丙局等有关部门共同参与。', '甲局 | 丙局 …'],
  ['分工：甲局牵头，丙局、丁局。', '甲局 | 丙局 丁局'],
  ['分工：甲局、乙局。', '甲局 乙局 | '],
  ['分工：甲局牵头，各镇（街道、园区）参与。', '甲局 | 各镇（街道、园区）'],
  ['分工：甲局牵头，各镇（街道、丙局；丁局参与。', '甲局 | 各镇（街道、丙局 丁局'],
  ['分工：甲局 、 乙局　牵头，丙局 等单位 参与。', '甲局 乙局 | 丙局 …'],
  ['分工：', ' | '],
])('%s', (line, owners) => {
  expect(read(line)).toBe(owners)
})
