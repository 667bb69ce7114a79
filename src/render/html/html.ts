import { safe } from '../safe.ts'

/** Markup of a page; only `html` and what was written by us at build time make it. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Markup | readonly Markup[] | null

/**
 * Markup with values in it: text is escaped, markup is not, null is nothing. A value that follows `href="` must be an
 * address that runs nothing, else the link leads nowhere. Attributes stand in double quotes.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = parts[0] ?? ''
  values.forEach((value, index) => {
    text += parts[index]?.endsWith('href="') ? escaped(harmless(String(value))) : written(value)
    text += parts[index + 1] ?? ''
  })
  return new Markup(text)
}

export const nothing = new Markup('')

function written(value: Value): string {
  if (value === null) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return escaped(String(value))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A page may go to a log, where a runner would look for its commands. */
const escaped = (text: string): string =>
  safe(text)
    .replaceAll(/[&<>"']/g, character => entities[character] ?? '')
    .replaceAll(/:(?=:)/g, '&#58;')
    .replaceAll(/#(?=#\w*\[)/g, '&#35;')

/** Pages of the web and places of this page; no scripts, no files. */
const harmless = (address: string): string => (/^(https?:\/\/|#)/i.test(address) ? address : '#')
