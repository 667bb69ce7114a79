import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseDocument, stringify } from 'yaml'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'

interface Told {
  readonly rule: string
  readonly severity: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endColumn: number
  readonly message: string
  readonly hint: string | null
  readonly ruling: string | null
}

async function validate(cwd: string, ...flags: string[]) {
  const { code, out, err } = await run(['validate', '--format', 'json', ...flags], { cwd })
  expect(err).toBe('')
  return {
    code,
    ...(JSON.parse(out).data as { ok: boolean; files: number; records: number; problems: Told[] }),
  }
}

/** A copy of the shipped data that a test may spoil. */
function shippedCopy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kepu-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync('data', folder, { recursive: true })
  return folder
}

describe('the shipped data', () => {
  it('has no error and no warning, and a note for each fault of the plan, covered by its ruling', async () => {
    const { code, ok, problems, records } = await validate(process.cwd(), '--strict')
    expect({ code, ok }).toEqual({ code: 0, ok: true })
    expect(records).toBeGreaterThan(5)
    expect(new Set(problems.map(({ severity }) => severity))).toEqual(new Set(['note']))
    expect(problems.every(({ ruling }) => ruling !== null)).toBe(true)
    const rules = new Set(problems.map(({ rule }) => rule))
    for (const rule of [
      'lead-and-participant',
      'owner-misprint',
      'owner-variant',
      'programme-misprint',
      'duty-no-owner',
    ]) {
      expect(rules).toContain(rule)
    }
  })

  it('shows each problem at its own severity once its ruling is taken away', async () => {
    const before = (await validate(process.cwd())).problems
    const folder = shippedCopy()
    const file = join(folder, 'rulings.yaml')
    const document = parseDocument(readFileSync(file, 'utf8')).toJS() as {
      rulings: { id: string; covers?: unknown }[]
    }
    for (const ruling of document.rulings) delete ruling.covers
    writeFileSync(file, stringify(document))
    const { problems: all, ok } = await validate(folder)
    // What another program wrote is also not in the canonical form.
    const problems = all.filter(({ rule }) => rule !== 'not-canonical')
    expect(ok).toBe(true)
    expect(problems.length).toBe(before.length)
    expect(new Set(problems.map(({ severity, ruling }) => `${severity} ${ruling}`))).toEqual(
      new Set(['warning null']),
    )
  })

  it('loses one ruling and gets back its problem, and no other', async () => {
    const folder = shippedCopy()
    const file = join(folder, 'rulings.yaml')
    const document = parseDocument(readFileSync(file, 'utf8')).toJS() as {
      rulings: { covers?: { rule: string }[] }[]
    }
    const kept = document.rulings.filter(
      ({ covers }) => !covers?.some(({ rule }) => rule === 'lead-and-participant'),
    )
    expect(kept.length).toBe(document.rulings.length - 1)
    writeFileSync(file, stringify({ rulings: kept }))
    const { problems, code } = await validate(folder)
    const spoken = problems.filter(({ severity }) => severity !== 'note')
    expect(spoken.map(({ rule, severity, file }) => ({ rule, severity, file }))).toEqual([
      { rule: 'lead-and-participant', severity: 'warning', file: 'tasks/T5.yaml' },
    ])
    expect(code).toBe(0)
    expect((await run(['validate', '--strict'], { cwd: folder })).code).toBe(1)
  })
})

