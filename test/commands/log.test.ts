import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'

const visitId = '2019-05-18-kexie-v2v2v'
const visit = `records/visit/2019/${visitId}.yaml`
const ownKind = {
  'kinds/visit.schema.json': JSON.stringify({
    title: '参观',
    'x-en': { title: 'visit' },
    type: 'object',
    properties: {
      visitors: { title: '参观人数', 'x-en': { title: 'visitors' }, type: 'integer', minimum: 0 },
      place: {
        title: '场馆',
        'x-en': { title: 'venue' },
        enum: ['hall', 'museum'],
        'x-values': { hall: { zh: '展厅', en: 'hall' }, museum: { zh: '博物馆', en: 'museum' } },
      },
    },
  }),
  [visit]: `id: ${visitId}\ndate: "2019-05-18"\nunit: 区科协\ntitle: 学生参观\nvisitors: 12\nplace: hall\n`,
}

const id = '2018-09-15-kexie-x7f3q'
const file = `records/activity/2018/${id}.yaml`

async function log(cwd: string, ...argv: string[]) {
  const { code, out, err } = await run(['log', ...argv, '--format', 'json'], { cwd })
  expect(code, err).toBe(0)
  return JSON.parse(out).data
}
const words = (data: { changes: { words: string }[] }) => data.changes.map(change => change.words)

function edit(folder: string, path: string, from: string, to: string): void {
  const before = readFileSync(join(folder, path), 'utf8')
  if (!before.includes(from)) throw new Error(`${path} does not hold ${from}`)
  writeFileSync(
    join(folder, path),
    before.replace(from, () => to),
  )
}

