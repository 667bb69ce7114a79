import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { controlClass, invisibleClass } from '../../src/model/characters.ts'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { run } from '../run.ts'

type Place = readonly [rule: string, file: string, line: number, column: number]

const activity = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const unread: Place = ['plan-unread', 'plan.yaml', 1, 1]
const now = '2020-12-01T08:00:00+08:00'

let folder = ''
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The example plan in a new folder. */
function example(): string {
  folder = mkdtempSync(join(tmpdir(), 'kepu-hostile-'))
  for (const [file, text] of Object.entries(examplePlan)) write(file, text)
  return folder
}

function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), content)
}

const unseemly = new RegExp(` {4}at |[${controlClass}${invisibleClass}]|\\bundefined\\b`)

/** Exit code and places of `validate`; whatever it prints, it prints no stack and no hidden character. */
async function validated(): Promise<{ readonly code: number; readonly places: readonly Place[] }> {
  for (const lang of ['zh', 'en']) {
    const { out, err } = await run(['validate', '--lang', lang], { cwd: folder, now, columns: 80 })
    expect(err).toBe('')
    expect(out).not.toMatch(unseemly)
    expect(out.length).toBeLessThan(64 * 1024)
  }
  const { code, out } = await run(['validate', '--format', 'json'], { cwd: folder, now })
  const { problems } = JSON.parse(out).data as {
    problems: { rule: string; file: string; line: number; column: number }[]
  }
  return { code, places: problems.map(({ rule, file, line, column }) => [rule, file, line, column]) }
}

/** An edit of the example: a file, what stands in it, and what is put there instead. */
type Edit = readonly [file: string, before: string, after: string]

const edited = ([file, before, after]: Edit): string => {
  const text = examplePlan[file] ?? ''
  expect(text).toContain(before)
  return text.replace(before, () => after)
}

const title: Edit = ['tasks/T1.yaml', 'title: 青少年科学素质行动\n', '']
const titled = (after: string): Edit => [title[0], title[1], after]
const attendance = (value: string): Edit => [activity, 'attendance: 320', `attendance: ${value}`]
const notes = (text: string): Edit => [activity, 'attendance: 320\n', `notes: ${text}\n`]

