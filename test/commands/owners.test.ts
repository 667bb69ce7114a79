import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { execaSync } from 'execa'
import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'

const root = process.cwd()
async function ask(argv: readonly string[], cwd = root) {
  const { code, out, err } = await run([...argv, '--format', 'json'], { cwd })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

describe('owns, on the shipped plan', () => {
  it.each([
    ['区科协', 6, 3],
    ['区教体局', 2, 7],
    ['区人社局', 4, 3],
    ['团区委', 1, 8],
    ['各镇（街道）', 0, 7],
  ])('%s leads %d and takes part in %d', async (unit, leads, participates) => {
    const { data } = await ask(['owns', unit])
    expect([data.leads.length, data.participates.length]).toEqual([leads, participates])
  })

  it('notes the task in which a unit does both', async () => {
    const { data } = await ask(['owns', '区教体局'])
    expect(data.notes).toEqual(['T5 里既牵头又参与，按牵头算。'])
    expect(data.leads).toContain('T5')
    expect(data.participates).not.toContain('T5')
  })

  it('tells what a town owes by its own name, and what as one of a group', async () => {
    const { data } = await ask(['owns', '古荥镇'])
    expect(data.participates).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T9'])
    expect(data.via).toMatchObject({
      T1: 'towns',
      T9: 'towns',
      'town-plan': 'towns',
      'town-activities': 'towns',
    })
    expect(data.via).not.toHaveProperty('T2')
    const group = await ask(['owns', 'towns'])
    expect(group.data.via).toEqual({})
    expect(group.data.duties).toContain('town-activities')
  })

  it('follows a role', async () => {
    const { data } = await ask(['owns', '区科协', '--role', 'lead'])
    expect(data.leads).toEqual(['T1', 'T2', 'T6', 'T7', 'T8', 'T9'])
    expect({ participates: data.participates, duties: data.duties }).toEqual({ participates: [], duties: [] })
  })
})

describe('names', () => {
  it.each([
    'jiaoti',
    '区教体局',
    '区教育局',
    '教体',
    'jtj',
    'jiaotiju',
    'ＪＩＡＯＴＩ',
    '区 教体局',
    'qujiaotiju',
  ])('%s means 区教体局', async written => expect((await ask(['owns', written])).data.unit).toBe('jiaoti'))
  it.each(['古荣镇', '古荥', 'guxing', 'gxz'])('%s means 古荥镇', async written =>
    expect((await ask(['owns', written])).data.unit).toBe('guxing'),
  )
  it.each(['各镇（街道）', '各镇(街道)', '各镇 ( 街道 )', 'towns'])('%s means the group', async written =>
    expect((await ask(['owns', written])).data.unit).toBe('towns'),
  )

  it('takes initials from within a name where none begins with them', async () => {
    expect((await ask(['owns', 'xcb'])).data.name).toBe('区委宣传部')
  })

  it('lists the candidates of an ambiguous word', async () => {
    const { code, out, err } = await run(['owns', '街道'], { cwd: root })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('“街道”可以指 6 个单位')
    expect(err).toContain('新城街道（xincheng）')
  })

  it('offers the nearest of an unknown word', async () => {
    const { code, err } = await run(['owns', '区教休局'], { cwd: root })
    expect(code).toBe(2)
    expect(err).toContain('区教体局')
  })

  it('takes tasks by part, duties by id, clauses as people type them', async () => {
    for (const [written, id] of [
      ['青少年科学', 'T1'],
      ['T8.4', 'T8'],
      ['Ｔ８', 'T8'],
      ['三(八)', 'T8'],
      ['3.8.4', 'T8'],
      ['town-plan', 'town-plan'],
    ] as const) {
      expect((await ask(['who', written])).data.id).toBe(id)
    }
    expect((await run(['who', '科普', '--lang', 'en'], { cwd: root })).err).toMatch(/may mean \d+ things/)
  })
})

describe('who', () => {
  it('asks which, where several things with owners stand under one clause', async () => {
    const { code, err } = await run(['who', '四（三）—2'], { cwd: root })
    expect(code).toBe(2)
    expect(err).toContain('town-funding')
  })

  it('keeps a group as printed, and spells out its members of the day on demand', async () => {
    const cwd = exampleRepository()
    const printed = (await ask(['who', 'T1'], cwd)).data.participants
    expect(printed).toEqual([
      { unit: 'jiaoti', name: '区教体局', printed: '区教体局' },
      { unit: 'towns', name: '各镇（街道）', printed: '各镇（街道）' },
    ])
    const members = async (day: string) =>
      (await ask(['who', 'T1', '--expand', '--as-of', day], cwd)).data.participants[1].members.map(
        (member: { unit: string }) => member.unit,
      )
    expect(await members('2018-06-30')).toEqual(['dongfeng', 'nanhu'])
    expect(await members('2020-06-30')).toEqual(['dongfeng'])
  })
})

describe('matrix', () => {
  it('has a row for each unit and group that the owner lines name', async () => {
    const { data } = await ask(['matrix'])
    expect(data.rows).toHaveLength(27)
    expect(data.tasks).toHaveLength(9)
    const cells = data.rows.flatMap((row: { roles: object }) => Object.values(row.roles))
    expect(cells.length).toBe(149 - 1)
    expect(cells.filter((role: string) => role === 'both')).toEqual(['both'])
  })
})

describe('list', () => {
  it.each([
    [
      ['tasks', '--lead', '区科协'],
      ['T1', 'T2', 'T6', 'T7', 'T8', 'T9'],
    ],
    [
      ['tasks', '--participant', 'kexie'],
      ['T3', 'T4', 'T5'],
    ],
    [
      ['tasks', '--kind', 'action'],
      ['T1', 'T2', 'T3', 'T4'],
    ],
    [['tasks', '--clause', '三（八）'], ['T8']],
    [['measures', '--task', 'T8', '--clause', '3.8.4'], ['T8.4']],
    [['milestones', '--year', '2018'], ['implementation']],
    [
      ['units', '--kind', 'town'],
      ['huayuankou', 'guxing'],
    ],
    [
      ['units', '--lead', 'T5'],
      ['jiaoti', 'renshe'],
    ],
    [
      ['tasks', '--sort', '-id', '--limit', '2'],
      ['T9', 'T8'],
    ],
    [
      ['targets', '--unit', '区科工委', '--modality', 'strive'],
      ['bases-national', 'bases-provincial', 'bases-municipal'],
    ],
  ])('%j', async (argv, ids) => {
    const { data } = await ask(['list', ...argv])
    expect(data.map((row: { id: string }) => row.id)).toEqual(ids)
  })

  it('finds the duties for which nobody is named', async () => {
    const { data } = await ask(['list', 'duties', '--unowned'])
    expect(data.length).toBeGreaterThan(10)
    for (const duty of data) expect(duty.owners).toEqual([])
  })

  it.each([
    [['units', '--modality', 'must'], '不能用 --modality'],
    [['tasks', '--sort', 'titel'], '没有“titel”这个字段'],
    [['records', '--year', '18'], '不是年份'],
    [['duties', '--modality', 'foo'], 'must（必须）'],
    [['tasks', '--limit', '-3'], '不是条数'],
  ])('says what is wrong with %j', async (argv, message) => {
    const { code, err } = await run(['list', ...argv], { cwd: root })
    expect(code).toBe(2)
    expect(err).toContain(message)
  })

  it('filters records by unit, host, task, kind and year', async () => {
    const cwd = exampleRepository()
    const ids = async (...argv: string[]) =>
      (await ask(['list', 'records', ...argv], cwd)).data.map((row: { id: string }) => row.id)
    expect(await ids('--unit', '东风镇')).toEqual(['2018-09-15-kexie-x7f3q'])
    expect(await ids('--task', 'T1')).toEqual(['2018-09-15-kexie-x7f3q'])
    expect(await ids('--kind', 'inspection', '--year', '2019')).toEqual(['2019-05-20-kexie-a9d2c'])
  })
})

describe('search', () => {
  it('finds a programme where it is defined and where it is named', async () => {
    const { data } = await ask(['search', '科普惠农兴村计划'])
    expect(data.hits.map((hit: { entity: string; id: string }) => `${hit.entity} ${hit.id}`)).toEqual(
      expect.arrayContaining(['programme huinong-xingcun', 'measure T2.3', 'measure T2.4']),
    )
  })

  it('says so when there is nothing', async () => {
    const { code, out } = await run(['search', '宇宙飞船'], { cwd: root })
    expect(code).toBe(0)
    expect(out).toContain('没有找到')
  })
})

describe('time', () => {
  const amendment = (changes: string) => ({
    'records/amendment/2019/2019-07-01-kexie-zzzzz.yaml': `id: 2019-07-01-kexie-zzzzz
date: "2019-07-01"
unit: 区科协
title: 调整分工
documentNumber: 示政办〔2019〕9号
changes:
${changes}`,
  })

  it('sees owners as amended by the day', async () => {
    const cwd = exampleRepository(
      amendment(
        '  - id: T1\n    field: leads\n    from:\n      - 区科协\n    to:\n      - 区教体局\n      - 区科协\n',
      ),
    )
    const leads = async (day: string) =>
      (await ask(['who', 'T1', '--as-of', day], cwd)).data.leads.map((owner: { unit: string }) => owner.unit)
    expect(await leads('2019-06-30')).toEqual(['kexie'])
    expect(await leads('2019-07-01')).toEqual(['jiaoti', 'kexie'])
  })

  it('calls a renamed unit by the name of the day, and finds it by both', async () => {
    const units = examplePlan['units.yaml']?.replace(
      '      - name: 东风镇\n',
      '      - name: 东风镇\n        to: "2019-06-30"\n      - name: 东升镇\n        from: "2019-07-01"\n',
    )
    const cwd = exampleRepository({ 'units.yaml': units ?? '' })
    for (const written of ['东风镇', '东升镇', 'dongfeng']) {
      expect((await ask(['owns', written, '--as-of', '2018-06-30'], cwd)).data.name).toBe('东风镇')
      expect((await ask(['owns', written, '--as-of', '2020-06-30'], cwd)).data.name).toBe('东升镇')
    }
  })

  it('hands what a merged unit owed to its successor', async () => {
    const units = `${examplePlan['units.yaml']}events:\n  - id: nanhu-merged\n    kind: merge\n    date: "2020-01-01"\n    from:\n      - nanhu\n    to:\n      - dongfeng\n    document: 示政〔2019〕30号\n    verified: true\n`
    const cwd = exampleRepository({
      'units.yaml': units,
      'duties.yaml':
        examplePlan['duties.yaml']?.replace('    owners:\n      - kexie', '    owners:\n      - nanhu') ?? '',
    })
    expect((await ask(['owns', '东风镇', '--as-of', '2019-12-31'], cwd)).data.duties).not.toContain(
      'action-plan',
    )
    const after = (await ask(['owns', '东风镇', '--as-of', '2020-12-31'], cwd)).data
    expect(after.duties).toContain('action-plan')
    expect(after.via['action-plan']).toBe('nanhu')
    expect((await ask(['owns', '南湖街道', '--as-of', '2020-12-31'], cwd)).data.notes.join()).toContain(
      '任务由 东风镇 承接',
    )
  })

  it('names the successor of a merged unit as the owner of the day, everywhere', async () => {
    const units = `${examplePlan['units.yaml']}events:\n  - id: jiaoti-merged\n    kind: merge\n    date: "2020-01-01"\n    from:\n      - jiaoti\n    to:\n      - kexie\n`
    const cwd = exampleRepository({ 'units.yaml': units })
    const participants = async (day: string) => {
      const { data } = await ask(['who', 'T1', '--as-of', day], cwd)
      return data.participants.map(
        (owner: { unit: string; printed: string }) => `${owner.printed} ${owner.unit}`,
      )
    }
    expect(await participants('2019-12-31')).toEqual(['区教体局 jiaoti', '各镇（街道） towns'])
    expect(await participants('2020-01-01')).toEqual(['区教体局 kexie', '各镇（街道） towns'])
    const { data } = await ask(['matrix', '--as-of', '2020-01-01'], cwd)
    expect(data.rows.map((row: { unit: string }) => row.unit)).toEqual(['kexie', 'towns'])
    const gone = (await ask(['owns', '区教体局', '--as-of', '2020-01-01'], cwd)).data
    expect([...gone.leads, ...gone.participates, ...gone.duties]).toEqual([])
    expect(gone.notes.join()).toContain('任务由 区科协 承接')
  })

  describe('--rev', () => {
    const git = (cwd: string, date: string, ...args: string[]) =>
      execaSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
        cwd,
        env: { GIT_COMMITTER_DATE: `${date}T08:00:00+08:00`, GIT_AUTHOR_DATE: `${date}T08:00:00+08:00` },
      }).stdout

    function history(): string {
      const cwd = exampleRepository()
      mkdirSync(join(cwd, 'data'))
      for (const path of Object.keys(examplePlan)) {
        mkdirSync(dirname(join(cwd, 'data', path)), { recursive: true })
        renameSync(join(cwd, path), join(cwd, 'data', path))
      }
      git(cwd, '2019-01-10', 'init', '-q', '-b', 'main')
      git(cwd, '2019-01-10', 'add', 'data')
      git(cwd, '2019-01-10', 'commit', '-qm', 'first')
      git(cwd, '2019-01-10', 'tag', 'v1')
      const file = join(cwd, 'data/tasks/T1.yaml')
      writeFileSync(file, readFileSync(file, 'utf8').replace('  - 区教体局\n', ''))
      git(cwd, '2019-03-20', 'commit', '-qam', 'second')
      return cwd
    }
    const participants = async (cwd: string, ...argv: string[]) =>
      (await ask(['who', 'T1', ...argv], cwd)).data.participants.map(
        (owner: { printed: string }) => owner.printed,
      )

    it('reads any commit, tag or day out of git; the work tree is neither read nor touched', async () => {
      const cwd = history()
      rmSync(join(cwd, 'data/tasks/T1.yaml'))
      writeFileSync(join(cwd, 'data/units.yaml'), 'broken: [')
      const before = git(cwd, '2019-04-01', 'status', '--porcelain')
      for (const rev of ['v1', 'HEAD~1', 'main~1', '2019-01-10', '2019-03-19', '2019年2月1日']) {
        expect(await participants(cwd, '--rev', rev), rev).toEqual(['区教体局', '各镇（街道）'])
      }
      for (const rev of ['HEAD', 'main', '2019-03-20', '2026-01-01']) {
        expect(await participants(cwd, '--rev', rev), rev).toEqual(['各镇（街道）'])
      }
      expect(git(cwd, '2019-04-01', 'status', '--porcelain')).toBe(before)
      const { rev } = await ask(['who', 'T1', '--rev', 'v1'], cwd)
      expect(rev).toBe(git(cwd, '2019-04-01', 'rev-parse', 'v1'))
    })

    it('validates a revision, with the paths of the repository', async () => {
      const cwd = history()
      const { out } = await run(['validate', '--rev', 'v1', '--format', 'json'], { cwd })
      expect(JSON.parse(out).data).toMatchObject({ ok: true, problems: [], files: 13 })
    })

    it.each(['nothing', '2018-12-31', '--output=x', '-h', 'HEAD^', 'v1..main', '^HEAD'])(
      'refuses %s without running anything',
      async rev => {
        const cwd = history()
        const { code } = await run(['who', 'T1', `--rev=${rev}`], { cwd })
        expect(code).toBe(rev === 'HEAD^' ? 0 : 2)
      },
    )
  })
})

