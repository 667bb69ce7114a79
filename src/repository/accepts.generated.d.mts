import type { FileTypes } from '../model/written.ts'

/** The schemas as functions that stop at the first fault. */
export const validators: Readonly<Record<keyof FileTypes, (value: unknown) => boolean>>
/** Per schema: the paths (`*` is any item) at which values name something, and what they name. */
export const references: Readonly<
  Record<string, readonly (readonly [path: readonly string[], refers: string])[]>
>

/** The keys of a mapping in the order in which files have them, each with those below it; 0 where there are none. */
export interface KeyOrder {
  readonly [key: string]: KeyOrder | 0
}
/** Per schema: the order of keys. */
export const keyOrders: Readonly<Record<string, KeyOrder>>
