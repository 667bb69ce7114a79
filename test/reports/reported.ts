import { examplePlan } from '../../src/rules/example-plan.ts'
import { recordFiles, type Sketch, yamlOf } from '../plan-of.ts'
import type { Files } from '../scratch.ts'

const duty = (id: string, own: object) => ({
  id,
  title: `责任 ${id}`,
  clause: '四（一）—1',
  words: '一项责任',
  modality: 'must',
  printed: '要',
  owners: [],
  each: false,
  cadence: 'once',
  ...own,
})
const target = (id: string, own: object) => ({
  id,
  title: `目标 ${id}`,
  clause: '二（二）1',
  words: '一个目标',
  op: 'up',
  unit: '人',
  modality: 'gradual',
  scope: 'district',
  owners: [],
  ...own,
})

/** Numbers that are the same on every run. */
function* numbers(): Generator<number> {
  for (let state = 20180101; ; ) {
    state = (state * 1103515245 + 12345) % 2147483648
    yield Math.floor(state / 65536)
  }
}

const names = ['区科协', '区教体局', '东风镇', '南湖街道', '西山镇', '北山镇', '双山镇']

/** Activities over three years, some joint, some without evidence, some withdrawn. */
function activities(): Sketch[] {
  const random = numbers()
  const next = (below: number): number => (random.next().value as number) % below
  return Array.from({ length: 160 }, (_, index) => {
    const month = 1 + next(12)
    const year = 2018 + next(3)
    const isJoint = next(4) === 0
    const at = `${year}-${String(month).padStart(2, '0')}-${String(1 + next(28)).padStart(2, '0')}`
    const unit = unitOn(next(names.length), at)
    const host = unitOn(next(names.length), at)
    return {
      kind: 'activity',
      date: at,
      unit,
      ...(isJoint && host !== unit && { hosts: [host] }),
      ...(next(3) > 0 && { measures: next(2) === 0 ? ['T1.1'] : ['T1.1', 'T2.1'] }),
      ...(next(3) === 0 && { programme: 'science-day' }),
      ...(next(5) > 0 && { attendance: 10 + next(400) }),
      ...(next(3) === 0 && { spend: next(50000) / 100 }),
      ...(next(3) > 0 && { evidence: [`档案 ${index}`] }),
      ...(next(15) === 0 && { withdrawn: { on: '2020-12-30', reason: '重复' } }),
    }
  })
}

/** The names that units bear on a day: 西山镇 and 北山镇 became 双山镇 in 2019, 南湖街道 went at the end of that year. */
function unitOn(index: number, day: string): string {
  const name = names[index] ?? '区科协'
  if (['西山镇', '北山镇'].includes(name) && day >= '2019-07-01') return '双山镇'
  if (name === '双山镇' && day < '2019-07-01') return '西山镇'
  return name === '南湖街道' && day > '2019-12-31' ? '东风镇' : name
}

const others: readonly Sketch[] = [
  {
    kind: 'document',
    date: '2018-02-20',
    unit: '区科协',
    type: 'plan',
    fulfils: ['plan-issued'],
    evidence: ['档案'],
  },
  {
    kind: 'document',
    date: '2018-09-01',
    unit: '区教体局',
    type: 'rule',
    fulfils: ['joint-rule', 'soft-twice'],
  },
  { kind: 'document', date: '2019-02-01', unit: '东风镇', type: 'plan', fulfils: ['action-plan-towns'] },
  { kind: 'document', date: '2018-05-01', unit: '西山镇', type: 'plan', fulfils: ['action-plan-towns'] },
  { kind: 'waiver', date: '2018-12-01', unit: '北山镇', duty: 'action-plan-towns', period: 'plan' },
  { kind: 'zero-report', date: '2020-10-05', unit: '区科协', duty: 'quarterly-report', period: '2020-Q3' },
  { kind: 'document', date: '2018-03-05', unit: '区科协', type: 'report', fulfils: ['quarterly-report'] },
  {
    kind: 'observation',
    date: '2018-12-31',
    indicator: 'literacy',
    value: 8,
    sample: { size: 1000, qualified: 80, method: '入户' },
  },
  { kind: 'observation', date: '2019-12-31', indicator: 'literacy', value: 10.5, scope: 'city' },
  { kind: 'observation', date: '2018-12-31', indicator: 'volunteers', value: 100 },
  { kind: 'observation', date: '2019-12-31', indicator: 'volunteers', value: 140 },
  { kind: 'observation', date: '2020-11-30', indicator: 'fast', value: 8 },
  { kind: 'base', date: '2018-06-01', name: '湿地馆', level: 'municipal', namedOn: '2018-06-01' },
  {
    kind: 'base',
    date: '2019-06-01',
    name: '湿地馆',
    level: 'provincial',
    namedOn: '2019-06-01',
    validTo: '2020-06-30',
  },
  { kind: 'base', date: '2019-06-01', name: '气象站', level: 'municipal', namedOn: '2019-06-01' },
  {
    kind: 'funding',
    date: '2018-12-31',
    unit: '区科协',
    year: 2018,
    fund: 'fiscal',
    planned: 1000,
    spent: 900.5,
  },
  { kind: 'funding', date: '2018-12-31', unit: '区教体局', year: 2018, fund: 'special', spent: 300 },
  { kind: 'funding', date: '2019-12-31', unit: '区科协', year: 2019, fund: 'fiscal', planned: 1200 },
  { kind: 'funding', date: '2019-12-31', unit: '区科协', year: 2019, fund: 'special', spent: 1000 },
  { kind: 'funding', date: '2019-12-31', unit: '东风镇', year: 2019, fund: 'social', spent: 50 },
  {
    kind: 'award',
    date: '2019-12-20',
    unit: '区科协',
    level: 'district',
    recipients: [{ unit: '东风镇' }, { title: '先进个人', count: 7 }],
  },
  { kind: 'award', date: '2019-12-21', unit: '区科协' },
  {
    kind: 'inspection',
    date: '2019-05-20',
    unit: '区科协',
    about: '东风镇',
    findings: [
      { text: '活动记录不全', due: '2019-06-30', state: 'open' },
      { text: '没有公示', state: 'underway' },
      { text: '场地不足', due: '2019-06-30', state: 'closed', closedOn: '2019-07-15' },
    ],
  },
  {
    kind: 'inspection',
    date: '2020-05-20',
    unit: '区科协',
    about: 'T1',
    findings: [{ text: '方案没有更新', due: '2021-06-30' }],
  },
]

