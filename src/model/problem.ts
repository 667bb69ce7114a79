import type { Place } from './place.ts'
import type { Text } from './text.ts'

export type Severity = 'error' | 'warning' | 'note'

export const severityWords: Readonly<Record<Severity, Text>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  note: { zh: '说明', en: 'note' },
}

/** What a rule says: where, what is wrong with the value in quotes, and what to do. */
export interface Finding {
  readonly at: Place
  readonly message: Text
  readonly hint?: Text | undefined
  /** The entity that a ruling names to cover this finding. */
  readonly about?: string
  readonly related?: readonly { readonly at: Place; readonly message: Text }[]
}

/** A finding of a named rule, not yet located. */
export interface RuleFinding extends Finding {
  readonly rule: string
}

/** A line and columns of a file: 1-based UTF-16 units, `endColumn` exclusive. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly endColumn: number
}

/** A finding with its rule, its severity and its position: what `validate` prints. */
export interface Problem extends Position {
  readonly rule: string
  readonly severity: Severity
  /** POSIX path from the git top, else from the `-C` folder. */
  readonly file: string
  readonly message: Text
  readonly hint: Text | null
  /** The ruling that lowers the problem to a note. */
  readonly ruling: string | null
  readonly related: readonly (Position & { readonly file: string; readonly message: Text })[]
  /** The source line; null where the file cannot be shown. */
  readonly source: string | null
}
