import { longDate } from '../model/dates.ts'
import type { Language } from '../model/text.ts'
import type { Card, Table, View } from '../reports/view.ts'
import { chartTable } from './chart-table.ts'
import type { Envelope } from './json.ts'
import { safe, uncommanded } from './safe.ts'
import { sampleWord } from './sample.ts'
import { cellText } from './table.ts'

/** An answer for a merge request or a wiki page. */
export function renderMarkdown(
  view: View,
  screen: { readonly language: Language },
  envelope?: Pick<Envelope, 'sample'>,
): string {
  const blocks = view.flatMap(section => {
    if ('text' in section) return [escaped(section.text[screen.language])]
    if ('heading' in section) {
      return [`${'#'.repeat(section.level + 1)} ${escaped(section.heading[screen.language])}`]
    }
    if ('letterhead' in section) {
      const { title, addressees } = section.letterhead
      return [`# ${escaped(title[screen.language])}`, escaped(addressees[screen.language])]
    }
    if ('signature' in section) {
      const { by, on } = section.signature
      return [escaped(`${by[screen.language]}\n${longDate(on)[screen.language]}`)]
    }
    if ('chart' in section) return [table(chartTable(section.chart), screen)]
    return ['card' in section ? card(section.card, screen) : table(section.table, screen)]
  })
  if (envelope?.sample) blocks.unshift(`> **${sampleWord[screen.language]}**`)
  return uncommanded(`${blocks.join('\n\n')}\n`)
}

function table({ title, columns, rows, note }: Table, screen: { readonly language: Language }): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    ...(title ? [`### ${escaped(title[screen.language])}`, ''] : []),
    line(columns.map(({ head }) => escaped(head[screen.language]))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map(row => line(row.map((cell, index) => escaped(cellText(cell, screen, columns[index]?.form))))),
    ...(note ? ['', escaped(note[screen.language])] : []),
  ].join('\n')
}

function card({ title, fields }: Card, { language }: { readonly language: Language }): string {
  const items = fields.map(
    ({ label, value }) => `- **${escaped(label[language])}** ${escaped(value[language])}`,
  )
  return [`### ${escaped(title[language])}`, '', ...items].join('\n')
}

/** Text that Markdown and the HTML in it take literally. A `_` within a word and an `&` of no entity are plain, and would break an address if escaped. */
function escaped(text: string): string {
  return safe(text)
    .replaceAll(/[<>]|&(?=#?\w+;)/g, character => entities[character] ?? '')
    .replaceAll(/[\\`*{}[\]#|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replaceAll('\n', '<br>')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
