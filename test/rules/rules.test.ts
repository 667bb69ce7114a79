import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rulesPage } from '../../scripts/docs/rules.ts'
import { comparedSides } from '../../src/changes/compared-sides.ts'
import { openRepository } from '../../src/repository/open.ts'
import { openSides } from '../../src/repository/sides.ts'
import { type Tree, workTree } from '../../src/repository/tree.ts'
import { check } from '../../src/rules/check.ts'
import { changeRules, rulePages, rules } from '../../src/rules/index.ts'
import type { RulePage } from '../../src/rules/rule.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'
import { changedRepository, wrongRepository } from './examples.ts'

const now = '2020-12-01T08:00:00+08:00'
/** What a wrong example cannot help saying besides. */
const companions: Readonly<Record<string, readonly string[]>> = { 'plan-unread': ['missing-key'] }

const isAboutChange = ({ id }: RulePage): boolean => changeRules.some(rule => rule.id === id)

async function problemsOf(page: RulePage) {
  if (isAboutChange(page)) {
    const { folder, text } = changedRepository(page.example)
    const location = { root: folder, prefix: '' }
    const sides = await openSides(location, { base: 'HEAD', head: null, fromFork: false })
    const repository = await openRepository(location)
    return { problems: await check(repository, '2020-12-01', comparedSides(sides)), folder, text }
  }
  const { folder, text } = wrongRepository(page.example)
  const tree = workTree(folder)
  const denied: Tree = { ...tree, read: path => (path === page.example.file ? 'denied' : tree.read(path)) }
  const repository = await openRepository(
    { root: folder, prefix: '' },
    page.example.entry === 'denied' ? denied : tree,
  )
  return { problems: await check(repository, '2020-12-01'), folder, text }
}

describe('the example plan', () => {
  it('has no problem of any kind', async () => {
    const { code, out } = await run(['validate', '--format', 'json'], { cwd: exampleRepository(), now })
    expect(JSON.parse(out).data.problems).toEqual([])
    expect(code).toBe(0)
  })
})

describe.each(rulePages.map(page => [page.id, page] as const))('%s', (id, page) => {
  it('speaks of its wrong example, and no other rule does', async () => {
    const { problems } = await problemsOf(page)
    const told = new Set(problems.map(problem => problem.rule))
    expect([...told].filter(rule => !companions[id]?.includes(rule))).toEqual([id])
    expect(problems.find(({ rule }) => rule === id)?.severity).toBe(page.severity)
  })

  it.runIf(page.example.entry !== 'denied')('points at the right word, in both languages', async () => {
    const { folder, text } = await problemsOf(page)
    const here = join('test', 'rules', id)
    const shown = typeof text === 'string' && page.example.entry === undefined ? visible(text) : '(bytes)\n'
    await expect(shown).toMatchFileSnapshot(join(process.cwd(), here, 'wrong.txt'))
    for (const lang of ['zh', 'en']) {
      const since = isAboutChange(page) ? ['--since', 'HEAD'] : []
      const { out, err } = await run(['validate', '--notes', '--lang', lang, ...since], {
        cwd: folder,
        columns: 80,
        now,
      })
      expect(err).toBe('')
      await expect(out).toMatchFileSnapshot(join(process.cwd(), here, `frame.${lang}.txt`))
    }
  })

  it('is explained in both languages', async () => {
    const chinese = await run(['explain', id], { columns: 80 })
    const english = await run(['explain', id, '--lang', 'en'], { columns: 80 })
    expect(chinese.out).toContain(page.summary.zh.slice(0, 8))
    expect(english.out).toContain(id)
    expect(chinese.code + english.code).toBe(0)
  })
})

describe('the registry', () => {
  it('holds every rule file once, under its own name', () => {
    const files = readdirSync('src/rules')
      .filter(name => /^[a-z-]+\.ts$/.test(name))
      .map(name => name.slice(0, -3))
    const ids = rulePages.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const own = new Set([...rules, ...changeRules].map(({ id }) => id))
    const helpers = [
      'index',
      'kind-rules',
      'rule',
      'check',
      'example-plan',
      'failing-at',
      'bytes-rules',
      'yaml-rules',
      'schema-rules',
    ]
    expect(files.filter(file => !helpers.includes(file)).sort()).toEqual(
      [...own, 'plan-unread', 'cover-unneeded'].sort(),
    )
    expect(own.size).toBeGreaterThan(30)
  })

  it('is told whole in the pages of rules', () => {
    for (const [language, ending] of [
      ['zh', '.zh-CN.md'],
      ['en', '.md'],
    ] as const)
      expect(readFileSync(`docs/rules${ending}`, 'utf8')).toBe(`${rulesPage(language)}\n`)
  })

  it('has a folder of snapshots for each rule and no other', () => {
    const folders = readdirSync('test/rules', { withFileTypes: true }).filter(entry => entry.isDirectory())
    const expected = rulePages.filter(({ example }) => example.entry !== 'denied').map(({ id }) => id)
    expect(folders.map(({ name }) => name).sort()).toEqual(expected.sort())
  })
})

/** Long repetition shortened and hidden characters shown, so that a snapshot can be read. */
function visible(text: string): string {
  const lines = text.split('\n')
  const shown = lines.length > 200 ? [...lines.slice(0, 6), `(${lines.length - 6} more lines)`, ''] : lines
  return [...shown.join('\n')].map(shownCharacter).join('')
}

function shownCharacter(character: string): string {
  const hidden = character !== '\n' && /[\p{Cc}\p{Cf}]/u.test(character)
  return hidden ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character
}
