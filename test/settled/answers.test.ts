import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRecords } from '../../bench/records.ts'
import { type Run, run } from '../run.ts'

const top = mkdtempSync(join(tmpdir(), 'kepu-test-'))
const data = join(top, 'data')
const cache = join(top, 'cache')
const answers = join(cache, 'kepu', 'answers')

beforeAll(async () => {
  makeRecords(data, 2100)
  await old()
})
afterAll(() => rmSync(top, { recursive: true, force: true }))

/** What was just written may change once more unseen: such files are not relied on. */
const old = () => setTimeout(3100)

const ask = (argv: readonly string[], env = {}): Promise<Run> =>
  run(['-C', data, '--as-of', '2020-12-31', ...argv], { env: { XDG_CACHE_HOME: cache, ...env } })
const kept = (): readonly string[] => readdirSync(answers).sort()

const compliance = ['report', 'compliance', '--unit', 'kexie']

describe('an answer that was given before', () => {
  it('is given again, byte by byte, while no file changes', async () => {
    const forgetful = await ask([...compliance, '--no-cache'])
    expect(forgetful.out).toContain('区科协')
    expect(await ask(compliance)).toEqual(forgetful)
    const [file = ''] = kept()
    expect(kept()).toHaveLength(1)
    expect(await ask(compliance)).toEqual(forgetful)
    // It does come from there.
    const path = join(answers, file)
    const whole = readFileSync(path)
    expect(whole.toString('utf8')).toContain(forgetful.out)
  })

  it('is another one in another language, format, width, day and with other options', async () => {
    const others: readonly (readonly [argv: readonly string[], env?: object])[] = [
      [[...compliance, '--lang', 'en']],
      [[...compliance, '--format', 'csv']],
      [[...compliance, '--as-of', '2019-12-31']],
      [['report', 'compliance', '--unit', 'guxing']],
      [[...compliance, '--fail-on', 'missed,unreported']],
      [['report', 'progress']],
    ]
    for (const [argv, env] of others) {
      const forgetful = await ask([...argv, '--no-cache'], env)
      expect(await ask(argv, env)).toEqual(forgetful)
      expect(await ask(argv, env)).toEqual(forgetful)
    }
    expect(kept()).toHaveLength(1 + others.length)
    const [wide, narrow] = [120, 60].map(columns =>
      run(['-C', data, '--as-of', '2020-12-31', ...compliance], { columns, env: { XDG_CACHE_HOME: cache } }),
    )
    expect((await wide)?.out).not.toBe((await narrow)?.out)
  })

  it('is not given once a file has changed, or a damaged one', async () => {
    const folder = join(data, 'records/activity/2018')
    const path = join(folder, readdirSync(folder).find(name => name.includes('-kexie-')) ?? '')
    const text = readFileSync(path, 'utf8')
    for (const change of [
      () => writeFileSync(path, text.replace(/^title: .*$/m, 'title: 改过的名称')),
      () => appendFileSync(path, '  : [\n'),
      () => writeFileSync(path, text),
      () => appendFileSync(join(data, 'units.yaml'), '# 已核对\n'),
      () => writeFileSync(join(data, 'records/activity/2018/说明.txt'), '看一下\n'),
    ]) {
      change()
      for (const wait of [() => {}, old]) {
        await wait()
        const forgetful = await ask([...compliance, '--no-cache'])
        expect(await ask(compliance)).toEqual(forgetful)
        expect(await ask(compliance)).toEqual(forgetful)
      }
    }
    for (const name of kept()) {
      const bytes = readFileSync(join(answers, name))
      bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1
      writeFileSync(join(answers, name), bytes)
    }
    expect(await ask(compliance)).toEqual(await ask([...compliance, '--no-cache']))
  })
})
