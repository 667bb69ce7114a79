import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { languages } from '../../src/model/text.ts'
import { committed } from '../git.ts'
import { run, type Setting } from '../run.ts'
import { exampleRepository, scratch } from '../scratch.ts'

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
  'no-git': {
    typed: 'log T1',
    setting: { env: { PATH: '/nowhere' } },
    prepare: folder => void committed(folder),
  },
  'no-git-repository': { typed: 'diff' },
}

/** The command line, what it answered, and its exit code. */
async function told(slip: Slip, lang: string): Promise<string> {
  const folder = slip.outside ? scratch({}) : exampleRepository()
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
