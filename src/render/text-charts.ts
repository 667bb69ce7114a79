import { daysBetween, type PlainDate } from '../model/dates.ts'
import type { BarChart, Chart, GridChart, PathChart, SeriesChart, SpanChart, Tone } from '../reports/view.ts'
import { chartTable } from './chart-table.ts'
import { safe } from './safe.ts'
import type { Screen } from './screen.ts'
import { type DrawRows, numberText, tableLines } from './table.ts'
import { displayWidth, pad, wrap } from './width.ts'

/** The signs that charts are drawn with; a terminal that may lack them gets plain ones. */
interface Signs {
  readonly full: string
  /** Eighths of a full one, from the smallest. */
  readonly parts: readonly string[]
  readonly empty: string
  readonly mark: string
  readonly line: string
  readonly levels: readonly string[]
}

const blocks: Signs = {
  full: '█',
  parts: ['▏', '▎', '▍', '▌', '▋', '▊', '▉'],
  empty: '░',
  mark: '│',
  line: '━',
  levels: [...'▁▂▃▄▅▆▇█'],
}

const ascii: Signs = {
  full: '#',
  parts: [],
  empty: '.',
  mark: '|',
  line: '=',
  levels: [...'_.-:=+*#'],
}

/** A chart drawn on a terminal or into a text. */
export function chartLines(chart: Chart, screen: Screen, draw: DrawRows): string[] {
  const signs = screen.isPlain ? ascii : blocks
  const title = wrap(safe(chart.title[screen.language]), screen.width).map(line =>
    screen.paint.tone('strong', line),
  )
  return [...title, ...body(chart, screen, signs, draw)].map(line => line.trimEnd())
}

function body(chart: Chart, screen: Screen, signs: Signs, draw: DrawRows): string[] {
  if (chart.kind === 'bars') return barLines(chart, screen, signs)
  if (chart.kind === 'series') return seriesLines(chart, screen, signs)
  if (chart.kind === 'path') return pathLines(chart, screen, signs)
  if (chart.kind === 'spans') return spanLines(chart, screen, signs)
  return gridLines(chart, screen, draw)
}

const widest = 40
const narrowest = 8

/** What is left for the bar beside label and value. */
const roomFor = (screen: Screen, taken: number): number =>
  Math.max(narrowest, Math.min(widest, screen.width - taken))

/** Labels take at most a good third of the line; longer ones are wrapped. */
function labelled(labels: readonly string[], screen: Screen): { width: number; lines: string[][] } {
  const most = Math.max(12, Math.floor(Math.min(screen.width, 110) * 0.36))
  const lines = labels.map(label => wrap(label, most))
  return { width: Math.max(0, ...lines.flat().map(displayWidth)), lines }
}

interface Bar {
  readonly value: number | null
  readonly full: number
  readonly mark?: number | undefined
  readonly tone?: Tone | undefined
  readonly text: string
}

function bars(labels: readonly string[], rows: readonly Bar[], screen: Screen, signs: Signs): string[] {
  const { width, lines } = labelled(labels, screen)
  const widestText = Math.max(0, ...rows.map(({ text }) => displayWidth(text)))
  const room = roomFor(screen, width + widestText + 4)
  return rows.flatMap((row, index) => {
    const own = lines[index] ?? ['']
    const drawn = row.value === null ? ' '.repeat(room) : bar(row, room, screen, signs)
    return own.map((label, line) =>
      line < own.length - 1 ? label : `${pad(label, width)}  ${drawn}  ${row.text}`,
    )
  })
}

function bar({ value, full, mark, tone }: Bar, room: number, screen: Screen, signs: Signs): string {
  const share = full > 0 ? Math.min(1, Math.max(0, (value ?? 0) / full)) : 0
  const eighths = Math.round(share * room * 8)
  const whole = signs.parts.length > 0 ? Math.floor(eighths / 8) : Math.round(share * room)
  const part = signs.parts.length > 0 && eighths % 8 > 0 ? (signs.parts[(eighths % 8) - 1] ?? '') : ''
  const cells = [
    ...Array.from({ length: whole }, () => signs.full),
    ...(part ? [part] : []),
    ...Array.from({ length: Math.max(0, room - whole - (part ? 1 : 0)) }, () => signs.empty),
  ]
  const at = mark === undefined || full <= 0 ? -1 : Math.round((mark / full) * room) - 1
  if (at >= -1 && mark !== undefined && mark > 0) cells[Math.min(room - 1, Math.max(0, at))] = signs.mark
  return screen.paint.tone(tone, cells.join(''))
}

