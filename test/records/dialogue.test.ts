import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { exampleRepository, scratch } from '../scratch.ts'
import { activities } from './hard.ts'
import { runAnswered, type Turn } from './keyboard.ts'

/** A cache of its own: the unit of the last record is remembered there. */
const fresh = () => ({ XDG_CACHE_HOME: scratch({}) })

const written = (cwd: string, out: string): string =>
  readFileSync(join(cwd, out.split('\n')[0] ?? ''), 'utf8').replace(/^id: .*\n/, '')

describe('record at a terminal', () => {
  it('asks for the kind, for what it needs, and for the rest where the person has more to say', async () => {
    const cwd = exampleRepository()
    const { code, out, err } = await runAnswered(
      ['record'],
      [
        ['? 登记哪一类', '<enter>'],
        ['? 日期', '<clear>', '2010-05-05', '<enter>'],
        ['“2010-05-05”不在方案实施期（2018-01-01 至 2020-12-31）内', '<clear>', '2018年11月5日', '<enter>'],
        ['? 单位', '科协'],
        ['❯ 区科协', '<enter>'],
        ['? 名称', '<enter>'],
        ['这一项必填', '冬季讲座', '<enter>'],
        ['? 还要填其他内容吗', '<enter>'],
        ['? 结束日期', '<enter>'],
        ['? 联合单位', '东风'],
        ['❯ 东风镇', '<enter>'],
        ['❯ （不填 / 选完了）', '<enter>'],
        ['? 措施', '<enter>'],
        ['? 项目', '<down>', '<enter>'],
        ['? 形式', '<down>', '<enter>'],
        ['? 地点', '文化广场', '<enter>'],
        ['? 人次', '很多', '<enter>'],
        ['“很多”不是整数', '<clear>', '８０', '<enter>'],
        ['? 志愿者人数', '<enter>'],
        ['? 志愿服务小时', '<enter>'],
        ['? 经费', '<enter>'],
        ['? 佐证', '<enter>'],
        ['? 备注', '<enter>'],
        ['? 对应责任', '<enter>'],
        ['? 写入吗', '<enter>'],
      ],
      { cwd, env: fresh() },
    )
    expect(code).toBe(0)
    expect(written(cwd, out)).toBe(
      'date: "2018-11-05"\nunit: 区科协\ntitle: 冬季讲座\nhosts:\n  - 东风镇\nprogramme: science-day\nform: lecture\nplace: 文化广场\nattendance: 80\n',
    )
    // What is about to be written is shown before.
    expect(err).toContain(`\n${out.split('\n')[0]}\nid: `)
  })

  it('asks in English, says what it cannot find, and offers the unit of the last record first', async () => {
    const cwd = exampleRepository()
    const env = { ...fresh(), KEPU_LANG: 'en' }
    const argv = (title: string) => ['record', 'activity', '--date', '2018-11-05', '--title', title]
    const first = await runAnswered(
      argv('first'),
      [
        ['? unit', 'qqqq'],
        ['nothing found; try another word', '<clear>', 'dongfeng'],
        ['❯ 东风镇', '<enter>'],
        ['? anything else', 'n', '<enter>'],
        ['? write it?', '<enter>'],
      ],
      { cwd, env },
    )
    expect([first.code, first.out.split('\n')[1]]).toEqual([0, 'recorded: 2018-11-05 东风镇 activity first'])
    const second = await runAnswered(
      argv('second'),
      [
        ['❯ 东风镇\n  区科协', '<enter>'],
        ['? anything else', 'n', '<enter>'],
        ['? write it?', 'n', '<enter>'],
      ],
      { cwd, env },
    )
    expect([second.code, second.out, second.err.endsWith('\nnothing was written\n')]).toEqual([0, '', true])
  })

  it('asks nothing but whether to write where nothing is missing, and nothing at all with --yes', async () => {
    const cwd = exampleRepository()
    const argv = ['record', 'activity', '--date', '2018-11-05', '--title', '讲座']
    const env = { ...fresh(), KEPU_UNIT: 'kexie' }
    const shown = await runAnswered(argv, [['? 写入吗', '<enter>']], { cwd, env })
    expect(written(cwd, shown.out)).toBe('date: "2018-11-05"\nunit: 区科协\ntitle: 讲座\n')
    const silent = await runAnswered([...argv, '--again', '--yes'], [], { cwd, env })
    expect([silent.code, silent.asked]).toEqual([0, ''])
  })

  it('writes nothing where the person says no, or breaks off', async () => {
    const cwd = exampleRepository()
    const before = activities(cwd)
    const argv = ['record', 'activity', '--date', '2018-11-05', '--unit', '区科协']
    const no = await runAnswered(
      argv,
      [
        ['? 名称', '讲座', '<enter>'],
        ['? 还要填其他内容吗', 'n', '<enter>'],
        ['? 写入吗', 'n', '<enter>'],
      ],
      { cwd, env: fresh() },
    )
    expect([no.code, no.out]).toEqual([0, ''])
    expect(no.err).toMatch(/\n没有写入\n$/)
    const broken = await runAnswered(argv, [['? 名称', '讲', '<break>']], { cwd, env: fresh() })
    expect([broken.code, broken.out, broken.err]).toEqual([1, '', 'kepu：已中止，没有写入\n'])
    expect(activities(cwd)).toEqual(before)
  })

  it('asks again at once for a choice that a rule refuses', async () => {
    const late =
      '  - id: xiqu\n    kind: subdistrict\n    names:\n      - name: 西区街道\n    from: "2019-06-01"\ngroups:'
    const cwd = exampleRepository({
      'units.yaml': String(examplePlan['units.yaml']).replace('groups:', late),
    })
    const ran = await runAnswered(
      ['record', 'activity', '--date', '2018-11-05', '--title', '讲座'],
      [
        ['? 单位', '西区'],
        ['❯ 西区街道', '<enter>'],
        ['? 单位', '科协'],
        ['❯ 区科协', '<enter>'],
        ['? 还要填其他内容吗', 'n', '<enter>'],
        ['? 写入吗', '<enter>'],
      ],
      { cwd, env: fresh() },
    )
    expect(ran.err.split('\n')[0]).toBe('“西区街道”在 2018-11-05 尚未设立。核对日期和单位')
    expect(written(cwd, ran.out)).toBe('date: "2018-11-05"\nunit: 区科协\ntitle: 讲座\n')
  })

  it.each<readonly [kind: string, turns: readonly Turn[], text: string]>([
    [
      'inspection',
      [
        ['? 对象', 'T1'],
        ['❯ T1 青少年科学素质行动', '<enter>'],
      ],
      'about: T1\n',
    ],
    [
      'observation',
      [
        ['? 指标', '具备'],
        ['❯ literacy', '<enter>'],
        ['? 数值', '8.5%', '<enter>'],
        ['> ', '<clear>', '8.5', '<enter>'],
        ['? 范围', '<enter>'],
      ],
      'indicator: literacy\nvalue: 8.5\nscope: district\n',
    ],
    [
      'zero-report',
      [
        ['? 责任', '<down>', '<enter>'],
        ['? 时段', '去年', '<enter>'],
        ['写法：年（2018）', '<clear>', '2018年', '<enter>'],
      ],
      'duty: action-plan\nperiod: "2018"\n',
    ],
    [
      'funding',
      [
        ['? 年度', '二〇一八', '<enter>'],
        ['> ', '<clear>', '2018', '<enter>'],
        ['? 资金性质', '<down>', '<enter>'],
      ],
      'year: 2018\nfund: special\n',
    ],
  ])('asks for what a record of another kind needs: %s', async (kind, turns, text) => {
    const cwd = exampleRepository()
    const ran = await runAnswered(
      ['record', kind, '--date', '2018-12-31', '--unit', '区科协', '--title', '某事'],
      [...turns, ['? 还要填其他内容吗', 'n', '<enter>'], ['? 写入吗', '<enter>']],
      { cwd, env: fresh() },
    )
    expect(ran.err).toMatch(/^\n/)
    expect(written(cwd, ran.out)).toBe(`date: "2018-12-31"\nunit: 区科协\ntitle: 某事\n${text}`)
  })
})
