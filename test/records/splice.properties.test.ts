import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CannotSplice, spliced } from '../../src/records/splice.ts'
import { reformatted } from '../../src/repository/reformat.ts'
import { wordsOf } from '../../src/repository/words.ts'
import { parseYaml } from '../../src/repository/yaml.ts'
import { anyRecord, kindsIn } from './any-record.ts'
import { Dice, oddText } from './odd-style.ts'

const words = wordsOf({ ownSchemas: {} })
const { schemas } = words
const kinds = kindsIn(words)
const records = Object.fromEntries(
  kinds.map(kind => [kind, fc.sample(anyRecord(words, kind), { numRuns: 300, seed: 5 })]),
)
/** `npm run hard` makes 10,000. */
const trials = Number(process.env.EDITS ?? 400)

type Path = readonly (string | number)[]
type Fields = Readonly<Record<string, unknown>>

const readBy = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step],
    value,
  )

/** Two records of a kind: one to be written, the other to take values from. */
function twoRecords(dice: Dice) {
  const kind = dice.pick(kinds)
  const [one, other] = [0, 1].map(() => dice.pick(records[kind] ?? [])?.fields as unknown as Fields)
  return { kind: `records/${kind}`, one: one ?? {}, other: other ?? {} }
}

it(
  `${trials} edits in files of odd style change no byte outside the value`,
  () => {
    const told = { replaced: 0, added: 0, removed: 0, refused: 0, unread: 0 }
    // Only what is written is an edit: a file that cannot be edited in place is refused, and another one takes its turn.
    for (let seed = 0; told.replaced + told.added + told.removed < trials; seed++) {
      const dice = new Dice(seed)
      const { kind, one, other } = twoRecords(dice)
      // An entry of a list stands as duties and targets do.
      const isEntry = dice.chance(25)
      const whole = isEntry ? { duties: [other, one, other] } : one
      const { text, spans } = oddText(whole, dice)
      if (!isSame(parseYaml(text, 'x.yaml').value, whole)) {
        told.unread++
        continue
      }
      const [within, value] = anEdit(one, other, dice)
      const path = isEntry ? ['duties', 1, ...within] : within
      const span = spans.get(JSON.stringify(path))
      const shown = `seed ${seed}, ${JSON.stringify(path)} = ${JSON.stringify(value)}\n${text}`
      let after: string
      try {
        after = spliced(text, path, value, { schemas, kind: isEntry ? 'duties' : kind })
      } catch (error) {
        if (!(error instanceof CannotSplice)) throw error
        told.refused++
        continue
      }
      const shared = sharedEnds(text, after)
      if (value === undefined) {
        told.removed++
        if (after.length !== shared) expect(after, shown).toBe('a text of which one stretch went')
        const gone = emptiedBy(whole, path)
        const [from, to] = spans.get(JSON.stringify(gone)) ?? [0, text.length]
        const start = lineStart(text, from, String(gone.at(-1)))
        // Behind a dash the next entry moves up, over the empty lines before it.
        const isMovedUp = /^ *-/.test(text.slice(start))
        const end = lineEnd(text, to) + 1
        const most = end + (isMovedUp ? emptyLines(text, end) : 0) - start
        if (text.length - after.length > most)
          expect(after, shown).toBe('no more than the lines of the entry')
      } else if (readBy(whole, path) === undefined) {
        told.added++
        if (text.length !== shared) expect(after, shown).toBe('the text with one stretch more')
      } else {
        told.replaced++
        if (span && !(after.startsWith(text.slice(0, span[0])) && after.endsWith(text.slice(span[1]))))
          expect(after, shown).toBe('the same outside the value')
      }
      const { value: reread } = parseYaml(after, 'x.yaml')
      if (!isSame(readBy(reread, path), value)) expect(after, shown).toBe('a text that holds the value')
    }
    expect(told.replaced + told.added + told.removed).toBeGreaterThan(trials * 0.95)
    expect(told.refused).toBeLessThanOrEqual(trials / 400)
    expect(Math.min(told.replaced, told.added, told.removed)).toBeGreaterThan(trials / 50)
  },
  trials * 750,
)

it(
  `the canonical form of ${trials} files of odd style means the same, keeps each comment, and is its own form`,
  () => {
    let read = 0
    for (let seed = 0; seed < trials; seed++) {
      const dice = new Dice(seed)
      const { kind, one } = twoRecords(dice)
      const { text } = oddText(one, dice)
      if (!isSame(parseYaml(text, 'x.yaml').value, one)) continue
      read++
      const formed = reformatted(text, { schemas, kind })
      const shown = `seed ${seed}\n${text}\n→\n${formed}`
      if (!isSame(parseYaml(formed, 'x.yaml').value, one))
        expect(formed, shown).toBe('a text that means the same')
      if (comments(formed) !== comments(text)) expect(formed, shown).toBe('a text with each comment')
      const twice = reformatted(formed, { schemas, kind })
      if (twice !== formed) expect(twice, shown).toBe(formed)
    }
    expect(read).toBeGreaterThan(trials * 0.95)
  },
  trials * 750,
)

/** The words of the comments that oddText() writes; none of them occurs in a value. */
const comments = (text: string): string =>
  (text.match(/# ?(?:文件头，不要改|文件尾|注：(?:a: b|- c|"未完|人次待核)|行尾|"x": \[|待核)/g) ?? [])
    .sort()
    .join('\n')

/** What goes when an entry is taken away: what held nothing else goes with it. */
function emptiedBy(whole: Fields, path: Path): Path {
  const above = path.slice(0, -1)
  const isAlone = above.length > 0 && Object.keys(readBy(whole, above) as Fields).length === 1
  return isAlone ? emptiedBy(whole, above) : path
}

/** How many characters at the beginning and at the end two texts share, without overlap. */
function sharedEnds(before: string, after: string): number {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head++
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return head + tail
}

const lineEnd = (text: string, from: number): number =>
  (text.indexOf('\n', from) + text.length + 1) % (text.length + 1)
const emptyLines = (text: string, from: number): number =>
  /^(?:[ \t]*\n)*/.exec(text.slice(from))?.[0].length ?? 0
const lineStart = (text: string, from: number, key: string): number =>
  text.lastIndexOf('\n', text.lastIndexOf(key, from)) + 1

/** A field of the other record's is put in, or one is taken away. */
function anEdit(one: Fields, other: Fields, dice: Dice): readonly [Path, unknown] {
  const removable = leaves(one, []).filter(([[top]]) => !['id', 'date', 'title'].includes(String(top)))
  if (removable.length > 0 && dice.chance(20)) return [dice.pick(removable)[0], undefined]
  return dice.pick(leaves(other, []).filter(([[top]]) => top !== 'id'))
}

function leaves(value: Fields, path: Path): (readonly [Path, unknown])[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leaves(inner as Fields, [...path, key])
      : [[[...path, key], inner] as const],
  )
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
