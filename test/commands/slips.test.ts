import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { languages } from '../../src/model/text.ts'
import { committed } from '../git.ts'
import { run, type Setting } from '../run.ts'
import { exampleRepository, type Files, scratch } from '../scratch.ts'

/** What the disk answers to a call, where a test has it answer. */
const disk = vi.hoisted(() => ({ fails: {} as Record<string, string> }))

vi.mock('node:fs', async original => {
  const fs = await original<typeof import('node:fs')>()
  const failing =
    (name: 'renameSync' | 'openSync' | 'readFileSync' | 'mkdirSync') =>
    (...args: unknown[]) => {
      // Reading goes on.
      const isAsked = name !== 'openSync' || args[1] === 'wx'
      const code = isAsked && (disk.fails[`${name} ${basename(String(args[0]))}`] ?? disk.fails[name])
      if (code) throw Object.assign(new Error(code), { code, syscall: name })
      return (fs[name] as (...args: unknown[]) => unknown)(...args)
    }
  return {
    ...fs,
    renameSync: failing('renameSync'),
    readFileSync: failing('readFileSync'),
    openSync: failing('openSync'),
    mkdirSync: failing('mkdirSync'),
  }
})

/** A newcomer's slip: what is typed, and where. */
interface Slip {
  readonly typed: string
  /** True outside of any repository. */
  readonly outside?: boolean
  readonly setting?: Setting
  /** What lies there besides the example plan. */
  readonly files?: Files
  /** What the disk answers meanwhile. */
  readonly fails?: Readonly<Record<string, string>>
  readonly prepare?: (folder: string) => void
}

const activity = 'record activity --unit 区科协 --date 2018-09-20 --title 科普讲座'

