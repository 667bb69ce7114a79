import { createHash } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** How many characters of the hash an id has at first; one more each time its name is taken by other content. */
export const idCharacters = 5

/** The hash of a record's content at creation in base 32, of which ids take the first characters. */
export function contentHash(kind: string, fields: Readonly<Record<string, unknown>>): string {
  const digest = createHash('sha256').update(contentKey(kind, fields)).digest()
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of digest) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text
}

/**
 * The content of a record as one text: equal for equal records, whatever the order of their fields. Neither the id nor
 * the amendment that let it into a closed period is content.
 */
export function contentKey(kind: string, fields: Readonly<Record<string, unknown>>): string {
  const { id: _, amendment: __, ...content } = fields
  return JSON.stringify([kind, content], (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
