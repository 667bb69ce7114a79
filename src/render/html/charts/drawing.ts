import { displayWidth, wrap } from '../../width.ts'
import { html, type Markup } from '../html.ts'

/** A picture: its size in units of the view box, its shapes, and what it says in a sentence. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly body: Markup
  readonly description: string
  /** Some of its shapes are links. */
  readonly linked?: boolean
}

/** Every picture is so wide; the page scales it down where there is less room. */
export const fullWidth = 720
const fontSize = 13
export const lineHeight = 17

/** Half a Chinese character; digits and Latin letters are a little wider than that. */
const columnWidth = fontSize * 0.53

/** How wide a text will be, made without a browser. */
export const textWidth = (text: string): number => displayWidth(text) * columnWidth

/** A text in lines that fit a width; none is lost. */
export const fitted = (text: string, width: number): readonly string[] =>
  wrap(text, Math.max(4, Math.floor(width / columnWidth)))

/** Lines of text below each other, the block centred on `y`. */
export function lines(
  texts: readonly string[],
  x: number,
  y: number,
  { anchor = 'start', className = '' }: { anchor?: 'start' | 'middle' | 'end'; className?: string } = {},
): Markup {
  const first = y - ((texts.length - 1) * lineHeight) / 2
  const spans = texts.map(
    (text, index) => html`<text x="${round(x)}" y="${round(first + index * lineHeight)}">${text}</text>`,
  )
  return html`<g class="middle ${anchor} ${className}">${spans}</g>`
}

/** A tenth of a unit is less than anybody sees; and the same everywhere. */
export const round = (value: number): number => Number(value.toFixed(1))

/** The room that labels at the left take, at most 15 Chinese characters before they are wrapped. */
export const labelWidth = (labels: readonly string[]): number =>
  Math.min(15 * 2 * columnWidth, Math.max(0, ...labels.map(textWidth))) + 12

/** The first items in words, and how many there are. */
export function summed(items: readonly string[], language: 'zh' | 'en'): string {
  const shown = items.slice(0, 12)
  const rest = items.length - shown.length
  if (language === 'zh') return `${shown.join('；')}${rest > 0 ? `；共 ${items.length} 项` : ''}`
  return `${shown.join('; ')}${rest > 0 ? `; ${items.length} in all` : ''}`
}
