import { describe, expect, it } from 'vitest'
import { check } from '../../src/rules/check.ts'
import { repositoryOf, yamlOf } from '../plan-of.ts'

const sheet = {
  id: 'example',
  title: '示例',
  documentNumber: '示政办〔2018〕1号',
  issuer: 'kexie',
  issuedOn: '2018-01-15',
  period: { from: '2018-01-01', to: '2020-12-31' },
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
}
const task = {
  id: 'T1',
  kind: 'action',
  title: '行动',
  clause: '三（一）',
  leads: [],
  participants: [],
  open: false,
  measures: [],
}
const duty = {
  id: 'd1',
  title: '责任',
  clause: '三（一）',
  words: '词',
  modality: 'must',
  printed: '要',
  owners: [],
  each: false,
  cadence: 'once',
}
const record = { id: '2018-05-01-ref-b1a1s', date: '2018-05-01', title: '名' }
const at = (kind: string) => `records/${kind}/2018/${record.id}.yaml`

/** Each of these refers by one field to something of a file. */
const referring: Readonly<
  Record<string, readonly [missing: string, files: Readonly<Record<string, object>>]>
> = {
  'the unit that issued the plan': ['units.yaml', { 'plan.yaml': sheet }],
  'the owner of a duty': ['units.yaml', { 'duties.yaml': { duties: [{ ...duty, owners: ['kexie'] }] } }],
  'the printed name of an owner': ['units.yaml', { 'tasks/T1.yaml': { ...task, leads: ['区科协'] } }],
  'the unit of a record': ['units.yaml', { [at('activity')]: { ...record, unit: '区科协' } }],
  'a programme of a measure': [
    'programmes.yaml',
    {
      'tasks/T1.yaml': {
        ...task,
        measures: [{ id: 'T1.1', clause: '三（一）1', title: '活动', programmes: ['day'] }],
      },
    },
  ],
  'the milestone of a duty': [
    'milestones.yaml',
    { 'duties.yaml': { duties: [{ ...duty, milestone: 'launch' }] } },
  ],
  'the indicator of an observation': [
    'targets.yaml',
    { [at('observation')]: { ...record, indicator: 'literacy', value: 6, scope: 'district' } },
  ],
  'the duty that a base fulfils': [
    'duties.yaml',
    {
      [at('base')]: { ...record, name: '湿地馆', level: 'municipal', namedOn: '2018-05-01', fulfils: ['d1'] },
    },
  ],
}

describe('file-missing', () => {
  it.each(Object.entries(referring))(
    'tells of the file that would hold %s, and of no other',
    async (_, [missing, files]) => {
      const plan = Object.entries(files).map(([file, value]) => [file, yamlOf(value)] as const)
      const repository = await repositoryOf(Object.fromEntries(plan))
      expect(repository.findings).toEqual([])
      const told = (await check(repository, '2020-12-01')).filter(({ rule }) => rule === 'file-missing')
      expect(told.map(({ file, line }) => `${file}:${line}`)).toEqual([`${missing}:1`])
    },
  )
})
