import fc from 'fast-check'
import { verbatim } from '../../src/model/text.ts'
import type { Edition } from '../../src/render/edition.ts'
import { type Answer, cell } from '../../src/reports/view.ts'
import { payloadsOf } from '../payloads.ts'

/** Titles that would be more than text wherever text is let through, and odd ones that would be lost. */
export const hostileTitles: readonly string[] = [
  ...payloadsOf(),
  'two\nlines\r\nand\tmore',
  '𠮷㐂　“科普”——…',
  '',
  ' ',
]

/** Any text, hostile ones often. */
export const anyTitle = fc.oneof(
  fc.constantFrom(...hostileTitles),
  fc.string({
    unit: fc.constantFrom(...'<>&"\'`=/\\;:,!-[]{}()\n\r\t \u0000\u001b\u202e\u200b\ud800𠮷科a1'),
    maxLength: 30,
  }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

/** An answer that holds a text wherever a view can hold one. */
export function answerOf(title: string): Answer {
  const words = verbatim(title)
  return {
    kind: 'hostile',
    data: null,
    view: [
      { letterhead: { title: words, addressees: words } },
      { heading: words, level: 1 },
      { heading: words, level: 2 },
      { heading: words, level: 3 },
      { text: words },
      { card: { title: words, fields: [{ label: words, value: words }] } },
      {
        table: {
          title: words,
          columns: [{ head: words }, { head: words, align: 'right' }],
          rows: [[cell(title, 'bad'), { value: 2, records: ['one', 'two', title] }]],
          note: words,
        },
      },
      {
        chart: {
          kind: 'bars',
          title: words,
          form: 'count',
          full: 1,
          rows: [
            { label: words, value: 1, note: words },
            { label: words, value: null, note: words },
          ],
        },
      },
      {
        chart: {
          kind: 'grid',
          title: words,
          columns: [words],
          rows: [{ label: words, cells: [{ value: words, records: ['one'] }] }],
        },
      },
      {
        chart: {
          kind: 'series',
          title: words,
          form: 'count',
          steps: [words],
          series: [
            { label: words, values: [1] },
            { label: words, values: [2] },
          ],
        },
      },
      {
        chart: {
          kind: 'path',
          title: words,
          unit: words,
          observed: [],
          expected: [{ on: '2020-12-31', value: 1 }],
          projected: null,
        },
      },
      {
        chart: {
          kind: 'spans',
          title: words,
          day: '2018-01-01',
          rows: [{ label: words, from: '2018-01-01', to: '2018-02-01' }],
        },
      },
      { signature: { by: words, on: '2020-12-31' } },
    ],
    days: () => [{ uid: title, on: '2020-12-31', title: words, description: words }],
  }
}

/** Records that are as hostile as the answer. */
export const editionOf = (title: string): Edition => ({
  planTitle: title,
  made: '2020-12-31T00:00:00Z',
  record: id => ({
    id,
    date: '2018-09-15',
    kind: verbatim(title),
    title,
    unit: title,
    evidence: [
      { words: title, url: `https://example.org/${title}` },
      { words: title, url: title },
    ],
    file: title,
  }),
})

export const envelope = {
  kind: 'kepu/hostile',
  plan: 'huiji-2016-2020',
  asOf: '2020-12-31',
  rev: null,
  sample: true,
} as const
