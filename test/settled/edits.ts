import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A source of whole numbers below a bound; the same seed rolls the same. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1
  return below => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const recursively = { recursive: true, encoding: 'utf8' } as const

const recordFiles = (data: string, kind = ''): string[] =>
  (existsSync(join(data, 'records', kind)) ? readdirSync(join(data, 'records', kind), recursively) : [])
    .map(file => join(data, 'records', kind, file))
    .filter(file => file.endsWith('.yaml') && statSync(file, { throwIfNoEntry: false })?.isFile())
    .sort()

/** What people and programs do to the files of a repository, as an edit of one of them. */
export const edits: Readonly<Record<string, (data: string, roll: (below: number) => number) => void>> = {
  'another value of the same length': change(text => text.replace(/^unit: 区(..)/m, 'unit: 区农委').slice()),
  'digits of the same length': change((text, roll) =>
    text.replace(/^(date: "\d{4}-)\d\d/m, `$1${String(1 + roll(12)).padStart(2, '0')}`),
  ),
  'the same size, and the times put back': (data, roll) => {
    const file = pick(recordFiles(data), roll)
    const { atime, mtime } = statSync(file)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/区科协/, '区农科'))
    utimesSync(file, atime, mtime)
  },
  'a unit that nobody knows': change(text => text.replace(/^unit: .*$/m, 'unit: 无名局')),
  'a known unit': change(text => text.replace(/^unit: .*$/m, 'unit: 区科协')),
  'broken YAML': change(text => `${text}  : [\n`),
  'not the canonical form': change(text => text.replace(/^unit: (.*)$/m, "unit: '$1'")),
  'lines of Windows': change(text => text.replaceAll('\n', '\r\n')),
  'a telephone number': change(text => text.replace(/^title: (.*)$/m, 'title: $1 13800138000')),
  'evidence that is not there': change(text => `${text}evidence:\n  - file: evidence/none.jpg\n`),
  'an amendment that is not there': change(text => `${text}amendment: 2018-01-01-kexie-00000\n`),
  'nothing but the time': (data, roll) => {
    const now = new Date()
    utimesSync(pick(recordFiles(data), roll), now, now)
  },
  'the same bytes once more': change(text => text),
  'a right less': (data, roll) => chmodSync(pick(recordFiles(data), roll), 0o644 - 0o200 * roll(2)),
  'a new name': (data, roll) => {
    const file = pick(recordFiles(data), roll)
    renameSync(file, join(dirname(file), `x${basename(file)}`))
  },
  'another year': (data, roll) => {
    const file = pick(recordFiles(data), roll)
    const folder = join(dirname(dirname(file)), String(2016 + roll(5)))
    mkdirSync(folder, { recursive: true })
    renameSync(file, join(folder, basename(file)))
  },
  'a twin in another year': (data, roll) => {
    const file = pick(recordFiles(data), roll)
    const folder = join(dirname(dirname(file)), String(2016 + roll(5)))
    mkdirSync(folder, { recursive: true })
    copyFileSync(file, join(folder, basename(file)))
  },
  'a twin under another name': (data, roll) => {
    const file = pick(recordFiles(data), roll)
    copyFileSync(file, join(dirname(file), `y${basename(file)}`))
  },
  'a file less': (data, roll) => rmSync(pick(recordFiles(data), roll)),
  'a zero-report less': (data, roll) => {
    const [file] = recordFiles(data, 'zero-report').slice(roll(2))
    if (file) rmSync(file)
  },
  'a zero-report of another unit': (data, roll) => {
    const [file] = recordFiles(data, 'zero-report').slice(roll(2))
    if (file) writeFileSync(file, readFileSync(file, 'utf8').replace(/^unit: .*$/m, 'unit: 古荥镇'))
  },
  'another thing in the folder': (data, roll) =>
    writeFileSync(join(dirname(pick(recordFiles(data), roll)), `笔记${roll(9)}.txt`), '看一下\n'),
  'a hidden file': (data, roll) =>
    writeFileSync(join(dirname(pick(recordFiles(data), roll)), '.gitkeep'), ''),
  'a link in the place of a file': (data, roll) => {
    const file = pick(recordFiles(data), roll)
    rmSync(file)
    symlinkSync('/etc/hostname', file)
  },
  'a folder in the place of a file': (data, roll) => {
    const file = pick(recordFiles(data), roll)
    rmSync(file)
    mkdirSync(file)
  },
  'a value of the same length in the plan': (data, roll) => {
    const file = join(data, 'targets.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/value: 1\d$/m, `value: ${10 + roll(10)}`))
  },
  'the same size in the plan, and the times put back': (data, roll) => {
    const file = join(data, 'duties.yaml')
    const { atime, mtime } = statSync(file)
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/- kexie$/m, pick(['- kexei', '- jiaot', '- kexie'], roll)),
    )
    utimesSync(file, atime, mtime)
  },
  'a broken file of the plan': (data, roll) =>
    appendFileSync(join(data, pick(['milestones.yaml', 'tasks/T2.yaml', 'rulings.yaml'], roll)), '  : [\n'),
  'another line in the plan': (data, roll) =>
    appendFileSync(join(data, pick(['units.yaml', 'duties.yaml', 'tasks/T1.yaml'], roll)), '# 已核对\n'),
  'a unit less in the plan': (data, roll) => {
    const file = join(data, 'units.yaml')
    const name = pick(['区妇联', '区农委', '区林业局'], roll)
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(name, `${name}（改）`))
  },
}

function change(edit: (text: string, roll: (below: number) => number) => string) {
  return (data: string, roll: (below: number) => number): void => {
    const file = pick(recordFiles(data), roll)
    writeFileSync(file, edit(readFileSync(file, 'utf8'), roll))
  }
}

const pick = <Item>(items: readonly Item[], roll: (below: number) => number): Item =>
  items[roll(items.length)] as Item
