/** A folder of record files: their names in the order of their bytes, each behind a line feed but the first. */
export interface Named {
  /** `records/activity/2018` */
  readonly path: string
  readonly names: Uint8Array
  readonly count: number
}

/** Names as a list of bytes that threads may share. */
export function bytesOf(names: readonly string[]): Uint8Array {
  const text = names.join('\n')
  const bytes = Buffer.from(new SharedArrayBuffer(Buffer.byteLength(text)))
  bytes.write(text)
  return bytes
}

/** The names in a list of bytes. */
export const namesIn = (names: Uint8Array): readonly string[] =>
  names.length === 0
    ? []
    : Buffer.from(names.buffer, names.byteOffset, names.length).toString('utf8').split('\n')
