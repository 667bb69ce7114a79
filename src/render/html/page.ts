import { createHash } from 'node:crypto'
import { longDate } from '../../model/dates.ts'
import { verbatim } from '../../model/text.ts'
import type { Answer, Card, Section, View } from '../../reports/view.ts'
import type { Edition } from '../edition.ts'
import type { Envelope } from '../json.ts'
import { type Progress, rowCount, stepping } from '../progress.ts'
import { sampleWord } from '../sample.ts'
import type { Screen } from '../screen.ts'
import { facts, titled, withoutBasis } from '../titled.ts'
import { chartMarkup } from './charts/chart.ts'
import { html, Markup } from './html.ts'
import { script, style } from './page.generated.mjs'
import { makePen, type Pen } from './pen.ts'
import { Sources } from './sources.ts'
import { tableMarkup } from './table.ts'

const hashed = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Nothing is loaded, and nothing runs but the script and the style of this page. */
const policy = `default-src 'none'; script-src ${hashed(script)}; style-src ${hashed(style)}; base-uri 'none'; form-action 'none'`

/** An answer as one page that needs nothing else: no network, and where there are no scripts, none. */
export function renderPage(
  { kind, view }: Answer,
  envelope: Envelope,
  { language }: Pick<Screen, 'language'>,
  { planTitle, record }: Edition,
  at: Progress['at'] = () => {},
): string {
  const sources = new Sources(record)
  const pen = makePen(language, sources, stepping(rowCount(view) + citedCount(view), at))
  const { title, rest } = titled(withoutBasis(view), verbatim(planTitle ?? kind))
  const sections = rest.map(section => ({ id: pen.freshId(), section }))
  let level = 1
  const body = sections.map(({ id, section }, index) => {
    if ('heading' in section) level = section.level + 1
    return sectionMarkup(section, { id, first: index === 0, level: level + 1 }, pen)
  })
  const sample = envelope.sample ? pen.say(sampleWord) : null
  const page = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="kepu">
<title>${sample ? `${sample} ` : null}${pen.say(title)}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
${sample ? html`<p class="sample">${sample}</p>\n` : null}${planTitle === null || planTitle === pen.say(title) ? null : html`<p class="plan">${planTitle}</p>\n`}<h1 id="title">${pen.say(title)}</h1>
<p class="note">${facts(envelope)
    .map(pen.say)
    .join(pen.say({ zh: '　', en: ' · ' }))}</p>
</header>
${contents(sections, pen)}<main>
${body}${sources.section(pen)}</main>
<script>${new Markup(script)}</script>
</body>
</html>
`
  return page.text
}

/** How many rows the table of the records behind the numbers gets, as far as the tables tell. */
const citedCount = (view: View): number =>
  new Set(
    view.flatMap(section =>
      'table' in section ? section.table.rows.flat().flatMap(({ records = [] }) => records) : [],
    ),
  ).size

interface Spot {
  readonly id: string
  /** The title of the page stands right above, and is that of the section too. */
  readonly first: boolean
  /** Of what is headed below the last heading: 2 below the title of the page. */
  readonly level: number
}

interface Placed {
  readonly id: string
  readonly section: Section
}

/** Links to the headings, where there are so many that somebody looks for one. */
function contents(sections: readonly Placed[], pen: Pen): Markup | null {
  const items = sections.flatMap(({ id, section }) =>
    'heading' in section && section.level < 3
      ? [html`<li class="level-${section.level}"><a href="#${id}">${pen.say(section.heading)}</a></li>\n`]
      : [],
  )
  if (items.length < 3) return null
  return html`<nav aria-label="${pen.say({ zh: '目录', en: 'Contents' })}"><ul>
${items}</ul></nav>
`
}

function sectionMarkup(section: Section, { id, first, level }: Spot, pen: Pen): Markup {
  if ('text' in section) return textMarkup(pen.say(section.text), pen.sources.address(section.records), pen)
  if ('heading' in section) {
    return headingMarkup(section.level + 1, id, pen.say(section.heading))
  }
  if ('letterhead' in section) {
    return html`<p class="addressees">${pen.say(section.letterhead.addressees)}</p>\n`
  }
  if ('signature' in section) {
    const { by, on } = section.signature
    return html`<p class="signature">${pen.say(by)}<br>${pen.say(longDate(on))}</p>\n`
  }
  if ('chart' in section) return chartMarkup(section.chart, pen)
  if ('card' in section)
    return cardMarkup(section.card, first ? null : headingMarkup(level, id, pen.say(section.card.title)), pen)
  const { title } = section.table
  if (!title) return tableMarkup(section.table, pen, first ? 'title' : null)
  return html`${headingMarkup(level, id, pen.say(title))}${tableMarkup(section.table, pen, id)}`
}

/** Words, and the way to the records behind their numbers. */
const textMarkup = (words: string, address: string | undefined, pen: Pen): Markup =>
  html`<p class="text">${words}${
    address ? html` <a href="${address}">${pen.say({ zh: '看记录', en: 'the records' })}</a>` : null
  }</p>\n`

function cardMarkup({ fields }: Card, heading: Markup | null, pen: Pen): Markup {
  const items = fields.map(
    ({ label, value }) => html`<div><dt>${pen.say(label)}</dt><dd>${pen.say(value)}</dd></div>\n`,
  )
  return html`${heading}<dl>
${items}</dl>
`
}

/** A heading of a level of HTML, in which 1 is the title of the page. */
function headingMarkup(level: number, id: string, words: string): Markup {
  switch (level) {
    case 2:
      return html`<h2 id="${id}">${words}</h2>\n`
    case 3:
      return html`<h3 id="${id}">${words}</h3>\n`
    case 4:
      return html`<h4 id="${id}">${words}</h4>\n`
    default:
      return html`<h5 id="${id}">${words}</h5>\n`
  }
}
