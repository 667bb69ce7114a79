/** A folder of record files: their names in the order of their bytes, each behind a line feed but the first. */
export interface Named {
  /** `records/activity/2018` */
  readonly path: string
  readonly names: Uint8Array
  readonly count: number
}

/** The names in a list of bytes. */
export function namesIn(names: Uint8Array): string[] {
  return names.length === 0
    ? []
    : Buffer.from(names.buffer, names.byteOffset, names.length).toString('latin1').split('\n')
}
