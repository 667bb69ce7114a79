import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordKinds } from '../../src/model/written.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { openSheet } from '../../src/sheets/open-sheet.ts'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'
import { activities, crowd, runKilled } from './hard.ts'

const flags = (title: string, ...more: string[]) => [
  'record',
  'activity',
  '--unit',
  '区科协',
  '--date',
  '2018-11-01',
  '--title',
  title,
  ...more,
]
const record = async (cwd: string, ...argv: string[]) => {
  const ran = await run([...argv, '--format', 'json'], { cwd })
  return { ...ran, ...((ran.out ? JSON.parse(ran.out).data : {}) as { id: string; file: string }) }
}

describe('record', () => {
  it('understands Chinese flags, days, lists, choices and numbers, and writes one canonical file', async () => {
    const cwd = exampleRepository()
    const { code, out, err } = await run(
      [
        'record',
        '活动',
        '--单位',
        '科协',
        '--日期',
        '2018年11月1日',
        '--名称',
        '冬季：讲座 #1',
        '--形式',
        '讲座',
        '--措施',
        'T1.1',
        '--人次',
        '1,200',
        '--志愿者人数',
        '２０',
      ],
      { cwd },
    )
    expect(err).toBe('')
    expect(code).toBe(0)
    const [file = ''] = out.split('\n')
    expect(file).toMatch(/^records\/activity\/2018\/2018-11-01-kexie-[0-9a-z]{5}\.yaml$/)
    expect(out).toContain('已登记：2018-11-01 区科协 活动 冬季：讲座 #1')
    expect(readFileSync(join(cwd, file), 'utf8').replace(/^id: .*\n/, '')).toBe(
      'date: "2018-11-01"\nunit: 区科协\ntitle: "冬季：讲座 #1"\nmeasures:\n  - T1.1\nform: lecture\nattendance: 1200\nvolunteers:\n  people: 20\n',
    )
    expect((await run(['fmt', '--check'], { cwd })).code).toBe(0)
    expect((await run(['validate', '--strict'], { cwd })).code).toBe(0)
  })

  it('says where the same content is, and makes another with --again', async () => {
    const cwd = exampleRepository()
    const first = await record(cwd, ...flags('讲座'))
    const second = await run(flags('讲座'), { cwd })
    expect(second.code).toBe(1)
    expect(second.err).toContain(first.file)
    const again = await record(cwd, ...flags('讲座', '--again'))
    expect(again.id).toHaveLength(first.id.length + 1)
    expect(again.id.startsWith(first.id)).toBe(true)
    expect((await run(['validate', '--strict'], { cwd })).code).toBe(0)
  })

  it.each([
    [['--date', '2018-02-30'], 2, '不是存在的日期'],
    [['--attendance', '约30'], 2, '不是整数'],
    [['--form', '跳舞'], 2, '不在可选的值里'],
    [['--unit', '各镇（街道）'], 2, '是几个单位的统称'],
    [['--unit', '区科委会'], 2, '找不到单位'],
    [['--date', '2031-01-01'], 1, 'date-outside-plan'],
    [['--notes', '电话 13812345678'], 1, 'personal-data'],
    [['--evidence', '../../etc/passwd'], 2, '没有这个文件'],
    [['--amendment', 'x'], 2, '没有编号为'],
  ])('refuses %j and writes nothing', async (more, code, words) => {
    const cwd = exampleRepository()
    const before = activities(cwd)
    const given = flags('讲座').filter(
      (_, index, all) => all[index] !== more[0] && all[index - 1] !== more[0],
    )
    const ran = await run([...given, ...more], { cwd })
    expect(ran.err).toContain(words)
    expect(ran.code).toBe(code)
    expect(activities(cwd)).toEqual(before)
  })

  it('refuses what makes another file wrong: nothing was reported for the year, and now there is something', async () => {
    const cwd = exampleRepository({
      'a.csv': '日期,单位,名称\n2018-11-02,南湖街道,讲座\n2018-11-02,区科协,讲座\n',
    })
    const before = activities(cwd)
    const argv = ['record', 'activity', '--unit', '南湖街道', '--date', '2018-11-01', '--title', '讲座']
    for (const words of [argv, [...argv.slice(0, 3), '区科协', ...argv.slice(4), '--hosts', '南湖街道']]) {
      const { code, err } = await run(words, { cwd })
      expect(err).toContain('zero-and-record')
      expect(code).toBe(1)
    }
    const { out } = await run(['import', 'a.csv', '--kind', 'activity', '--format', 'json'], { cwd })
    expect(JSON.parse(out).data.rejected.map(({ row }: { row: number }) => row)).toEqual([2])
    const edit = await run(['edit', '2018-09-15-kexie-x7f3q', '联合单位=南湖街道'], { cwd })
    expect([edit.code, edit.err]).toEqual([1, expect.stringContaining('zero-and-record')])
    expect(activities(cwd)).toEqual(before)
  })

  it('has a help for each kind, made of its schema', async () => {
    for (const kind of recordKinds) {
      const { code, out } = await run(['record', kind, '--help'], { cwd: exampleRepository() })
      expect(code, kind).toBe(0)
      expect(out).toContain('--date <日期>')
    }
  })

  it('gives 10,000 records of one unit on one day each an id', async () => {
    const { candidateOf } = await import('../../src/records/candidate.ts')
    const { openRepository } = await import('../../src/repository/open.ts')
    const { contentKey } = await import('../../src/records/record-id.ts')
    const { workTree } = await import('../../src/repository/tree.ts')
    const root = exampleRepository()
    const location = { root, prefix: '' }
    const { plan } = await openRepository(location)
    const taken = new Map<string, string>()
    for (let number = 0; number < 10_000; number++) {
      const content = { date: '2018-11-01', unit: '区科协', title: `讲座 ${number}` }
      const { id, fields } = candidateOf(location, plan, 'activity', content, {
        taken,
        tree: workTree(root),
        folders: [],
      })
      taken.set(id, contentKey('activity', fields))
    }
    expect(taken.size).toBe(10_000)
  })
})

