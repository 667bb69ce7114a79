import { eastAsianWidth } from 'get-east-asian-width'

const zeroWidth = /^[\p{M}\p{Cf}]$/u

/** Columns that a text takes on a terminal: Chinese characters two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x20 && code < 0x7f) width++
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
/** What is kept together: a date, a run of Latin letters and digits up to a hyphen or slash, or one character. */
const piece = /\d{4}-\d{2}-\d{2}|[\p{Script=Latin}\p{Nd}_.@:#+]+[-/%]?|\s+|./gsu

/** The width below which a text would be broken within a word. */
export function narrowestWidth(text: string): number {
  return Math.max(0, ...(text.match(piece) ?? []).map(displayWidth))
}

/** Breaks a text into lines of at most `width` columns; Chinese anywhere, Latin words whole where they fit. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap(line => wrapLine(line, Math.max(width, 4)))
}

function wrapLine(text: string, width: number): string[] {
  if (displayWidth(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  const pieces = (text.match(piece) ?? []).flatMap(part => (displayWidth(part) > width ? [...part] : [part]))
  for (const part of pieces) {
    if (displayWidth(line) + displayWidth(part) <= width) {
      line += part
      continue
    }
    const [kept, moved] = breakBefore(line, part, width)
    lines.push(kept.trimEnd())
    line = moved + (/^\s+$/.test(part) ? '' : part)
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line]
}

/** Moves the end of a line to the next where the break would stand before 。 or after （. */
function breakBefore(line: string, next: string, width: number): [kept: string, moved: string] {
  const characters = [...line]
  let moved = ''
  while (characters.length > 1 && displayWidth(moved) + displayWidth(next) < width - 2) {
    const last = characters.at(-1) ?? ''
    if (!noStart.test(moved === '' ? next : moved) && !noEnd.test(last)) break
    moved = last + moved
    characters.pop()
  }
  return moved !== '' && characters.length > 1 ? [characters.join(''), moved] : [line, '']
}