const edits: Readonly<Record<string, { readonly edit: Edit; readonly expected: readonly Place[] }>> = {
  'a tab before a field': {
    edit: titled('\ttitle: 题\n'),
    expected: [['yaml-syntax', 'tasks/T1.yaml', 3, 1]],
  },
  'a tab before an item': {
    edit: ['tasks/T1.yaml', '  - 区科协', '\t- 区科协'],
    expected: [['yaml-syntax', 'tasks/T1.yaml', 6, 1]],
  },
  'a field too deep': { edit: titled('   title: 题\n'), expected: [['yaml-syntax', 'tasks/T1.yaml', 3, 4]] },
  'a field not deep enough': {
    edit: ['tasks/T1.yaml', '    title: 广泛开展', '   title: 广泛开展'],
    expected: [['yaml-syntax', 'tasks/T1.yaml', 15, 5]],
  },
  'a line without a colon': { edit: titled('title\n'), expected: [['yaml-syntax', 'tasks/T1.yaml', 3, 1]] },
  'a first line without a colon': {
    edit: ['tasks/T1.yaml', 'id: T1', 'id'],
    expected: [['yaml-syntax', 'tasks/T1.yaml', 1, 1]],
  },
  'a colon in a value': {
    edit: titled('title: 题: 文\n'),
    expected: [['yaml-syntax', 'tasks/T1.yaml', 3, 8]],
  },
  'an open quote': { edit: titled('title: "题\n'), expected: [['yaml-syntax', 'tasks/T1.yaml', 3, 8]] },
  'an open single quote': {
    edit: titled("title: '题\n"),
    expected: [['yaml-syntax', 'tasks/T1.yaml', 3, 8]],
  },
  'an open bracket': {
    edit: ['tasks/T1.yaml', 'leads:\n  - 区科协\n', 'leads: [区科协\n'],
    expected: [['yaml-syntax', 'tasks/T1.yaml', 5, 8]],
  },
  'the wrong bracket': {
    edit: ['tasks/T1.yaml', 'leads:\n  - 区科协\n', 'leads: [区科协}\n'],
    expected: [['yaml-syntax', 'tasks/T1.yaml', 5, 8]],
  },
  'an unknown escape': {
    edit: titled('title: "C:\\路"\n'),
    expected: [['yaml-syntax', 'tasks/T1.yaml', 3, 11]],
  },
  'an anchor': { edit: titled('title: &t 题\n'), expected: [['yaml-feature', 'tasks/T1.yaml', 3, 8]] },
  'an alias': { edit: titled('title: *t\n'), expected: [['yaml-feature', 'tasks/T1.yaml', 3, 8]] },
  'a tag': { edit: titled('title: !!str 题\n'), expected: [['yaml-feature', 'tasks/T1.yaml', 3, 8]] },
  'a directive': {
    edit: ['tasks/T1.yaml', 'id: T1\n', '%YAML 1.1\n---\nid: T1\n'],
    expected: [['yaml-feature', 'tasks/T1.yaml', 1, 1]],
  },
  'a merge key': {
    edit: titled('title: 题\n<<: {open: true}\n'),
    expected: [['unknown-key', 'tasks/T1.yaml', 4, 1]],
  },
  'a second document': {
    edit: titled('title: 题\n---\n'),
    expected: [['yaml-feature', 'tasks/T1.yaml', 4, 1]],
  },
  'text after the end of the document': {
    edit: titled('title: 题\n...\n'),
    expected: [['yaml-feature', 'tasks/T1.yaml', 5, 1]],
  },
  'a NUL': { edit: titled('title: 题\0\n'), expected: [['control-character', 'tasks/T1.yaml', 3, 9]] },
  'an escape sequence': {
    edit: titled('title: 题\u001b[31m\n'),
    expected: [['control-character', 'tasks/T1.yaml', 3, 9]],
  },
  'a byte order mark within': {
    edit: titled('\ufefftitle: 题\n'),
    expected: [['invisible-character', 'tasks/T1.yaml', 3, 1]],
  },
  'a second byte order mark': {
    edit: ['tasks/T1.yaml', 'id: T1\n', '\ufeff\ufeffid: T1\n'],
    expected: [
      ['byte-order-mark', 'tasks/T1.yaml', 1, 1],
      ['invisible-character', 'tasks/T1.yaml', 1, 1],
    ],
  },
  'a lone surrogate as an escape': {
    edit: titled('title: "题\\ud800"\n'),
    expected: [['invisible-character', 'tasks/T1.yaml', 3, 8]],
  },
  'a change of direction as an escape': {
    edit: titled('title: "题\\u202e"\n'),
    expected: [['invisible-character', 'tasks/T1.yaml', 3, 8]],
  },
  'an escape sequence as an escape': {
    edit: titled('title: "\\e[31m"\n'),
    expected: [['control-character', 'tasks/T1.yaml', 3, 8]],
  },
  'an escape sequence as an escape in a key': {
    edit: titled('title: 题\n"\\e": 1\n'),
    expected: [['control-character', 'tasks/T1.yaml', 4, 1]],
  },
  'one line of Windows': {
    edit: titled('title: 题\r\n'),
    expected: [['line-ending', 'tasks/T1.yaml', 3, 9]],
  },
  'one line of an old Mac': {
    edit: titled('title: 题\r'),
    expected: [['line-ending', 'tasks/T1.yaml', 3, 9]],
  },
  'a conflict': {
    edit: titled('<<<<<<< HEAD\ntitle: 题\n=======\ntitle: 文\n>>>>>>> other\n'),
    expected: [['conflict-marker', 'tasks/T1.yaml', 3, 1]],
  },
  'a conflict of three': {
    edit: titled('||||||| base\ntitle: 题\n'),
    expected: [['conflict-marker', 'tasks/T1.yaml', 3, 1]],
  },
  'a conflict in a block of text': {
    edit: notes('|\n  文\n  <<<<<<< HEAD\n  字'),
    expected: [['conflict-marker', activity, 12, 3]],
  },
  'a line under a heading': { edit: notes('|\n  标题\n  =======\n  文'), expected: [] },
  'a full-width colon first': {
    edit: ['tasks/T1.yaml', 'id: T1', 'id：T1'],
    expected: [['colon', 'tasks/T1.yaml', 1, 3]],
  },
  'a full-width colon in the middle': {
    edit: titled('title：题\n'),
    expected: [['colon', 'tasks/T1.yaml', 3, 6]],
  },
  'a full-width colon last': {
    edit: ['plan.yaml', 'timeZone: Asia', 'timeZone：Asia'],
    expected: [unread, ['colon', 'plan.yaml', 10, 9]],
  },
  'full-width colons everywhere': {
    edit: [
      'objectives.yaml',
      'id: O1\n    clause: 二（二）1\n    title: ',
      'id：O1\n    clause：二（二）1\n    title：',
    ],
    expected: [
      ['colon', 'objectives.yaml', 2, 7],
      ['colon', 'objectives.yaml', 3, 11],
      ['colon', 'objectives.yaml', 4, 10],
    ],
  },
  'no space after a colon': { edit: titled('title:题\n'), expected: [['colon', 'tasks/T1.yaml', 3, 6]] },
  'what looks like a slip of the colon, in a block of text': {
    edit: [activity, 'attendance: 320\n', 'notes: |\n  title：题\n  date:今天\nattendence: 320\n'],
    expected: [['unknown-key', activity, 13, 1]],
  },
  'what looks like a slip of the colon, in quotes': {
    edit: [activity, 'attendance: 320\n', 'notes: "文\n  title：题"\nattendence: 320\n'],
    expected: [['unknown-key', activity, 12, 1]],
  },
  'a field twice': {
    edit: titled('title: 题\ntitle: 文\n'),
    expected: [['duplicate-key', 'tasks/T1.yaml', 4, 1]],
  },
  '__proto__ as a field': {
    edit: titled('title: 题\n__proto__: 1\n'),
    expected: [['reserved-key', 'tasks/T1.yaml', 4, 1]],
  },
  '__proto__ quoted': {
    edit: titled('title: 题\n"__proto__": {}\n'),
    expected: [['reserved-key', 'tasks/T1.yaml', 4, 1]],
  },
  'constructor as a field': {
    edit: titled('title: 题\nconstructor: 1\n'),
    expected: [['unknown-key', 'tasks/T1.yaml', 4, 1]],
  },
  'toString as a field of a unit': {
    edit: ['units.yaml', '    kind: mass\n', '    kind: mass\n    toString: x\n'],
    expected: [['unknown-key', 'units.yaml', 4, 5]],
  },
  'hasOwnProperty as a field of a name': {
    edit: ['units.yaml', '      - name: 区科协\n', '      - name: 区科协\n        hasOwnProperty: x\n'],
    expected: [['unknown-key', 'units.yaml', 6, 9]],
  },
  'constructor in the place of a kind': {
    edit: ['tasks/T1.yaml', 'kind: action', 'kind: constructor'],
    expected: [['not-listed', 'tasks/T1.yaml', 2, 7]],
  },
  'constructor as an owner': {
    edit: ['tasks/T1.yaml', '  - 区科协', '  - constructor'],
    expected: [['owner-unknown', 'tasks/T1.yaml', 6, 5]],
  },
  'toString as a programme': {
    edit: [activity, 'programme: science-day', 'programme: constructor'],
    expected: [['reference-unknown', activity, 9, 12]],
  },
  '007': { edit: attendance('007'), expected: [['number-form', activity, 10, 13]] },
  '0x1F': { edit: attendance('0x1F'), expected: [['number-form', activity, 10, 13]] },
  '0o17': { edit: attendance('0o17'), expected: [['number-form', activity, 10, 13]] },
  '1e400': { edit: attendance('1e400'), expected: [['number-form', activity, 10, 13]] },
  '1e3': { edit: attendance('1e3'), expected: [['number-form', activity, 10, 13]] },
  '.inf': { edit: attendance('.inf'), expected: [['number-form', activity, 10, 13]] },
  '.nan': { edit: attendance('.nan'), expected: [['number-form', activity, 10, 13]] },
  '+1': { edit: attendance('+1'), expected: [['number-form', activity, 10, 13]] },
  '1.': { edit: attendance('1.'), expected: [['number-form', activity, 10, 13]] },
  'twenty digits': {
    edit: attendance('12345678901234567891'),
    expected: [['number-form', activity, 10, 13]],
  },
  '1_000': { edit: attendance('1_000'), expected: [['wrong-type', activity, 10, 13]] },
  'a date without quotes': {
    edit: [activity, 'date: "2018-09-15"', 'date: 2018-09-15'],
    expected: [['not-canonical', activity, 1, 1]],
  },
  'no in the place of false': {
    edit: ['tasks/T1.yaml', 'open: false', 'open: no'],
    expected: [['wrong-type', 'tasks/T1.yaml', 10, 7]],
  },
  'nothing in the place of a value': {
    edit: ['tasks/T1.yaml', 'open: false', 'open:'],
    expected: [['wrong-type', 'tasks/T1.yaml', 10, 1]],
  },
  'aliases that multiply, in lists': {
    edit: titled(
      `title: 题\na: &a [x, x]\n${[...'bcdefghi'].map((name, index) => `${name}: &${name} [*${'abcdefgh'[index]}, *${'abcdefgh'[index]}]\n`).join('')}`,
    ),
    expected: [['yaml-feature', 'tasks/T1.yaml', 4, 4]],
  },
  'aliases that multiply, by merge keys': {
    edit: titled('title: 题\na: &a {x: 1}\nb: &b {<<: [*a, *a]}\n<<: [*b, *b]\n'),
    expected: [['yaml-feature', 'tasks/T1.yaml', 4, 4]],
  },
  'an alias to what is around it': {
    edit: titled('title: 题\na: &a [*a]\n'),
    expected: [['yaml-feature', 'tasks/T1.yaml', 4, 4]],
  },
  'an anchor that many aliases name': {
    edit: titled(`title: &t 题\n${'a: *t\n'.repeat(1000)}`),
    expected: [['yaml-feature', 'tasks/T1.yaml', 3, 8]],
  },
  'ten thousand brackets': {
    edit: titled(`title: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`),
    expected: [['too-deep', 'tasks/T1.yaml', 3, 40]],
  },
  'ten thousand braces': {
    edit: titled(`title: ${'{a: '.repeat(10_000)}${'}'.repeat(10_000)}\n`),
    expected: [['too-deep', 'tasks/T1.yaml', 3, 136]],
  },
  'ten thousand lists on one line': {
    edit: titled(`title:\n  ${'- '.repeat(10_000)}x\n`),
    expected: [['too-deep', 'tasks/T1.yaml', 4, 67]],
  },
  'ten thousand indents': {
    edit: titled(
      `title:\n${Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth + 1)}a:\n`).join('')}`,
    ),
    expected: [['too-deep', 'tasks/T1.yaml', 132, 130]],
  },
  'a change of direction': {
    edit: titled('title: 题\u202e\n'),
    expected: [['invisible-character', 'tasks/T1.yaml', 3, 9]],
  },
  'a space without width in a name': {
    edit: ['tasks/T1.yaml', '  - 区科协', '  - 区科\u200b协'],
    expected: [['invisible-character', 'tasks/T1.yaml', 6, 7]],
  },
  'a Cyrillic letter in an id': {
    edit: [activity, 'id: 2018-09-15-kexie-x7f3q', 'id: 2018-09-15-k\u0435xie-x7f3q'],
    expected: [['wrong-form', activity, 1, 5]],
  },
  'a full-width digit in an id': {
    edit: ['tasks/T1.yaml', 'id: T1', 'id: T１'],
    expected: [['wrong-form', 'tasks/T1.yaml', 1, 5]],
  },
  'a Kangxi radical in a name': {
    edit: titled('title: 题\u2f42\n'),
    expected: [['look-alike-character', 'tasks/T1.yaml', 3, 9]],
  },
  'a letter and its accent as two characters (NFD)': {
    edit: titled('title: Cafe\u0301\n'),
    expected: [['look-alike-character', 'tasks/T1.yaml', 3, 11]],
  },
  '30 February': {
    edit: [activity, '"2018-09-15"', '"2018-02-30"'],
    expected: [['impossible-date', activity, 2, 7]],
  },
  '29 February of a common year': {
    edit: [activity, '"2018-09-15"', '"2019-02-29"'],
    expected: [['impossible-date', activity, 2, 7]],
  },
  'the 13th month': {
    edit: [activity, '"2018-09-15"', '"2018-13-01"'],
    expected: [['impossible-date', activity, 2, 7]],
  },
  'a day of year 0': {
    edit: [activity, '"2018-09-15"', '"0000-01-01"'],
    expected: [
      ['date-outside-plan', activity, 2, 7],
      ['misplaced-file', activity, 2, 7],
    ],
  },
  'no as a title': { edit: titled('title: no\n'), expected: [['not-canonical', 'tasks/T1.yaml', 1, 1]] },
  'a time of day as a title': {
    edit: titled('title: 12:30:45\n'),
    expected: [['not-canonical', 'tasks/T1.yaml', 1, 1]],
  },
  'null as a title': { edit: titled('title: null\n'), expected: [['wrong-type', 'tasks/T1.yaml', 3, 8]] },
  '~ as a title': { edit: titled('title: ~\n'), expected: [['wrong-type', 'tasks/T1.yaml', 3, 8]] },
  'true as a title': { edit: titled('title: true\n'), expected: [['wrong-type', 'tasks/T1.yaml', 3, 8]] },
  'a number as a title': { edit: titled('title: 12\n'), expected: [['wrong-type', 'tasks/T1.yaml', 3, 8]] },
  '0o777 as a title': { edit: titled('title: 0o777\n'), expected: [['number-form', 'tasks/T1.yaml', 3, 8]] },
  'a mobile number in a value of the wrong type': {
    edit: attendance('"13812345678"'),
    expected: [
      ['wrong-type', activity, 10, 13],
      ['personal-data', activity, 10, 14],
    ],
  },
}

/** A note, a warning. */
const harmless = new Set(['not-canonical', 'look-alike-character'])

describe('an edited file', () => {
  it('is a case of many', () => expect(Object.keys(edits).length).toBeGreaterThan(60))

  it.each(Object.entries(edits))('with %s', async (_, { edit, expected }) => {
    example()
    write(edit[0], edited(edit))
    const code = expected.every(([rule]) => harmless.has(rule)) ? 0 : 1
    expect(await validated()).toEqual({ code, places: expected })
  })
})

const utf16 = (text: string, bigEndian = false): Buffer => {
  const bytes = Buffer.from(text, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

const decoder = new TextDecoder('gb18030')
const pairs = Array.from({ length: 94 * 94 }, (_, index) =>
  Buffer.from([0xa1 + Math.floor(index / 94), 0xa1 + (index % 94)]),
)
const inGb18030 = new Map(pairs.map(pair => [decoder.decode(pair), pair]))
const gb18030 = (text: string): Buffer =>
  Buffer.concat([...text].map(character => inGb18030.get(character) ?? Buffer.from(character)))

/** The bytes of a text with one byte of its first Chinese character lost. */
function damaged(text: string): Buffer {
  const bytes = Buffer.from(text)
  const first = bytes.findIndex(byte => byte >= 0x80)
  return Buffer.concat([bytes.subarray(0, first), bytes.subarray(first + 1)])
}

/** Line and column of the first character that is no ASCII. */
function firstChinese(text: string): readonly [number, number] {
  const before = text.slice(0, text.search(/[^\0-\x7f]/)).split('\n')
  return [before.length, (before.at(-1)?.length ?? 0) + 1]
}

const png = Buffer.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52,
])
const top = () => [1, 1] as const

interface Content {
  readonly rule: string
  /** Made of the text that should be there. */
  readonly of: (text: string) => Uint8Array | string
  readonly at: (text: string) => readonly [line: number, column: number]
}

const contents: Readonly<Record<string, Content>> = {
  nothing: { rule: 'empty-file', of: () => '', at: top },
  'blank lines': { rule: 'empty-file', of: () => ' \n\n   \n', at: top },
  'many blanks': { rule: 'empty-file', of: () => ' '.repeat(1000), at: top },
  'a comment': { rule: 'empty-file', of: () => '# 附注\n', at: top },
  'the start of a document': { rule: 'empty-file', of: () => '---\n', at: top },
  'UTF-16 with a mark': { rule: 'encoding', of: text => utf16(`\ufeff${text}`), at: top },
  'UTF-16 of the other order with a mark': {
    rule: 'encoding',
    of: text => utf16(`\ufeff${text}`, true),
    at: top,
  },
  'UTF-16 without a mark': { rule: 'encoding', of: text => utf16(text), at: top },
  'UTF-16 of the other order without a mark': { rule: 'encoding', of: text => utf16(text, true), at: top },
  GB18030: { rule: 'encoding', of: gb18030, at: firstChinese },
  'damaged UTF-8': { rule: 'encoding', of: damaged, at: firstChinese },
  'UTF-8 cut within a character': {
    rule: 'encoding',
    of: text => Buffer.from(text).subarray(0, Buffer.from(text).findIndex(byte => byte >= 0x80) + 1),
    at: firstChinese,
  },
  'Latin-1': {
    rule: 'encoding',
    of: () => Buffer.from("title: réunion à l'été\n", 'latin1'),
    at: () => [1, 9],
  },
  'UTF-8 and then GB18030': {
    rule: 'encoding',
    of: text => Buffer.concat([Buffer.from(text), gb18030('# 科普\n')]),
    at: text => [text.split('\n').length, 3],
  },
  'a surrogate in UTF-8': {
    rule: 'encoding',
    of: () => Buffer.from([0x61, 0xed, 0xa0, 0x80]),
    at: () => [1, 2],
  },
  'a picture': { rule: 'encoding', of: () => png, at: top },
  'what a power cut leaves': { rule: 'control-character', of: () => Buffer.alloc(4096), at: top },
  'a text': { rule: 'wrong-type', of: () => '科普\n', at: top },
  'a number': { rule: 'wrong-type', of: () => '1\n', at: top },
  'a list': { rule: 'wrong-type', of: () => '- 1\n', at: () => [1, 3] },
  'a list in brackets': { rule: 'wrong-type', of: () => '[]\n', at: top },
  'a text that is cut': {
    rule: 'yaml-syntax',
    of: text => `${text.slice(0, text.length / 2)}\n"`,
    at: () => [0, 0],
  },
  'what is too large': { rule: 'too-large', of: () => '#'.repeat(256 * 1024 + 1), at: top },
}

