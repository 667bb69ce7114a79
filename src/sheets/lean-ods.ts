import { zipSync } from 'fflate'
import { countOf, xmlText } from './lean-workbook.ts'
import { limits, tooMuch } from './limits.ts'

/** Tags of the content; each costs the reader some hundred bytes of memory. */
const mostTags = 1_200_000
/** Cells as they are spread out, repeated ones counted as often. */
const mostArea = 4_000_000

/**
 * Takes out of an OpenDocument spreadsheet what holds its cells, so that its reader finds all rows, spreads out no
 * formatted emptiness, and reads percentages and days without a year as the text that a person sees.
 * @param parts `mimetype` and `content.xml`
 * @throws UserError (1) where it is damaged or too much
 */
export function leanOds(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const content = xmlText(parts.get('content.xml') ?? new Uint8Array())
  if (countOf(content, /</g) > mostTags) throw spread()
  let area = 0
  const flat = content
    // Rows that repeat on every page or can be folded stand one level deeper, where the reader does not look.
    .replaceAll(/<\/?table:table-(?:header-rows|rows|row-group)\b[^<>]*>/g, '')
    .replaceAll(/<table:(?:covered-)?table-cell\b[^<>]*>/g, tag => {
      const repeated = /table:number-columns-repeated="(\d+)"/.exec(tag)
      const count = Math.min(Number(repeated?.[1] ?? 1), limits.columns + 1)
      area += count
      if (area > mostArea) throw spread()
      const bare = tag.endsWith('/>') ? tag.replace(/\stable:style-name="[^"]*"/, '') : tag
      return repeated ? bare.replace(repeated[0], `table:number-columns-repeated="${count}"`) : bare
    })
    .replaceAll(cellWithText, (tag, shown) =>
      isDisguised(tag, shown) ? tag.replaceAll(valueType, '$1:value-type="string"') : tag,
    )
  return zipSync(
    { mimetype: parts.get('mimetype') ?? new Uint8Array(), 'content.xml': Buffer.from(flat) },
    { level: 0, mtime: new Date(1980, 1, 1) },
  )
}

const valueType = /(office|calcext):value-type="(?:percentage|date)"/g
const cellWithText = /<table:table-cell\b[^<>]*>(?=<text:p>([^<]*)<)/g

const isDisguised = (tag: string, shown: string): boolean =>
  tag.includes('office:value-type="percentage"') ||
  (tag.includes('office:value-type="date"') && !/\d{4}/.test(shown))

const spread = () =>
  tooMuch({ zh: '表格太大，或重复的单元格太多', en: 'the sheet is too large, or repeats too many cells' })
