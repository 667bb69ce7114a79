import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openRepository } from '../../src/repository/open.ts'
import { check } from '../../src/rules/check.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { scratch } from '../scratch.ts'
import { edited } from './edited.ts'

const activity = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What is said, in both languages, where a record names a file as evidence. */
async function said(file: string, hash?: string) {
  const lines = ['evidence:', `  - file: ${file}`, ...(hash === undefined ? [] : [`    sha256: ${hash}`])]
  const folder = scratch({
    ...edited(examplePlan, { [activity]: [['attendance: 320\n', `attendance: 320\n${lines.join('\n')}\n`]] }),
    'evidence/photo.txt': '照片',
  })
  const problems = await check(await openRepository({ root: folder, prefix: '' }), '2020-12-01')
  return problems.map(
    ({ rule, line, message, hint }) => `${rule}:${line} ${message.zh} ${message.en} ${hint?.en}`,
  )
}

describe('evidence-missing', () => {
  const hint = 'give the path from the folder of plan.yaml, such as evidence/2018/photo.jpg'

  it.each([
    ['evidence/none.jpg', '没有这个文件', 'there is no such file'],
    ['../none.jpg', '路径指到了数据文件夹之外', 'the path leads out of the data folder'],
    ['evidence', '这不是普通文件', 'this is not a regular file'],
  ])('tells why %s is none', async (file, zh, en) => {
    expect(await said(file)).toEqual([`evidence-missing:12 “${file}”：${zh} "${file}": ${en} ${hint}`])
    expect(await said(file, sha256('照片'))).toHaveLength(1)
  })

  it('says nothing of a file that is there', async () => {
    expect(await said('evidence/photo.txt')).toEqual([])
  })
})

describe('evidence-changed', () => {
  it('tells what the file hashes to now', async () => {
    expect(await said('evidence/photo.txt', sha256('別的'))).toEqual([
      `evidence-changed:12 “evidence/photo.txt”与登记时的指纹不符 "evidence/photo.txt" does not have the sha256 that was recorded get the file back; if it was replaced, write ${sha256('照片')}`,
    ])
  })

  it('says nothing of a file that is the same, or whose hash nobody kept', async () => {
    expect(await said('evidence/photo.txt', sha256('照片'))).toEqual([])
    expect(await said('evidence/photo.txt')).toEqual([])
  })
})
