import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'
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

interface Change {
  readonly weight: string
  readonly type: string
  readonly id: string
  readonly words: string
  readonly marks: readonly string[]
  readonly file: string
  readonly line: number
}

async function told(cwd: string, lang: string): Promise<readonly Change[]> {
  const { code, out, err } = await run(['diff', '--format', 'json', '--lang', lang], { cwd })
  expect(code, err).toBe(0)
  const { data } = JSON.parse(out)
  expect([data.cosmetic, data.unread]).toEqual([[], []])
  return data.changes
}

async function telling(folder: string, name: string, edits: readonly Edit[]): Promise<string> {
  perform(folder, { name, edits })
  const [zh, en] = [await told(folder, 'zh'), await told(folder, 'en')]
  const lines = zh.map(({ weight, type, id, words, marks, file, line }, index) =>
    [
      `${weight} ${type} ${id} ${file}:${line}${marks.map(mark => ` !${mark}`).join('')}`,
      `  ${words}`,
      `  ${en[index]?.words}`,
      '',
    ].join('\n'),
  )
  return `## ${name}\n\n${lines.join('')}\n`
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
})
