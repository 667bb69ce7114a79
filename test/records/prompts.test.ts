import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { exampleRepository } from '../scratch.ts'
import { activities } from './hard.ts'
import { hasTmux, Terminal } from './terminal.ts'

const open: Terminal[] = []
afterEach(() => {
  for (const terminal of open.splice(0)) terminal.close()
})

function terminal(cwd: string, argv: readonly string[], columns: number, env = {}): Terminal {
  const own = new Terminal(cwd, argv, columns, {
    XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'kepu-test-')),
    ...env,
  })
  open.push(own)
  return own
}

if (!hasTmux) process.stderr.write('tmux is not there: the prompts are not tried\n')

describe.skipIf(!hasTmux)('the prompts of record', () => {
  it('ask for what is missing, refuse a day outside the plan at once, show the file and write it', async () => {
    const cwd = exampleRepository()
    const before = new Set(activities(cwd).keys())
    const screen = terminal(cwd, ['record', 'activity'], 80)
    await screen.shows('? 日期')
    screen.type('2010年5月5日')
    screen.press('Enter')
    await screen.shows('不在方案实施期')
    screen.press('C-u')
    screen.type('2018年11月5日')
    screen.press('Enter')
    await screen.shows('? 单位')
    screen.type('科协')
    await screen.shows('❯ 区科协')
    screen.press('Enter')
    await screen.shows('? 名称')
    screen.type('冬季“健康”讲座')
    screen.press('Enter')
    await screen.shows('? 还要填其他内容吗')
    screen.type('n')
    screen.press('Enter')
    expect(await screen.shows('? 写入吗')).toContain('date: "2018-11-05"')
    screen.press('Enter')
    expect(await screen.shows('[0]')).toContain('已登记：2018-11-05 区科协 活动 冬季“健康”讲座')
    const written = [...activities(cwd)].filter(([path]) => !before.has(path))
    expect(written.map(([, text]) => text.replace(/^id: .*\n/, ''))).toEqual([
      'date: "2018-11-05"\nunit: 区科协\ntitle: 冬季“健康”讲座\n',
    ])
  }, 120_000)

  it('offer KEPU_UNIT without a question, and leave nothing where they are broken off', async () => {
    const cwd = exampleRepository()
    const before = activities(cwd)
    for (const columns of [60, 120]) {
      const screen = terminal(cwd, ['record', 'activity', '--date', '2018-11-05'], columns, {
        KEPU_UNIT: 'kexie',
      })
      expect(await screen.shows('? 名称')).not.toContain('单位')
      screen.type('到一半的讲座')
      screen.press('C-c')
      expect(await screen.shows('[1]')).toContain('已中止，没有写入')
    }
    expect(activities(cwd)).toEqual(before)
  }, 120_000)
})
