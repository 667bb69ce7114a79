/** A small whole plan. The examples of the rules are edits of it; it has no problem itself. */
export const examplePlan: Readonly<Record<string, string>> = {
  'plan.yaml': `id: example
title: 示例区科普工作方案（2018—2020年）
documentNumber: 示政办〔2018〕1号
issuer: kexie
issuedOn: "2018-01-15"
period:
  from: "2018-01-01"
  to: "2020-12-31"
locale: zh-CN
timeZone: Asia/Shanghai
`,
  'units.yaml': `units:
  - id: kexie
    kind: mass
    names:
      - name: 区科协
  - id: jiaoti
    kind: government
    names:
      - name: 区教体局
      - name: 区教育局
        as: variant
      - name: 区教体居
        as: misprint
  - id: dongfeng
    kind: town
    code: "410100100"
    names:
      - name: 东风镇
  - id: nanhu
    kind: subdistrict
    names:
      - name: 南湖街道
    to: "2019-12-31"
groups:
  - id: towns
    names:
      - name: 各镇（街道）
    query:
      kinds:
        - town
        - subdistrict
  - id: board
    names:
      - name: 科普联席会议
    members:
      - unit: kexie
      - unit: jiaoti
`,
  'objectives.yaml': `objectives:
  - id: O1
    clause: 二（二）1
    title: 重点人群科学素质明显提高
`,
  'tasks/T1.yaml': `id: T1
kind: action
title: 青少年科学素质行动
clause: 三（一）
leads:
  - 区科协
participants:
  - 区教体局
  - 各镇（街道）
open: false
measures:
  - id: T1.1
    clause: 三（一）1
    title: 广泛开展校外科学教育活动
    programmes:
      - science-day
`,
  'programmes.yaml': `programmes:
  - id: science-day
    names:
      - name: 科普日
`,
  'targets.yaml': `targets:
  - id: literacy
    title: 公民具备基本科学素质的比例
    clause: 二（二）1
    words: 比例超过12%
    op: ">"
    value: 12
    unit: "%"
    due: "2020-12-31"
    modality: must
    scope: district
    owners:
      - kexie
`,
  'duties.yaml': `duties:
  - id: town-activities
    title: 各镇（街道）每年安排活动
    clause: 三（一）1
    words: 每年安排不少于3项
    modality: must
    printed: 要
    owners:
      - towns
    each: true
    cadence: yearly
    requirement:
      atLeast: 3
      counts:
        kind: activity
  - id: action-plan
    title: 制定工作规划
    clause: 三（一）
    words: 制定工作规划
    modality: must
    printed: 制定
    owners:
      - kexie
    each: false
    cadence: once
    due: "2018-06-30"
`,
  'milestones.yaml': `milestones:
  - id: launch
    title: 启动实施
    clause: 四（一）
    from: "2018-01-01"
    to: "2018-03-31"
`,
  'rulings.yaml': `rulings:
  - id: whole-years
    about:
      - town-activities
    reading: 年度责任按自然年计算。
    why: 方案按年提要求，没有另定起讫日期。
    status: proposed
`,
  'records/activity/2018/2018-09-15-kexie-x7f3q.yaml': `id: 2018-09-15-kexie-x7f3q
date: "2018-09-15"
unit: 区科协
title: 科普日主场活动
hosts:
  - 东风镇
measures:
  - T1.1
programme: science-day
attendance: 320
`,
  'records/zero-report/2019/2019-01-05-nanhu-k2m4p.yaml': `id: 2019-01-05-nanhu-k2m4p
date: "2019-01-05"
unit: 南湖街道
title: 2018 年没有开展活动
duty: town-activities
period: "2018"
`,
  'records/inspection/2019/2019-05-20-kexie-a9d2c.yaml': `id: 2019-05-20-kexie-a9d2c
date: "2019-05-20"
unit: 区科协
title: 半年督查
about: 东风镇
findings:
  - text: 活动记录不全
    due: "2019-06-30"
    state: open
`,
  'records/amendment/2019/2019-03-01-kexie-q5w7e.yaml': `id: 2019-03-01-kexie-q5w7e
date: "2019-03-01"
unit: 区科协
title: 调整工作规划期限
documentNumber: 示政办〔2019〕2号
changes:
  - id: action-plan
    field: due
    from: "2018-06-30"
    to: "2018-12-31"
`,
}
