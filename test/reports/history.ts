import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { examplePlan } from '../../src/rules/example-plan.ts'

/** A step of a scripted history: what a person does, as edits of the files. */
export interface HistoryStep {
  readonly name: string
  /** Path → what is replaced by what; a path alone with text is a new file; null removes it. */
  readonly edits: readonly Edit[]
  /** How many runs of lines only change how something is written. */
  readonly cosmetic?: number
}

export type Edit =
  | { readonly file: string; readonly from: string; readonly to: string }
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly movedTo: string }
  | { readonly file: string; readonly removed: true }

export const edit = (file: string, from: string, to: string): Edit => ({ file, from, to })
export const write = (file: string, text: string): Edit => ({ file, text })

const activity = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const inspection = 'records/inspection/2019/2019-05-20-kexie-a9d2c.yaml'
const record = (kind: string, id: string, fields: string): Edit =>
  write(
    `records/${kind}/${id.slice(0, 4)}/${id}.yaml`,
    `id: ${id}\ndate: "${id.slice(0, 10)}"\nunit: 区科协\n${fields}`,
  )

/** The plan that the history begins with: the example, with a target and a unit more. */
export const firstPlan: Readonly<Record<string, string>> = {
  ...examplePlan,
  'targets.yaml': `${examplePlan['targets.yaml']}  - id: bases-provincial
    title: 省级科普教育基地
    clause: 二（二）2
    words: 力争建成6个
    op: ">="
    value: 6
    unit: 个
    due: "2020-12-31"
    modality: strive
    scope: district
    owners:
      - kexie
`,
  'units.yaml': `${examplePlan['units.yaml']?.replace(
    'groups:',
    `  - id: fulian
    kind: mass
    names:
      - name: 区妇联
groups:`,
  )}`,
}

