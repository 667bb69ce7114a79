import type { Schema } from '../model/schema.ts'

/** Every schema with its words, by name; `common` holds the shared definitions. */
export const schemas: Readonly<Record<string, Schema>>
