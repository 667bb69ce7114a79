import { Composer, isMap, isScalar, isSeq, type Node, Parser } from 'yaml'
import { type Annotated, canonicalText, type KeyOrder, type Scalar } from './canonical-text.ts'
import { parseOptions } from './yaml.ts'

/** So often a comment may come to stand where it is read as that of another entry. */
const mostRounds = 8

/**
 * A text that parseYaml() reads, in the canonical form, which is its own form; comments are kept, and nothing changes
 * its meaning.
 * @throws Error where it would lose a comment or change a value: that is a bug of ours
 */
export function reformatted(text: string, order: KeyOrder): string {
  let before = text
  for (let round = 0; round < mostRounds; round++) {
    const written = rewritten(before, order)
    if (written === before) return written
    before = written
  }
  throw new Error('the canonical form is not its own form')
}

function rewritten(text: string, order: KeyOrder): string {
  const [document] = new Composer({ ...parseOptions, keepSourceTokens: false }).compose(
    new Parser().parse(text),
    true,
    text.length,
  )
  if (!document?.contents) return text
  const root = annotate(document.contents as Node)
  const before = [...commentLines(document.commentBefore), ...(document.commentBefore ? [''] : [])]
  const written = canonicalText(
    withHeader({
      ...root,
      before: [...before, ...root.before],
      after: [...root.after, ...spaced(commentLines(document.comment))],
    }),
    order,
  )
  assertSame(text, written)
  return written
}

const spaced = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? ['', ...lines] : lines)

/** Comments above the first key belong to the file, and stay on top when keys change places. */
function withHeader(root: Annotated): Annotated {
  if (!(root.value instanceof Map)) return root
  const [[key, first] = []] = root.value
  if (key === undefined || !first || first.before.length === 0) return root
  const value = new Map(root.value).set(key, { ...first, before: [] })
  return { ...root, before: [...root.before, ...first.before], value }
}

function annotate(node: Node): Annotated {
  const before = [...(node.spaceBefore ? [''] : []), ...commentLines(node.commentBefore)]
  const behind = commentLines(node.comment)
  if ((isMap(node) || isSeq(node)) && node.flow && behind.length > 0) {
    // What stood behind the brackets goes above them, as behind every value on one line.
    node.comment = null
    const inner = annotate(node)
    return { ...inner, before: [...inner.before, ...behind] }
  }
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): [string, Annotated] => {
      const name = key as Node & { value: unknown }
      const entry = value ? annotate(value as Node) : { before: [], value: null, after: [] }
      const above = [
        ...(name.spaceBefore ? [''] : []),
        ...commentLines(name.commentBefore),
        ...commentLines(name.comment),
      ]
      return [String(name.value), lowered(entry, above)]
    })
    return { before, value: new Map(entries), after: behind }
  }
  if (isSeq(node)) {
    return { before, value: node.items.map(item => annotate(item as Node)), after: behind }
  }
  // What stood behind a value on its line goes above it: the canonical form has whole-line comments only.
  const value = isScalar(node) ? (node.value as Scalar) : null
  return { before: [...before, ...behind], value, after: [] }
}

/** What stands between a key and its value belongs to the first entry below, or to the key where there is none. */
function lowered(entry: Annotated, above: readonly string[]): Annotated {
  const between = entry.before.filter(line => line !== '')
  const into = (first: Annotated): Annotated => ({ ...first, before: [...between, ...first.before] })
  const { value } = entry
  if (value instanceof Map) {
    const [[key, first] = []] = value as ReadonlyMap<string, Annotated>
    if (key !== undefined && first)
      return { ...entry, before: above, value: new Map(value).set(key, into(first)) }
  } else if (Array.isArray(value)) {
    const [first, ...others] = value as readonly Annotated[]
    if (first) return { ...entry, before: above, value: [into(first), ...others] }
  }
  return { ...entry, before: [...above, ...between] }
}

const commentLines = (comment: string | null | undefined): string[] =>
  comment ? comment.split('\n').map(line => (line === '' ? '' : `#${line}`.trimEnd())) : []

/** Checked each time, for a formatter that loses something is worse than none. */
function assertSame(text: string, written: string): void {
  const before = contentOf(text)
  const after = contentOf(written)
  if (before.value !== after.value || before.comments !== after.comments) {
    throw new Error('the canonical form would change the file')
  }
}

function contentOf(text: string): { readonly value: string; readonly comments: string } {
  const comments: string[] = []
  const tokens = [...new Parser().parse(text)]
  const visit = (token: unknown): void => {
    if (typeof token !== 'object' || token === null) return
    const { type, source } = token as { type?: string; source?: string }
    if (type === 'comment' && source) comments.push(source.trim())
    for (const inner of Object.values(token)) {
      if (Array.isArray(inner)) for (const one of inner) visit(one)
      else visit(inner)
    }
  }
  for (const token of tokens) visit(token)
  const [document] = new Composer(parseOptions).compose(tokens, true, text.length)
  return { value: sortedJson(document?.toJS()), comments: comments.sort().join('\n') }
}

const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
