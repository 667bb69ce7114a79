import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { committed } from '../git.ts'
import { edited } from '../output/repositories.ts'
import { run } from '../run.ts'
import { exampleRepository, type Files } from '../scratch.ts'
import { type Edit, edit, perform, write } from './history.ts'

const activity = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const inspection = 'records/inspection/2019/2019-05-20-kexie-a9d2c.yaml'
const amendment = 'records/amendment/2019/2019-03-01-kexie-q5w7e.yaml'
const waiver = 'records/waiver/2019/2019-02-01-kexie-w4w4w.yaml'
const visit = 'records/visit/2019/2019-05-18-kexie-v2v2v.yaml'
const visitKind = 'kinds/visit.schema.json'

/** What the example has besides: a waiver, a record kind of its own. */
const beside = {
  [waiver]: `id: 2019-02-01-kexie-w4w4w
date: "2019-02-01"
unit: 东风镇
title: 因汛情免除
duty: town-activities
period: "2019"
documentNumber: 示政办〔2019〕1号
`,
  [visitKind]: `${JSON.stringify(
    {
      title: '参观',
      'x-en': { title: 'visit' },
      properties: {
        visitors: { title: '参观人数', 'x-en': { title: 'visitors' }, type: 'integer', minimum: 0 },
        hall: {
          title: '展厅',
          'x-en': { title: 'hall' },
          enum: ['main', 'east'],
          'x-values': { main: { zh: '主厅', en: 'main hall' }, east: { zh: '东厅', en: 'east hall' } },
        },
      },
    },
    null,
    2,
  )}\n`,
  [visit]: `id: 2019-05-18-kexie-v2v2v
date: "2019-05-18"
unit: 区科协
title: 学生参观
visitors: 12
hall: main
`,
}

/** Changes that a reviewer must be able to trust: what is told, how it weighs, how it is marked. */
const cases: Readonly<Record<string, readonly Edit[]>> = {
  'the plan begins later': [edit('plan.yaml', '  from: "2018-01-01"', '  from: "2018-02-01"')],
  'the plan ends earlier': [edit('plan.yaml', '"2020-12-31"', '"2019-12-31"')],
  'a unit has another name': [
    edit(
      'units.yaml',
      '      - name: 区科协\n',
      '      - name: 区科协\n        to: "2019-05-31"\n      - name: 区科学技术协会\n        from: "2019-06-01"\n',
    ),
  ],
  'a unit has another id': [
    edit('units.yaml', 'id: jiaoti', 'id: jiaotiju'),
    edit('units.yaml', 'unit: jiaoti', 'unit: jiaotiju'),
  ],
  'a unit is of another kind': [edit('units.yaml', 'kind: subdistrict', 'kind: government')],
  'a member leaves a group': [edit('units.yaml', '      - unit: jiaoti\n', '')],
  'a member joins later': [
    edit('units.yaml', '      - unit: jiaoti\n', '      - unit: jiaoti\n        from: "2019-01-01"\n'),
  ],
  'a group takes in fewer kinds': [edit('units.yaml', '        - subdistrict\n', '')],
  'one that took part leads': [
    edit(
      'tasks/T1.yaml',
      '  - 区科协\nparticipants:\n  - 区教体局\n',
      '  - 区科协\n  - 区教体局\nparticipants:\n',
    ),
  ],
  'one that led takes part': [
    edit(
      'tasks/T1.yaml',
      '  - 区科协\nparticipants:\n  - 区教体局\n',
      '  - 区教体局\nparticipants:\n  - 区科协\n',
    ),
  ],
  'a target is raised': [edit('targets.yaml', 'value: 12', 'value: 15')],
  'a target is of the city': [edit('targets.yaml', 'scope: district', 'scope: city')],
  'a target has no value any more': [edit('targets.yaml', 'op: ">"\n    value: 12\n', 'op: up\n')],
  'a target is gone': [{ file: 'targets.yaml', removed: true }],
  'a duty is due earlier': [edit('duties.yaml', '2018-06-30', '2018-03-30')],
  'a duty counts more': [
    edit(
      'duties.yaml',
      '        kind: activity\n',
      '        kind: activity\n        forms:\n          - lecture\n',
    ),
  ],
  'what is printed of a duty is copied otherwise': [
    edit('duties.yaml', 'words: 制定工作规划', 'words: 制定规划'),
  ],
  'a milestone ends later': [edit('milestones.yaml', '2018-03-31', '2018-05-31')],
  'a programme is spelt another way': [
    edit(
      'programmes.yaml',
      '      - name: 科普日',
      '      - name: 科普日\n      - name: 科普目\n        as: misprint',
    ),
  ],
  'a ruling covers a problem': [
    edit(
      'rulings.yaml',
      'status: proposed\n',
      'status: proposed\n    covers:\n      - rule: duty-no-owner\n        id: action-plan\n',
    ),
  ],
  'evidence is added': [
    edit(activity, 'title:', 'evidence:\n  - 照片12张\n  - title: 签到表\n    archive: D-12\ntitle:'),
  ],
  'evidence is added to a waiver': [edit(waiver, 'title:', 'notes: 附文件\ntitle:')],
  'a waiver is withdrawn': [
    edit(waiver, 'title:', 'withdrawn:\n  on: "2019-03-01"\n  reason: 汛情已过\ntitle:'),
  ],
  'a waiver is for another year': [edit(waiver, 'period: "2019"', 'period: "2018"')],
  'a finding is added': [
    edit(inspection, '    state: open\n', '    state: open\n  - text: 经费未列支\n    state: open\n'),
  ],
  'a record has another id': [
    edit(activity, 'id: 2018-09-15-kexie-x7f3q', 'id: 2018-09-15-kexie-zzzzz'),
    { file: activity, movedTo: activity.replace('x7f3q', 'zzzzz') },
  ],
  'an amendment gives more time': [edit(amendment, 'to: "2018-12-31"', 'to: "2019-06-30"')],
  'an amendment gives less time': [edit(amendment, 'to: "2018-12-31"', 'to: "2018-09-30"')],
  'a note is written on an amendment': [edit(amendment, 'title:', 'notes: 已印发\ntitle:')],
  'an amendment asks for less within a field': [
    write(
      'records/amendment/2019/2019-06-01-kexie-m2m2m.yaml',
      `id: 2019-06-01-kexie-m2m2m
date: "2019-06-01"
unit: 区科协
title: 调整活动要求
documentNumber: 示政办〔2019〕6号
changes:
  - id: town-activities
    field: requirement
    from:
      atLeast: 3
      counts:
        kind: activity
    to:
      atLeast: 2
      counts:
        kind: activity
`,
    ),
  ],
  'a record of an own kind is altered': [edit(visit, 'visitors: 12\nhall: main', 'visitors: 9\nhall: east')],
  'an own kind asks for more': [edit(visitKind, '"minimum": 0', '"minimum": 1')],
}

