import { longDate, type PlainDate } from '../model/dates.ts'
import type { Text } from '../model/text.ts'
import type { Card, Letterhead, View } from '../reports/view.ts'
import type { Envelope } from './json.ts'
import { safe, uncommanded } from './safe.ts'
import { sampleBanner } from './sample.ts'
import type { Screen } from './screen.ts'
import { plainRows, tableLines } from './table.ts'
import { displayWidth, pad, wrap } from './width.ts'

/** An answer for eyes. */
export async function renderText(
  view: View,
  screen: Screen,
  envelope?: Pick<Envelope, 'sample'>,
): Promise<string> {
  const draw = screen.isTerminal ? (await import('./drawn-table.ts')).drawRows : plainRows
  const charts = view.some(section => 'chart' in section) ? await import('./text-charts.ts') : undefined
  const blocks = view.map(section => {
    if ('text' in section) return wrap(safe(section.text[screen.language]), screen.width)
    if ('card' in section) return cardLines(section.card, screen)
    if ('heading' in section) {
      return wrap(safe(section.heading[screen.language]), screen.width).map(line =>
        screen.paint.tone('strong', line),
      )
    }
    if ('letterhead' in section) return letterheadLines(section.letterhead, screen)
    if ('signature' in section) return signatureLines(section.signature, screen)
    if ('chart' in section) return charts?.chartLines(section.chart, screen, draw) ?? []
    const { title, note } = section.table
    return [
      ...(title
        ? wrap(safe(title[screen.language]), screen.width).map(line => screen.paint.tone('strong', line))
        : []),
      ...(section.table.rows.length > 0 ? tableLines(section.table, screen, draw) : []),
      ...(note
        ? wrap(safe(note[screen.language]), screen.width).map(line => screen.paint.tone('faint', line))
        : []),
    ]
  })
  const banner = envelope?.sample ? [[sampleBanner(screen)]] : []
  const shown = [...banner, ...blocks.filter(lines => lines.length > 0)]
  return uncommanded(`${shown.map(lines => lines.join('\n')).join('\n\n')}\n`)
}

/** Official letters are as wide as paper, however wide the screen is. */
const paperWidth = 72

function letterheadLines({ title, addressees }: Letterhead, { language, width, paint }: Screen): string[] {
  const paper = Math.min(width, paperWidth)
  const centred = wrap(safe(title[language]), paper).map(line => {
    const margin = ' '.repeat(Math.max(0, Math.floor((paper - displayWidth(line)) / 2)))
    return margin + paint.tone('strong', line)
  })
  return [...centred, '', ...wrap(safe(addressees[language]), width)]
}

function signatureLines(
  { by, on }: { readonly by: Text; readonly on: PlainDate },
  { language, width }: Screen,
): string[] {
  const paper = Math.min(width, paperWidth)
  return [safe(by[language]), longDate(on)[language]].map(line => pad(line, paper, 'left'))
}

function cardLines({ title, fields }: Card, { language, width, paint }: Screen): string[] {
  const labels = fields.map(({ label }) => label[language])
  const labelWidth = Math.max(0, ...labels.map(displayWidth))
  const body = fields.flatMap(({ value }, index) =>
    wrap(safe(value[language]), width - labelWidth - 4).map(
      (line, number) =>
        `  ${paint.tone('faint', pad(number === 0 ? (labels[index] ?? '') : '', labelWidth))}  ${line}`,
    ),
  )
  return [...wrap(safe(title[language]), width).map(line => paint.tone('strong', line)), ...body].map(line =>
    line.trimEnd(),
  )
}
