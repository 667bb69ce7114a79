import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A command that writes, and the folder that it is given. */
export interface Writer {
  readonly argv: readonly string[]
  /** Makes the folder ready; it holds the example plan unless `isEmpty`. */
  readonly prepare?: (folder: string) => void
  readonly isEmpty?: boolean
  /** What it writes is one file, or the files of one transaction: there is nothing between before and after. */
  readonly isOne: boolean
}

const activity = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'
const rows = Array.from({ length: 5 }, (_, index) => `2018-12-0${index + 1},区科协,宣讲 ${index}\n`).join('')
const put = (file: string, text: string) => (folder: string) => writeFileSync(join(folder, file), text)
const loosen = (folder: string): void => {
  const path = join(folder, activity)
  writeFileSync(path, readFileSync(path, 'utf8').replace('date: "2018-09-15"', "date:   '2018-09-15'"))
}
const record = (kind: string, date: string, title: string, ...more: string[]) => [
  'record',
  kind,
  '--unit',
  '区科协',
  '--date',
  date,
  '--title',
  title,
  ...more,
]

/** Every command that writes. */
export const writers: Readonly<Record<string, Writer>> = {
  record: { argv: record('activity', '2018-11-01', '讲座'), isOne: true },
  'record in new folders': {
    argv: record('document', '2019-11-01', '通知', '--type', 'notice'),
    isOne: true,
  },
  edit: { argv: ['edit', '2018-09-15-kexie-x7f3q', 'attendance=321'], isOne: true },
  'edit of the year': { argv: ['edit', '2018-09-15-kexie-x7f3q', 'date=2019-03-01'], isOne: false },
  withdraw: { argv: ['withdraw', '2018-09-15-kexie-x7f3q', '--reason', '重复'], isOne: true },
  import: {
    argv: ['import', 'a.csv', '--kind', 'activity'],
    prepare: put('a.csv', `日期,单位,名称\n${rows}`),
    isOne: true,
  },
  'import in part': {
    argv: ['import', 'a.csv', '--kind', 'activity', '--partial'],
    prepare: put('a.csv', `日期,单位,名称\n${rows}Mar-24,区科协,坏\n`),
    isOne: false,
  },
  close: { argv: ['close', '2018', '--unit', '区科协', '--date', '2019-01-31'], isOne: true },
  fmt: { argv: ['fmt'], prepare: loosen, isOne: true },
  init: { argv: ['init', 'plan'], isEmpty: true, isOne: false },
  'hook install': {
    argv: ['hook', 'install'],
    prepare: folder => void spawnSync('git', ['init', '-q', '--template=', folder]),
    isOne: true,
  },
  'an answer to a new file': { argv: ['list', 'units', '-o', 'units.csv'], isOne: true },
  'an answer over a file': {
    argv: ['list', 'units', '-o', 'units.csv'],
    prepare: put('units.csv', '旧\n'),
    isOne: true,
  },
  template: { argv: ['template', 'activity', '-o', 't.xlsx'], isOne: true },
}