const slips: Readonly<Record<string, Slip>> = {
  'outside-a-repository': { typed: 'list tasks', outside: true },
  'bare-outside': { typed: '', outside: true },
  'bare-inside': { typed: '' },
  'wrong-command': { typed: 'lsit tasks' },
  'unknown-command': { typed: '登记' },
  'wrong-unit': { typed: 'owns 区教育厅' },
  'no-such-unit': { typed: 'owns 火星办事处' },
  'unclear-unit': { typed: 'owns 区' },
  'missing-argument': { typed: 'owns' },
  'missing-flags': { typed: 'record activity --unit 区科协' },
  'missing-kind': { typed: 'record' },
  'missing-flag': { typed: 'withdraw 2018-09-15-kexie-x7f3q' },
  'missing-value': { typed: 'list duties --unit' },
  'report-without-name': { typed: 'report' },
  'report-without-unit': { typed: 'report unit' },
  'wrong-report': { typed: 'report 台帐' },
  'wrong-flag': { typed: 'list duties --uint 区科协' },
  'wrong-language': { typed: 'list tasks --lang fr' },
  'wrong-format': { typed: 'list tasks --format pdf' },
  'wrong-ending': { typed: 'list tasks -o 任务.doc' },
  'dashes-of-an-input-method': { typed: 'help ——help' },
  'full-width-dashes': { typed: 'list tasks －－format＝csv' },
  'full-width-equals': { typed: 'list tasks --format＝csv' },
  'full-width-commas': { typed: `${activity} --measures T1.1，T1.1 --dry-run` },
  'chinese-flags': { typed: 'record 活动 ——单位 区科协 ——日期＝2018年9月20日 ——名称 科普讲座 --dry-run' },
  'impossible-date': { typed: 'record activity --unit 区科协 --date 2018年9月31日 --title 科普讲座' },
  'impossible-day': { typed: 'due --as-of 2018年9月31日' },
  'help-of-nothing': { typed: 'help 登记活动' },
  'help-of-a-slip': { typed: 'help recrod' },
  'no-such-file': { typed: 'import 活动.xlsx --kind activity' },
  'open-in-excel': {
    typed: 'list tasks -o 任务.xlsx',
    fails: { renameSync: 'EBUSY' },
  },
  'open-in-excel-on-windows': {
    typed: 'list tasks -o 任务.xlsx',
    fails: { renameSync: 'EPERM' },
  },
  'import-of-an-open-file': {
    typed: 'import 活动.xlsx --kind activity',
    fails: { 'readFileSync 活动.xlsx': 'EBUSY' },
  },
  'read-only-share': { typed: activity, fails: { openSync: 'EROFS', mkdirSync: 'EROFS' } },
  'no-rights': { typed: 'list tasks -o 任务.csv', fails: { openSync: 'EACCES' } },
  'import-of-a-folder': { typed: 'import records --kind activity' },
  'import-without-rights': {
    typed: 'import 活动.xlsx --kind activity',
    fails: { 'readFileSync 活动.xlsx': 'EACCES' },
  },
  'import-into-the-past': { typed: 'import 活动.csv --rev HEAD' },
  'import-of-no-table': {
    typed: 'import 活动.csv --kind activity',
    files: { '活动.csv': '今年办了很多活动。\n' },
  },
  'import-of-another-sheet': {
    typed: 'import 活动.csv --kind activity --sheet 二季度',
    files: { '活动.csv': '日期,单位,名称\n2018-11-02,区科协,讲座\n' },
  },
  'import-without-a-column': {
    typed: 'import 活动.csv --kind activity',
    files: { '活动.csv': '日期,名称\n2018-11-02,讲座\n' },
  },
  'import-with-a-column-twice': {
    typed: 'import 活动.csv --kind activity',
    files: { '活动.csv': '日期,单位,名称,标题\n2018-11-02,区科协,讲座,讲座\n' },
  },
  'import-with-a-head-misspelt': {
    typed: 'import 活动.csv --kind activity',
    files: { '活动.csv': '日期,单位,名称,地店\n2018-11-02,区科协,讲座,广场\n' },
  },
  'import-with-columns-to-spare': {
    typed: 'import 活动.csv --kind activity --dry-run',
    files: { '活动.csv': '序号,日期,单位,名称,上级领导\n1,2018-11-02,区科协,讲座,有\n' },
  },
  'import-of-kinds-unknown': {
    typed: 'import 活动.csv',
    files: {
      '活动.csv':
        '类别,日期,单位,名称,人次,文种\n活动,2018-11-02,区科协,讲座,30,通知\n会议,2018-11-03,区科协,例会,9,\n文件,2018-11-04,区科协,通知,,通知\n',
    },
  },
  'import-of-rows-that-are-there': {
    typed: 'import 活动.csv --kind activity',
    files: {
      '活动.csv':
        '编号,日期,单位,名称\n2018-09-15-kexie-x7f3q,2018-09-15,区科协,另一场\n,2018-11-02,区科协,讲座\n,2018-11-02,区科协,讲座\n2018-11-05-kexie-aaaaa,2018-11-05,区科协,甲\n2018-11-05-kexie-aaaaa,2018-11-05,区科协,乙\n',
    },
  },
  'import-of-ids-that-are-no-names': {
    typed: 'import 活动.csv --kind activity',
    files: {
      '活动.csv':
        '编号,日期,单位,名称\n../../../x,2018-11-05,区科协,甲\n2018-11-05-kexie-AAAAA,2018-11-05,区科协,乙\n.x,2018-11-05,区科协,丁\n',
    },
  },
  'import-of-near-twins': {
    typed: 'import 活动.csv --kind activity --dry-run',
    files: {
      '活动.csv':
        '日期,单位,名称\n2018-09-15,区科协,科普日主场的活动\n2018-11-02,区科协,冬季防火讲座\n2018-11-02,区科协,冬季防火的讲座\n',
    },
  },
  'template-to-nowhere': { typed: 'template activity' },
  'template-of-a-group': { typed: 'template activity --unit 各镇（街道） -o 活动.xlsx' },
  'workbook-to-the-screen': { typed: 'list tasks --format xlsx' },
  'ending-against-format': { typed: 'list tasks --format json -o 任务.xlsx' },
  'edit-of-nothing': { typed: 'edit xyz attendance=3' },
  'edit-of-a-slip': { typed: 'edit town-activitys title=活动' },
  'edit-without-a-value': { typed: 'edit 2018-09-15-kexie-x7f3q attendance' },
  'edit-without-an-editor': { typed: 'edit 2018-09-15-kexie-x7f3q' },
  'edit-of-no-field': { typed: 'edit 2018-09-15-kexie-x7f3q qqqq=3' },
  'edit-of-a-field-misspelt': { typed: 'edit 2018-09-15-kexie-x7f3q attendence=3' },
  'edit-of-the-id': { typed: 'edit 2018-09-15-kexie-x7f3q id=2018-09-15-kexie-aaaaa' },
  'edit-of-the-amendment': { typed: 'edit 2018-09-15-kexie-x7f3q amendment=2019-03-01-kexie-q5w7e' },
  'edit-away-what-must-be': { typed: 'edit 2018-09-15-kexie-x7f3q 名称=' },
  'edit-of-an-id-that-stands-twice': {
    typed: 'edit 2018-09-15-kexie-x7f3q attendance=3',
    files: {
      'records/activity/2019/2018-09-15-kexie-x7f3q.yaml':
        'id: 2018-09-15-kexie-x7f3q\ndate: "2019-09-15"\nunit: 区科协\ntitle: 同号\n',
    },
  },
  'edit-of-a-broken-file': {
    typed: 'edit 2018-09-15-kexie-x7f3q attendance=3',
    files: { 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml': 'title: [\n' },
  },
  'edit-of-the-past': { typed: 'edit 2018-09-15-kexie-x7f3q attendance=3 --rev HEAD' },
  'edit-of-the-plan': { typed: 'edit town-activities title=每年安排活动' },
  'withdrawal-of-a-duty': { typed: 'withdraw town-activities --reason 不再要求' },
  'value-given-twice': { typed: `${activity} --place 广场 --place 礼堂` },
  'unit-that-is-a-group': { typed: 'record activity --unit 各镇（街道） --date 2018-09-20 --title 讲座' },
  'json-that-is-not-whole': { typed: 'edit 2019-05-20-kexie-a9d2c findings=[{"text":"台账不全"' },
  'objects-without-json': { typed: 'edit 2019-03-01-kexie-q5w7e changes=期限' },
  'close-of-nothing': { typed: 'close 去年' },
  'fmt-of-the-past': { typed: 'fmt --rev HEAD' },
  'fmt-of-nothing': { typed: 'fmt 方案.yaml' },
  'shell-misspelt': { typed: 'completion zhs' },
  'shell-unknown': { typed: 'completion 终端' },
  'rule-misspelt': { typed: 'explain owner-unkown' },
  'verdict-of-nothing': { typed: 'explain 甲乙丙丁' },
  'day-after-the-plan': { typed: 'report due --as-of 2024-05-01' },
  'filter-that-is-none': { typed: 'list milestones --kind town' },
  'choice-misspelt': { typed: 'list duties --modality mst' },
  'no-git': {
    typed: 'log T1',
    setting: { env: { PATH: '/nowhere' } },
    prepare: folder => void committed(folder),
  },
  'no-git-repository': { typed: 'diff' },
}

/** The command line, what it answered, and its exit code. */
async function told(slip: Slip, lang: string): Promise<string> {
  const folder = slip.outside ? scratch({}) : exampleRepository(slip.files)
  slip.prepare?.(folder)
  mkdirSync(folder, { recursive: true })
  const path = process.env.PATH
  const env = { KEPU_LANG: lang, ...slip.setting?.env }
  process.env.PATH = slip.setting?.env?.PATH ?? path
  disk.fails = { ...slip.fails }
  try {
    const argv = slip.typed === '' ? [] : slip.typed.split(' ')
    const { code, out, err } = await run(argv, { cwd: folder, columns: 80, ...slip.setting, env })
    const answer = `${out}${err}`.replaceAll(folder, '…').replaceAll('\r\n', '\n')
    return `$ kepu ${slip.typed}\n${answer}→ ${code}\n`
  } finally {
    disk.fails = {}
    process.env.PATH = path
  }
}

describe.each(Object.entries(slips))('%s', (name, slip) => {
  it.each(languages)('is answered in %s', async lang => {
    const answer = await told(slip, lang)
    expect(answer).not.toMatch(/程序内部出错|internal error|\n {4}at /)
    await expect(answer).toMatchFileSnapshot(`slips/${name}.${lang}.txt`)
  })
})

it('a value keeps its characters, whatever dashes stand before its flag', async () => {
  const folder = exampleRepository()
  writeFileSync(join(folder, 'note.txt'), '')
  const { out } = await run(
    [...'record activity --unit 区科协 --date 2018-09-20 --dry-run'.split(' '), '——title＝占地３㎡＝①'],
    { cwd: folder },
  )
  expect(out).toContain('title: 占地３㎡＝①')
})