describe.each(Object.entries(contents))('%s', (_, { rule, of, at }) => {
  it.each(Object.entries(examplePlan))('in the place of %s is one problem', async (file, text) => {
    example()
    write(file, of(text))
    const { code, places } = await validated()
    expect(code).toBe(1)
    const told = places.filter(([rule]) => rule !== 'plan-unread')
    const [line, column] = at(text)
    // Where a cut text ends in an open quote depends on the file.
    if (line === 0) expect(told.map(([rule, file]) => [rule, file])).toEqual([[rule, file]])
    else expect(told).toEqual([[rule, file, line, column]])
    expect(places.length - told.length).toBe(file === 'plan.yaml' ? 1 : 0)
  })
})

describe('a broken file', () => {
  it('does not keep the others from being checked', async () => {
    example()
    write('units.yaml', png)
    write(activity, edited([activity, 'attendance: 320', 'attendance: -1']))
    write('duties.yaml', edited(['duties.yaml', 'must', 'musst']))
    expect(await validated()).toEqual({
      code: 1,
      places: [
        ['not-listed', 'duties.yaml', 6, 15],
        ['out-of-range', activity, 10, 13],
        ['encoding', 'units.yaml', 1, 1],
      ],
    })
  })
})

/** Puts something else in the place of a path. */
const replacements: Readonly<Record<string, (path: string) => void | Promise<void>>> = {
  'a folder': path => void mkdirSync(path),
  'a pipe': path => void execFileSync('mkfifo', [path]),
  'a link to a file': path => symlinkSync('/etc/hostname', path),
  'a link to a device without end': path => symlinkSync('/dev/zero', path),
  'a link to nothing': path => symlinkSync('nowhere', path),
  'a link to itself': path => symlinkSync(path, path),
  'a socket': path =>
    new Promise(resolve => {
      const server = createServer().listen(path, () => {
        // Closing would take the name away; the process may end with it open.
        server.unref()
        resolve()
      })
    }),
}

