import type { Text } from '../model/text.ts'
import { verbatim } from '../model/text.ts'
import type { FileKind } from './kinds.ts'
import { fieldWord, schemaAt } from './schema.ts'
import { schemas } from './schemas.generated.mjs'

/** The word of a field, as its schema gives it: `fieldLabel('task', 'leads')` is 牵头单位. */
export function fieldLabel(kind: FileKind, ...path: readonly (string | number)[]): Text {
  return fieldWord(schemaAt(schemas, kind, path), String(path.at(-1)))
}

/** The word of a value of a choice: `valueWord('task', 'action', 'kind')` is 行动. */
export function valueWord(kind: FileKind, value: string, ...path: readonly (string | number)[]): Text {
  return schemaAt(schemas, kind, path)?.['x-values']?.[value] ?? verbatim(value)
}

/** The word of a record kind: 活动. */
export function recordKindWord(kind: string): Text {
  return fieldWord(schemas[`records/${kind}`], kind)
}

/** What the value at a path names: `unit`, `duty` …; undefined where it names nothing. */
export function refersAt(kind: FileKind, path: readonly (string | number)[]): string | undefined {
  return schemaAt(schemas, kind, path)?.['x-refers']
}

/** The values of a choice with their words. */
export function choicesAt(
  kind: FileKind,
  ...path: readonly (string | number)[]
): (readonly [string, Text])[] {
  return Object.entries(schemaAt(schemas, kind, path)?.['x-values'] ?? {})
}