describe('log', () => {
  it('tells a record from its first day on, through years and kinds of folder', async () => {
    const folder = exampleRepository()
    const { commit } = committed(folder)
    edit(folder, file, 'attendance: 320', 'attendance: 350')
    commit('更正人次')
    edit(folder, 'duties.yaml', 'atLeast: 3', 'atLeast: 2')
    commit('与它无关')
    edit(folder, file, 'date: "2018-09-15"', 'date: "2019-09-15"')
    mkdirSync(join(folder, 'records/activity/2019'), { recursive: true })
    renameSync(join(folder, file), join(folder, file.replace('/2018/', '/2019/')))
    commit('改到 2019 年')
    edit(folder, file.replace('/2018/', '/2019/'), 'attendance: 350', 'attendance: 360')
    const data = await log(folder, id)
    expect(words(data)).toEqual([
      '人次 350 → 360（增加）',
      '日期 2018-09-15 → 2019-09-15，移到 2019 年',
      '人次 320 → 350（增加）',
      '新增：区科协',
    ])
    expect(data.changes.map((change: { author: string | null }) => change.author)).toEqual([
      null,
      '李明',
      '李明',
      '李明',
    ])
    const old = await log(folder, id, '--rev', 'HEAD~2')
    expect(words(old)).toEqual(['人次 320 → 350（增加）', '新增：区科协'])
    const { out } = await run(['log', id], { cwd: folder, columns: 80 })
    expect(out).toMatchSnapshot()
  })

  it('tells a duty of a file that all duties share, and the documents that amend it', async () => {
    const folder = exampleRepository()
    const { commit } = committed(folder)
    edit(folder, 'duties.yaml', 'atLeast: 3', 'atLeast: 2')
    commit('另一条')
    edit(folder, 'duties.yaml', '"2018-06-30"', '"2018-09-28"')
    commit('这一条')
    const data = await log(folder, 'action-plan')
    expect(words(data)).toEqual(['期限 2018-06-30 → 2018-09-28（推迟 90 天）', '新增'])
    expect(data.amendments).toEqual([
      {
        id: '2019-03-01-kexie-q5w7e',
        date: '2019-03-01',
        documentNumber: '示政办〔2019〕2号',
        words: '期限 2018-06-30 → 2018-12-31（推迟 184 天）',
      },
    ])
    const plan = await log(folder, 'example')
    expect(plan.amendments.length).toBe(1)
    const english = await run(['log', 'action-plan', '--lang', 'en'], { cwd: folder, columns: 80 })
    expect(english.out).toMatchSnapshot()
  })

  it('tells a branch and its merge once', async () => {
    const folder = exampleRepository()
    const { git, commit } = committed(folder)
    git('switch', '-qc', 'work')
    edit(folder, 'targets.yaml', 'value: 12', 'value: 13')
    commit('分支上')
    git('switch', '-q', 'main')
    edit(folder, 'rulings.yaml', 'whole-years\n', 'whole-years # 口径\n')
    edit(folder, 'targets.yaml', 'targets:\n', '# 目标\ntargets:\n')
    commit('主线上')
    git('merge', '-q', '--no-edit', 'work')
    expect(words(await log(folder, 'literacy'))).toEqual(['目标值 12 → 13（提高）', '新增'])
    expect(words(await log(folder, 'whole-years'))).toEqual([expect.stringContaining('新增')])
  })

  it('tells of a task whose file is renamed, of a file that was broken, of a record that was deleted', async () => {
    const folder = exampleRepository()
    const { commit } = committed(folder)
    renameSync(join(folder, 'tasks/T1.yaml'), join(folder, 'tasks/T01.yaml'))
    commit('改文件名')
    edit(folder, 'tasks/T01.yaml', 'leads:\n', 'leads:\n  - 区教育局\n')
    commit('加牵头单位')
    const text = readFileSync(join(folder, 'tasks/T01.yaml'), 'utf8')
    writeFileSync(join(folder, 'tasks/T01.yaml'), 'id: [\n')
    commit('写坏了')
    writeFileSync(join(folder, 'tasks/T01.yaml'), text)
    commit('改好了')
    expect(words(await log(folder, 'T1'))).toEqual([
      '文件改好了',
      '文件写坏了，读不出来',
      '牵头单位增加 区教育局',
      '新增',
    ])
    expect(words(await log(folder, 'T1.1')).at(-1)).toBe('新增')
    rmSync(join(folder, file))
    commit('误删')
    expect(words(await log(folder, id))).toEqual(['删去', '新增：区科协'])
  })

  it('tells of a record that was moved to another year and deleted there', async () => {
    const folder = exampleRepository()
    const { commit } = committed(folder)
    const moved = file.replace('/2018/', '/2019/')
    edit(folder, file, 'date: "2018-09-15"', 'date: "2019-09-15"')
    mkdirSync(join(folder, 'records/activity/2019'), { recursive: true })
    renameSync(join(folder, file), join(folder, moved))
    commit('改到 2019 年')
    edit(folder, moved, 'attendance: 320', 'attendance: 350')
    commit('更正人次')
    rmSync(join(folder, moved))
    commit('误删')
    expect(words(await log(folder, id))).toEqual([
      '删去',
      '人次 320 → 350（增加）',
      '日期 2018-09-15 → 2019-09-15，移到 2019 年',
      '新增：区科协',
    ])
  })

  it('tells of a record of the repository’s own kinds in the words of its schema', async () => {
    const folder = exampleRepository(ownKind)
    const { commit } = committed(folder)
    edit(folder, visit, 'visitors: 12', 'visitors: 15')
    commit('更正人数')
    edit(folder, 'kinds/visit.schema.json', '"参观人数"', '"人数"')
    edit(folder, visit, 'place: hall', 'place: museum')
    commit('改了名称')
    const data = await log(folder, visitId)
    expect(words(data)).toEqual(['场馆 展厅 → 博物馆', '人数 12 → 15（增加）', '新增：区科协'])
    rmSync(join(folder, visit))
    commit('误删')
    expect(words(await log(folder, visitId))[0]).toBe('删去')
    const { out } = await run(['log', visitId, '--lang', 'en'], { cwd: folder })
    expect(out).toContain('venue hall → museum')
  })

  it('follows the folder of the plan to another place', async () => {
    const folder = scratch(
      Object.fromEntries(Object.entries(examplePlan).map(([path, text]) => [`data/${path}`, text])),
    )
    const { commit } = committed(folder)
    edit(folder, 'data/targets.yaml', 'value: 12', 'value: 13')
    edit(folder, `data/${file}`, 'attendance: 320', 'attendance: 350')
    edit(folder, 'data/tasks/T1.yaml', 'leads:\n', 'leads:\n  - 区教育局\n')
    commit('在旧处')
    renameSync(join(folder, 'data'), join(folder, 'plan'))
    commit('只是搬家')
    edit(folder, 'plan/targets.yaml', 'value: 13', 'value: 14')
    edit(folder, `plan/${file}`, 'attendance: 350', 'attendance: 360')
    commit('在新处')
    const told = async (name: string) => words(await log(folder, name, '-C', 'plan'))
    expect(await told('literacy')).toEqual(['目标值 13 → 14（提高）', '目标值 12 → 13（提高）', '新增'])
    expect(await told(id)).toEqual(['人次 350 → 360（增加）', '人次 320 → 350（增加）', '新增：区科协'])
    expect(await told('T1')).toEqual(['牵头单位增加 区教育局', '新增'])
    rmSync(join(folder, 'plan', file))
    commit('误删')
    expect(await told(id)).toEqual([
      '删去',
      '人次 350 → 360（增加）',
      '人次 320 → 350（增加）',
      '新增：区科协',
    ])
  })

  it('does not take the plan of a neighbour for its own past', async () => {
    const folder = scratch(
      Object.fromEntries(Object.entries(examplePlan).map(([path, text]) => [`a/${path}`, text])),
    )
    const { commit } = committed(folder)
    cpSync(join(folder, 'a'), join(folder, 'b'), { recursive: true })
    edit(folder, 'b/plan.yaml', 'id: example', 'id: neighbour')
    edit(folder, 'b/targets.yaml', 'value: 12', 'value: 13')
    commit('邻区')
    expect(words(await log(folder, 'literacy', '-C', 'b'))).toEqual(['新增'])
  })

  it('tells what a shallow clone holds, and of a linked work tree what it has checked out', async () => {
    const folder = exampleRepository()
    const { git, commit } = committed(folder)
    edit(folder, 'targets.yaml', 'value: 12', 'value: 13')
    commit('提高')
    edit(folder, 'targets.yaml', 'value: 13', 'value: 14')
    commit('再提高')
    const clone = join(scratch({ readme: '' }), '浅 克隆')
    git('clone', '-q', '--depth', '2', `file://${folder}`, clone)
    expect(words(await log(clone, 'literacy'))).toEqual(['目标值 13 → 14（提高）', '新增'])
    const beyond = await run(['diff', 'HEAD~2'], { cwd: clone })
    expect(beyond).toMatchObject({ code: 2 })
    const tree = join(scratch({ readme: '' }), '另一 处')
    git('worktree', 'add', '-q', tree, 'HEAD~1')
    edit(tree, 'targets.yaml', 'value: 13', 'value: 15')
    expect(words(await log(tree, 'literacy'))).toEqual([
      '目标值 13 → 15（提高）',
      '目标值 12 → 13（提高）',
      '新增',
    ])
    const { out } = await run(['diff', '--format', 'json'], { cwd: tree })
    expect(JSON.parse(out).data).toMatchObject({ changes: [{ id: 'literacy' }], others: [] })
  })

  it('needs git, and a thing that is', async () => {
    const folder = exampleRepository()
    const none = await run(['log', 'T1'], { cwd: folder })
    expect(none.code).toBe(2)
    expect(none.err).toContain('git')
    committed(folder)
    expect((await run(['log', '没有的东西'], { cwd: folder })).code).toBe(2)
    const never = await run(['log', '2018-01-01-kexie-zzzzz'], { cwd: folder })
    expect(never).toMatchObject({ code: 2 })
  })
})
