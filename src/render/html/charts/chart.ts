import type { BarChart, Chart } from '../../../reports/view.ts'
import { chartTable } from '../../chart-table.ts'
import { html, type Markup } from '../html.ts'
import type { Pen } from '../pen.ts'
import { tableMarkup } from '../table.ts'
import { drawBars } from './bars.ts'
import type { Drawing } from './drawing.ts'
import { drawGrid } from './grid.ts'
import { drawPath } from './path.ts'
import { drawSeries } from './series.ts'
import { drawSpans } from './spans.ts'

/** A picture with its title, and its numbers as a table for who does not see it. */
export function chartMarkup(chart: Chart, pen: Pen): Markup {
  const { width, height, body, description, linked } = drawn(chart, pen)
  const title = pen.say(chart.title)
  const [titleId, descriptionId, headingId] = [pen.freshId(), pen.freshId(), pen.freshId()]
  const legend =
    chart.kind === 'bars' && isMarked(chart)
      ? html`<p class="note">${pen.say({ zh: '竖线：此时应达到的位置', en: 'stroke: where it should be by now' })}</p>\n`
      : null
  // What holds links is not one image.
  return html`<figure>
<figcaption id="${headingId}">${title}</figcaption>
<div class="frame" role="group" tabindex="0" aria-labelledby="${headingId}">
<svg viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="${linked ? 'group' : 'img'}" aria-labelledby="${titleId} ${descriptionId}"><title id="${titleId}">${title}</title><desc id="${descriptionId}">${description}</desc>${body}</svg>
</div>
${legend}<details><summary>${pen.say({ zh: '看数字', en: 'The numbers' })}</summary>
${tableMarkup(chartTable(chart), pen, headingId)}</details>
</figure>
`
}

const isMarked = ({ rows }: BarChart): boolean => rows.some(({ mark }) => mark !== undefined)

function drawn(chart: Chart, pen: Pen): Drawing {
  switch (chart.kind) {
    case 'bars':
      return drawBars(chart, pen)
    case 'grid':
      return drawGrid(chart, pen)
    case 'series':
      return drawSeries(chart, pen)
    case 'path':
      return drawPath(chart, pen)
    case 'spans':
      return drawSpans(chart, pen)
  }
}