describe('one run', () => {
  it('tells twenty faults of one file, each at its place', async () => {
    const text = [
      'id: 2018-09-15-KEXIE', //           1 wrong-form
      'date: 2018-02-30', //               2 impossible-date
      'unit: 5', //                        3 wrong-type
      'title: ""', //                      4 wrong-length
      'until: 2018年9月16日', //           5 impossible-date
      'hosts: 东风镇', //                  6 wrong-type
      'measures:', //
      '  - T1.x', //                       7 wrong-form
      '  - 12', //                         8 wrong-type
      'programme: Science', //             9 wrong-form
      'form: lectur', //                  10 not-listed
      'place: 4', //                      11 wrong-type
      'attendance: 3.5', //               12 wrong-type
      'volunteers:', //
      '  people: -1', //                  13 out-of-range
      '  hour: 3', //                     14 unknown-key
      'spend: 很多', //                   15 wrong-type
      'evidence: []', //                  16 wrong-length
      'notes:', //                        17 wrong-type
      'fulfils:', //
      '  - action-plan', //
      '  - action-plan', //               18 repeated-item
      'withdrawn:', //                    19 missing-key
      '  on: "2018-10-01"', //
      'atendance: 3', //                  20 unknown-key
      '',
    ].join('\n')
    const cwd = exampleRepository({ 'records/activity/2018/2018-09-16-kexie-bbbbb.yaml': text })
    const { problems, code } = await validate(cwd)
    expect(code).toBe(1)
    expect(problems.map(({ line, column, rule }) => `${line}:${column} ${rule}`)).toEqual([
      '1:5 wrong-form',
      '2:7 impossible-date',
      '3:7 wrong-type',
      '4:8 wrong-length',
      '5:8 impossible-date',
      '6:8 wrong-type',
      '8:5 wrong-form',
      '9:5 wrong-type',
      '10:12 wrong-form',
      '11:7 not-listed',
      '12:8 wrong-type',
      '13:13 wrong-type',
      '15:11 out-of-range',
      '16:3 unknown-key',
      '17:8 wrong-type',
      '18:1 wrong-length',
      '19:1 wrong-type',
      '22:5 repeated-item',
      '23:1 missing-key',
      '25:1 unknown-key',
    ])
    const shown = await run(['validate'], { cwd, columns: 80 })
    await expect(shown.out).toMatchFileSnapshot(join(process.cwd(), 'test/commands/frames/twenty-faults.txt'))
  })

  it('tells what is broken at every stage, and nothing that follows from it', async () => {
    const cwd = exampleRepository({
      'units.yaml': `\ufeff${examplePlan['units.yaml']}`, //                                                  bytes
      'programmes.yaml': `${examplePlan['programmes.yaml']}  - id: [broken\n`, //                             YAML
      'milestones.yaml': examplePlan['milestones.yaml']?.replace('title:', 'titel:') ?? '', //                schema
      'duties.yaml': examplePlan['duties.yaml']?.replace('      - kexie', '      - kexei') ?? '', //          reference
      'tasks/T1.yaml': examplePlan['tasks/T1.yaml']?.replace('open: false', 'open: true') ?? '', //           rule
    })
    const { problems } = await validate(cwd)
    expect(problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
      'duties.yaml:23 reference-unknown',
      'milestones.yaml:2 missing-key',
      'milestones.yaml:3 unknown-key',
      'programmes.yaml:5 yaml-syntax',
      'tasks/T1.yaml:10 owner-list-open',
      'units.yaml:1 byte-order-mark',
    ])
  })

  it.each([
    ['units.yaml', 'units'],
    ['duties.yaml', 'duties'],
    ['tasks/T1.yaml', 'id'],
    ['programmes.yaml', 'programmes'],
    ['targets.yaml', 'targets'],
  ])('lends the ids of a %s that cannot be read', async (file, key) => {
    const whole = examplePlan[file] ?? ''
    for (const broken of [
      `${whole}  ]\n`,
      whole.replace(key, `${key}x`),
      `<<<<<<< HEAD\n${whole}`,
      `${whole}\u0000`,
    ]) {
      const { problems } = await validate(exampleRepository({ [file]: broken }))
      expect(new Set(problems.map(problem => problem.file))).toEqual(new Set([file]))
      expect(problems.length).toBeLessThanOrEqual(2)
    }
  })

  it('skips the rules that need a broken plan.yaml, with one note', async () => {
    const { problems } = await validate(exampleRepository({ 'plan.yaml': 'id: x\n' }))
    expect(problems.filter(({ rule }) => rule === 'plan-unread')).toHaveLength(1)
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['missing-key', 'plan-unread']))
  })
})

