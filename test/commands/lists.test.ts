import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { edited } from '../output/repositories.ts'
import { run } from '../run.ts'
import { exampleRepository, type Files } from '../scratch.ts'

/** The example with a second task and more records, so that every filter keeps some and leaves some. */
const twoTasks: Files = {
  'tasks/T2.yaml': `id: T2
kind: project
title: 农民科学素质行动
clause: 三（二）
leads:
  - 区教体局
participants:
  - 东风镇
open: false
measures:
  - id: T2.1
    clause: 三（二）1
    title: 开展农技培训
    programmes:
      - market-day
`,
  'programmes.yaml': `${examplePlan['programmes.yaml']}  - id: market-day
    names:
      - name: 科技赶集
`,
  'duties.yaml': `${examplePlan['duties.yaml']}  - id: training
    title: 农技培训
    clause: 三（二）1
    words: 开展农技培训
    modality: gradual
    printed: 逐步
    owners: []
    each: false
    cadence: standing
`,
  'milestones.yaml': `${examplePlan['milestones.yaml']}  - id: review
    title: 总结评估
    clause: 四（十）
    to: "2020-12-31"
`,
  'rulings.yaml': `${edited(
    examplePlan['rulings.yaml'],
    'status: proposed',
    'status: decided\n    decidedBy: 领导小组\n    decidedOn: "2018-02-01"',
  )}  - id: farmers
    about:
      - 三（二）
    reading: 农民指常住农村的人。
    why: 原文没有写明。
    status: proposed
`,
  'records/document/2018/2018-05-01-jiaoti-b2b2b.yaml':
    'id: 2018-05-01-jiaoti-b2b2b\ndate: "2018-05-01"\nunit: 区教体局\ntitle: 培训通知\ntype: notice\nevidence:\n  - 档案 7\n',
  'records/activity/2020/2020-03-01-dongfeng-c2c2c.yaml':
    'id: 2020-03-01-dongfeng-c2c2c\ndate: "2020-03-01"\nunit: 东风镇\ntitle: 农技培训\nmeasures:\n  - T2.1\nprogramme: market-day\nattendance: 1000\n',
}

describe('what a list keeps, and in which order', () => {
  it.each<readonly [command: string, ids: readonly string[]]>([
    ['units --task T1', ['kexie', 'jiaoti']],
    ['units --task 农民', ['jiaoti', 'dongfeng']],
    ['units --lead T1', ['kexie']],
    ['units --participant T2', ['dongfeng']],
    ['units --kind 镇', ['dongfeng']],
    ['tasks --kind 工程', ['T2']],
    ['tasks --lead 区教体局', ['T2']],
    ['tasks --participant 区教体局', ['T1']],
    ['tasks --unit 东风镇', ['T1', 'T2']],
    ['measures --task T2', ['T2.1']],
    ['measures --unit jiaoti --clause 三（二）', ['T2.1']],
    ['programmes --task T2', ['market-day']],
    ['programmes --unit 区科协', ['science-day']],
    ['measures --lead jiaoti', ['T2.1']],
    ['duties --task T2', ['training']],
    ['duties --clause 3.1', ['town-activities', 'action-plan']],
    ['duties --clause 三(一)1', ['town-activities']],
    ['duties --unit 东风镇', ['town-activities']],
    ['duties --modality 逐步', ['training']],
    ['duties --unowned', ['training']],
    ['targets --unit 区教体局', []],
    // It is there no more on the day that is asked about.
    ['duties --unit 南湖街道', []],
    ['duties --unit 南湖街道 --as-of 2019-06-01', ['town-activities']],
    ['milestones --year 2019', ['review']],
    ['milestones --year ２０２１', []],
    ['rulings --status decided', ['whole-years']],
    ['rulings --clause 三（二）', ['farmers']],
    ['records --kind 文件', ['2018-05-01-jiaoti-b2b2b']],
    ['records --programme 科技赶集', ['2020-03-01-dongfeng-c2c2c']],
    ['records --task T2', ['2020-03-01-dongfeng-c2c2c']],
    ['records --unit 东风镇', ['2018-09-15-kexie-x7f3q', '2020-03-01-dongfeng-c2c2c']],
    ['records --year 2018 --unevidenced', ['2018-09-15-kexie-x7f3q']],
    [
      'records --sort -attendance --limit 3',
      ['2020-03-01-dongfeng-c2c2c', '2018-09-15-kexie-x7f3q', '2019-03-01-kexie-q5w7e'],
    ],
    ['records --kind activity --sort attendance', ['2018-09-15-kexie-x7f3q', '2020-03-01-dongfeng-c2c2c']],
    ['milestones --sort -clause', ['review', 'launch']],
    ['milestones --sort from', ['launch', 'review']],
    ['milestones --sort -from', ['launch', 'review']],
    ['tasks --sort title', ['T2', 'T1']],
    ['duties --unit 东风镇 --sort owners', ['town-activities']],
  ])('list %s', async (command, ids) => {
    const cwd = exampleRepository(twoTasks)
    const { code, out, err } = await run(['list', ...command.split(' '), '--format', 'json'], { cwd })
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out).data.map(({ id }: { id: string }) => id)).toEqual(ids)
  })

  it('says by which fields it can be sorted: those of every row', async () => {
    const cwd = exampleRepository(twoTasks)
    const { code, err } = await run(['list', 'records', '--sort', 'attendence', '--lang', 'en'], { cwd })
    expect(code).toBe(2)
    expect(err).toMatch(
      /^kepu: there is no field "attendence"\n {2}sort by one of: .*\battendance, .*\btype\b/,
    )
  })

  it('counts what it leaves out', async () => {
    const cwd = exampleRepository(twoTasks)
    const { out } = await run(['list', 'records', '--limit', '2'], { cwd, columns: 80 })
    expect(out.split('\n')[0]).toBe('记录（2/6）')
  })
})
