/** A text reduced to what counts when two spellings are compared; `offsets[i]` is where `text[i]` came from. */
export interface Folded {
  readonly text: string
  readonly offsets: readonly number[]
}

// What compatibility normalisation leaves apart although print does not mean a difference by it.
const alike = new Map<string, string>()
for (const dash of '-‐‑‒–—―−─━﹘﹣－') alike.set(dash, '-')
for (const open of '〔［[【〖（(') alike.set(open, '(')
for (const close of '〕］]】〗）)') alike.set(close, ')')
for (const quote of '“”‘’"\'＂＇「」『』〝〞') alike.set(quote, '"')
for (const dot of '·•・‧∙') alike.set(dot, '·')

const blank = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/u

/**
 * Folds widths, brackets, quotes, dashes (a run of them is one) and compatibility forms, and drops spaces and
 * invisible characters. For comparison only: what is shown to a person stays as printed.
 */
export function fold(text: string): Folded {
  const units: string[] = []
  const offsets: number[] = []
  let offset = 0
  for (const character of text) {
    const folded = foldCharacter(character)
    if (!(folded === '-' && units.at(-1) === '-')) {
      for (let unit = 0; unit < folded.length; unit++) {
        units.push(folded.charAt(unit))
        offsets.push(folded.length === character.length ? offset + unit : offset)
      }
    }
    offset += character.length
  }
  return { text: units.join(''), offsets }
}

/**
 * The text with full-width and compatibility forms replaced one for one, so that every offset stays: a pattern
 * then needs one spelling only. The full-width comma is kept, since a half-width one also groups thousands.
 */
export function narrow(text: string): string {
  const units: string[] = []
  for (const character of text) {
    const normal = isPlain(character) || character === '，' ? character : character.normalize('NFKC')
    units.push(normal.length === character.length ? normal : character)
  }
  return units.join('')
}

function foldCharacter(character: string): string {
  const same = alike.get(character)
  if (same) return same
  if (blank.test(character)) return ''
  if (isPlain(character)) return character
  let folded = ''
  for (const part of character.normalize('NFKC')) folded += blank.test(part) ? '' : (alike.get(part) ?? part)
  return folded
}

/** Ideographs and ASCII, nearly all of a text, are their own normal form; asking costs far more than knowing. */
function isPlain(character: string): boolean {
  const code = character.charCodeAt(0)
  return code < 0x80 || (code >= 0x4e00 && code <= 0x9fff)
}