describe('-o', () => {
  it('writes the format that the ending tells, whole', async () => {
    const cwd = exampleRepository()
    for (const [file, start] of [
      ['表.csv', '\ufeff编号,任务'],
      ['表.json', '{\n  "kind": "kepu/list-tasks"'],
      ['表.md', '### 任务'],
      ['表.txt', '任务（1）'],
    ] as const) {
      const { code, out, err } = await run(['list', 'tasks', '-o', file], { cwd })
      expect({ code, out, err }).toEqual({ code: 0, out: '', err: `已写入 ${file}\n` })
      expect(readFileSync(join(cwd, file), 'utf8').startsWith(start)).toBe(true)
    }
    expect(readFileSync(join(cwd, '表.csv'), 'utf8')).toContain('\r\n')
    expect((await run(['list', 'tasks', '-o', '表.pdf'], { cwd })).code).toBe(2)
    expect((await run(['list', 'tasks', '-o', '没有/表.csv'], { cwd })).code).toBe(3)
  })

  it('lets no cell become a formula', async () => {
    const cwd = exampleRepository({
      'programmes.yaml': 'programmes:\n  - id: science-day\n    names:\n      - name: "=HYPERLINK(1)"\n',
    })
    const { out } = await run(['list', 'programmes', '--format', 'csv'], { cwd })
    expect(out).toContain(`'=HYPERLINK(1)`)
  })
})
