import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { verbatim } from '../../src/model/text.ts'
import { renderCalendar } from '../../src/render/ics.ts'
import { safe } from '../../src/render/safe.ts'
import type { Answer, CalendarDay } from '../../src/reports/view.ts'
import { edition } from './every-section.ts'
import { anyTitle, envelope, hostileTitles } from './hostile.ts'

const day = (title: string): CalendarDay => ({
  uid: 'town-activities-guxing-2018',
  on: '2018-12-31',
  title: verbatim(title),
  description: verbatim(`${title}\n第二行`),
})
const { sample: _, ...real } = envelope
const calendar = (days: readonly CalendarDay[], sheet: typeof real & { sample?: true } = real) =>
  renderCalendar(
    { kind: 'report-due', data: null, view: [], days: () => days },
    sheet,
    { language: 'zh' },
    edition,
  )

/** Reads a calendar as RFC 5545 says, by nothing of ours: unfold, split name, parameters and value. */
function read(text: string): { name: string; parameters: string; value: string }[] {
  expect(text.endsWith('\r\n')).toBe(true)
  const octets = Buffer.from(text)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(octets.toString()).toBe(text)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  return text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .slice(0, -1)
    .map(line => {
      const [, name = '', parameters = '', value = ''] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/s.exec(line) ?? []
      expect(name, line).not.toBe('')
      return { name, parameters, value }
    })
}
const plain = (value: string) =>
  value.replaceAll(/\\(.)/gs, (_, character: string) => (character === 'n' ? '\n' : character))

describe('a calendar', () => {
  it('holds whole days', async () => {
    expect(await calendar([day('各镇每年举办科普活动')])).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//kepu//kepu 0.0.0//ZH',
        'CALSCALE:GREGORIAN',
        'X-WR-CALNAME:惠济区全民科学素质行动计划纲要实施方案（20',
        ' 16—2020年）',
        'BEGIN:VEVENT',
        'UID:town-activities-guxing-2018@huiji-2016-2020.kepu',
        'DTSTAMP:20201231T000000Z',
        'DTSTART;VALUE=DATE:20181231',
        'SUMMARY:各镇每年举办科普活动',
        'DESCRIPTION:各镇每年举办科普活动\\n第二行',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })

  it('says in every entry that it is a sample', async () => {
    const lines = read(await calendar([day('甲'), day('乙')], envelope))
    expect(lines.filter(({ name }) => name === 'SUMMARY').map(({ value }) => value)).toEqual([
      '【示例数据】甲',
      '【示例数据】乙',
    ])
  })

  it('is refused where an answer has no days', async () => {
    const answer: Answer = { kind: 'matrix', data: null, view: [] }
    await expect(renderCalendar(answer, real, { language: 'zh' }, edition)).rejects.toThrow(
      'this answer has no days',
    )
  })

  it.each(hostileTitles)('takes %j as text', async title => {
    const lines = read(await calendar([day(title)]))
    const plainLines = read(await calendar([day('a')]))
    expect(lines.map(({ name }) => name)).toEqual(plainLines.map(({ name }) => name))
  })

  it('gives every text back as it was, in lines of 75 octets', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(anyTitle, fc.string({ unit: fc.constantFrom(...'科普𠮷，;,\\a'), maxLength: 120 })),
          { maxLength: 3 },
        ),
        async titles => {
          const text = await calendar(titles.map(day))
          const lines = read(text)
          const summaries = lines.filter(({ name }) => name === 'SUMMARY')
          expect(summaries.map(({ value }) => plain(value))).toEqual(titles.map(safe))
          // A comma or semicolon would begin another value.
          for (const { value } of summaries) expect(value.replaceAll(/\\./g, '')).not.toMatch(/[\\;,]/)
          expect(lines.filter(({ name }) => name === 'BEGIN')).toHaveLength(titles.length + 1)
          const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
          const seen = events.map(event => [
            event.getFirstPropertyValue('summary'),
            event.getFirstPropertyValue('description'),
            String(event.getFirstPropertyValue('dtstart')),
          ])
          expect(seen).toEqual(titles.map(title => [safe(title), `${safe(title)}\n第二行`, '2018-12-31']))
        },
      ),
      { numRuns: 1000, seed: 13 },
    )
  })
})
