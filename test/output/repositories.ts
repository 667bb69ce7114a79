import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { execaSync } from 'execa'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { exampleRepository, type Files } from '../scratch.ts'

export const officialText = readFileSync('test/fixtures/official/plan.txt', 'utf8')

/** A text with one piece replaced; throws where the piece is not there, so that no edit changes nothing. */
export function edited(text: string | undefined, from: string | RegExp, to: string): string {
  const after = text?.replace(from, () => to)
  if (after === undefined || after === text) throw new Error(`nothing to change: ${from}`)
  return after
}

const file = (path: string, from: string, to: string) => ({ [path]: edited(examplePlan[path], from, to) })

/** The example plan with everything that may be written written once, and everything that may be unknown unknown. */
const oddFiles: Files = {
  'plan.txt': officialText,
  'plan.yaml': `${examplePlan['plan.yaml']}shortTitle: 示例方案
basedOn:
  - title: 上级方案
    documentNumber: 市政办〔2017〕9号
  - title: 规划纲要
addressees:
  - 各镇人民政府
signatory: 区科协
source:
  file: plan.txt
  sha256: ${createHash('sha256').update(officialText).digest('hex')}
sample: true
`,
  'units.yaml': `${examplePlan['units.yaml']?.replace(
    'groups:',
    `  - id: xiqu
    kind: subdistrict
    names:
      - name: 西区街道
        from: "2019-01-01"
      - name: 西关乡
        as: former
        to: "2018-12-31"
    from: "2018-06-01"
groups:`,
  )}  - id: departments
    names:
      - name: 各有关部门
        from: "2018-01-01"
        to: "2020-12-31"
  - id: T1-leads
    names:
      - name: T1 牵头单位
    query:
      roles:
        - lead
      tasks:
        - T1
`,
  'tasks/T1.yaml': edited(
    edited(examplePlan['tasks/T1.yaml'], 'leads:\n', 'leads:\n  - 区水利局\n  - 各有关部门\n'),
    'participants:\n',
    'participants:\n  - 区林业局\n  - 各有关部门\n  - 区科协\n',
  ),
  ...file(
    'programmes.yaml',
    '      - name: 科普日\n',
    '      - name: 科普日\n      - name: 科普曰\n        as: misprint\n',
  ),
  'targets.yaml': `${edited(
    examplePlan['targets.yaml'],
    '    owners:',
    `    denominator: 全区公民
    baseline:
      value: 5.6
      on: "2015-12-31"
      source: 第九次调查
    interim:
      - value: 9
        on: "2018-12-31"
    staleAfter: 1100
    accumulation: highest
    owners:`,
  )}  - id: funding-rising
    title: 经费逐步提高
    clause: 三（一）
    words: 逐步提高
    op: up
    unit: 元
    modality: gradual
    scope: district
    baseline:
      value: 100
      on: "2017-12-31"
    owners: []
`,
  'duties.yaml': `${edited(examplePlan['duties.yaml'], '        kind: activity\n', '        kind: activity\n        tasks:\n          - T1\n        measures:\n          - T1.1\n        programmes:\n          - science-day\n        forms:\n          - lecture\n        types:\n          - plan\n')}    milestone: launch
    evidence: 印发的规划
`,
  ...file('milestones.yaml', '    from: "2018-01-01"\n', ''),
  'rulings.yaml': `${examplePlan['rulings.yaml']}  - id: read-so
    about:
      - T1
      - 三（一）1
    reading: 按第一种读法。
    why: 原文如此。
    status: decided
    decidedBy: 领导小组
    decidedOn: "2018-02-01"
    covers:
      - rule: lead-and-participant
        id: T1
`,
  'records/base/2019/2019-05-01-ref-b2c3d.yaml': `id: 2019-05-01-ref-b2c3d
date: "2019-05-01"
title: 命名科普教育基地
name: 湿地馆
level: municipal
namedOn: "2019-05-01"
evidence:
  - 档案 12
`,
  'records/activity/2018/2018-10-01-ref-c3d4e.yaml': `id: 2018-10-01-ref-c3d4e
date: "2018-10-01"
unit: 区水利局
title: 节水讲座
volunteers:
  people: 3
withdrawn:
  on: "2018-11-01"
  reason: 重复
`,
}

/** The example plan as it is; odd but readable; and broken in files and in what they refer to. */
export const repositories: Readonly<Record<string, () => string>> = {
  example: () => exampleRepository(),
  odd: () => exampleRepository(oddFiles),
  'without a plan.yaml that can be read': () => exampleRepository({ ...oddFiles, 'plan.yaml': 'id: x\n' }),
  broken: () =>
    exampleRepository({
      // No rule is called so, nor nearly so.
      'rulings.yaml': `${examplePlan['rulings.yaml']}    covers:
      - rule: qqqqqqqqqqqq
        id: T1
`,
      ...file('duties.yaml', '      - kexie', '      - kexei'),
      'records/activity/2018/2018-09-16-kexie-bbbbb.yaml': 'title: [\n',
    }),
}

/** The example plan in a git repository, committed. */
export function committedRepository(): string {
  const folder = exampleRepository()
  const git = (...args: string[]) =>
    execaSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], { cwd: folder })
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'first')
  return folder
}