describe.runIf(process.platform === 'linux').each(Object.entries(replacements))('%s', (name, replace) => {
  const files = Object.keys(examplePlan).filter(
    file => file !== 'plan.yaml' || !name.includes('link to nothing'),
  )
  it.each(files.filter(file => !(file === 'plan.yaml' && name.includes('itself'))))(
    'in the place of %s is one problem',
    async file => {
      example()
      rmSync(join(folder, file))
      await replace(join(folder, file))
      const places: Place[] = [['not-a-file', file, 1, 1], ...(file === 'plan.yaml' ? [unread] : [])]
      const found = await validated()
      expect(found.code).toBe(1)
      expect(new Set(found.places.map(String))).toEqual(new Set(places.map(String)))
    },
  )
})

it.runIf(process.platform === 'linux')('eight pipes that nobody writes to stall nothing', async () => {
  example()
  const paths = [
    ...['units.yaml', 'duties.yaml', 'targets.yaml', 'tasks/T1.yaml', activity],
    ...[1, 2, 3].map(number => `records/activity/2018/2018-09-1${number}-kexie-x7f3q.yaml`),
  ]
  for (const path of paths) {
    rmSync(join(folder, path), { force: true })
    execFileSync('mkfifo', [join(folder, path)])
  }
  const { code, places } = await validated()
  expect(code).toBe(1)
  expect(places.filter(([rule]) => rule === 'not-a-file').map(([, file]) => file)).toEqual([...paths].sort())
})

