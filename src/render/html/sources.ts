import { plural } from '../../model/text.ts'
import type { RecordLine } from '../../reports/record-lines.ts'
import { column } from '../../reports/view.ts'
import type { Edition } from '../edition.ts'
import { safe } from '../safe.ts'
import { html, type Markup, nothing } from './html.ts'
import type { Pen } from './pen.ts'
import { sheetMarkup } from './table.ts'

/** The records that a page cites, and the sets of them that stand behind one number. */
export class Sources {
  readonly #record: Edition['record']
  readonly #lines = new Map<string, RecordLine>()
  /** By the ids together: numbers that the same records stand behind share a list. */
  readonly #sets = new Map<string, { readonly anchor: string; readonly ids: readonly string[] }>()

  constructor(record: Edition['record']) {
    this.#record = record
  }

  /** The address of what stands behind a number; undefined where no record of the plan does. */
  address(ids: readonly string[] = []): string | undefined {
    const known = ids.filter(id => this.#cited(id))
    const [only] = known
    if (only === undefined) return undefined
    if (known.length === 1) return `#${anchorOf(only)}`
    const key = known.join('\n')
    const set = this.#sets.get(key) ?? { anchor: `set-${this.#sets.size + 1}`, ids: known }
    this.#sets.set(key, set)
    return `#${set.anchor}`
  }

  #cited(id: string): boolean {
    if (this.#lines.has(id)) return true
    const line = this.#record(id)
    if (line) this.#lines.set(id, line)
    return line !== undefined
  }

  /** Everything that was cited, by date, and the sets; to be written when the rest of the page is. */
  section(pen: Pen): Markup {
    if (this.#lines.size === 0) return nothing
    const lines = [...this.#lines.values()].sort((a, b) => (a.date + a.id < b.date + b.id ? -1 : 1))
    const numbers = new Map(lines.map(({ id }, index) => [id, index + 1]))
    const sets = [...this.#sets.values()].map(({ anchor, ids: unsorted }) => {
      const ids = [...unsorted].sort((a, b) => (numbers.get(a) ?? 0) - (numbers.get(b) ?? 0))
      const count = pen.say({ zh: `${ids.length} 条：`, en: `${plural(ids.length, 'record')}: ` })
      const links = ids.map(id => html`<a href="#${anchorOf(id)}">${numbers.get(id) ?? ''}</a> `)
      return html`<li id="${anchor}">${count}${links}</li>\n`
    })
    const title = pen.say({
      zh: `数字背后的记录（${lines.length}）`,
      en: `The records behind the numbers (${lines.length})`,
    })
    const words = pen.say({
      zh: '由几条记录得出的数字，下面列出是哪几条（表中序号）：',
      en: 'Which records a number was made from, by their number in the table:',
    })
    return html`<section id="records"><h2 id="records-title">${title}</h2>
${recordTable(lines, pen)}${sets.length > 0 ? html`<p>${words}</p>\n<ul class="sets">\n${sets}</ul>\n` : null}</section>
`
  }
}

const anchorOf = (id: string): string => `r-${encodeURIComponent(safe(id))}`

/** One row a record; its last cell holds links, which no other table has. */
const recordTable = (lines: readonly RecordLine[], pen: Pen): Markup =>
  sheetMarkup(
    {
      columns: [
        column('序号', 'No.', 'right'),
        column('日期', 'Date'),
        column('类别', 'Kind'),
        column('名称', 'Title'),
        column('单位', 'Unit'),
        column('佐证', 'Evidence'),
      ],
      rows: lines.map(({ id, date, kind, title, unit, file, evidence }, index) => {
        pen.step()
        return html`<tr id="${anchorOf(id)}"><td class="n">${index + 1}</td><td class="w">${date}</td><td>${pen.say(kind)}</td><td>${title}<p class="file">${file}</p></td><td>${unit ?? ''}</td><td>${evidence.map(evidenceMarkup)}</td></tr>\n`
      }),
      labelledBy: 'records-title',
    },
    pen,
  )

const evidenceMarkup = ({ words, url }: RecordLine['evidence'][number]): Markup =>
  url === null ? html`<p>${words}</p>` : html`<p><a href="${url}">${words}</a></p>`
