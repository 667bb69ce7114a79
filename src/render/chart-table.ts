import { type Text, verbatim } from '../model/text.ts'
import type {
  BarChart,
  Cell,
  Chart,
  Column,
  GridChart,
  PathChart,
  SeriesChart,
  SpanChart,
  Table,
} from '../reports/view.ts'

/** The numbers of a chart as a table: for paper, and for who does not see the picture. */
export function chartTable(chart: Chart): Table {
  switch (chart.kind) {
    case 'bars':
      return barTable(chart)
    case 'grid':
      return gridTable(chart)
    case 'series':
      return seriesTable(chart)
    case 'path':
      return pathTable(chart)
    case 'spans':
      return spanTable(chart)
  }
}

const words = (text: Text): Cell => ({ value: text })
const day = (on: string): Cell => ({ value: verbatim(on) })
const item: Column = { head: { zh: '项目', en: 'Item' } }
const from: Column = { head: { zh: '起', en: 'From' } }
const to: Column = { head: { zh: '止', en: 'To' } }

function barTable({ title, form, rows }: BarChart): Table {
  const marked = rows.some(({ mark }) => mark !== undefined)
  const noted = rows.some(({ note }) => note !== undefined)
  return {
    title,
    columns: [
      item,
      { head: { zh: '数值', en: 'Value' }, form, align: 'right' },
      ...(marked
        ? [{ head: { zh: '此时应达到', en: 'Expected by now' }, form, align: 'right' as const }]
        : []),
      ...(noted ? [{ head: { zh: '说明', en: 'Note' } }] : []),
    ],
    rows: rows.map(({ label, value, mark, tone, note, records }) => [
      words(label),
      { value, ...(tone && { tone }), ...(records && { records }) },
      ...(marked ? [{ value: mark ?? null }] : []),
      ...(noted ? [{ value: note ?? null }] : []),
    ]),
  }
}

const gridTable = ({ title, columns, rows }: GridChart): Table => ({
  title,
  columns: [item, ...columns.map(head => ({ head }))],
  rows: rows.map(({ label, cells }) => [words(label), ...cells]),
})

const seriesTable = ({ title, form, steps, series }: SeriesChart): Table => ({
  title,
  columns: [
    { head: { zh: '时间', en: 'Time' } },
    ...series.map(({ label }) => ({ head: label, form, align: 'right' as const })),
  ],
  rows: steps.map((step, index) => [
    words(step),
    ...series.map(({ values, records }) => ({
      value: values[index] ?? null,
      ...(records?.[index] && { records: records[index] }),
    })),
  ]),
})

// A projection is no measurement: its further digits would say nothing.
function pathTable({ title, unit, observed, expected, projected }: PathChart): Table {
  const lines = [
    ...observed.map(point => ({ ...point, what: { zh: '实测', en: 'observed' } })),
    ...expected.map(point => ({ ...point, what: { zh: '应达到', en: 'expected' } })),
    ...(projected
      ? [
          {
            ...projected,
            value: Number(projected.value.toFixed(2)),
            what: { zh: '按目前进度推算', en: 'projected' },
          },
        ]
      : []),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  return {
    title,
    columns: [
      { head: { zh: '日期', en: 'Day' } },
      { head: { zh: '性质', en: 'What' } },
      { head: { zh: `数值（${unit.zh}）`, en: `Value (${unit.en})` }, align: 'right' },
    ],
    rows: lines.map(({ on, what, value }) => [day(on), words(what), { value }]),
  }
}

const spanTable = ({ title, rows }: SpanChart): Table => ({
  title,
  columns: [item, from, to],
  rows: rows.map(span => [
    { value: span.label, ...(span.tone && { tone: span.tone }) },
    day(span.from),
    day(span.to),
  ]),
})
