import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { execaSync } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { scratch } from '../scratch.ts'

const page = readFileSync('CONTRIBUTING.md', 'utf8')

describe('the way of one command', () => {
  const steps = [...page.matchAll(/^\| (\d) \| \[(.+?)\]\((.+?)\) \| `(.+?)` \|/gm)]

  it('has eight steps', () => expect(steps.map(([, step]) => Number(step))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]))

  it.each(steps.map(([, , shown = '', file = '', name = '']) => [shown, file, name] as const))(
    '%s has what is named',
    (shown, file, name) => {
      expect(shown).toBe(file)
      const pattern = file.endsWith('.js') ? `\\b${name}\\(` : `export (async )?(function|const) ${name}\\b`
      expect(readFileSync(file, 'utf8')).toMatch(new RegExp(pattern))
    },
  )
})

/** Files that the page shows whole, and lines that it adds to others. */
const additions = [...page.matchAll(/^```(ts|json|diff) (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', file = '', content = '']) => ({ language, file, content }),
)

/** Puts the lines with a plus behind the line before them; the first ones of a file go to its top. */
function withLines(text: string, diff: string): string {
  let result = text
  let after: string | undefined
  for (const line of diff.trimEnd().split('\n')) {
    const content = line.slice(1)
    if (line.startsWith('+')) {
      const at = after === undefined ? 0 : result.indexOf(`${after}\n`) + after.length + 1
      result = `${result.slice(0, at)}${content}\n${result.slice(at)}`
    } else if (!result.includes(`${content}\n`)) throw new Error(`there is no line ${content}`)
    after = content
  }
  return result
}

describe('a rule, a record kind, a report and a format', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kepu-carried-on-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const node = (...args: readonly string[]) =>
    execaSync(process.execPath, args, { cwd: folder, reject: false, env: { KEPU_LANG: 'en', NO_COLOR: '1' } })
  const kepu = (cwd: string, ...args: readonly string[]) =>
    node(join(folder, 'bin/kepu.js'), '-C', cwd, ...args)

  beforeAll(() => {
    for (const name of ['bin', 'data', 'schemas', 'scripts', 'src', 'package.json', 'tsconfig.json']) {
      cpSync(name, join(folder, name), { recursive: true })
    }
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    expect(additions).toHaveLength(7)
    for (const { language, file, content } of additions) {
      const path = join(folder, file)
      expect(existsSync(path), file).toBe(language === 'diff')
      writeFileSync(path, language === 'diff' ? withLines(readFileSync(path, 'utf8'), content) : content)
    }
    for (const script of [['scripts/run.mjs', 'scripts/generate.ts'], ['scripts/build.mjs']]) {
      const { exitCode, stderr } = node(...script)
      expect(exitCode, stderr).toBe(0)
    }
  }, 240_000)

  it('have the right types', () => {
    writeFileSync(join(folder, 'tsconfig.src.json'), '{"extends": "./tsconfig.json", "include": ["src"]}')
    const { exitCode, stdout } = node(
      'node_modules/typescript/bin/tsc',
      '--noEmit',
      '-p',
      'tsconfig.src.json',
    )
    expect(exitCode, stdout).toBe(0)
  })

  it('work from end to end', () => {
    const bare = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
    const text = examplePlan[bare] ?? ''
    const plan = scratch({ ...examplePlan, [bare]: text.replace('measures:\n  - T1.1\n', '') })
    expect(kepu(plan, 'validate').stdout).toContain('names no measure [activity-no-measure]')
    expect(kepu(plan, 'explain', 'activity-no-measure').stdout).toContain('counts for no task')

    const visit = [
      'record',
      'visit',
      '--unit',
      'kexie',
      '--date',
      '2018-10-08',
      '--title',
      '走访',
      '--visitors',
      '3',
    ]
    expect(kepu(plan, ...visit).stdout).toContain('records/visit/2018/2018-10-08-kexie-')
    expect(kepu(plan, 'list', 'records', '--kind', 'visit').stdout).toContain('走访')
    expect(
      node(join(folder, 'bin/kepu.js'), '__complete', 'bash', 'record', 'visit', '--vis').stdout,
    ).toContain('--visitors')
    expect(kepu(plan, 'template', 'visit', '-o', join(plan, 'visit.xlsx')).exitCode).toBe(0)

    expect(kepu(plan, 'report', 'bare').stdout).toMatch(/区科协 +\d/)
    expect(kepu(plan, 'report', 'bare', '--format', 'tsv').stdout).toMatch(/^Unit\tRecords\n区科协\t\d/)
    expect(kepu(plan, 'list', 'tasks', '--format', 'tsv').stdout).toContain('T1\t青少年科学素质行动')
  })
})
