import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { formats } from '../../src/render/formats.ts'
import { lists } from '../../src/reports/list.ts'
import { reports } from '../../src/reports/reports.ts'
import { type Run, run } from '../run.ts'

/** The sample, and the same repository that does not say it is one. */
const folders = { sample: '', plain: '' }

beforeAll(() => {
  for (const name of ['sample', 'plain'] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'kepu-test-'))
    cpSync('examples/huiji', folder, { recursive: true })
    folders[name] = folder
  }
  const plan = join(folders.plain, 'plan.yaml')
  const text = readFileSync(plan, 'utf8')
  writeFileSync(plan, text.replace('sample: true\n', ''))
  expect(readFileSync(plan, 'utf8')).not.toBe(text)
})

afterAll(() => {
  for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true })
})

const officialText = resolve('test/fixtures/official/plan.txt')
const someRecord = readdirSync('examples/huiji/records/activity/2020')[0]?.replace('.yaml', '') ?? ''

/** How each command of --help is asked; `turn` tells the writing ones apart, for nothing can be done twice. */
const asked: Readonly<Record<string, (turn: number) => readonly (readonly string[])[]>> = {
  validate: () => [['validate'], ['validate', '--notes', '--as-of', '2018-06-01']],
  list: () => Object.keys(lists).map(name => ['list', name]),
  show: () => [
    ['show', 'T1'],
    ['show', '区科协', someRecord],
  ],
  who: () => [['who', 'T1']],
  owns: () => [['owns', '古荥镇']],
  matrix: () => [['matrix']],
  search: () => [['search', '科普日']],
  trace: () => [['trace', officialText]],
  explain: () => [['explain', 'owner-unknown']],
  record: turn => [
    ['record', 'activity', '--unit', '古荥镇', '--date', '2020-12-30', '--title', `试办${turn}`, '-y'],
  ],
  edit: turn => [['edit', someRecord, `attendance=${turn + 1}`]],
  withdraw: turn => {
    const id = readdirSync('examples/huiji/records/activity/2019')[turn]?.replace('.yaml', '') ?? ''
    return [['withdraw', id, '--reason', '试验']]
  },
  fmt: () => [['fmt', '--check'], ['fmt']],
  report: () =>
    Object.keys(reports).map(name => [
      'report',
      name,
      ...(name === 'unit' ? ['古荥镇'] : name === 'annual' ? ['2018'] : []),
    ]),
  due: () => [['due']],
}

const commands = async (): Promise<string[]> => {
  const { out } = await run(['--help', '--lang', 'en'])
  const names = [...(out.split('Commands:\n')[1] ?? '').matchAll(/^ {2}([a-z]+) /gm)].map(match => match[1])
  return names.filter(name => name !== undefined).filter(name => name !== 'help')
}

/** The formats that are text; pages, documents and workbooks have tests of their own. */
type TextFormat = Exclude<keyof typeof formats, 'html' | 'docx' | 'xlsx' | 'ics'>

/** What a sample's answer is, told from the answer of the same repository that is none. */
const marked: Readonly<Record<TextFormat, (plain: string) => string>> = {
  text: plain => `示例数据\n\n${plain}`,
  markdown: plain => `> **示例数据**\n\n${plain}`,
  csv: plain => plain.replaceAll('\r\n', ',示例数据\r\n').replaceAll('\r\n,示例数据\r\n', '\r\n\r\n'),
  json: plain => {
    const { kind, version, plan, ...rest } = JSON.parse(plain) as Record<string, unknown>
    return `${JSON.stringify({ kind, version, plan, sample: true, ...rest }, null, 2)}\n`
  },
}

async function both(argv: readonly string[]): Promise<{ readonly sample: Run; readonly plain: Run }> {
  const ask = async (cwd: string) => {
    const answer = await run(argv, { cwd, env: { XDG_CACHE_HOME: join(cwd, '.cache') } })
    // The two lie in folders of other names.
    return { ...answer, out: answer.out.replaceAll(cwd, '') }
  }
  return { sample: await ask(folders.sample), plain: await ask(folders.plain) }
}

describe('every answer of a sample repository says so, and says nothing else besides', () => {
  it('for every command of --help', async () => {
    const names = await commands()
    expect(names.length).toBeGreaterThan(10)
    // These write, need a history of git, or ask of no repository.
    const others = ['import', 'template', 'close', 'diff', 'log', 'init', 'hook', 'completion']
    expect([...Object.keys(asked), ...others].sort()).toEqual(names.sort())
  })

  const cases = Object.keys(asked).flatMap(command =>
    (Object.keys(marked) as (keyof typeof marked)[]).map((format, turn) => [command, format, turn] as const),
  )

  it.each(cases)('kepu %s --format %s', async (command, format, turn) => {
    const argvs = asked[command]?.(turn) ?? []
    expect(argvs.length).toBeGreaterThan(0)
    for (const argv of argvs) {
      const { sample, plain } = await both([...argv, '--format', format])
      const line = `${argv.join(' ')}\n${sample.err}`
      expect(sample.code, line).toBe(plain.code)
      // validate has problems to show, not tables.
      if (sample.code === 2) {
        expect([command, ['csv', 'markdown'].includes(format)], line).toEqual(['validate', true])
        continue
      }
      expect(sample.out, line).toBe(marked[format](plain.out))
    }
  })

  it('at a terminal too, and in English', async () => {
    for (const argv of [['validate'], ['list', 'records'], ['show', 'T1']]) {
      const { out } = await run(argv, { cwd: folders.sample, columns: 80 })
      expect(out).toMatch(/^示例数据\n\n/)
      const english = await run([...argv, '--lang', 'en'], { cwd: folders.sample, columns: 80 })
      expect(english.out).toMatch(/^Sample data\n\n/)
    }
  })

  it('in the file that -o names', async () => {
    const file = join(folders.sample, 'answer.csv')
    await run(['list', 'tasks', '-o', file], { cwd: folders.sample })
    const [head = '', ...rows] = readFileSync(file, 'utf8').trimEnd().split('\r\n')
    expect(head).toMatch(/,示例数据$/)
    expect(rows.length).toBe(9)
    for (const row of rows) expect(row).toMatch(/,示例数据$/)
  })

  it('beside what would be written, which is the file itself', async () => {
    const drafts = [
      ['record', 'activity', '--unit', '古荥镇', '--date', '2020-12-30', '--title', '试办', '--dry-run'],
      ['edit', someRecord, 'attendance=77', '--dry-run'],
    ]
    for (const argv of drafts) {
      const { sample, plain } = await both(argv)
      expect(sample.code, sample.err).toBe(0)
      expect(sample.out).toBe(plain.out)
      expect(sample.err).toBe(`示例数据\n${plain.err}`)
    }
  })

  it('also the page of a rule, where no data is asked; elsewhere nothing is said', async () => {
    expect((await run(['explain', 'encoding', '-C', folders.sample])).out).toMatch(/^示例数据\n/)
    expect((await run(['explain', 'encoding'])).out).not.toContain('示例数据')
  })
})
