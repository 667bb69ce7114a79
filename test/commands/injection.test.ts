import { describe, expect, it } from 'vitest'
import { controlClass, invisibleClass } from '../../src/model/characters.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'

/** What a terminal, a runner of workflows or a reader's eye would act on. */
const payloads: Readonly<Record<string, string>> = {
  'a colour': '\u001b[31m红\u001b[0m',
  'a link (OSC 8)': '\u001b]8;;https://evil.example\u0007点这里\u001b]8;;\u0007',
  'the clipboard (OSC 52)': '\u001b]52;c;cm0gLXJmIH4=\u0007',
  'one-byte controls': '\u009b2J\u009d0;题\u009c',
  'a device control string': '\u001bP1$r0m\u001b\\',
  'back to the start of the line': '好\rX\b\bY',
  'a change of direction': '\u202egnp.exe\u2066',
  'nothing that can be seen': 'a\u200bb\ufeffc\u00ad',
  'a NUL': 'a\0b',
  'a lone surrogate': 'a\ud800b',
  'a command of workflows': '\n::error file=x::y\n::set-output name=a::b\n##vso[task.complete]\n',
  'an option of git': '--output=/tmp/kepu-injected',
  'a program for git': '--upload-pack=touch /tmp/kepu-injected',
  'a path upwards': '../../../../etc/passwd',
  'a shell': '$(touch /tmp/kepu-injected)`id`;|&',
  'a name of every object': '__proto__',
}

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

const acting = new RegExp(`[\\r${controlClass}${invisibleClass}]`)

/** Nothing of it reaches the screen as more than text, and nothing goes wrong inside. */
function expectHarmless(argv: readonly string[], { code, out, err }: Awaited<ReturnType<typeof run>>): void {
  const said = out + err
  expect(said, argv.join(' ')).not.toMatch(acting)
  expect(said.isWellFormed(), argv.join(' ')).toBe(true)
  expect(said).not.toMatch(/^(?:::|##vso)/m)
  expect(said, argv.join(' ')).not.toMatch(/程序内部出错|\n {4}at |root:x:/)
  expect([argv, code < 3 || /没有写成|no\//.test(said)]).toEqual([argv, true])
}

describe.each(Object.entries(payloads))('%s', (_, text) => {
  // No system hands a NUL over in an argument.
  it.skipIf(text.includes('\0'))('in any argument is told as text', async () => {
    const cwd = exampleRepository()
    committed(cwd)
    for (const argv of linesOf(text)) expectHarmless(argv, await run(argv, { cwd, columns: 80 }))
  })

  it('in the data is told as text, whoever asks', async () => {
    const quoted = JSON.stringify(text)
    const before = examplePlan[file] ?? ''
    const written = before.replace(/^title: .*$/m, () => `title: ${quoted}`)
    expect(written).not.toBe(before)
    const cwd = exampleRepository({
      [file]: `${written}notes: ${quoted}\nplace: ${quoted}\n`,
      'tasks/T1.yaml': (examplePlan['tasks/T1.yaml'] ?? '').replace(/^title: .*$/m, () => `title: ${quoted}`),
    })
    committed(cwd)
    for (const argv of [
      ['validate'],
      ['validate', '--format', 'github'],
      ['list', 'records'],
      ['list', 'tasks'],
      ['show', 'T1'],
      ['show', id],
      ['matrix'],
      ['search', '区'],
      ['report', 'ledger'],
      ['report', 'annual', '--as-of', '2018-12-31'],
      ['log', id],
      ['edit', id, 'attendance=1', '--dry-run'],
    ]) {
      const answer = await run(argv, { cwd, columns: 80 })
      if (argv.includes('github')) {
        // One problem is one line, and every line is a problem.
        for (const line of answer.out.trim().split('\n'))
          expect(line).toMatch(/^(?:$|::(?:error|warning|notice) |[^:#])/)
        expect(answer.out).not.toMatch(acting)
      } else expectHarmless(argv, answer)
    }
  })
})
