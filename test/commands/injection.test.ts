import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { findingFormats } from '../../src/render/findings/findings.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { committed } from '../git.ts'
import { payloads } from '../payloads.ts'
import { actingIn, commandsIn, readXml } from '../render/readers.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'

const file = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const id = '2018-09-15-kexie-x7f3q'
const record = [
  'record',
  'activity',
  '--date',
  '2018-11-01',
  '--dry-run',
  '--unit',
  '区科协',
  '--title',
  '讲座',
]

/** Every place of a command line where a person may write, or paste, anything. */
const linesOf = (text: string): readonly (readonly string[])[] => [
  [text],
  ['show', text],
  ['who', text],
  ['owns', text],
  ['search', text],
  ['list', text],
  ['list', 'records', '--unit', text],
  ['list', 'tasks', '--format', text],
  ['list', 'tasks', '-o', `no/${text}.json`],
  ['report', text],
  ['report', 'unit', text],
  ['explain', text],
  ['log', text],
  ['diff', text],
  ['edit', text, 'title=x'],
  ['edit', id, `${text}=x`],
  ['edit', id, `title=${text}`, '--dry-run'],
  ['edit', id, `date=${text}`, '--dry-run'],
  ['withdraw', text, '--reason', 'x'],
  ['withdraw', id, '--reason', text, '--dry-run'],
  ['record', text],
  [...record, '--notes', text],
  [...record, '--measures', text],
  [...record, '--evidence', text],
  ['import', text],
  ['template', text, '-o', 'x.xlsx'],
  ['close', text, '--dry-run'],
  ['trace', text],
  ['fmt', text],
  ['validate', '--since', text],
  ['--rev', text, 'list', 'tasks'],
  ['--as-of', text, 'list', 'tasks'],
  ['-C', text, 'list', 'tasks'],
  ['--lang', text, 'list', 'tasks'],
  ['help', text],
]

/** Nothing of it reaches the screen as more than text, and nothing goes wrong inside. */
function expectHarmless(argv: readonly string[], { code, out, err }: Awaited<ReturnType<typeof run>>): void {
  const said = out + err
  expect([argv, actingIn(said), commandsIn(said)]).toEqual([argv, [], []])
  expect(said, argv.join(' ')).not.toMatch(/程序内部出错|\n {4}at |root:x:/)
  expect([argv, code < 3 || /没有写成|no\//.test(said)]).toEqual([argv, true])
}

const pasted = Object.entries(
  Object.assign({}, payloads.terminal, payloads.workflows, payloads.git, payloads.shells),
) as [name: string, text: string][]

describe('in any argument, what is pasted is told as text', () => {
  // No system hands a NUL over in an argument.
  const given = pasted.filter(([, text]) => !text.includes('\0'))
  it.each(given)('%s', async (name, text) => {
    const cwd = exampleRepository()
    committed(cwd)
    const number = given.findIndex(([other]) => other === name)
    for (const [index, argv] of linesOf(text).entries()) {
      // `npm run hard` pastes everything everywhere.
      if (!process.env.WHOLE && index % 3 !== number % 3) continue
      expectHarmless(argv, await run(argv, { cwd, columns: 80 }))
    }
    expect(readdirSync(cwd)).not.toContain('pwned')
  })
})

/** The payloads that no data may hold, and how the problems of a file that does are told in each format. */
const refused = Object.entries(payloads.terminal)
const tellers: Readonly<Record<keyof typeof findingFormats, (out: string) => unknown>> = {
  text: out => expect(commandsIn(out)).toEqual([]),
  markdown: out => expect(commandsIn(out)).toEqual([]),
  github: out => expect(commandsIn(out).length).toBeGreaterThan(0),
  junit: out => readXml(out),
  json: out => JSON.parse(out),
  sarif: out => JSON.parse(out),
  gitlab: out => JSON.parse(out),
}

describe('in a file, what no data may hold is told as text, whoever asks', () => {
  it.each(refused)('%s', async (_, text) => {
    const quoted = JSON.stringify(text)
    const before = examplePlan[file] ?? ''
    const written = before.replace(/^title: .*$/m, () => `title: ${quoted}`)
    expect(written).not.toBe(before)
    const cwd = exampleRepository({
      [file]: `${written}notes: ${quoted}\nplace: ${quoted}\n`,
      'tasks/T1.yaml': (examplePlan['tasks/T1.yaml'] ?? '').replace(/^title: .*$/m, () => `title: ${quoted}`),
      'milestones.yaml': (examplePlan['milestones.yaml'] ?? '').replace('启动实施', () => text),
      'sheet.csv': `\ufeff日期,单位,名称,"${text}"\n"${text}","${text}","${text}",x\n2018-10-01,区科协,"${text}",x\n`,
    })
    const { git } = committed(cwd)
    const name = text.replaceAll(/[\0/]/g, '')
    const path = join(cwd, 'records/activity/2018', `${name}.yaml`)
    writeFileSync(path, 'title: x\n')
    git('add', '-A')
    for (const argv of [
      [],
      ['list', 'records'],
      ['list', 'tasks'],
      ['show', 'T1'],
      ['show', id],
      ['matrix'],
      ['search', '区'],
      ['report', 'ledger'],
      ['report', 'annual', '2018'],
      ['log', id],
      ['diff'],
      ['hook', 'run'],
      ['edit', id, 'attendance=1', '--dry-run'],
      ['import', 'sheet.csv', '--kind', 'activity', '--dry-run'],
      ['import', path, '--kind', 'activity'],
      ['fmt', '--check'],
      ['trace', path],
    ]) {
      expectHarmless(argv, await run(argv, { cwd, columns: 80 }))
    }
    for (const [format, tell] of Object.entries(tellers)) {
      const { out } = await run(['validate', '--format', format], { cwd })
      expect(actingIn(out), format).toEqual([])
      tell(out)
    }
  })
})

it('help that stands in the place of an answer goes where talk goes, and says so', async () => {
  const { code, out, err } = await run(['--output=x.json'], { cwd: exampleRepository() })
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/^用法：kepu[\s\S]*\nkepu：没有写命令\n$/)
})

it('a title of a plan makes no command of the line below the help', async () => {
  const plan = (examplePlan['plan.yaml'] ?? '').replace(/^title: .*$/m, 'title: "::error::伪造"')
  const { out } = await run([], { cwd: exampleRepository({ 'plan.yaml': plan }) })
  expect(out).toContain('\\u003a:error::伪造：')
  expect(commandsIn(out)).toEqual([])
})
