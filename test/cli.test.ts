import { describe, expect, it } from 'vitest'
import { main } from '../src/cli.ts'
import type { Host } from '../src/context.ts'
import { run } from './run.ts'

/** Runs a command line in a world that fails at its clock. */
async function failing(lang: string, fault: unknown) {
  let err = ''
  const host: Host = {
    stdout: { write: () => true },
    stderr: { write: (text: string) => (err += text) },
    env: { KEPU_LANG: lang },
    cwd: process.cwd(),
    now: () => {
      throw fault
    },
  }
  return { code: await main(['list', 'tasks'], host), err }
}

describe('a bug of the program', () => {
  it.each([
    ['zh', 'kepu：程序内部出错，请把下面的内容报告给维护者\nTypeError: boom\n    at '],
    ['en', 'kepu: an internal error; please report what follows\nTypeError: boom\n    at '],
  ])('is told with what its makers need, and exits 3 (%s)', async (lang, words) => {
    const { code, err } = await failing(lang, new TypeError('boom'))
    expect([code, err.slice(0, words.length)]).toEqual([3, words])
  })

  it('shows nothing that a terminal acts on', async () => {
    expect(await failing('en', '\u001b[31mred')).toEqual({
      code: 3,
      err: 'kepu: an internal error; please report what follows\n\\u001b[31mred\n',
    })
  })
})

describe('what the system refuses where nobody expects it', () => {
  it.each([
    ['zh', 'kepu：系统拒绝了 read“/x”：磁盘出错\n'],
    ['en', 'kepu: the system refused read "/x": the disk fails\n'],
  ])('is told in words, without a stack (%s)', async (lang, words) => {
    const refusal = Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read', path: '/x' })
    expect(await failing(lang, refusal)).toEqual({ code: 3, err: words })
  })
})

describe('help', () => {
  it.each([
    ['help names', 0, /^单位、条目怎样写都行：/],
    ['help names --lang en', 0, /^Units and entities may be written/],
    ['help who', 0, /^用法：kepu who \[选项\] <task>/m],
    ['help', 0, /^命令：/m],
    ['who --help --lang=en', 0, /^Usage: kepu who \[options\] <task>/m],
    ['--help -C examples/huiji', 0, /^命令：/m],
  ])('kepu %s', async (typed, exit, words) => {
    const { code, out, err } = await run(typed.split(' '))
    expect([code, err]).toEqual([exit, ''])
    expect(out).toMatch(words)
  })
})
