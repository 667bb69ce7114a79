import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { scratch } from '../scratch.ts'
import { firstPlan, history, perform } from './history.ts'

const answer = async (cwd: string, ...argv: string[]) => {
  const { code, out, err } = await run(['diff', ...argv], { cwd })
  expect(err).toBe('')
  expect(code).toBe(0)
  return out
}

describe('a history of thirty changes', () => {
  it('is told change by change, in both languages, and nothing of it is left out', async () => {
    const folder = scratch(firstPlan)
    const { git, commit } = committed(folder)
    const told = { zh: '', en: '' }
    expect(history.length).toBe(30)
    let base = git('rev-parse', 'HEAD')
    for (const step of history) {
      perform(folder, step)
      const uncommitted = await answer(folder, '--format', 'json')
      const head = commit(step.name)
      for (const lang of ['zh', 'en'] as const) {
        const out = await answer(folder, base, head, '--lang', lang)
        told[lang] += `## ${step.name}\n\n${out.split('\n').slice(2).join('\n')}\n`
      }
      const { data } = JSON.parse(await answer(folder, `${base}..${head}`, '--format', 'json'))
      expect({ ...data, head: null }, step.name).toEqual(JSON.parse(uncommitted).data)
      expect(data.summary.cosmetic, step.name).toBe(step.cosmetic ?? 0)
      const runs = git('diff', '-U0', '--no-renames', base, head).match(/^@@ /gm)?.length ?? 0
      expect(runs, step.name).toBeGreaterThan(0)
      expect(data.changes.length > 0 || data.summary.cosmetic === runs, step.name).toBe(true)
      base = head
    }
    await expect(told.zh).toMatchFileSnapshot('frames/history.zh.txt')
    await expect(told.en).toMatchFileSnapshot('frames/history.en.txt')
  })
})

describe('what is only written otherwise', () => {
  it('is counted beside what is told, within one entity too', async () => {
    const folder = scratch(firstPlan)
    committed(folder)
    const path = join(folder, 'duties.yaml')
    const before = readFileSync(path, 'utf8')
    // A comment inside the field that changes, one behind it, and quotes in a field that does not.
    const after = before
      .replace('    requirement:\n      atLeast: 3\n', '    requirement:\n      atLeast: 2\n')
      .replace('        kind: activity\n', '        kind: activity\n        # 含联合主办\n')
      .replace('title: 制定工作规划', 'title: "制定工作规划"')
    writeFileSync(path, after)
    const { data } = JSON.parse(await answer(folder, '--format', 'json'))
    expect(data.changes.map(({ words }: { words: string }) => words)).toEqual(['要求至少 3 → 2（降低）'])
    expect(data.cosmetic).toEqual([{ file: 'duties.yaml', hunks: 2 }])
  })

  it('is not what a broken file may hold: that is named', async () => {
    const folder = scratch(firstPlan)
    committed(folder)
    writeFileSync(join(folder, 'duties.yaml'), 'duties: [\n')
    const { data } = JSON.parse(await answer(folder, '--format', 'json'))
    expect(data).toMatchObject({ changes: [], cosmetic: [], unread: ['duties.yaml'] })
    expect(await answer(folder)).toContain('改动可能没有全部列出的文件：duties.yaml')
  })
})
