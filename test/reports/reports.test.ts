import { describe, expect, it } from 'vitest'
import { reports } from '../../src/reports/reports.ts'
import { run } from '../run.ts'
import { scratch } from '../scratch.ts'
import { reportedFiles } from './reported.ts'

const root = process.cwd()
const argument: Readonly<Record<string, string[]>> = { unit: ['kexie'], annual: ['2019'] }
const names = Object.keys(reports)

async function json(argv: readonly string[], cwd: string) {
  const { code, out, err } = await run([...argv, '--format', 'json'], { cwd })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

describe('on the shipped plan, at its end', () => {
  const ask = (...argv: string[]) => json(['report', ...argv, '--as-of', '2020-12-31'], root)

  it('town-activities has 8 × 4 rows, all unreported', async () => {
    const { data } = await ask('compliance', '--duty', 'town-activities')
    expect(data.rows).toHaveLength(32)
    expect(data.summary).toEqual({ unreported: 32 })
    expect(new Set(data.rows.map((row: { unit: string }) => row.unit)).size).toBe(8)
    expect(new Set(data.rows.map((row: { period: string }) => row.period))).toEqual(
      new Set(['2017', '2018', '2019', '2020']),
    )
    const order = data.rows.map((row: { unit: string; period: string }) => `${row.unit} ${row.period}`)
    expect(order.slice(0, 5)).toEqual([
      'huayuankou 2017',
      'huayuankou 2018',
      'huayuankou 2019',
      'huayuankou 2020',
      'guxing 2017',
    ])
  })

  it('literacy cannot be judged: the value of the province is shown and not used', async () => {
    const { data } = await ask('progress', '--target', 'literacy')
    const [literacy] = data.targets
    expect(literacy).toMatchObject({
      status: 'undetermined',
      reason: 'scope-differs',
      observed: null,
      attainment: null,
    })
    expect(literacy.reference).toContainEqual({
      scope: 'province',
      value: 10.17,
      on: '2020-12-31',
      record: '2020-12-31-ref-cvsms',
    })
    expect(data.tasks).toEqual([])
  })

  it('the document of the first milestone is met; no soft or standing duty is red', async () => {
    const { data } = await ask('compliance')
    const issued = data.rows.find((row: { duty: string }) => row.duty === 'plan-issued')
    expect(issued).toMatchObject({
      unit: null,
      unitName: null,
      period: 'launch',
      from: '2016-01-01',
      to: '2017-02-28',
      actual: 1,
      status: 'met',
      records: ['2017-02-21-zhengfuban-ytdaj'],
    })
    for (const { status, working } of data.rows) {
      if (working.modality !== 'must' || working.cadence === 'standing') {
        expect(['missed', 'unreported']).not.toContain(status)
      }
    }
    const counted: Record<string, number> = {}
    for (const { status } of data.rows) counted[status] = (counted[status] ?? 0) + 1
    expect(data.summary).toEqual(counted)
  })
})

describe('filters', () => {
  const cwd = () => scratch(reportedFiles)

  it.each([
    [['--unit', '东风'], (row: { unit: string }) => ['dongfeng'].includes(row.unit)],
    [['--duty', '每年安排'], (row: { duty: string }) => row.duty === 'town-activities'],
    [['--year', '２０１９年'], (row: { to: string }) => row.to.startsWith('2019')],
    [
      ['--status', '未报、missed'],
      (row: { status: string }) => ['unreported', 'missed'].includes(row.status),
    ],
    [['--duty', '3.1.1'], (row: { clause: string }) => row.clause === '三（一）1'],
    [
      ['--unit', '各镇(街道)'],
      (row: { duty: string }) => ['town-activities', 'action-plan-towns'].includes(row.duty),
    ],
  ])('report compliance %j', async (flags, fits) => {
    const { data } = await json(['report', 'compliance', ...flags], cwd())
    expect(data.rows.length).toBeGreaterThan(0)
    for (const row of data.rows) expect(fits(row)).toBe(true)
  })

  it('a unit finds what it owes with others', async () => {
    const { data } = await json(['report', 'compliance', '--unit', 'jiaoti'], cwd())
    const duties = new Set(data.rows.map((row: { duty: string }) => row.duty))
    expect(duties).toEqual(new Set(['joint-rule', 'soft-twice', 'two-owners', 'board-yearly']))
  })

  it.each([
    [['report', 'nothing'], '没有“nothing”这份报告'],
    [['report', 'compliance', '--within', '3'], 'report compliance 不能用 --within'],
    [['report', 'annual', '2018', '--fail-on', 'missed'], 'report annual 不能用 --fail-on'],
    [['report', 'unit'], 'report unit 要写明单位'],
    [['report', 'overview', 'x'], '多出了“x”'],
    [['report', 'annual', 'x'], '“x”不是年份'],
    [['report', 'compliance', '--status', 'x'], '没有“x”这种状态'],
    [['report', 'compliance', '--status', ''], '没有“”这种状态'],
    [['report', 'compliance', '--status', '未板'], '最接近的是 unreported（未报）'],
    [['report', 'overview', '--fail-on', 'missed,unreportd'], '最接近的是 unreported（未报）'],
    [['due', '--within', 'x'], '“x”不是天数'],
    [['explain', 'x'], '没有叫“x”的规则、状态或结论'],
    [['explain', 'unreportd'], '最接近的是 unreported'],
    [['explain', 'town-activites'], '最接近的是 town-activities'],
    [['explain', 'town-activities/dongfen/2091'], '最接近的是 town-activities/dongfeng/20'],
  ])('%j is told what to write', async (argv, message) => {
    const { code, out, err } = await run(argv, { cwd: cwd() })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })

  it.each(['30d', '30天', '30', '３０ 天'])('due --within %s', async written => {
    const { data } = await json(['due', '--within', written, '--as-of', '2020-12-10'], cwd())
    expect(data.within).toBe(30)
    expect(data.falling.map((row: { duty: string }) => row.duty)).toContain('two-owners')
  })
})

it('due tells targets that are to come, and not those that are past', async () => {
  const cwd = scratch(reportedFiles)
  const near = await json(['due', '--as-of', '2020-12-15'], cwd)
  expect(near.data.targets.map((one: { target: string }) => one.target)).toContain('literacy')
  const over = await json(['due', '--as-of', '2020-12-31'], cwd)
  expect([over.data.targets, over.data.falling]).toEqual([[], []])
})

describe('--fail-on', () => {
  it('exits 1 where a status occurs, and prints all the same', async () => {
    const cwd = scratch(reportedFiles)
    const plain = await run(['report', 'compliance'], { cwd })
    const failed = await run(['report', 'compliance', '--fail-on', '未完成,unreported'], { cwd })
    expect(plain.code).toBe(0)
    expect(failed).toEqual({ ...plain, code: 1 })
    const kept = await run(
      ['report', 'compliance', '--duty', 'plan-issued', '--fail-on', 'missed,unreported'],
      { cwd },
    )
    expect(kept.code).toBe(0)
  })
})

describe('every report', () => {
  it.each(names.flatMap(name => [60, 80, 120].map(columns => [name, columns] as const)))(
    '%s fits %d columns, in both languages',
    async (name, columns) => {
      const cwd = scratch(reportedFiles)
      for (const lang of ['zh', 'en']) {
        const argv = ['report', name, ...(argument[name] ?? []), '--lang', lang]
        const { code, out } = await run(argv, { cwd, columns })
        expect(code).toBe(0)
        expect(out).not.toMatch(/undefined|NaN|\[object|Infinity/)
        expect(out.split('\n').length).toBeGreaterThan(3)
        // Rows are told by themselves before a word is broken.
        expect(out).not.toMatch(/\b(Requir|Attainmen|undetermin|implementatio)\b/)
      }
    },
  )

  it.each(names)('%s is told in csv and markdown, and plainly where the terminal is plain', async name => {
    const cwd = scratch(reportedFiles)
    const argv = ['report', name, ...(argument[name] ?? [])]
    for (const format of ['csv', 'markdown']) {
      const { code, out } = await run([...argv, '--format', format], { cwd })
      expect(code).toBe(0)
      expect(out).not.toMatch(/undefined|NaN|\[object/)
    }
    const { out } = await run(argv, { cwd, columns: 80, env: { TERM: 'dumb' } })
    expect(out).not.toMatch(/[▁-▏█░━│]/)
  })

  it('is the same bytes each time', async () => {
    const cwd = scratch(reportedFiles)
    for (const name of names) {
      const argv = ['report', name, ...(argument[name] ?? []), '--format', 'json']
      expect((await run(argv, { cwd })).out).toBe((await run(argv, { cwd })).out)
    }
  })

  it('answers where plan.yaml or units.yaml is broken', async () => {
    for (const file of ['plan.yaml', 'units.yaml']) {
      const cwd = scratch({ ...reportedFiles, [file]: 'x: [\n' })
      for (const name of names) {
        if (name === 'unit') continue
        const { code } = await run(['report', name, ...(argument[name] ?? []), '--format', 'json'], { cwd })
        expect(code, `${name} without ${file}`).toBe(0)
      }
    }
  })
})

describe('explain', () => {
  it.each([
    ['town-activities/东风镇/2019', ['town-activities/dongfeng/2019']],
    ['town-activities/2020', ['town-activities/dongfeng/2020', 'town-activities/shuangshan/2020']],
    ['plan-issued', ['plan-issued/launch']],
    ['two-owners/plan', ['two-owners/kexie+jiaoti/plan']],
  ])('%s tells the working', async (written, ids) => {
    const cwd = scratch(reportedFiles)
    const { data } = await json(['explain', written], cwd)
    expect(data.duties.map(({ id }: { id: string }) => id)).toEqual(ids)
    const { out } = await run(['explain', written], { cwd, columns: 80 })
    for (const { records } of data.duties)
      for (const id of records) expect(out.replaceAll(/\s/g, '')).toContain(id)
  })

  it.each([
    ['未报', 'unreported'],
    ['有佐证', 'met'],
    ['on track', 'on-track'],
    ['stale', 'stale'],
  ])('%s is a status or reason', async (written, id) => {
    expect((await json(['explain', written], root)).data.id).toBe(id)
  })
})
