import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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
      expect([data.evidence, data.others], step.name).toEqual([[], []])
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

describe('what is no file of the plan', () => {
  const record = 'records/activity/2018/2018-10-18-kexie-p2p2p.yaml'
  const plan = {
    ...firstPlan,
    [record]:
      'id: 2018-10-18-kexie-p2p2p\ndate: "2018-10-18"\nunit: 区科协\ntitle: 科普大集\nevidence:\n  - file: evidence/会场.jpg\n',
    'records/closing/2019/2019-01-31-kexie-e2e2e.yaml':
      'id: 2019-01-31-kexie-e2e2e\ndate: "2019-01-31"\nunit: 区科协\ntitle: 2018 年封账\nperiod: "2018"\n',
    'evidence/会场.jpg': 'a',
    'evidence/无人提到.jpg': 'b',
    'README.md': 'a\n',
    'large.bin': 'a'.repeat(300_000),
    '.gitignore': 'ignored\n',
  }
  const put = (folder: string, file: string, text: string | null) =>
    text === null ? rmSync(join(folder, file)) : writeFileSync(join(folder, file), text)
  const beside = async (folder: string, ...argv: string[]) => {
    const { data } = JSON.parse(await answer(folder, ...argv, '--format', 'json'))
    expect(data.summary).toMatchObject({ evidence: data.evidence.length, others: data.others.length })
    return data
  }

  it('is told where a record names it as evidence, though the record has not changed; the rest is counted by name', async () => {
    const folder = scratch(plan)
    const { git, commit } = committed(folder)
    const base = git('rev-parse', 'HEAD')
    put(folder, 'evidence/会场.jpg', 'c')
    put(folder, 'evidence/无人提到.jpg', null)
    put(folder, 'README.md', 'b\n')
    put(folder, 'large.bin', 'b'.repeat(300_000))
    put(folder, '.gitattributes', '* text=auto\n')
    put(folder, 'ignored', 'a')
    const data = await beside(folder)
    expect(data.changes).toEqual([])
    expect(data.evidence).toEqual([
      {
        evidence: 'evidence/会场.jpg',
        change: 'changed',
        record: '2018-10-18-kexie-p2p2p',
        kind: 'activity',
        title: '科普大集',
        closed: { period: '2018', amendment: null },
        file: record,
        line: 6,
      },
    ])
    expect(data.others).toEqual([
      { file: '.gitattributes', change: 'added' },
      { file: 'README.md', change: 'changed' },
      { file: 'evidence/无人提到.jpg', change: 'removed' },
      { file: 'large.bin', change: 'changed' },
    ])
    const head = commit('改佐证')
    const between = await beside(folder, base, head)
    expect({ ...between, head: null }).toEqual(data)
    for (const lang of ['zh', 'en']) {
      const told = await answer(folder, base, head, '--lang', lang)
      await expect(told.split('\n').slice(1).join('\n')).toMatchFileSnapshot(`frames/beside.${lang}.txt`)
      expect(await answer(folder, base, head, '--lang', lang, '--format', 'markdown')).toContain('会场.jpg')
    }
    expect((await beside(folder)).others).toEqual([])
  })

  it('is told of evidence that is gone together with the word of it', async () => {
    const folder = scratch(plan)
    committed(folder)
    put(folder, 'evidence/会场.jpg', null)
    put(folder, record, (plan[record] ?? '').replace(/evidence:[\s\S]*/, ''))
    const { evidence } = await beside(folder)
    expect(evidence).toMatchObject([{ evidence: 'evidence/会场.jpg', change: 'removed', line: 6 }])
  })

  it('has not changed where git lays it with the line ends of Windows, or git-lfs in place of its pointer', async () => {
    const film = 'film'.repeat(100_000)
    const oid = createHash('sha256').update(film).digest('hex')
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${film.length}\n`
    const folder = scratch({ ...plan, 'evidence/会场.jpg': pointer })
    committed(folder)
    put(folder, 'README.md', 'a\r\n')
    put(folder, 'evidence/会场.jpg', film)
    expect(await beside(folder)).toMatchObject({ evidence: [], others: [] })
    put(folder, 'evidence/会场.jpg', `${film}!`)
    expect((await beside(folder)).evidence).toMatchObject([{ change: 'changed' }])
  })

  it('is a link by where it points, and a repository within by nothing', async () => {
    const folder = scratch(plan)
    const { git } = committed(folder)
    mkdirSync(join(folder, 'inner'))
    git('-C', 'inner', 'init', '-q')
    put(folder, 'inner/a.txt', 'a')
    symlinkSync('README.md', join(folder, 'link'))
    expect((await beside(folder)).others).toEqual([
      { file: 'inner', change: 'added' },
      { file: 'link', change: 'added' },
    ])
    git('add', 'link')
    git('commit', '-qm', 'link')
    rmSync(join(folder, 'link'))
    symlinkSync('large.bin', join(folder, 'link'))
    expect((await beside(folder)).others).toContainEqual({ file: 'link', change: 'changed' })
  })
})
