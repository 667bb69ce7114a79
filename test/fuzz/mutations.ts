/** Numbers that a seed decides. */
export interface Dice {
  /** A whole number from 0 up to, and without, a bound. */
  below(bound: number): number
  oneOf<Item>(items: readonly Item[]): Item
}

/** The same throws for the same seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const below = (bound: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound)
  }
  return { below, oneOf: items => items[below(items.length)] as (typeof items)[number] }
}

/** Pieces that mean something to YAML, to dates, numbers, ids and terminals. */
const pieces = [
  ...' |  |\n|\n\n|:|: |- |-|? |,|[|]|{|}|"|\'|\\|\\u202e|\\ud800|\\x00|#| #|&a |*a|!t |!!set |%YAML 1.1\n|@|`|>|>-\n|---\n|...\n|\t|\r|\r\n|~|null|true|no|<<: |__proto__: |constructor: |：|＝|１|é'.split(
    '|',
  ),
  ...'007|0x1F|1e400|.inf|.nan|-0|1_000|99999999999999999999|12:30|0.1|1,200'.split('|'),
  ...'2018-02-30|2018-09-15|0000-00-00|9999-12-31|2018年9月15日|2018-Q5|2018-13|plan'.split('|'),
  ...'T1|T9.9|O1|kexie|towns|区科协|区教育局|各镇（街道）|13812345678|11010519491231002X|activity|amendment|must'.split(
    '|',
  ),
  ...'<<<<<<< HEAD\n|=======\n|\u001b[31m|\u202e|\u200b|\ufeff|\0|\u2028|\ud800|😀|é|⽂|x'.split('|'),
  '|',
  '|+2\n',
  'k: '.repeat(40),
  '['.repeat(40),
]

/** A text with one to five changes: pieces put in or in the place of others; lines doubled, swapped, moved in or out. */
export function mutatedText(text: string, dice: Dice): string {
  let changed = text
  for (let changes = 1 + dice.below(5); changes > 0; changes--) changed = changedOnce(changed, dice)
  return changed
}

function changedOnce(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1)
  switch (dice.below(8)) {
    case 0:
    case 1:
      return text.slice(0, at) + dice.oneOf(pieces) + text.slice(at)
    case 2:
      return text.slice(0, at) + dice.oneOf(pieces) + text.slice(at + dice.below(12))
    case 3:
      return text.slice(0, at) + text.slice(at + 1 + dice.below(20))
    default:
      return withLines(text, dice)
  }
}

function withLines(text: string, dice: Dice): string {
  const lines = text.split('\n')
  const at = dice.below(lines.length)
  const line = lines[at] ?? ''
  switch (dice.below(6)) {
    case 0:
      return lines.toSpliced(at, 0, line).join('\n')
    case 1:
      return lines.toSpliced(dice.below(lines.length), 0, line).join('\n')
    case 2:
      return lines.toSpliced(at, 1).join('\n')
    case 3:
      return lines.with(at, `${' '.repeat(1 + dice.below(3))}${line}`).join('\n')
    case 4:
      return lines.with(at, line.replace(/^ {1,2}/, '')).join('\n')
    default:
      return lines
        .with(
          at,
          line.replace(/(: ?|- )?[^:]*$/, (_, mark = '') => `${mark}${dice.oneOf(pieces)}`),
        )
        .join('\n')
  }
}

/** Bytes with one to four changes: flipped, put in, taken out, doubled, or read as another encoding. */
export function mutatedBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  let changed = Buffer.from(bytes)
  for (let changes = 1 + dice.below(4); changes > 0; changes--) {
    const at = dice.below(changed.length + 1)
    const length = dice.below(16)
    switch (dice.below(6)) {
      case 0:
        if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << dice.below(8))
        break
      case 1:
        if (at < changed.length) changed[at] = dice.below(256)
        break
      case 2:
        changed = Buffer.concat([changed.subarray(0, at), changed.subarray(at + length)])
        break
      case 3:
        changed = Buffer.concat([
          changed.subarray(0, at),
          changed.subarray(at, at + length),
          changed.subarray(at),
        ])
        break
      case 4:
        changed = Buffer.concat([
          changed.subarray(0, at),
          Buffer.from(dice.oneOf(pieces)),
          changed.subarray(at),
        ])
        break
      default:
        if (dice.below(20) === 0) changed = Buffer.from(changed.toString('utf8'), 'utf16le')
        else changed = changed.subarray(0, at)
    }
  }
  return changed
}