describe('a broken file', () => {
  it.each([
    ['an unknown key', (text: string) => `${text}zz: 1\n`, 'unknown-key'],
    ['a bracket that is not closed', (text: string) => `${text}zz: [\n`, 'yaml-syntax'],
    ['a NUL', (text: string) => `${text}\0`, 'control-character'],
    ['nothing', () => '', 'empty-file'],
    ['a conflict', (text: string) => `<<<<<<< HEAD\n${text}`, 'conflict-marker'],
  ])('of rulings with %s still covers what it can be seen to cover', async (_what, edit, rule) => {
    const folder = shippedCopy()
    writeFileSync(join(folder, 'rulings.yaml'), edit(readFileSync('data/rulings.yaml', 'utf8')))
    const { problems } = await validate(folder)
    expect(problems.filter(({ severity }) => severity !== 'note').map(problem => problem.rule)).toEqual([
      rule,
    ])
  })

  it.each([
    ['tasks/T1.yaml', 'T1', ['who', 'T1']],
    ['duties.yaml', 'town-plan', ['show', 'town-plan']],
    ['units.yaml', 'kexie', ['owns', '区科协']],
  ])('%s keeps its other entries in the answers', async (file, id, argv) => {
    const folder = shippedCopy()
    writeFileSync(join(folder, file), `${readFileSync(join('data', file), 'utf8')}zz: 1\n`)
    const { code, out, err } = await run([...argv, '--format', 'json'], { cwd: folder })
    expect(code).toBe(0)
    expect(err).toContain('1 个错误')
    expect(JSON.parse(out).problems).toBe(1)
    expect(out).toContain(`"${id}"`)
  })

  it('loses its faulty entry only, and the places of the others stay right', async () => {
    const folder = shippedCopy()
    const file = join(folder, 'duties.yaml')
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace('cadence: once', 'cadence: onec')
        .replace('- T9-leads', '- T9-leeds'),
    )
    const lines = readFileSync(file, 'utf8').split('\n')
    const { problems } = await validate(folder)
    const told = problems
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, line }) => `${rule} ${lines[line - 1]?.trim()}`)
    expect(told).toEqual(['not-listed cadence: onec', 'reference-unknown - T9-leeds'])
  })

  it.each(['units', 'duties', 'targets', 'programmes', 'milestones'])(
    'that is gone (%s.yaml) is one problem',
    async kind => {
      const folder = shippedCopy()
      rmSync(join(folder, `${kind}.yaml`))
      const { problems } = await validate(folder)
      const spoken = problems.filter(({ severity }) => severity !== 'note')
      expect(spoken.map(({ rule, file }) => `${rule} ${file}`)).toEqual([`file-missing ${kind}.yaml`])
    },
  )
})

describe('the command line', () => {
  it('says where there is no repository', async () => {
    const { code, out, err } = await run(['validate'], { cwd: tmpdir() })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('plan.yaml')
  })

  it('takes the data folder from -C and KEPU_DATA, and names files from there', async () => {
    const folder = exampleRepository({ 'tasks/T1.yaml': `${examplePlan['tasks/T1.yaml']}titel: x\n` })
    const byFlag = await run(['validate', '--format', 'json', '-C', folder], { cwd: tmpdir() })
    const byEnvironment = await run(['validate', '--format', 'json'], {
      cwd: tmpdir(),
      env: { KEPU_DATA: folder },
    })
    expect(byFlag.out).toBe(byEnvironment.out)
    expect(JSON.parse(byFlag.out).data.problems[0].file).toBe('tasks/T1.yaml')
  })

  it.each([
    [['validat'], '没有“validat”这个命令', 'validate'],
    [['list', 'task'], '不能列“task”', 'tasks'],
    [['validate', '--formt', 'json'], '没有“--formt”这个选项', '--format'],
    [['explain', 'owner-unknow'], '没有叫“owner-unknow”的规则', 'owner-unknown'],
    [['who'], '缺少参数 <task>', 'kepu who --help'],
    [['list', 'tasks', 'T1'], '多出了“T1”', 'kepu list --help'],
    [['list', 'tasks', '--format', 'jsn'], '没有“jsn”这种格式', ''],
    [['list', 'tasks', '--as-of', '2018年9月31日'], '“2018年9月31日”不是存在的日期', '2018-09-15'],
  ])('answers the slip %j', async (argv, message, hint) => {
    const { code, out, err } = await run(argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(err).toContain(hint)
    const english = await run([...argv, '--lang', 'en'])
    expect(english.code).toBe(2)
    expect(english.err).not.toMatch(/\p{Script=Han}{3}/u)
  })

  it('forgives dashes of an input method', async () => {
    const { code, out } = await run(['validate', '——help'])
    expect(code).toBe(0)
    expect(out).toContain('用法：')
    expect((await run(['－－version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('shows help in both languages without a word of the other', async () => {
    const chinese = await run(['--help'], { columns: 80 })
    expect(chinese.out).not.toMatch(/Usage|Options|Commands|display|print/)
    const english = await run(['--help', '--lang', 'en'], { columns: 80 })
    expect(english.out).not.toMatch(/\p{Script=Han}/u)
    await expect(chinese.out).toMatchFileSnapshot(join(process.cwd(), 'test/commands/frames/help.zh.txt'))
    await expect(english.out).toMatchFileSnapshot(join(process.cwd(), 'test/commands/frames/help.en.txt'))
  })
})