describe('a kind of the repository’s own', () => {
  it('is recorded, imported, listed and explained by one file under kinds/', async () => {
    const cwd = exampleRepository({
      'kinds/visit.schema.json': JSON.stringify({
        title: '走访',
        'x-en': { title: 'visit' },
        properties: {
          household: { title: '户数', type: 'integer', minimum: 1, 'x-en': { title: 'households' } },
        },
        required: ['household'],
      }),
      'visits.csv': '日期,单位,名称,户数\n2018-12-02,区科协,第二次走访,7\n',
    })
    expect((await run(['record', '走访', '--help'], { cwd })).out).toContain('--household <户数>')
    const visit = ['record', 'visit', '--unit', '区科协', '--date', '2018-12-01', '--title', '入户走访']
    expect((await run(visit, { cwd })).code).toBe(2)
    const { code, file } = await record(cwd, ...visit, '--户数', '12')
    expect(code).toBe(0)
    expect(file).toMatch(/^records\/visit\/2018\//)
    expect((await run(['import', 'visits.csv', '--kind', '走访'], { cwd })).code).toBe(0)
    expect((await run(['list', 'records', '--kind', '走访', '--format', 'csv'], { cwd })).out).toContain(
      '户数',
    )
    expect((await run(['validate', '--strict'], { cwd })).code).toBe(0)
  })
})

describe('edit and withdraw', () => {
  const id = '2018-09-15-kexie-x7f3q'
  const file = `records/activity/2018/${id}.yaml`

  it('changes the value and no other byte', async () => {
    const odd = `# 头\nid:   ${id}\ndate: '2018-09-15'  # 那天\nunit: 区科协\ntitle: "科普日 主场"\nattendance:    320 # 人次\nhosts: [东风镇]\n`
    const cwd = exampleRepository({ [file]: odd })
    expect((await run(['edit', id, '人次=350'], { cwd })).code).toBe(0)
    expect(readFileSync(join(cwd, file), 'utf8')).toBe(odd.replace('320', '350'))
    expect((await run(['edit', id, 'attendance='], { cwd })).code).toBe(0)
    expect(readFileSync(join(cwd, file), 'utf8')).toBe(odd.replace('attendance:    320 # 人次\n', ''))
  })

  it('keeps the id and moves the file when the year changes', async () => {
    const cwd = exampleRepository()
    const { code, file: moved } = await record(cwd, 'edit', id, 'date=2019-03-01')
    expect(code).toBe(0)
    expect(moved).toBe(`records/activity/2019/${id}.yaml`)
    expect([...activities(cwd).keys()]).toEqual([`2019/${id}.yaml`])
    expect((await run(['validate', '--strict'], { cwd })).code).toBe(0)
  })

  it('withdraws once', async () => {
    const cwd = exampleRepository()
    expect((await run(['withdraw', id, '--reason', '重复'], { cwd })).code).toBe(0)
    expect(readFileSync(join(cwd, file), 'utf8')).toContain(
      'withdrawn:\n  on: "2026-11-23"\n  reason: 重复\n',
    )
    expect((await run(['withdraw', id, '--reason', '重复'], { cwd })).code).toBe(1)
  })
})

describe('closed periods', () => {
  it('bind every writer unless an amendment is named', async () => {
    const cwd = exampleRepository({ 'a.csv': '日期,单位,名称\n2018-11-02,区科协,补报\n' })
    expect((await run(['close', '2018', '--unit', '区科协', '--date', '2019-01-31'], { cwd })).code).toBe(0)
    const id = '2018-09-15-kexie-x7f3q'
    const writers = [
      flags('补记'),
      ['edit', id, 'attendance=1'],
      ['withdraw', id, '--reason', 'x'],
      ['import', 'a.csv', '--kind', 'activity'],
    ]
    for (const writer of writers) {
      const { code, err, out } = await run(writer, { cwd })
      expect(code, writer[0]).toBe(1)
      expect(err + out).toContain('2018 已封账')
    }
    for (const writer of writers) {
      const { code, err } = await run([...writer, '--amendment', '2019-03-01-kexie-q5w7e'], { cwd })
      expect(code, `${writer[0]} ${err}`).toBe(0)
    }
    expect((await run(['edit', id, 'attendance=2'], { cwd })).code).toBe(1)
  })
})

describe('import', () => {
  it('brings back what list gave: the same into an empty repository, nothing into the same', async () => {
    const cwd = exampleRepository()
    await record(
      cwd,
      ...flags('含“引号”、=公式, 逗号', '--notes', '第一行\n第二行', '--evidence', 'https://a.cn/x；档案 3'),
    )
    for (const name of ['all.csv', 'all.xlsx']) {
      expect((await run(['list', 'records', '-o', name], { cwd })).code).toBe(0)
      const same = await record(cwd, 'import', name)
      expect((same as unknown as { written: unknown[] }).written, name + same.err).toEqual([])
      const empty = scratch(
        Object.fromEntries(Object.entries(examplePlan).filter(([path]) => !path.startsWith('records/'))),
      )
      writeFileSync(join(empty, name), readFileSync(join(cwd, name)))
      expect((await run(['import', name], { cwd: empty })).code).toBe(0)
      expect(tree(join(empty, 'records'))).toEqual(tree(join(cwd, 'records')))
    }
  })

  it('tells every wrong row and writes nothing, or the good ones with --partial', async () => {
    const cwd = exampleRepository({
      'a.csv':
        '日期,单位,名称,人次\n2018-11-02,区科协,甲,1.1E+17\nMar-24,区科协,乙,3\n2018-11-03,区科协,丙,30\n',
    })
    const before = activities(cwd).size
    const all = await run(['import', 'a.csv', '--kind', 'activity', '--format', 'json'], { cwd })
    expect(JSON.parse(all.out).data.rejected.map(({ row }: { row: number }) => row)).toEqual([2, 3])
    expect([all.code, activities(cwd).size]).toEqual([1, before])
    const some = await run(['import', 'a.csv', '--kind', 'activity', '--partial'], { cwd })
    expect([some.code, activities(cwd).size]).toEqual([1, before + 1])
    expect(readdirSync(cwd)).toContain('a.退回.xlsx')
  })

  it('passes over rows of spaces, and keeps all that a rejected row holds for whoever puts it right', async () => {
    const cwd = exampleRepository({
      'a.csv': '日期,单位,名称\n 　,　, \n2018-11-02,区科协,讲座,上午场\n',
    })
    const before = activities(cwd).size
    const { out, code } = await run(['import', 'a.csv', '--kind', 'activity', '--partial'], { cwd })
    expect([code, activities(cwd).size]).toEqual([1, before])
    expect(out).toContain('退回 1 行')
    const { sheets } = await openSheet(readFileSync(join(cwd, 'a.退回.xlsx')), 'a.退回.xlsx')
    const [, row] = sheets[0]?.rows ?? []
    expect(row?.cells.slice(0, 4).map(({ value }) => value)).toEqual([
      '2018-11-02',
      '区科协',
      '讲座',
      '上午场',
    ])
  })

  it('shows archive numbers and URLs of evidence as they are', async () => {
    const cwd = exampleRepository()
    await record(cwd, ...flags('讲座', '--evidence', 'https://a.cn/x?a=1,2；区档案 2018-3'))
    const { out } = await run(['list', 'records', '--kind', 'activity', '--format', 'csv'], { cwd })
    expect(out).toContain('"https://a.cn/x?a=1,2；区档案 2018-3"')
    writeFileSync(join(cwd, 'b.csv'), out)
    const again = await run(['import', 'b.csv', '--format', 'json'], { cwd })
    expect(JSON.parse(again.out).data).toMatchObject({ written: [], rejected: [] })
  })

  it('takes the kind from its column, and asks for it where nothing tells', async () => {
    const cwd = exampleRepository({
      'mixed.csv': '类别,日期,单位,名称,文种\n活动,2018-11-02,区科协,甲,\n文件,2018-11-03,区科协,乙,通知\n',
      'plain.csv': '日期,单位,名称,人次\n2018-11-02,区科协,甲,3\n',
    })
    const only = await run(['import', 'mixed.csv', '--kind', 'document', '--format', 'json'], { cwd })
    expect(JSON.parse(only.out).data.rejected).toMatchObject([
      { row: 2, problems: [{ column: 'A', message: '类别是“活动”，不是文件' }] },
    ])
    expect((await run(['import', 'mixed.csv'], { cwd })).code).toBe(0)
    const { code, err } = await run(['import', 'plain.csv'], { cwd })
    expect([code, err]).toEqual([2, expect.stringContaining('表头符合：activity（活动）')])
  })

  it('takes a template back as it is', async () => {
    const cwd = exampleRepository()
    const made = await run(
      ['template', 'activity', '--unit', '区科协', '-o', 't.xlsx', '--as-of', '2018-12-01'],
      { cwd },
    )
    expect(made.err).toContain('t.xlsx')
    const { out, code } = await run(['import', 't.xlsx', '--kind', 'activity', '--format', 'json'], { cwd })
    expect(code).toBe(0)
    expect(JSON.parse(out).data).toEqual({ written: [], already: ['2018-09-15-kexie-x7f3q'], rejected: [] })
  })

  it('reads 10,000 rows of a workbook', async () => {
    const { writeWorkbook } = await import('../../src/sheets/write-workbook.ts')
    const bytes = await writeWorkbook({
      title: '活动',
      created: '2018-01-01',
      language: 'zh',
      sheets: [
        {
          name: '活动',
          columns: ['日期', '单位', '名称', '人次'].map((head, index) => ({
            head,
            kind: index === 3 ? 'integer' : 'text',
          })),
          rows: Array.from({ length: 10_000 }, (_, row) => [
            { value: `2018-${String((row % 12) + 1).padStart(2, '0')}-03` },
            { value: '区科协' },
            { value: `讲座第 ${row} 场` },
            { value: row },
          ]),
        },
      ],
    })
    const cwd = exampleRepository()
    writeFileSync(join(cwd, 'big.xlsx'), bytes)
    const { out, code } = await run(['import', 'big.xlsx', '--kind', 'activity', '--dry-run'], { cwd })
    expect(out).toContain('可以写入 10000 条')
    expect(code).toBe(0)
  }, 120_000)
})

describe('writers at the same time', () => {
  it('lose nothing and double nothing, and readers see no half of a file', async () => {
    const { reads, ...found } = await crowd(4, 8, 2)
    expect(found).toEqual({ files: 32, ids: 32, titles: 32, faults: [] })
    expect(reads).toBeGreaterThan(1)
  }, 120_000)

  it('that are killed leave nothing that counts', async () => {
    const folder = exampleRepository()
    for (let trial = 0; trial < 8; trial++) {
      await runKilled(folder, flags(`夜校 ${trial}`), [], { start: 80 + trial * 40 })
      const { code } = await run(['validate'], { cwd: folder })
      expect(code).toBe(0)
    }
  }, 60_000)
})

function tree(folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const path of readdirSync(folder, { recursive: true }) as string[]) {
    if (path.endsWith('.yaml')) found[path] = readFileSync(join(folder, path), 'utf8')
  }
  return found
}
