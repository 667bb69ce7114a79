import { type Cell, type Chart, cell, column, type Table } from '../reports/view.ts'

/** What a chart shows as a small table: for formats that draw nothing, and for those who cannot see it. */
export function chartTable(chart: Chart): Table {
  const { title } = chart
  if (chart.kind === 'bars') {
    const hasNotes = chart.rows.some(({ note }) => note)
    return {
      title,
      columns: [
        { head: { zh: '项', en: 'Item' } },
        { head: { zh: '数值', en: 'Value' }, form: chart.form, align: 'right' },
        ...(hasNotes ? [column('说明', 'Note')] : []),
      ],
      rows: chart.rows.map(({ label, value, note, tone }): Cell[] => [
        { value: label },
        { value, ...(tone && { tone }) },
        ...(hasNotes ? [cell(note)] : []),
      ]),
    }
  }
  if (chart.kind === 'grid') {
    return {
      title,
      columns: [column('', ''), ...chart.columns.map(head => ({ head }))],
      rows: chart.rows.map(({ label, cells }) => [{ value: label }, ...cells]),
    }
  }
  if (chart.kind === 'series') {
    return {
      title,
      columns: [
        column('', ''),
        ...chart.series.map(({ label }) => ({ head: label, form: chart.form, align: 'right' as const })),
      ],
      rows: chart.steps.map((step, index) => [
        { value: step },
        ...chart.series.map(({ values }) => cell(values[index])),
      ]),
    }
  }
  if (chart.kind === 'spans') {
    return {
      title,
      columns: [column('阶段', 'Span'), column('起', 'From'), column('止', 'To')],
      rows: chart.rows.map(({ label, from, to }) => [{ value: label }, cell(from), cell(to)]),
    }
  }
  const rows = [
    ...chart.expected.map(point => ({ ...point, word: { zh: '应到', en: 'expected' } })),
    ...chart.observed.map(point => ({ ...point, word: { zh: '实到', en: 'observed' } })),
    ...(chart.projected ? [{ ...chart.projected, word: { zh: '推算', en: 'projected' } }] : []),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  return {
    title,
    columns: [column('日期', 'On'), column('', ''), { head: chart.unit, align: 'right' }],
    rows: rows.map(({ on, word, value }) => [cell(on), { value: word }, cell(value)]),
  }
}
