import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { committed } from '../git.ts'
import { run } from '../run.ts'
import { exampleRepository } from '../scratch.ts'

const odd = {
  'objectives.yaml': `# 目标\nobjectives:\n- {id: O1, clause: '二（二）1', title: "重点人群科学素质明显提高"}  # 一个\n`,
  'programmes.yaml': 'programmes: [\n',
}

describe('fmt', () => {
  it('writes what can be read in one form, names what cannot, and is done after once', async () => {
    const cwd = exampleRepository(odd)
    const check = await run(['fmt', '--check'], { cwd, columns: 80 })
    expect(check.code).toBe(1)
    expect(check.out).toContain('objectives.yaml  要整理')
    expect(check.out).toContain('programmes.yaml  有错误，没有整理')
    expect(check.out).toContain('要整理 1 个文件，')
    expect(readFileSync(join(cwd, 'objectives.yaml'), 'utf8')).toBe(odd['objectives.yaml'])

    const { code, out } = await run(['fmt', '--lang', 'en'], { cwd, columns: 80 })
    expect(code).toBe(1)
    expect(out).toMatch(/1 file formatted, \d+ already in the canonical form, 1 broken\./)
    expect(readFileSync(join(cwd, 'programmes.yaml'), 'utf8')).toBe(odd['programmes.yaml'])

    writeFileSync(join(cwd, 'programmes.yaml'), examplePlan['programmes.yaml'] ?? '')
    const again = await run(['fmt', '--check'], { cwd })
    expect([again.code, again.out]).toEqual([
      0,
      expect.stringMatching(/^要整理 0 个文件，\d+ 个本来就是统一的写法。\n$/),
    ])
  })

  it('takes the files that are named, from where it is called or as answers show them', async () => {
    const cwd = exampleRepository({ ...odd, 'programmes.yaml': examplePlan['programmes.yaml'] ?? '' })
    for (const [path, from] of [
      ['../objectives.yaml', 'tasks'],
      ['objectives.yaml', 'tasks'],
      [join(cwd, 'objectives.yaml'), '.'],
    ] as const) {
      const { code, out } = await run(['fmt', '--check', path], { cwd: join(cwd, from) })
      expect([code, out]).toEqual([1, expect.stringContaining('要整理 1 个文件，0 个')])
    }
    const { data } = JSON.parse((await run(['fmt', 'objectives.yaml', '--format', 'json'], { cwd })).out)
    expect(data).toEqual({ changed: ['objectives.yaml'], unchanged: 0, broken: [] })
  })

  it('checks a revision, and writes none', async () => {
    const cwd = exampleRepository(odd)
    committed(cwd)
    rmSync(join(cwd, 'objectives.yaml'))
    const { code, out } = await run(['fmt', '--check', '--rev', 'HEAD', 'objectives.yaml'], { cwd })
    expect([code, out]).toEqual([1, expect.stringContaining('objectives.yaml')])
    expect((await run(['fmt', '--rev', 'HEAD'], { cwd })).code).toBe(2)
  })
})