/** Thirty changes as a district makes them, one commit each. */
export const history: readonly HistoryStep[] = [
  {
    name: 'three activities and a zero report are recorded',
    edits: [
      record('activity', '2019-03-10-kexie-b2b2b', 'title: 春季科普大集\nmeasures:\n  - T1.1\n'),
      record('activity', '2019-04-11-kexie-c3c3c', 'title: 院士进校园\n'),
      record('activity', '2019-05-12-kexie-d4d4d', 'title: 防灾演练\nattendance: 200\n'),
      write(
        'records/zero-report/2020/2020-01-06-nanhu-e5e5e.yaml',
        'id: 2020-01-06-nanhu-e5e5e\ndate: "2020-01-06"\nunit: 南湖街道\ntitle: 2019 年没有开展活动\nduty: town-activities\nperiod: "2019"\n',
      ),
    ],
  },
  {
    name: 'a lead is added',
    edits: [edit('tasks/T1.yaml', 'leads:\n  - 区科协\n', 'leads:\n  - 区科协\n  - 区妇联\n')],
  },
  { name: 'a target is lowered in place', edits: [edit('targets.yaml', '    value: 6\n', '    value: 5\n')] },
  { name: 'a duty is put off', edits: [edit('duties.yaml', '"2018-06-30"', '"2018-09-28"')] },
  {
    name: 'a record is moved between years',
    edits: [
      edit(activity, 'date: "2018-09-15"', 'date: "2019-09-15"'),
      { file: activity, movedTo: 'records/activity/2019/2018-09-15-kexie-x7f3q.yaml' },
    ],
  },
  {
    name: 'a ruling is decided',
    edits: [
      edit(
        'rulings.yaml',
        '    status: proposed\n',
        '    status: decided\n    decidedBy: 领导小组\n    decidedOn: "2019-06-01"\n',
      ),
    ],
  },
  {
    name: 'a comment is written, quotes are changed',
    edits: [
      edit('duties.yaml', 'duties:\n', '# 依据方案第三章整理\nduties:\n'),
      edit('plan.yaml', 'locale: zh-CN\n', 'locale: "zh-CN"\n'),
    ],
    cosmetic: 2,
  },
  {
    name: 'an owner is taken away',
    edits: [edit('tasks/T1.yaml', '  - 区教体局\n  - 各镇（街道）\n', '  - 各镇（街道）\n')],
  },
  {
    name: 'owners change their order',
    edits: [edit('tasks/T1.yaml', '  - 区科协\n  - 区妇联\n', '  - 区妇联\n  - 区科协\n')],
  },
  {
    name: 'must becomes strive',
    edits: [edit('duties.yaml', 'modality: must\n    printed: 要', 'modality: strive\n    printed: 力争')],
  },
  { name: 'three a year become two', edits: [edit('duties.yaml', 'atLeast: 3', 'atLeast: 2')] },
  { name: 'each becomes together', edits: [edit('duties.yaml', 'each: true', 'each: false')] },
  { name: 'every year becomes once', edits: [edit('duties.yaml', 'cadence: yearly', 'cadence: standing')] },
  { name: 'above becomes at least', edits: [edit('targets.yaml', 'op: ">"', 'op: ">="')] },
  {
    name: 'a baseline and a path are given',
    edits: [
      edit(
        'targets.yaml',
        '    value: 12\n',
        '    value: 12\n    baseline:\n      value: 5.6\n      on: "2015-12-31"\n    interim:\n      - value: 9\n        on: "2018-12-31"\n',
      ),
    ],
  },
  {
    name: 'a record is withdrawn',
    edits: [
      edit(
        'records/activity/2019/2019-04-11-kexie-c3c3c.yaml',
        'title: 院士进校园\n',
        'title: 院士进校园\nwithdrawn:\n  on: "2019-06-01"\n  reason: 与教体局重复填报\n',
      ),
    ],
  },
  {
    name: 'a record is corrected',
    edits: [
      edit(
        'records/activity/2019/2019-05-12-kexie-d4d4d.yaml',
        'attendance: 200\n',
        'attendance: 180\nhosts:\n  - 东风镇\n  - 区妇联\nevidence:\n  - 照片 12 张\n',
      ),
    ],
  },
  {
    name: 'a finding is closed',
    edits: [edit(inspection, '    state: open\n', '    state: closed\n    closedOn: "2019-06-20"\n')],
  },
  {
    name: 'a document amends the plan',
    edits: [
      record(
        'amendment',
        '2019-07-01-kexie-f6f6f',
        'title: 调整省级基地目标\ndocumentNumber: 示政办〔2019〕9号\nchanges:\n  - id: bases-provincial\n    field: value\n    from: 5\n    to: 4\n  - id: T1\n    field: participants\n    from:\n      - 各镇（街道）\n    to:\n      - 各镇（街道）\n      - 区教体局\n',
      ),
    ],
  },
  {
    name: 'a document allows a correction, which is made',
    edits: [
      record(
        'amendment',
        '2019-07-02-kexie-g7g7g',
        'title: 更正责任期限\ndocumentNumber: 示政办〔2019〕10号\ncorrects:\n  - action-plan\n',
      ),
      edit('duties.yaml', '"2018-09-28"', '"2018-06-30"'),
    ],
  },
  {
    name: 'a duty is excused',
    edits: [
      record(
        'waiver',
        '2019-07-03-kexie-h8h8h',
        'title: 推迟工作规划\nduty: action-plan\nperiod: plan\ndocumentNumber: 示政办〔2019〕11号\nuntil: "2019-12-31"\n',
      ),
    ],
  },
  {
    name: 'a year is closed',
    edits: [record('closing', '2019-07-04-kexie-j2j2j', 'title: 2018 年封账\nperiod: "2018"\n')],
  },
  {
    name: 'a record is dated back into the closed year',
    edits: [record('activity', '2018-11-11-kexie-k3k3k', 'title: 补记活动\n')],
  },
  {
    name: 'the same with an amendment',
    edits: [
      record('activity', '2018-12-12-kexie-m4m4m', 'title: 补记讲座\namendment: 2019-07-02-kexie-g7g7g\n'),
    ],
  },
  {
    name: 'a record is deleted',
    edits: [{ file: 'records/zero-report/2019/2019-01-05-nanhu-k2m4p.yaml', removed: true }],
  },
  {
    name: 'a unit is renamed',
    edits: [
      edit(
        'units.yaml',
        '      - name: 区妇联\n',
        '      - name: 区妇女联合会\n        from: "2019-07-01"\n      - name: 区妇联\n        to: "2019-06-30"\n',
      ),
    ],
  },
  {
    name: 'a unit leaves a group',
    edits: [edit('units.yaml', '      - unit: kexie\n      - unit: jiaoti\n', '      - unit: kexie\n')],
  },
  {
    name: 'a duty is dropped',
    edits: [
      edit(
        'duties.yaml',
        examplePlan['duties.yaml']?.slice(examplePlan['duties.yaml'].indexOf('  - id: action-plan')) ?? '',
        '',
      ),
    ],
  },
  {
    name: 'a measure is added',
    edits: [
      edit(
        'tasks/T1.yaml',
        '    programmes:\n      - science-day\n',
        '    programmes:\n      - science-day\n  - id: T1.2\n    clause: 三（一）2\n    title: 建设校外活动场所\n',
      ),
    ],
  },
  {
    name: 'the plan is extended, a milestone ends later, a file is renamed',
    edits: [
      edit('plan.yaml', '  to: "2020-12-31"\n', '  to: "2021-12-31"\n'),
      edit('milestones.yaml', '"2018-03-31"', '"2018-04-30"'),
      { file: 'tasks/T1.yaml', movedTo: 'tasks/T01.yaml' },
    ],
    cosmetic: 1,
  },
]

/** Makes the edits of a step in a folder. */
export function perform(folder: string, { edits }: HistoryStep): void {
  for (const one of edits) {
    const path = join(folder, one.file)
    if ('removed' in one) rmSync(path)
    else if ('movedTo' in one) {
      mkdirSync(dirname(join(folder, one.movedTo)), { recursive: true })
      renameSync(path, join(folder, one.movedTo))
    } else if ('text' in one) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, one.text)
    } else {
      const before = readFileSync(path, 'utf8')
      if (!before.includes(one.from)) throw new Error(`${one.file} does not hold ${JSON.stringify(one.from)}`)
      writeFileSync(
        path,
        before.replace(one.from, () => one.to),
      )
    }
  }
}
