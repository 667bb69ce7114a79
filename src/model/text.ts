/** What a person reads, in both languages; the renderer picks. */
export interface Text {
  readonly zh: string
  readonly en: string
}

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** The same words in both languages: names, ids and values out of the data. */
export const verbatim = (text: string): Text => ({ zh: text, en: text })

/** Joins pairs word by word, with the list mark of each language between them. */
export function listed(items: readonly Text[]): Text {
  return { zh: items.map(item => item.zh).join('、'), en: items.map(item => item.en).join(', ') }
}

/** `1 file`, `2 files`: English counts; Chinese needs none. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
