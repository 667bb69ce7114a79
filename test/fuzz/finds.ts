import type { TargetName } from './targets.ts'

/** Inputs that once broke a promise, by target and seed. */
export const finds: readonly (readonly [TargetName, number])[] = []
