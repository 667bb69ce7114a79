import { sizeLimit } from '../../src/repository/tree.ts'

/** As many repeats of a piece as fit into so many bytes, between a beginning and an end. */
function filledTo(
  size: number,
  piece: string | ((index: number) => string),
  start: string,
  end: string,
): string {
  const parts = [start]
  let bytes = Buffer.byteLength(start + end)
  for (let index = 0; ; index++) {
    const part = typeof piece === 'string' ? piece : piece(index)
    bytes += Buffer.byteLength(part)
    if (bytes > size) return [...parts, end].join('')
    parts.push(part)
  }
}

/** A file made to cost the reader as much as it can. */
export interface Adversary {
  readonly file: string
  readonly text: string
}

const units = (text: string): Adversary => ({ file: 'units.yaml', text })
const task = (text: string): Adversary => ({ file: 'tasks/T1.yaml', text })
const duties = (text: string): Adversary => ({ file: 'duties.yaml', text })
const sheet = (text: string): Adversary => ({ file: 'plan.yaml', text })
const activity = (text: string): Adversary => ({
  file: 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml',
  text,
})
const record = 'id: 2018-09-15-kexie-x7f3q\ndate: "2018-09-15"\nunit: 区科协\ntitle: 活动\n'

/** Worst cases by name; each fills the 256 KiB that a file may have, or so much as is given. */
export function adversariesOf(size = sizeLimit): Readonly<Record<string, Adversary>> {
  const filled = (piece: string | ((index: number) => string), start = '', end = '') =>
    filledTo(size, piece, start, end)
  return {
    'flow lists in each other': units(filled('[', 'units: ')),
    'flow mappings in each other': units(filled('{a: ', 'units: ')),
    'lists in each other on one line': units(filled('- ')),
    'explicit keys in each other': units(filled('? ')),
    'lists in each other by indentation': units(filled(index => `${' '.repeat(index)}-\n`)),
    'fields in each other by indentation': units(filled(index => `${' '.repeat(index)}a:\n`)),
    'deep by one more column each, then shallow': units(filled(index => `${' '.repeat(index % 120)}a:\n`)),
    'commas in a list': units(filled(',', 'units: [', ']\n')),
    'commas and spaces in a list': units(filled(', ', 'units: [', ']\n')),
    'a list of commas on lines': units(filled(',\n', 'units: [\n', ']\n')),
    'unknown escapes': units(filled('\\q', 'units: "', '"\n')),
    'known escapes': units(filled('\\n', 'units: "', '"\n')),
    'escaped control characters': units(filled('  - "\\u0000"\n', 'units:\n')),
    'lone surrogates': units(filled('  - "\\ud800"\n', 'units:\n')),
    'a long text with a hidden character at its end': units(filled('文', 'units: "', '\\u202e"\n')),
    'empty mappings in a list': units(filled('{},', 'units: [', ']\n')),
    'empty lists in a list': units(filled('[],', 'units: [', ']\n')),
    'empty mappings, one a line': units(filled('  - {}\n', 'units:\n')),
    'empty lists, one a line': units(filled('  - []\n', 'units:\n')),
    'nothing, one a line': units(filled('  -\n', 'units:\n')),
    'question marks, one a line': units(filled('? \n')),
    'question marks in a list': units(filled('? ,', 'units: [', ']\n')),
    'colons, one a line': units(filled(':\n')),
    'a text over many lines': units(filled('  a\n', 'units:\n')),
    'a text over many short lines with blanks': units(filled('  a\n\n', 'units:\n')),
    'a quoted text over many lines': units(filled('  a\n', 'units: "\n', '  "\n')),
    'a folded text of many lines': units(filled('  a\n', 'units: >\n')),
    'a kept text of many lines': units(filled(' \n', 'units: |+\n')),
    'a kept text of many lines indented': units(filled('  a\n', 'units: |\n')),
    'one field over and over': units(filled('a: 1\n')),
    'one short field over and over': units(filled('a:\n')),
    'one field over and over in braces': units(filled('a,', 'units: {', '}\n')),
    'unknown fields': units(filled(index => `k${index}: 1\n`)),
    'unknown fields in a unit': units(filled(index => `    k${index}: 1\n`, 'units:\n  -\n')),
    'unknown fields in a record': activity(filled(index => `k${index}: 1\n`, record)),
    'unknown fields of a few letters in braces': sheet(filled(index => `${index.toString(36)},`, '{', '}\n')),
    'fields that are nearly known': units(
      filled(index => `    ${'names'.repeat(8)}${index}: 1\n`, 'units:\n  -\n'),
    ),
    'owners of the wrong type': task(
      filled('  - 1\n', 'id: T1\nkind: action\ntitle: 题\nclause: 三（一）\nleads:\n'),
    ),
    'owners repeated': task(
      filled('  - 区科协\n', 'id: T1\nkind: action\ntitle: 题\nclause: 三（一）\nleads:\n'),
    ),
    'owners repeated with variety': task(
      filled(
        index => `  - 名${index}\n`,
        'id: T1\nkind: action\ntitle: 题\nclause: 三（一）\nleads:\n',
        '  - 名9\n',
      ),
    ),
    'hosts, none of them a unit': activity(filled(index => `  - 名${index}\n`, `${record}hosts:\n`)),
    'measures of the wrong form': activity(filled('  - x\n', `${record}measures:\n`)),
    'a record that is a list of numbers': activity(filled('- 1\n')),
    'units of the wrong type': units(filled('  - 1\n', 'units:\n')),
    'units in braces of the wrong type': units(filled('1,', 'units: [', ']\n')),
    'names of the wrong type': units(
      filled('      - 1\n', 'units:\n  - id: a\n    kind: mass\n    names:\n'),
    ),
    'duties without anything': duties(filled('  - id: a\n', 'duties:\n')),
    'duties of the wrong choice': duties(filled('  - modality: x\n', 'duties:\n')),
    'impossible dates': duties(filled('  - due: "2018-02-30"\n', 'duties:\n')),
    'a plan based on much': sheet(filled('  - {}\n', 'id: example\nbasedOn:\n')),
    'numbers in odd forms': units(filled('  - 007\n', 'units:\n')),
    'numbers in odd forms in a list': units(filled('+1,', 'units: [', ']\n')),
    'one very long number': units(filled('9', 'units: ', '\n')),
    'one very long line': units(filled('科普', 'units: ', '\n')),
    'one very long line of bad text': units(filled('科: 普: ', 'units: ', '\n')),
    'one very long key': units(filled('k', '', ': 1\n')),
    'long lines with mobile numbers': activity(filled('13812345678 ', `${record}notes: `, '\n')),
    'digits with little between them': activity(filled('1 ', `${record}notes: `, '\n')),
    'digits in a row': activity(filled('1', `${record}notes: "`, '"\n')),
    'many mobile numbers': activity(filled('# 13812345678\n', record)),
    'look-alike characters': activity(filled('\u2f08', `${record}notes: `, '\n')),
    'comments only': units(filled('# 附注\n')),
    'comments between items': units(filled('#\n  - a\n', 'units:\n')),
    'comments of no length': units(filled('#\n')),
    'blank lines only': units(filled('\n')),
    'spaces only': units(filled(' ')),
    'lines of one space': units(filled(' \n')),
    'tabs only': units(filled('\t')),
    'lines of one tab': units(filled('\t\n', 'units:\n')),
    anchors: units(filled('  - &a 1\n', 'units:\n')),
    aliases: units(filled('  - *a\n', 'units:\n')),
    tags: units(filled('  - !a 1\n', 'units:\n')),
    'merge keys': units(filled('<<: {a: 1}\n')),
    directives: units(filled('%YAML 1.1\n')),
    documents: units(filled('---\n')),
    'ends of documents': units(filled('...\n')),
    'documents with text': units(filled('--- a\n')),
    'ends of documents with text': units(filled('a\n...\n')),
    'conflict markers': units(filled('<<<<<<< HEAD\n')),
    'control characters': units(filled('\u0001')),
    'invisible characters': units(filled('\u200b')),
    'carriage returns': units(filled('\r', 'units: a')),
    'carriage returns and line feeds': units(filled('\r\n', 'units: a')),
    'full-width colons': units(filled('id：x\n')),
    'colons without a space': units(filled('id:x\n')),
    'dashes before a colon slip': units(filled('- ', '', 'id:x\n')),
    'half of a name': units(filled('- '.repeat(30), '', '\n')),
    'ids to glimpse': units(filled('id:a\n')),
    'open brackets and quotes': units(filled('- ["\n')),
    'open single quotes': units(filled("- '''\n")),
    'closing brackets': units(filled(']')),
    'closing brackets, one a line': units(filled(']\n', 'units:\n')),
    'fields after a list': units(filled('duties:\n', '- ')),
    'items after braces': units(filled('}1[a, b]- id: a\n', 'units: {')),
    'digits as a number': sheet(filled('0', 'a: ')),
    'fields over the ends of lines': duties(filled('2018-02-30 - id: k\n   x: 1\n\t', 'id: T1\nleads:\n')),
    'fields in brackets without commas': activity(filled("''x: y ", '[', ']\n')),
    'fields that are brackets': units(filled('[a]: ')),
    'fields of nothing twice and a third': sheet(filled('duties:\nduties:\n%id', 'duties:\n')),
    'items after a text': task(filled(index => `~- {id: k${index}}\n`)),
    'folded texts of nothing': task(filled('>\n', 'units:\n', '"\n')),
    'bars in braces': task(filled('|\n', 'units: {', '}\n')),
    'fields in a brace that is not closed': activity(filled(index => `true${index}: 1\n`, '{', ']\n')),
    'errors of all kinds': units(filled('- @\n- `\n- %\n')),
    'bad block headers': units(filled('- |a\n')),
    'reserved keys': units(filled('__proto__: 1\n')),
    'reserved keys in braces': units(filled('{__proto__},', 'units: [', ']\n')),
    'keys that are lists': units(filled('[]: 1\n')),
    'keys that are lists, explicitly': units(filled('? []\n')),
  }
}