/** An amendment that asked for more than was printed: to withdraw it is to ask for less. */
const raising = {
  [amendment]: (examplePlan[amendment] ?? '').replace(
    /from: .*\n(\s+)to: .*/,
    'from: "2018-06-30"\n$1to: "2018-03-31"',
  ),
}

/** A plan in which more is promised in more ways: what is said of a path, of phases, of members for a time. */
const fuller: Files = {
  'units.yaml': edited(
    edited(
      examplePlan['units.yaml'],
      '    to: "2019-12-31"\n',
      '    from: "2017-01-01"\n    to: "2019-12-31"\n',
    ),
    '      - unit: jiaoti\n',
    '      - unit: jiaoti\n        from: "2018-03-01"\n        to: "2019-12-31"\n',
  ),
  'targets.yaml': edited(
    examplePlan['targets.yaml'],
    '    owners:\n',
    '    interim:\n      - value: 9\n        on: "2018-12-31"\n    staleAfter: 800\n    accumulation: highest\n    owners:\n      - jiaoti\n',
  ),
  'duties.yaml': edited(
    edited(
      edited(
        examplePlan['duties.yaml'],
        '        kind: activity\n',
        '        kind: activity\n        forms:\n          - lecture\n',
      ),
      '    owners:\n      - kexie\n',
      '    owners:\n      - kexie\n      - jiaoti\n',
    ),
    '    due: "2018-06-30"\n',
    '    milestone: launch\n',
  ),
  'milestones.yaml': `${examplePlan['milestones.yaml']}  - id: review
    title: 总结评估
    clause: 四（三）
    from: "2020-07-01"
    to: "2020-12-31"
`,
  'records/award/2019/2019-09-01-kexie-a2a2a.yaml':
    'id: 2019-09-01-kexie-a2a2a\ndate: "2019-09-01"\nunit: 区科协\ntitle: 先进单位\nlevel: district\nrecipients:\n  - unit: 东风镇\n    title: 先进集体\n  - unit: 区教体局\n',
}

