import type { FileTypes } from '../model/written.ts'

/** The schemas as functions that stop at the first fault. */
export const validators: Readonly<Record<keyof FileTypes, (value: unknown) => boolean>>
/** Per schema: the paths (`*` is any item) at which values name something, and what they name. */
export const references: Readonly<
  Record<string, readonly (readonly [path: readonly string[], refers: string])[]>
>
