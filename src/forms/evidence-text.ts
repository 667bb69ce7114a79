/** A piece of evidence that a text alone says: a URL, else an archive number. */
export const evidenceOfText = (text: string): { readonly url: string } | { readonly archive: string } =>
  /^https?:\/\//i.test(text) ? { url: text } : { archive: text }

/** What may not stand in the text of one piece: it parts pieces, or is lost at an end. */
const unfit = /[;；\n]|^\[|^\s|\s$/

/** The text that says a piece of evidence, read back as the same; undefined for a file or what holds more than a text. */
export function textOfEvidence(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const [text, ...others] = Object.values(item)
  if (others.length > 0 || typeof text !== 'string' || text === '' || unfit.test(text)) return undefined
  const [[key] = []] = Object.entries(evidenceOfText(text))
  return key !== undefined && key in item ? text : undefined
}
