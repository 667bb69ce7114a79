import { describe, expect, it } from 'vitest'
import { run } from '../run.ts'

const chart = async (env: Readonly<Record<string, string>>, columns?: number) => {
  const { out } = await run(
    ['report', 'progress', '-C', 'examples/huiji', '--task', 'T1', '--as-of', '2019-12-31'],
    { env, ...(columns !== undefined && { columns }) },
  )
  return out
}

describe('a terminal', () => {
  it.each<readonly [what: string, env: Readonly<Record<string, string>>, isDrawn: boolean]>([
    ['without a word about itself', {}, true],
    ['of UTF-8', { LANG: 'zh_CN.UTF-8' }, true],
    ['of utf8', { LC_ALL: 'C.utf8', LANG: 'C' }, true],
    ['of another encoding', { LANG: 'zh_CN.GBK' }, false],
    ['of C', { LC_ALL: 'C' }, false],
    ['that is dumb', { TERM: 'dumb' }, false],
    ['of the Linux console', { TERM: 'linux', LANG: 'zh_CN.UTF-8' }, false],
    ['that is the old console of Windows', { OS: 'Windows_NT' }, false],
    ['that is the terminal of Windows', { OS: 'Windows_NT', WT_SESSION: '1' }, true],
    ['within an editor on Windows', { OS: 'Windows_NT', TERM_PROGRAM: 'vscode' }, true],
  ])('%s is drawn on with what it has', async (_, env, isDrawn) => {
    const out = await chart(env, 80)
    expect([out.includes('█'), /T1 青少年科学素质行动 +#+ +37/.test(out)]).toEqual([isDrawn, !isDrawn])
  })

  it('that tells no width, or none to write on, has 80 columns', async () => {
    expect(await chart({}, 0)).toBe(await chart({}, 80))
    expect(await chart({}, 5)).toBe(await chart({}, 80))
  })

  it('is none: a pipe takes whole lines and every sign', async () => {
    const out = await chart({ LC_ALL: 'C', TERM: 'dumb' })
    expect(out).toContain('█')
    expect(Math.max(...out.split('\n').map(line => line.length))).toBeGreaterThan(40)
  })
})
