import type { ScaleLinear } from 'd3-scale'
import { html, type Markup } from '../html.ts'
import { fullWidth, lines, round, textWidth } from './drawing.ts'

/** Values at the left with a faint line through the picture each; `width` is where the picture begins. What is counted has no ticks between. */
export function valueAxis(
  y: ScaleLinear<number, number>,
  text: (value: number) => string,
  isWhole = false,
): { readonly body: Markup; readonly width: number } {
  const ticks = y.ticks(5).filter(tick => !isWhole || Number.isInteger(tick))
  const width = Math.max(...ticks.map(tick => textWidth(text(tick)))) + 10
  const body = ticks.map(
    tick =>
      html`<line class="grid" x1="${round(width)}" x2="${fullWidth}" y1="${round(y(tick))}" y2="${round(y(tick))}"/>${lines([text(tick)], width - 6, y(tick), { anchor: 'end', className: 'faint' })}`,
  )
  return { body: html`${body}`, width }
}