/** A plan with something of everything that reports tell. */
export const reportedFiles: Files = {
  ...Object.fromEntries(Object.entries(examplePlan).filter(([path]) => !path.startsWith('records/'))),
  'units.yaml': `${examplePlan['units.yaml']?.replace(
    'groups:',
    `  - id: xishan
    kind: town
    names:
      - name: 西山镇
    to: "2019-06-30"
  - id: beishan
    kind: town
    names:
      - name: 北山镇
    to: "2019-06-30"
  - id: shuangshan
    kind: town
    names:
      - name: 双山镇
    from: "2019-07-01"
groups:
  - id: departments
    names:
      - name: 各有关部门`,
  )}events:
  - id: shan-merge
    kind: merge
    date: "2019-07-01"
    from:
      - xishan
      - beishan
    to:
      - shuangshan
`,
  'tasks/T2.yaml': `id: T2
kind: project
title: 科普基础设施工程
clause: 三（二）
leads:
  - 区教体局
participants:
  - 西山镇
open: true
measures:
  - id: T2.1
    clause: 三（二）1
    title: 加强场馆建设
  - id: T2.2
    clause: 三（二）2
    title: 加强基地建设
`,
  'duties.yaml': yamlOf({
    duties: [
      duty('town-activities', {
        title: '各镇（街道）每年安排活动',
        clause: '三（一）1',
        owners: ['towns'],
        each: true,
        cadence: 'yearly',
        requirement: { atLeast: 3, counts: { kind: 'activity' } },
      }),
      duty('plan-issued', { milestone: 'launch' }),
      duty('unowned', {}),
      duty('joint-rule', { owners: ['board'], due: '2018-06-30', clause: '三（二）1' }),
      duty('soft-twice', {
        owners: ['board'],
        modality: 'strive',
        due: '2019-12-31',
        requirement: { atLeast: 2 },
      }),
      duty('action-plan-towns', { owners: ['towns'], each: true, due: '2018-12-31' }),
      duty('two-owners', { owners: ['kexie', 'jiaoti'], due: '2020-12-20' }),
      duty('standing-work', {
        owners: ['kexie'],
        cadence: 'standing',
        requirement: { counts: { kind: 'activity', tasks: ['T2'] } },
      }),
      duty('vague', { owners: ['departments'], each: true }),
      duty('quarterly-report', { owners: ['kexie'], each: true, cadence: 'quarterly' }),
      duty('board-yearly', { owners: ['board'], each: true, cadence: 'yearly', modality: 'encourage' }),
    ],
  }),
  'milestones.yaml': examplePlan['milestones.yaml']?.replace('    from: "2018-01-01"\n', '') ?? '',
  'targets.yaml': yamlOf({
    targets: [
      target('literacy', {
        op: '>',
        value: 12,
        unit: '%',
        due: '2020-12-31',
        modality: 'must',
        owners: ['kexie'],
        baseline: { value: 6, on: '2017-12-31' },
        interim: [{ value: 8, on: '2018-12-31' }],
      }),
      target('fast', {
        op: '>=',
        value: 10,
        due: '2020-12-31',
        modality: 'strive',
        baseline: { value: 1, on: '2017-12-31' },
      }),
      target('volunteers', {}),
      target('nothing', { op: '>=', value: 3, due: '2020-12-31' }),
      target('coverage', { op: '>=', value: 100, unit: '%' }),
      target('bases-municipal', {
        op: '>=',
        value: 2,
        unit: '个',
        modality: 'strive',
        clause: '三（一）1',
      }),
      target('bases-provincial', { op: '>=', value: 1, unit: '个', modality: 'strive' }),
      target('funding-rising', { unit: '元' }),
    ],
  }),
  ...recordFiles([...activities(), ...others]),
}
