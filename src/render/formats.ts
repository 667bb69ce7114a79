import type { Answer } from '../reports/view.ts'
import { renderCsv } from './csv.ts'
import { type Envelope, renderJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import type { Screen } from './screen.ts'
import { renderText } from './text.ts'

type Render = (answer: Answer, envelope: Envelope, screen: Screen) => string | Promise<string>

/** The formats of answers, by the name of `--format`. */
export const formats = {
  text: ({ view }, envelope, screen) => renderText(view, screen, envelope),
  json: ({ data }, envelope) => renderJson(envelope, data),
  csv: ({ view, sheet }, envelope, screen) =>
    renderCsv(sheet ? [{ table: sheet() }] : view, screen, envelope),
  markdown: ({ view }, envelope, screen) => renderMarkdown(view, screen, envelope),
} as const satisfies Record<string, Render>
