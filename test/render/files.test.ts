import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { scratch } from '../scratch.ts'

const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

describe('files', () => {
  it.each(['html', 'docx', 'xlsx', 'csv', 'json', 'md', 'txt'])(
    '%s has the same bytes in every time zone, at any time, in any locale of the machine',
    async format => {
      const folder = scratch({})
      const zones = [
        'Asia/Shanghai',
        'UTC',
        'America/Los_Angeles',
        'Pacific/Kiritimati',
        'Pacific/Niue',
        'Asia/Kathmandu',
        'America/Sao_Paulo',
      ]
      const offsets = new Set<number>()
      const made: Buffer[] = []
      for (const [index, name] of zones.entries()) {
        process.env.TZ = name
        offsets.add(new Date(2018, 0, 1).getTimezoneOffset())
        const file = join(folder, `${index}.${format}`)
        const { code } = await run(['matrix', '--as-of', '2018-06-30', '-o', file], {
          now: `2026-11-2${index}T0${index}:30:00Z`,
          env: { LANG: ['C', 'zh_CN.UTF-8', 'en_US.UTF-8', 'tr_TR.UTF-8'][index % 4] ?? 'C' },
        })
        expect(code).toBe(0)
        made.push(readFileSync(file))
      }
      expect(offsets.size).toBe(zones.length)
      for (const other of made) expect(Buffer.compare(other, made[0] ?? Buffer.alloc(0))).toBe(0)
    },
  )

  it('take their day from SOURCE_DATE_EPOCH where no day is given', async () => {
    const env = { SOURCE_DATE_EPOCH: '1530374400' }
    const { out } = await run(['matrix', '--format', 'json'], { env })
    expect(JSON.parse(out).asOf).toBe('2018-07-01')
    const wrong = await run(['matrix', '--format', 'html'], { env: { SOURCE_DATE_EPOCH: 'yesterday' } })
    expect([wrong.code, wrong.out]).toEqual([2, ''])
    expect(wrong.err).toBe(
      'kepu：SOURCE_DATE_EPOCH“yesterday”不是秒数\n  写 1970 年以来的秒数，如 1609344000，或不设\n',
    )
  })

  it.each(['html', 'docx', 'xlsx', 'ics'])(
    '%s made twice has the same bytes, with and without SOURCE_DATE_EPOCH',
    async format => {
      const folder = scratch({})
      const made = async (name: string, env: Readonly<Record<string, string>>) => {
        const file = join(folder, `${name}.${format}`)
        expect((await run(['report', 'due', '--as-of', '2018-06-30', '-o', file], { env })).code).toBe(0)
        return readFileSync(file).toString('hex')
      }
      const epoch = { SOURCE_DATE_EPOCH: '1530374400' }
      expect(await made('a', {})).toBe(await made('b', {}))
      expect(await made('c', epoch)).toBe(await made('d', epoch))
    },
  )

  it('that cannot be written are refused, and nothing is left behind', async () => {
    const folder = scratch({ 'page.html/x': '' })
    const asked = async (...argv: string[]) => {
      const { code, out, err } = await run(['matrix', '--as-of', '2018-06-30', ...argv], {
        cwd: folder,
        env: { KEPU_DATA: join(process.cwd(), 'data') },
      })
      return { code, out, first: err.split('\n')[0] }
    }
    expect(await asked('-o', 'x.pdf')).toEqual({
      code: 2,
      out: '',
      first: 'kepu：看不出“x.pdf”要存成什么格式',
    })
    expect(await asked('-o', '无/x.html')).toEqual({
      code: 3,
      out: '',
      first: 'kepu：没有写成“无/x.html”：没有这个文件夹',
    })
    expect(await asked('-o', 'page.html')).toEqual({
      code: 3,
      out: '',
      first: 'kepu：没有写成“page.html”：这是文件夹',
    })
    for (const [file, format] of [
      ['x.docx', 'html'],
      ['x.json', 'docx'],
      ['x.xlsx', 'docx'],
    ] as const) {
      expect(await asked('-o', file, '--format', format)).toEqual({
        code: 2,
        out: '',
        first: `kepu：“${file}”的结尾和 --format ${format} 不是一回事`,
      })
    }
    // Any text may stand in a file of any other name.
    expect((await asked('-o', 'x.txt', '--format', 'markdown')).code).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['page.html', 'x.txt'])
  })

  it('that are bytes do not go to a terminal', async () => {
    const { code, out, err } = await run(['matrix', '--format', 'docx'], { columns: 80 })
    expect([code, out]).toEqual([2, ''])
    expect(err).toBe('kepu：docx 是文件，不能显示在屏幕上\n  用 -o 写明文件名，如 -o 通报.docx\n')
    expect((await run(['matrix', '--format', 'docx'])).code).toBe(0)
    expect((await run(['matrix', '--format', 'html'], { columns: 80 })).out).toMatch(/^<!doctype html>/)
  })

  it('of days are refused where the answer has none', async () => {
    const { code, err } = await run(['matrix', '--format', 'ics'])
    expect(code).toBe(2)
    expect(err).toBe('kepu：这个回答里没有日期，不能存成日历\n  试试 kepu report due -o 到期.ics\n')
  })
})
