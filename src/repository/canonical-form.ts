import { decode } from './bytes.ts'
import { annotated, canonicalText } from './canonical-text.ts'
import { readCanonical } from './fast/canonical.ts'
import type { FileKind } from './kinds.ts'
import type { Repository } from './open.ts'
import { reformatted } from './reformat.ts'
import { wordsOf } from './words.ts'
import { parseYaml } from './yaml.ts'

/** A file as it is, and as `fmt` writes it. */
export interface CanonicalForm {
  readonly before: string
  readonly text: string
}

/** The canonical form of a file; null where it cannot be read as YAML. */
export function canonicalForm(
  { tree, plan }: Pick<Repository, 'tree' | 'plan'>,
  file: string,
  kind: FileKind,
): CanonicalForm | null {
  const bytes = tree.read(file)
  const before = typeof bytes === 'string' ? null : decode(bytes, file).text
  if (before === null) return null
  const order = { schemas: wordsOf(plan).schemas, kind }
  const value = readCanonical(Buffer.from(before))?.value
  const header = /^(?:#.*\n)*/.exec(before)?.[0] ?? ''
  const body = before.slice(header.length)
  // Without comments in between, the form follows from the value alone.
  if (value !== undefined && !/^ *(?:#|$)/m.test(body.slice(0, -1))) {
    const text = header + canonicalText(annotated(value), order)
    if (text === before) return { before, text }
  }
  if (value === undefined && parseYaml(before, file).value === undefined) return null
  return { before, text: reformatted(before, order) }
}