describe('folders', () => {
  it.each(['tasks', 'records'])('%s as a link to the root, a file or a pipe is one problem', async path => {
    for (const replace of [
      () => symlinkSync('/', join(folder, path)),
      () => write(path, 'x'),
      () => void execFileSync('mkfifo', [join(folder, path)]),
    ]) {
      example()
      rmSync(join(folder, path), { recursive: true })
      replace()
      const { code, places } = await validated()
      expect(code).toBe(1)
      expect(places.filter(([rule]) => rule !== 'programme-unused')).toEqual([['not-a-file', path, 1, 1]])
      rmSync(folder, { recursive: true })
    }
  })

  it.each(['activity', 'activity/2018', 'constructor', '__proto__', '活动'])(
    'records/%s as a link is not followed',
    async name => {
      example()
      rmSync(join(folder, 'records', name), { recursive: true, force: true })
      symlinkSync('/', join(folder, 'records', name))
      expect(await validated()).toEqual({ code: 1, places: [['unexpected-file', `records/${name}`, 1, 1]] })
    },
  )

  it('with odd names are told', async () => {
    example()
    write('records/activity/18/x.yaml', 'x')
    write('records/activity/2018/sub/x.yaml', 'x')
    write('records/constructor/2018/x.yaml', 'x')
    write('records/x.yaml', 'x')
    write('tasks/more/T2.yaml', 'x')
    write('tasks/.hidden/T2.yaml', 'x')
    expect(await validated()).toEqual({
      code: 1,
      places: [
        ['unexpected-file', 'records/activity/18', 1, 1],
        ['unexpected-file', 'records/activity/2018/sub', 1, 1],
        ['unexpected-file', 'records/constructor', 1, 1],
        ['unexpected-file', 'records/x.yaml', 1, 1],
        ['unexpected-file', 'tasks/more', 1, 1],
      ],
    })
  })
})

