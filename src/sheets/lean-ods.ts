import { zipSync } from 'fflate'
import { isPlainDate } from '../model/dates.ts'
import { countOf, xmlText } from './lean-workbook.ts'
import { limits, tooMuch } from './limits.ts'
import { damaged, locked } from './unpack.ts'

/** Tags of the content; each costs the reader some hundred bytes of memory. */
const mostTags = 1_200_000
/** Cells and blanks as they are spread out, repeated ones counted as often. */
const mostArea = 4_000_000

/** The name that a hidden sheet gets: no XML can hold this character. */
export const hiddenSheet = '\ufffe'

/**
 * Takes out of an OpenDocument spreadsheet what holds its cells, so that its reader finds all rows, spreads out no
 * formatted emptiness, knows the sheets that are hidden, and reads as the text that a person sees what it would guess at:
 * percentages, times, days without a year or a day, numbers with zeros in front.
 * @param parts `mimetype`, `content.xml` and, where there is one, the list of what is in the archive
 * @throws UserError (1) where it is damaged, locked or too much
 */
export function leanOds(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  if (Buffer.from(parts.get(manifest) ?? []).includes('encryption-data')) throw locked()
  const content = withoutNotes(xmlText(parts.get('content.xml') ?? new Uint8Array()))
  if (countOf(content, /</g) > mostTags) throw spread()
  // Every program writes these prefixes; under others the reader would miss what repeats.
  if (/<\/?(?!table:)[\w.-]*:?(?:covered-)?table-(?:cell|row)[\s/>]/.test(content)) throw damaged()
  const hidden = hiddenStyles(content)
  let area = 0
  const spreadOut = (count: number): void => {
    area += count
    if (area > mostArea) throw spread()
  }
  const flat = content
    // Rows that repeat on every page or can be folded stand one level deeper, where the reader does not look.
    .replaceAll(/<\/?table:table-(?:header-rows|rows|row-group)\b[^<>]*>/g, '')
    .replaceAll(/<table:table\s[^<>]*>/g, tag =>
      hidden.has(attribute(tag, 'table:style-name') ?? '')
        ? `<table:table table:name="${hiddenSheet}"${tag.endsWith('/>') ? '/' : ''}>`
        : tag,
    )
    .replaceAll(/<table:table-row(?=[\s/>])[^<>]*>/g, tag => {
      repeats(tag, 'table:number-rows-repeated')
      return tag
    })
    .replaceAll(/<text:s\s[^<>]*>/g, tag => {
      spreadOut(repeats(tag, 'text:c'))
      return tag
    })
    .replaceAll(/<table:(?:covered-)?table-cell(?=[\s/>])[^<>]*>/g, tag => {
      const count = Math.min(repeats(tag, 'table:number-columns-repeated'), limits.columns + 1)
      spreadOut(count)
      const bare = tag.endsWith('/>') ? tag.replace(/\stable:style-name="[^"]*"/, '') : tag
      return bare.replace(/(\stable:number-columns-repeated=["'])\d+/, `$1${count}`)
    })
    .replaceAll(cellWithText, (whole, tag: string, shown: string | undefined) =>
      isDisguised(tag, shown) ? asText(tag, shown) + whole.slice(tag.length) : whole,
    )
  return zipSync(
    { mimetype: parts.get('mimetype') ?? new Uint8Array(), 'content.xml': Buffer.from(flat) },
    { level: 0, mtime: new Date(1980, 1, 1) },
  )
}

/** The list of what is in the archive; it names what is encrypted. */
export const manifest = 'META-INF/manifest.xml'

/** Notes at a cell stand before its text, and hold text of their own. */
function withoutNotes(content: string): string {
  const parts = content.split(/<office:annotation(?=[\s>])/)
  return parts
    .map((part, index) => {
      if (index === 0) return part
      const end = part.indexOf(endOfNote)
      if (end < 0) throw damaged()
      return part.slice(end + endOfNote.length)
    })
    .join('')
}
const endOfNote = '</office:annotation>'

function hiddenStyles(content: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [, style = '', properties = ''] of content.matchAll(
    /<style:style(\s[^<>]*)>\s*<style:table-properties(\s[^<>]*)>/g,
  )) {
    const name = attribute(style, 'style:name')
    if (name !== undefined && attribute(properties, 'table:display') === 'false') names.add(name)
  }
  return names
}

const attributes = {
  'style:name': /\sstyle:name\s*=\s*["']([^"']*)["']/,
  'table:display': /\stable:display\s*=\s*["']([^"']*)["']/,
  'table:style-name': /\stable:style-name\s*=\s*["']([^"']*)["']/,
  'office:value-type': /\s(?:office|calcext):value-type\s*=\s*["']([^"']*)["']/,
  'office:value': /\soffice:value\s*=\s*["']([^"']*)["']/,
  'office:date-value': /\soffice:date-value\s*=\s*["']([^"']*)["']/,
  'office:time-value': /\soffice:time-value\s*=\s*["']([^"']*)["']/,
} as const

const attribute = (tag: string, name: keyof typeof attributes): string | undefined =>
  attributes[name].exec(tag)?.[1]

const counts = {
  'table:number-rows-repeated': /\stable:number-rows-repeated=(["'])([1-9]\d{0,9})\1/,
  'table:number-columns-repeated': /\stable:number-columns-repeated=(["'])([1-9]\d{0,9})\1/,
  'text:c': /\stext:c=(["'])([1-9]\d{0,9})\1/,
} as const

/** How often something stands there; it is written as a number, once, or not at all. */
function repeats(tag: string, name: keyof typeof counts): number {
  const first = tag.indexOf(name)
  if (first < 0) return 1
  const count = counts[name].exec(tag)?.[2]
  if (count === undefined || tag.includes(name, first + 1)) throw damaged()
  return Number(count)
}

/** A cell, and the text in it where there is any. */
const cellWithText = /(<table:table-cell(?=[\s/>])[^<>]*>)(?:\s*<text:p(?:\s[^<>]*)?>([^<]*))?/g

/** True where the value of a cell is not what a person sees, or cannot be trusted. */
function isDisguised(tag: string, shown: string | undefined): boolean {
  switch (attribute(tag, 'office:value-type')) {
    case 'percentage':
    case 'time':
      return true
    case 'float':
    case 'currency': {
      const value = attribute(tag, 'office:value') ?? ''
      return value.trim() === '' || !Number.isFinite(Number(value)) || /^0\d+$/.test(shown ?? '')
    }
    case 'date':
      return !isWhole(attribute(tag, 'office:date-value') ?? '', shown)
    default:
      return false
  }
}

/** True for a day that exists, and that is shown with its year, month and day. */
function isWhole(written: string, shown: string | undefined): boolean {
  const [, date = '', year, day] = /^((\d{4})-\d{2}-(\d{2}))(?:T[\d:.]+)?$/.exec(written) ?? []
  if (!isPlainDate(date)) return false
  if (shown === undefined) return true
  const numbers = (shown.match(/\d+/g) ?? []).map(Number)
  const hasMonth = numbers.length > 2 || /[A-Za-z]{3}/.test(shown)
  return hasMonth && numbers.includes(Number(year)) && numbers.includes(Number(day))
}

/** The cell as one of text; what has no text shows its value. */
function asText(tag: string, shown: string | undefined): string {
  const bare = tag.replaceAll(
    /\s(?:office|calcext):(?:value-type|string-value)\s*=\s*(?:"[^"]*"|'[^']*')/g,
    '',
  )
  if (bare.includes('value-type')) throw damaged()
  const text = shown === undefined ? ` office:string-value="${valueIn(tag).replaceAll('"', '&quot;')}"` : ''
  return `<table:table-cell office:value-type="string"${text}${bare.slice('<table:table-cell'.length)}`
}

function valueIn(tag: string): string {
  const value = attribute(tag, 'office:value')
  if (value === undefined)
    return attribute(tag, 'office:date-value') ?? attribute(tag, 'office:time-value') ?? ''
  const isShare = attribute(tag, 'office:value-type') === 'percentage' && Number.isFinite(Number(value))
  return isShare ? `${Number((Number(value) * 100).toPrecision(15))}%` : value
}

const spread = () =>
  tooMuch({ zh: '表格太大，或重复的单元格太多', en: 'the sheet is too large, or repeats too many cells' })
