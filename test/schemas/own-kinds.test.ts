import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSheet } from '../../src/sheets/open-sheet.ts'
import { run } from '../run.ts'
import { exampleRepository, type Files } from '../scratch.ts'

const file = 'kinds/survey.schema.json'
const kind = (properties: object, more: object = {}): Files => ({
  [file]: JSON.stringify({ title: '调查', properties, ...more }),
})
const text = (more: object = {}) => ({ title: '字段', type: 'string', ...more })

interface Problem {
  readonly rule: string
  readonly severity: string
  readonly file: string
  readonly message: string
}

async function problems(files: Files): Promise<readonly string[]> {
  const { out } = await run(['validate', '--format', 'json'], { cwd: exampleRepository(files) })
  const { problems } = JSON.parse(out).data as { problems: Problem[] }
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, file, message }) => `${file} [${rule}] ${message}`)
}

describe('a kind of the repository’s own that is none', () => {
  it.each<readonly [what: string, files: Files, told: readonly string[]]>([
    ['is no JSON', { [file]: '{"title": "调查",' }, [`${file} [yaml-syntax]`]],
    ['is not UTF-8', { [file]: Buffer.from([0x7b, 0xb5, 0xf7, 0x7d]) }, [`${file} [encoding]`]],
    [
      'has no fields',
      { [file]: '{"title": "调查"}' },
      [`${file} [missing-key] 缺少必填的“properties”（字段）`],
    ],
    ['has an unknown key', kind({ a: text() }, { anyOf: [] }), [`${file} [unknown-key]`]],
    ['has another name', { 'kinds/Survey.json': '{}' }, ['kinds/Survey.json [unexpected-file]']],
    ['is built in', { 'kinds/award.schema.json': '{}' }, ['kinds/award.schema.json [kind-taken]']],
    ['is a folder', { [`${file}/x`]: '' }, [`${file} [not-a-file]`]],
    ['stands in a file', { kinds: '' }, ['kinds [not-a-file]']],
    ['names a field in capitals', kind({ Number: text() }), [`${file} [kind-unfit] “Number”不能用作字段名`]],
    [
      'names a field as every object has one',
      kind({ constructor: text() }),
      [`${file} [kind-unfit] “constructor”不能用作字段名`],
    ],
    [
      'names a field within a field badly',
      kind({ a: { title: '甲', properties: { 'b-c': text() } } }),
      [`${file} [kind-unfit] “b-c”不能用作字段名`],
    ],
    [
      'names a field like a flag',
      kind({ dryRun: text() }),
      [`${file} [kind-unfit] “dryRun”会和选项 --dry-run 重名`],
    ],
    [
      'names two fields that become one flag',
      kind({ followUp: text(), follow: { title: '后续', properties: { up: text() } } }),
      [`${file} [kind-unfit] “up”会和选项 --follow-up 重名`],
    ],
  ])('%s', async (_, files, told) => {
    const found = await problems(files)
    expect(found).toHaveLength(told.length)
    for (const [index, words] of told.entries()) expect(found[index]).toContain(words)
  })

  it.each(['^(a+)+$', 'a|b', 'a*b*', '.*x+', 'a{2,}b{3,}', 'a{1,150}b{1,150}', '(?=a)', '[a-z', 'a**', '\\'])(
    'has the pattern %s, which could take very long or is none',
    async pattern => {
      expect(await problems(kind({ code: text({ pattern }) }))).toEqual([
        `${file} [kind-unfit] “${pattern}”可能要算很久，或不是正则表达式`,
      ])
    },
  )

  it.each(['^[A-Z]\\d{3,6}$', '^\\(x\\)$', '[(|)]', 'a?b?c+', 'x{2,}', '^.*$', '\\d{4}-\\d{2}'])(
    'may have the pattern %s',
    async pattern => {
      expect(await problems(kind({ code: text({ pattern }) }))).toEqual([])
    },
  )
})

it('no pattern takes long, in however long a text', async () => {
  const record = 'records/survey/2018/2018-09-15-kexie-x7f3q.yaml'
  const files = {
    ...kind({
      code: text({ pattern: 'x{0,99}x{0,99}x+y', maxLength: 4000 }),
      other: text({ pattern: 'x+z' }),
    }),
    [record]: `id: 2018-09-15-kexie-x7f3q\ndate: "2018-09-15"\nunit: 区科协\ntitle: 调查\ncode: ${'x'.repeat(120_000)}\nother: ${'x'.repeat(120_000)}\n`,
  }
  const start = process.cpuUsage()
  const told = await problems(files)
  const { user, system } = process.cpuUsage(start)
  expect(told.filter(words => words.includes('[wrong-form]'))).toHaveLength(2)
  expect((user + system) / 1000).toBeLessThan(5000)
})

/** A field of every sort. */
const everySort = kind(
  {
    title: { title: '调查名称', 'x-also': ['题目'] },
    code: {
      title: '编码',
      type: 'string',
      pattern: '^[A-Z]\\d{3}$',
      'x-form': { zh: '一个字母三个数字', en: 'a letter and three digits' },
    },
    remark: { title: '备考' },
    households: { title: '户数', type: 'integer', minimum: 1, maximum: 100000 },
    rate: { title: '比例', type: 'number' },
    isPublic: { title: '是否公开', type: 'boolean', 'x-en': { title: 'public' } },
    way: {
      title: '方式',
      enum: ['visit', 'phone'],
      'x-values': { visit: { zh: '入户', en: 'visit' }, phone: { zh: '电话', en: 'phone' } },
    },
    tags: { title: '标签', items: { type: 'string', maxLength: 10 } },
    ends: { title: '截止', $ref: '../schemas/common.schema.json#/$defs/date' },
    about: { title: '任务', type: 'string', 'x-refers': 'task' },
    target: { title: '目标', type: 'string', 'x-refers': 'target' },
    duty: { title: '责任', type: 'string', 'x-refers': 'duty' },
    phase: { title: '阶段', type: 'string', 'x-refers': 'milestone' },
    events: { title: '项目', items: { type: 'string', 'x-refers': 'programme' } },
    sample: { title: '样本', properties: { size: { title: '样本数', type: 'integer' } } },
    steps: {
      title: '步骤',
      items: { type: 'object', properties: { text: { title: '内容', type: 'string' } }, required: ['text'] },
    },
  },
  {
    required: ['code'],
    description: '入户调查',
    'x-also': ['问卷'],
    'x-en': { title: 'survey', description: 'a survey' },
  },
)

