import { eastAsianWidth } from 'get-east-asian-width'

const zeroWidth = /^[\p{M}\p{Cf}]$/u

/** Columns that a text takes on a terminal: Chinese characters two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x20 && code < 0x7f) width++
    // Most of what is printed is neither: the common Chinese characters.
    else if (code >= 0x4e00 && code <= 0x9fff) width += 2
    else if (!zeroWidth.test(character)) width += eastAsianWidth(code)
  }
  return width
}

/** Fills a text with spaces to a width; a wider one is left as it is. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const gap = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return side === 'right' ? text + gap : gap + text
}

/** Punctuation that may not begin a line (避头). */
const noStart = /^[，。、；：！？）〕】》”’…—,.;:!?)\]}%]/u
/** Punctuation that may not end a line (避尾). */
const noEnd = /[（〔【《“‘([{]$/u
/** What is kept together: a date, a grouped number (1,150,500), a run of Latin letters and digits up to a hyphen or slash, or one character. */
const piece =
  /\d{4}-\d{2}-\d{2}|\d{1,3}(?:,\d{3})+(?:\.\d+)?%?|[\p{Script=Latin}\p{Nd}_.@:#+]+[-/%]?|\s+|./gsu

/** The width below which a text would be broken within a word. */
export function narrowestWidth(text: string): number {
  return Math.max(0, ...(text.match(piece) ?? []).map(displayWidth))
}

/** Breaks a text into lines of at most `width` columns; Chinese anywhere, Latin words whole where they fit. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap(line => wrapLine(line, Math.max(width, 4)))
}

function wrapLine(text: string, width: number): string[] {
  // No character is wider than two columns.
  if (text.length * 2 <= width || displayWidth(text) <= width) return [text]
  const lines: string[] = []
  let line: string[] = []
  let used = 0
  const pieces = (text.match(piece) ?? []).flatMap(part => (displayWidth(part) > width ? [...part] : [part]))
  for (const part of pieces) {
    const own = displayWidth(part)
    if (used + own <= width) {
      line.push(part)
      used += own
      continue
    }
    const moved = movedBefore(line, part, width)
    lines.push(
      line
        .slice(0, line.length - moved.length)
        .join('')
        .trimEnd(),
    )
    line = /^\s+$/.test(part) ? moved : [...moved, part]
    used = line.reduce((sum, one) => sum + displayWidth(one), 0)
  }
  return line.length === 0 && lines.length > 0 ? lines : [...lines, line.join('')]
}

/** The pieces at the end of a line that go to the next, where the break would stand before 。 or after （. */
function movedBefore(line: readonly string[], next: string, width: number): string[] {
  const moved: string[] = []
  let used = displayWidth(next)
  for (let last = line.length - 1; last > 0; last--) {
    const part = line[last] ?? ''
    used += displayWidth(part)
    if (used > width - 2 || (!noStart.test(moved[0] ?? next) && !noEnd.test(part))) break
    moved.unshift(part)
  }
  return moved
}