describe('names of files', () => {
  it('that every object has are no data', async () => {
    example()
    for (const name of ['constructor', '__proto__', 'toString']) write(name, 'x')
    mkdirSync(join(folder, 'hasOwnProperty'))
    expect(await validated()).toEqual({ code: 0, places: [] })
  })

  it('that differ in case are told', async () => {
    example()
    write('Units.yaml', 'x')
    write('tasks/t1.yaml', examplePlan['tasks/T1.yaml'] ?? '')
    write('tasks/T2.YAML', 'x')
    const { code, places } = await validated()
    expect(code).toBe(1)
    expect(places).toContainEqual(['unexpected-file', 'Units.yaml', 1, 1])
    expect(places).toContainEqual(['unexpected-file', 'tasks/T2.YAML', 1, 1])
    expect(places).toContainEqual(['misplaced-file', 'tasks/t1.yaml', 1, 5])
  })

  it.each([
    ...[
      '2018-09-15-kexie-x7f3q (1).yaml',
      '2018-09-15-kexie-x7f3q 副本.yaml',
      '2018-09-15-kexie-x7f3q - 副本.yaml',
    ],
    ...[
      '2018-09-15-kexie-x7f3q (李明的冲突副本 2018-09-16).yaml',
      '2018-09-15-kexie-x7f3q (conflicted copy).yaml',
    ],
    ...['2018-09-15-kexie-x7f3q.sync-conflict-20180916-101112-ABCDEFG.yaml', '2018-09-15-KEXIE-X7F3Q.yaml'],
    ...[
      'CON.yaml',
      'nul.yaml',
      'aux.yaml',
      'COM1.yaml',
      'x:y.yaml',
      'x?.yaml',
      'x .yaml',
      'x..yaml',
      `${'长'.repeat(80)}.yaml`,
    ],
    ...[
      '2018-09-15-ke\u0301xie-x7f3q.yaml',
      '２018-09-15-kexie-x7f3q.yaml',
      '-rf.yaml',
      '$(touch pwned).yaml',
      '\\.yaml',
    ],
  ])('that no record has are told, whatever system made them: %j', async name => {
    example()
    const copied = join(dirname(activity), name)
    write(copied, examplePlan[activity] ?? '')
    const { code, places } = await validated()
    expect(code).toBe(1)
    expect(places.map(([rule]) => rule)).toContain('id-taken')
    expect(places.filter(([, file]) => file === copied).map(([rule]) => rule)).toContain('misplaced-file')
  })

  it('with line feeds and escape sequences do no harm', async () => {
    example()
    renameSync(join(folder, activity), join(folder, dirname(activity), 'a\nb\u001b[31m.yaml'))
    const { code, places } = await validated()
    expect(code).toBe(1)
    expect(places.map(([rule]) => rule)).toEqual(['misplaced-file'])
  })

  it.runIf(process.platform === 'linux')('that are no UTF-8 are told as they are', async () => {
    example()
    const path = Buffer.concat([
      Buffer.from(join(folder, 'tasks/T')),
      Buffer.from([0xff]),
      Buffer.from('.yaml'),
    ])
    writeFileSync(path, 'x')
    expect(await validated()).toEqual({ code: 1, places: [['unreadable', 'tasks/T\ufffd.yaml', 1, 1]] })
  })
})

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  '%s is no name of anything',
  async name => {
    example()
    for (const argv of [
      ['list', name],
      ['explain', name],
      ['show', name],
      ['who', name],
      ['list', 'tasks', '--format', name],
      ['validate', '--format', name],
    ]) {
      const { code, out, err } = await run(argv, { cwd: folder, now })
      expect([argv, code, out]).toEqual([argv, 2, ''])
      expect(err).not.toMatch(/ {4}at /)
    }
  },
)
