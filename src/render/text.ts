import type { Card, View } from '../reports/view.ts'
import { safe } from './safe.ts'
import type { Screen } from './screen.ts'
import { plainRows, tableLines } from './table.ts'
import { displayWidth, pad, wrap } from './width.ts'

/** An answer for eyes. */
export async function renderText(view: View, screen: Screen): Promise<string> {
  const draw = screen.isTerminal ? (await import('./drawn-table.ts')).drawRows : plainRows
  const blocks = view.map(section => {
    if ('text' in section) return wrap(safe(section.text[screen.language]), screen.width)
    if ('card' in section) return cardLines(section.card, screen)
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
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`
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
