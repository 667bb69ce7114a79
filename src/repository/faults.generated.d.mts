import type { ErrorObject } from 'ajv'
import type { FileTypes } from '../model/written.ts'

/** The schemas as functions that collect every fault. */
export const validators: Readonly<
  Record<keyof FileTypes | 'kind', { (value: unknown): boolean; errors?: readonly ErrorObject[] | null }>
>
