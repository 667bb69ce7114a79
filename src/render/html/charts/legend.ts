import { html, type Markup } from '../html.ts'
import { fullWidth, lineHeight, lines, round, textWidth } from './drawing.ts'

const swatch = 26

/** What each kind of line means, above the picture; as many rows as it takes. */
export function legend(entries: readonly { readonly label: string; readonly className: string }[]): {
  readonly body: Markup
  readonly height: number
} {
  let x = 0
  let y = lineHeight / 2 + 2
  const body = entries.map(({ label, className }) => {
    const width = swatch + 6 + textWidth(label) + 18
    if (x > 0 && x + width > fullWidth) {
      x = 0
      y += lineHeight + 4
    }
    const at = x
    x += width
    return html`<line class="${className}" x1="${round(at)}" x2="${round(at + swatch)}" y1="${round(y)}" y2="${round(y)}"/>${lines([label], at + swatch + 6, y)}`
  })
  return { body: html`${body}`, height: y + lineHeight / 2 }
}