/** One edit each, told forwards and backwards: what is marked one way is seldom marked the other. */
const turns: Readonly<Record<string, readonly Edit[]>> = {
  'a target is only striven for': [edit('targets.yaml', 'modality: must', 'modality: strive')],
  'a target is due later': [edit('targets.yaml', 'due: "2020-12-31"', 'due: "2021-06-30"')],
  'a target has no day': [edit('targets.yaml', '    due: "2020-12-31"\n', '')],
  'a target is loosened': [edit('targets.yaml', 'op: ">"', 'op: ">="')],
  'a target is to be met exactly': [edit('targets.yaml', 'op: ">"', 'op: "="')],
  'a target is turned round': [edit('targets.yaml', 'op: ">"', 'op: "<"')],
  'a mark on the way is gone': [
    edit('targets.yaml', '    interim:\n      - value: 9\n        on: "2018-12-31"\n', ''),
  ],
  'a mark on the way is lower': [edit('targets.yaml', 'value: 9', 'value: 8')],
  'a mark on the way is later': [edit('targets.yaml', 'on: "2018-12-31"', 'on: "2019-06-30"')],
  'a value may be older': [edit('targets.yaml', 'staleAfter: 800', 'staleAfter: 1200')],
  'a value may be of any age': [edit('targets.yaml', '    staleAfter: 800\n', '')],
  'a base counts at every level': [edit('targets.yaml', 'highest', 'every-level')],
  'a target has an owner less': [edit('targets.yaml', '      - jiaoti\n', '')],
  'a duty has an owner less': [edit('duties.yaml', '      - jiaoti\n', '')],
  'a duty is of a later phase': [edit('duties.yaml', 'milestone: launch', 'milestone: review')],
  'a duty is of no phase': [edit('duties.yaml', '    milestone: launch\n', '')],
  'a duty has a day of its own': [edit('duties.yaml', 'milestone: launch', 'due: "2018-06-30"')],
  'a duty is owed once': [edit('duties.yaml', 'cadence: yearly', 'cadence: once')],
  'a duty asks for no number': [edit('duties.yaml', '      atLeast: 3\n', '')],
  'a duty counts whatever form': [edit('duties.yaml', '        forms:\n          - lecture\n', '')],
  'a duty counts a form more': [
    edit('duties.yaml', '          - lecture\n', '          - lecture\n          - exhibition\n'),
  ],
  'a duty counts another kind': [
    edit(
      'duties.yaml',
      '        kind: activity\n        forms:\n          - lecture\n',
      '        kind: document\n',
    ),
  ],
  'an owner line ends': [edit('tasks/T1.yaml', 'open: false', 'open: true')],
  'a unit is there for longer': [edit('units.yaml', 'to: "2019-12-31"\ngroups', 'to: "2020-12-31"\ngroups')],
  'a unit is there from later on': [edit('units.yaml', 'from: "2017-01-01"', 'from: "2018-07-01"')],
  'a member is in for longer': [
    edit('units.yaml', 'from: "2018-03-01"\n        to: "2019-12-31"', 'from: "2018-03-01"'),
  ],
  'a member is in from earlier on': [edit('units.yaml', '        from: "2018-03-01"\n', '')],
  'a group asks for a role too': [
    edit('units.yaml', '        - subdistrict\n', '        - subdistrict\n      roles:\n        - lead\n'),
  ],
  'the plan ends later': [edit('plan.yaml', 'to: "2020-12-31"', 'to: "2021-12-31"')],
  'the plan has another title': [edit('plan.yaml', '示例区科普工作方案', '示例区全民科普方案')],
  'a measure is gone': [
    edit(
      'tasks/T1.yaml',
      'measures:\n  - id: T1.1\n    clause: 三（一）1\n    title: 广泛开展校外科学教育活动\n    programmes:\n      - science-day\n',
      'measures: []\n',
    ),
  ],
  'a value is measured': [
    write(
      'records/observation/2019/2019-12-31-kexie-b2b2b.yaml',
      'id: 2019-12-31-kexie-b2b2b\ndate: "2019-12-31"\nunit: 区科协\ntitle: 抽样调查\nindicator: literacy\nvalue: 9.5\nscope: district\n',
    ),
  ],
  'money is spent': [
    write(
      'records/funding/2019/2019-12-31-kexie-c2c2c.yaml',
      'id: 2019-12-31-kexie-c2c2c\ndate: "2019-12-31"\nunit: 区科协\ntitle: 2019年科普经费\nyear: 2019\nfund: fiscal\nspent: 100000\n',
    ),
  ],
  'a base is named': [
    write(
      'records/base/2019/2019-10-01-ref-d2d2d.yaml',
      'id: 2019-10-01-ref-d2d2d\ndate: "2019-10-01"\ntitle: 命名科普教育基地\nname: 湿地馆\nlevel: municipal\nnamedOn: "2019-10-01"\n',
    ),
  ],
  'a duty is excused for good': [
    write(
      'records/waiver/2019/2019-03-02-kexie-e2e2e.yaml',
      'id: 2019-03-02-kexie-e2e2e\ndate: "2019-03-02"\nunit: 东风镇\ntitle: 因汛情免除\nduty: town-activities\nperiod: "2019"\n',
    ),
  ],
  'a ruling is decided by somebody unnamed': [edit('rulings.yaml', 'status: proposed', 'status: decided')],
  'those who were honoured stand in another order': [
    edit(
      'records/award/2019/2019-09-01-kexie-a2a2a.yaml',
      '  - unit: 东风镇\n    title: 先进集体\n  - unit: 区教体局\n',
      '  - unit: 区教体局\n  - unit: 东风镇\n    title: 先进集体\n',
    ),
  ],
  'a fulfilment is noted': [
    edit(
      'records/award/2019/2019-09-01-kexie-a2a2a.yaml',
      'recipients:',
      'fulfils:\n  - action-plan\nrecipients:',
    ),
  ],
}