function barLines({ rows, full, form }: BarChart, screen: Screen, signs: Signs): string[] {
  const { language } = screen
  return bars(
    rows.map(({ label }) => safe(label[language])),
    rows.map(({ value, mark, tone, note }) => ({
      value,
      full,
      mark,
      tone,
      text: [value === null ? '' : numberText(value, form), note ? safe(note[language]) : '']
        .filter(Boolean)
        .join(' '),
    })),
    screen,
    signs,
  )
}

/** One character a step, as high as its value; the greatest stands behind it. */
function seriesLines({ steps, series, form }: SeriesChart, screen: Screen, signs: Signs): string[] {
  const { language } = screen
  const most = Math.max(0, ...series.flatMap(({ values }) => values))
  const labels = series.map(({ label }) => safe(label[language]))
  const width = Math.max(0, ...labels.map(displayWidth))
  const [first, last] = [steps[0], steps.at(-1)]
  const span = first && last ? `${safe(first[language])}–${safe(last[language])}` : ''
  return series.map(({ values }, index) => {
    const drawn = values.map(value => level(value, most, signs)).join('')
    const greatest = numberText(Math.max(0, ...values), form)
    const words = { zh: `${span}，最多 ${greatest}`, en: `${span}, at most ${greatest}` }[language]
    return `${pad(labels[index] ?? '', width)}  ${drawn}  ${words}`
  })
}

function level(value: number, most: number, { levels }: Signs): string {
  if (value <= 0 || most <= 0) return ' '
  return levels[Math.min(levels.length - 1, Math.ceil((value / most) * levels.length) - 1)] ?? ' '
}

/** The points of the way and those observed, by day, each with a bar to the same scale. */
function pathLines(chart: PathChart, screen: Screen, signs: Signs): string[] {
  const { language } = screen
  const word = { zh: '应到', en: 'expected' }[language]
  const seen = { zh: '实到', en: 'observed' }[language]
  const led = { zh: '推算', en: 'projected' }[language]
  const rows = [
    ...chart.expected.map(point => ({ ...point, label: word, tone: 'faint' as const })),
    ...chart.observed.map(point => ({ ...point, label: seen, tone: 'strong' as const })),
    ...(chart.projected ? [{ ...chart.projected, label: led, tone: 'plain' as const }] : []),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const full = Math.max(0, ...rows.map(({ value }) => value))
  const unit = safe(chart.unit[language])
  return bars(
    rows.map(({ on, label }) => `${on} ${label}`),
    rows.map(({ value, tone }) => ({
      value,
      full,
      tone,
      text: `${Number(value.toFixed(4))}${unit === '%' ? '' : ' '}${unit}`,
    })),
    screen,
    signs,
  )
}

/** A line for each span over one scale of time, with a mark where the day is. */
function spanLines({ rows, day }: SpanChart, screen: Screen, signs: Signs): string[] {
  const { language } = screen
  const labels = rows.map(({ label }) => safe(label[language]))
  const { width, lines } = labelled(labels, screen)
  const ends = rows.flatMap(({ from, to }) => [from, to]).sort()
  const first = ends[0] ?? day
  const last = ends.at(-1) ?? day
  const room = roomFor(screen, width + 4 + 24)
  const days = Math.max(1, daysBetween(first, last))
  const at = (on: PlainDate): number =>
    Math.max(0, Math.min(room - 1, Math.floor((daysBetween(first, on) / days) * room)))
  return rows.flatMap(({ from, to, tone }, index) => {
    const cells = Array.from({ length: room }, (_, cell) =>
      cell >= at(from) && cell <= at(to) ? signs.line : ' ',
    )
    if (first <= day && day <= last) cells[at(day)] = signs.mark
    const own = lines[index] ?? ['']
    return own.map((label, line) =>
      line < own.length - 1
        ? label
        : `${pad(label, width)}  ${screen.paint.tone(tone, cells.join(''))}  ${from} ${to}`,
    )
  })
}

const gridLines = (chart: GridChart, screen: Screen, draw: DrawRows): string[] =>
  tableLines(chartTable(chart), screen, draw)
