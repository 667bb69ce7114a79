import { describe, expect, it } from 'vitest'
import { recordLines } from '../../src/reports/record-lines.ts'
import { findRepository } from '../../src/repository/find.ts'
import { openRepository } from '../../src/repository/open.ts'
import { exampleRepository } from '../scratch.ts'

const id = '2018-09-16-kexie-x7f3q'
const file = `records/activity/2018/${id}.yaml`
const written = `id: ${id}
date: "2018-09-16"
unit: 区科协
title: 全国科普日主场活动
evidence:
  - evidence/2018/简报.pdf
  - https://example.org/kepu
  - title: 现场照片
    url: https://example.org/photo
  - archive: 2018-科普-012
`

describe('records behind a number', () => {
  it('are told with what shows them', async () => {
    const location = findRepository(exampleRepository({ [file]: written }), undefined)
    const { plan, prefix } = await openRepository(location)
    const record = recordLines({ plan, prefix, day: '2020-12-31' })
    expect(record('2018-09-15-kexie-aaaaa')).toBeUndefined()
    expect(record(id)).toEqual({
      id,
      date: '2018-09-16',
      kind: { zh: '活动', en: 'activity' },
      title: '全国科普日主场活动',
      unit: '区科协',
      evidence: [
        { words: 'evidence/2018/简报.pdf', url: null },
        { words: 'https://example.org/kepu', url: 'https://example.org/kepu' },
        { words: '现场照片', url: 'https://example.org/photo' },
        { words: '2018-科普-012', url: null },
      ],
      file: expect.stringMatching(/records\/activity\/2018\/2018-09-16-kexie-x7f3q\.yaml$/),
    })
  })
})