const flags = [
  '--unit',
  '区科协',
  '--date',
  '2018-12-01',
  '--title',
  '冬季调查',
  '--编码',
  'A123',
  '--户数',
  '1,200',
  '--比例',
  '12.5',
  '--是否公开',
  '是',
  '--方式',
  '电话',
  '--标签',
  '甲、乙',
  '--截止',
  '2018年12月31日',
  '--任务',
  '青少年',
  '--目标',
  'literacy',
  '--责任',
  '制定',
  '--阶段',
  '启动',
  '--项目',
  '科普日',
  '--sample-size',
  '40',
  '--步骤',
  '抽样\n访谈',
  '--备考',
  '无',
]

describe('a kind with a field of every sort', () => {
  it('is recorded in its words, and comes back from its own sheet', async () => {
    const cwd = exampleRepository(everySort)
    const { code, out, err } = await run(['record', '调查', ...flags], { cwd })
    expect(code, err).toBe(0)
    const [path = ''] = out.split('\n')
    expect(
      readFileSync(join(cwd, path), 'utf8').replace(/^id: .*\n/m, ''),
    ).toBe(`# yaml-language-server: $schema=../../../kinds/survey.schema.json
date: "2018-12-01"
unit: 区科协
title: 冬季调查
code: A123
remark: 无
households: 1200
rate: 12.5
isPublic: true
way: phone
tags:
  - 甲
  - 乙
ends: "2018-12-31"
about: T1
target: literacy
duty: action-plan
phase: launch
events:
  - science-day
sample:
  size: 40
steps:
  - text: 抽样
  - text: 访谈
`)
    expect((await run(['validate', '--strict'], { cwd })).code).toBe(0)
    expect((await run(['list', 'records', '--kind', 'survey', '-o', 'all.csv'], { cwd })).code).toBe(0)
    const again = await run(['import', 'all.csv', '--format', 'json'], { cwd })
    expect(JSON.parse(again.out).data).toMatchObject({
      written: [],
      already: [expect.any(String)],
      rejected: [],
    })
  })

  it.each([
    [['--编码', 'a1'], '“code”（编码）的值“a1”不合写法 [wrong-form]'],
    [['--户数', '0'], '“households”（户数）应当不小于 1，现在是 “0” [out-of-range]'],
    [['--户数', '1.5'], '户数“1.5”不是整数'],
    [['--比例', '约一成'], '比例“约一成”不是数字'],
    [['--是否公开', '也许'], '是否公开“也许”不是“是”或“否”'],
    [['--方式', '信函'], '方式“信函”不在可选的值里'],
    [['--任务', 'T9'], '找不到任务“T9”'],
    [['--目标', 'kepu'], '找不到目标“kepu”'],
    [['--责任', '没有'], '找不到责任“没有”'],
    [['--阶段', '收尾'], '找不到阶段“收尾”'],
    [['--项目', '读书日'], '找不到项目“读书日”'],
    [['--标签', '十个字以上的标签太长了吧'], '“tags”（标签）应当至多 10 个字，现在是 12 [wrong-length]'],
    [['--备考', '长'.repeat(5000)], '“remark”（备考）应当至多 200 个字，现在是 5000 [wrong-length]'],
  ])('refuses %j in words', async ([flag = '', value = ''], words) => {
    const given = [...flags]
    given[given.indexOf(flag) + 1] = value
    const { code, out, err } = await run(['record', 'survey', ...given], {
      cwd: exampleRepository(everySort),
    })
    expect([code === 1 || code === 2, out]).toEqual([true, ''])
    expect(err.replaceAll(/\n +/g, '')).toContain(words)
  })

  it('has a template whose choices are those of the plan', async () => {
    const cwd = exampleRepository(everySort)
    expect((await run(['template', 'survey', '-o', 't.xlsx'], { cwd })).code).toBe(0)
    const { sheets } = await openSheet(readFileSync(join(cwd, 't.xlsx')), 't.xlsx')
    const heads = sheets[0]?.rows.flatMap(({ cells }) => cells.map(({ value }) => String(value ?? '')))
    for (const word of ['编码', '是否公开', '样本.样本数', '步骤']) {
      expect(
        heads?.some(head => head.includes(word)),
        word,
      ).toBe(true)
    }
  })

  it('is completed: its words, its flags, its choices', async () => {
    const cwd = exampleRepository(everySort)
    const offered = async (...words: string[]) =>
      (await run(['__complete', 'zsh', ...words], { cwd })).out.split('\n').map(line => line.split('\t')[0])
    expect(await offered('record', 'sur')).toContain('survey')
    expect(await offered('record', 'survey', '--')).toEqual(
      expect.arrayContaining(['--code', '--sample-size']),
    )
    expect(await offered('record', 'survey', '--way', '')).toEqual(expect.arrayContaining(['visit', '入户']))
    expect(await offered('record', 'survey', '--phase', '')).toContain('launch')
  })
})
