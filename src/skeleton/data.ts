/** The data of a new repository: a small whole plan to be written over, with a comment at each turn. */
export const skeletonData: Readonly<Record<string, string>> = {
  'plan.yaml': `# yaml-language-server: $schema=../schemas/plan.schema.json
# 方案本身。照文件首页填写；各字段的说明见 schemas/plan.schema.json，编辑器里把光标停在字段上也能看到。
# 编号，一经使用不再改
id: example
title: 示例区科普工作方案（2026—2030年）
documentNumber: 示政办〔2026〕1号
# 印发单位，写 units.yaml 里的编号
issuer: kexie
# 日期一律加引号
issuedOn: "2026-01-15"
period:
  from: "2026-01-01"
  to: "2030-12-31"
locale: zh-CN
timeZone: Asia/Shanghai
# 所有输出都注明“示例数据”；自己的方案全部录完以后删去这一行
sample: true
`,
  'units.yaml': `# yaml-language-server: $schema=../schemas/units.schema.json
# 单位。编号（id）用拼音，文件名和命令里都用它；names 第一个是现用名称，文件里印的别名、误印也列上。
units:
  - id: kexie
    # party 党委 | government 政府 | mass 群团 | town 镇 | subdistrict 街道 | office 机构
    kind: mass
    names:
      - name: 区科协
  - id: jiaoyu
    kind: government
    names:
      - name: 区教育局
      - name: 区教体局
        # 同一个单位的另一种写法；印错的写 misprint
        as: variant
  - id: dongfeng
    kind: town
    names:
      - name: 东风镇
  - id: nanhu
    kind: subdistrict
    names:
      - name: 南湖街道
# 合称。成员按类别求出（query），或逐个列出（members）。
groups:
  - id: towns
    names:
      - name: 各镇（街道）
    query:
      kinds:
        - town
        - subdistrict
`,
  'objectives.yaml': `# yaml-language-server: $schema=../schemas/objectives.schema.json
# 目标要求，照印。clause 是条款号。
objectives:
  - id: O1
    clause: 二（二）1
    title: 重点人群科学素质明显提高
`,
  'tasks/T1.yaml': `# yaml-language-server: $schema=../../schemas/task.schema.json
# 一项任务一个文件：T1.yaml、T2.yaml……
id: T1
# action 行动 | project 工程
kind: action
title: 青少年科学素质行动
clause: 三（一）
leads:
  # 牵头单位：照印的名称，照印的次序，印错了也照抄
  - 区教育局
  - 区科协
participants:
  - 各镇（街道）
# 名单以“等单位”收尾的写 true
open: false
measures:
  - id: T1.1
    clause: 三（一）1
    title: 广泛开展校外科学教育活动
    programmes:
      - science-day
`,
  'programmes.yaml': `# yaml-language-server: $schema=../schemas/programmes.schema.json
# 方案点名的项目和活动。
programmes:
  - id: science-day
    names:
      - name: 全国科普日
`,
  'targets.yaml': `# yaml-language-server: $schema=../schemas/targets.schema.json
# 承诺的数字。words 是承载它的原文，不超过 20 个字；“超过”写 ">"，“不少于、达到”写 ">="。
targets:
  - id: literacy
    title: 公民具备科学素质的比例
    clause: 二（二）
    words: 比例超过15%
    op: ">"
    value: 15
    unit: "%"
    due: "2030-12-31"
    # must 必须 | strive 力争 | gradual 逐步 | encourage 鼓励
    modality: must
    scope: district
    owners:
      - kexie
`,
  'duties.yaml': `# yaml-language-server: $schema=../schemas/duties.schema.json
# 承诺的事：谁、多久一次、什么能说明做到了。
duties:
  - id: town-activities
    title: 各镇（街道）每年安排科普活动
    clause: 三（一）1
    words: 每年安排不少于3项
    modality: must
    # 原文所用的词
    printed: 要
    owners:
      - towns
    # true：每个成员各自负责；false：共同负责
    each: true
    # once 一次 | yearly 每年 | quarterly 每季 | standing 长期
    cadence: yearly
    requirement:
      atLeast: 3
      counts:
        # 符合条件的记录自动计入
        kind: activity
  - id: work-plan
    title: 制定年度工作计划
    clause: 四（一）
    words: 制定工作计划
    modality: must
    printed: 制定
    owners:
      - kexie
    each: false
    cadence: once
    milestone: launch
    evidence: 印发的计划
`,
  'milestones.yaml': `# yaml-language-server: $schema=../schemas/milestones.schema.json
# 实施步骤的各个阶段。
milestones:
  - id: launch
    title: 启动实施
    clause: 四（一）
    from: "2026-01-01"
    to: "2026-03-31"
  - id: implementation
    title: 全面推进
    clause: 四（二）
    from: "2026-04-01"
    to: "2030-12-31"
`,
  'rulings.yaml': `# yaml-language-server: $schema=../schemas/rulings.schema.json
# 口径：方案没有写明的地方怎样理解，为什么。有人裁定以前一律写 proposed，裁定人和日期留空，不要代填。
rulings:
  - id: whole-years
    about:
      - town-activities
    reading: 年度责任按自然年计算。
    why: 方案按年提要求，没有另定起讫日期。
    status: proposed
`,
  'records/.gitkeep': '',
}
