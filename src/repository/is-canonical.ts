import { decode } from './bytes.ts'
import { readCanonical } from './canonical.ts'
import { annotated, canonicalText } from './canonical-text.ts'
import type { FileKind } from './kinds.ts'
import type { Repository } from './open.ts'
import { wordsOf } from './words.ts'

/** True where a file is written as `fmt` would write it. */
export async function isCanonical(
  { tree, plan }: Pick<Repository, 'tree' | 'plan'>,
  file: string,
  kind: FileKind,
): Promise<boolean> {
  const bytes = tree.read(file)
  if (typeof bytes === 'string') return true
  const { text } = decode(bytes, file)
  if (text === null) return true
  const order = { schemas: wordsOf(plan).schemas, kind }
  const value = readCanonical(text)
  const header = /^(?:#.*\n)*/.exec(text)?.[0] ?? ''
  const body = text.slice(header.length)
  // Without comments in between, the form follows from the value alone.
  if (value !== undefined && !/^ *(?:#|$)/m.test(body.slice(0, -1))) {
    return canonicalText(annotated(value), order) === body
  }
  const { reformatted } = await import('./reformat.ts')
  return reformatted(text, order) === text
}
