import type { Answer } from '../reports/view.ts'
import { renderCsv } from './csv.ts'
import type { Edition } from './edition.ts'
import { type Envelope, renderJson } from './json.ts'
import { renderMarkdown } from './markdown.ts'
import type { Progress } from './progress.ts'
import type { Screen } from './screen.ts'
import { renderText } from './text.ts'

type Rendered = string | Uint8Array

type Render = (
  answer: Answer,
  envelope: Envelope,
  screen: Screen,
  /** Made where a format asks for it. */
  edition: () => Promise<Edition>,
  /** Told how far it is. */
  at: Progress['at'],
) => Rendered | Promise<Rendered>

/** The answer as it stands where there is room for all of it. */
const paged = (answer: Answer): Answer => (answer.page ? { ...answer, view: answer.page() } : answer)

/** The formats of answers, by the name of `--format`. */
export const formats = {
  text: ({ view }, envelope, screen) => renderText(view, screen, envelope),
  json: ({ data }, envelope) => renderJson(envelope, data),
  csv: ({ view, sheet }, envelope, screen) =>
    renderCsv(sheet ? [{ table: sheet() }] : view, screen, envelope),
  markdown: ({ view }, envelope, screen) => renderMarkdown(view, screen, envelope),
  html: async (answer, envelope, screen, edition, at) =>
    (await import('./html/page.ts')).renderPage(paged(answer), envelope, screen, await edition(), at),
  docx: async (answer, envelope, screen, edition, at) =>
    (await import('./docx/document.ts')).renderDocument(paged(answer), envelope, screen, await edition(), at),
  xlsx: async (answer, envelope, screen, edition, at) =>
    (await import('./xlsx.ts')).renderWorkbook(paged(answer), envelope, screen, await edition(), at),
  ics: async (answer, envelope, screen, edition) =>
    (await import('./ics.ts')).renderCalendar(answer, envelope, screen, await edition()),
} as const satisfies Record<string, Render>