interface Change {
  readonly weight: string
  readonly type: string
  readonly id: string
  readonly words: string
  readonly marks: readonly string[]
  readonly file: string
  readonly line: number
}

async function told(cwd: string, lang: string, ...between: string[]): Promise<readonly Change[]> {
  const { code, out, err } = await run(['diff', ...between, '--format', 'json', '--lang', lang], { cwd })
  expect(code, err).toBe(0)
  const { data } = JSON.parse(out)
  expect([data.cosmetic, data.unread]).toEqual([[], []])
  return data.changes
}

async function telling(folder: string, name: string, edits: readonly Edit[]): Promise<string> {
  perform(folder, { name, edits })
  return `## ${name}\n\n${await lines(folder)}\n`
}

async function lines(folder: string, ...between: string[]): Promise<string> {
  const [zh, en] = [await told(folder, 'zh', ...between), await told(folder, 'en', ...between)]
  const lines = zh.map(({ weight, type, id, words, marks, file, line }, index) =>
    [
      `${weight} ${type} ${id} ${file}:${line}${marks.map(mark => ` !${mark}`).join('')}`,
      `  ${words}`,
      `  ${en[index]?.words}`,
      '',
    ].join('\n'),
  )
  return lines.join('')
}

describe('a change', () => {
  it('is told exactly, weighed and marked', async () => {
    const folder = exampleRepository(beside)
    const { git } = committed(folder)
    let all = ''
    for (const [name, edits] of Object.entries(cases)) {
      all += await telling(folder, name, edits)
      git('checkout', '-q', '.')
      git('clean', '-qfd')
    }
    const raised = exampleRepository(raising)
    committed(raised)
    all += await telling(raised, 'an amendment that asked for more is withdrawn', [
      edit(amendment, 'title:', 'withdrawn:\n  on: "2019-04-01"\n  reason: 作废\ntitle:'),
    ])
    await expect(all).toMatchFileSnapshot('frames/tellings.txt')
  })

  it('is told and marked by which way it goes', async () => {
    const folder = exampleRepository(fuller)
    const { git, commit } = committed(folder)
    let all = ''
    for (const [name, edits] of Object.entries(turns)) {
      perform(folder, { name, edits })
      commit(name)
      all += `## ${name}\n\n${await lines(folder, 'HEAD~1', 'HEAD')}and back\n${await lines(folder, 'HEAD', 'HEAD~1')}\n`
      git('reset', '-q', '--hard', 'HEAD~1')
    }
    await expect(all).toMatchFileSnapshot('frames/turns.txt')
  })
})
