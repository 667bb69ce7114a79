import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/model/user-error.ts'
import { holderHere } from '../../src/repository/lock.ts'
import { createAll, finishInterrupted } from '../../src/repository/transaction.ts'
import { type Operation, watchFiles } from '../faults/faulty-fs.mjs'
import { scratch } from '../scratch.ts'

const files = [
  { file: 'records/a.yaml', text: 'a: 1\n' },
  { file: 'records/2018/b.yaml', text: 'b: 2\n' },
  { file: 'records/2018/c.yaml', text: 'c: 3\n' },
]

/** All files of a folder: path → text. */
function everything(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return Object.fromEntries(
    names.map(({ parentPath, name }) => [
      join(parentPath, name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  )
}

const all = Object.fromEntries(files.map(({ file, text }) => [file, text]))

/** What comes of creating all files while some operations go wrong. */
function created(root: string, faultOf: (operation: Operation) => string | undefined = () => undefined) {
  const operations: Operation[] = []
  const progress: number[] = []
  let error: unknown
  const unwatch = watchFiles(root, operation => {
    operations.push(operation)
    return faultOf(operation)
  })
  try {
    createAll(root, files, done => progress.push(done))
  } catch (thrown) {
    error = thrown
  } finally {
    unwatch()
  }
  return { error: error as UserError | undefined, operations, progress }
}

/** A folder of an import as a process that died left it. */
function interrupted(
  parts: {
    readonly pid?: number
    readonly journal?: string
    readonly holder?: string
    readonly name?: string
  } = {},
) {
  const root = scratch({})
  const folder = join(root, parts.name ?? '.import.0123456789ab.tmp')
  mkdirSync(folder)
  const pid = parts.pid ?? spawnSync(process.execPath, ['-e', '']).pid
  writeFileSync(join(folder, 'holder.json'), parts.holder ?? JSON.stringify({ ...holderHere(), pid }))
  for (const [index, { text }] of files.entries()) writeFileSync(join(folder, String(index)), text)
  if (parts.journal !== undefined) writeFileSync(join(folder, 'journal.json'), parts.journal)
  return { root, folder }
}

const journal = JSON.stringify(files.map(({ file }) => file))

describe('many files at once', () => {
  it('are all there, and nothing else', () => {
    const root = scratch({})
    const { error, progress } = created(root)
    expect(error).toBeUndefined()
    expect(everything(root)).toEqual(all)
    expect(readdirSync(root)).toEqual(['records'])
    expect(progress).toEqual([1, 2, 3])
  })

  it('are all on the disk before the journal says so, and the journal before any has its name', () => {
    const root = scratch({})
    const { operations } = created(root)
    const steps = operations.flatMap(({ op, path, to }) => {
      const name = (to ?? path).slice(root.length + 1).replace(/\.import\.[0-9a-f]{12}\.tmp/, 'import')
      return ['fsync', 'link', 'rename', 'rm'].includes(op) ? [`${op} ${name}`] : []
    })
    expect(steps).toEqual([
      'fsync import/holder.json',
      'fsync import/0',
      'fsync import/1',
      'fsync import/2',
      'fsync import/journal.json.new',
      'fsync import',
      'fsync ',
      'rename import/journal.json',
      'fsync import',
      'fsync ',
      'link records/a.yaml',
      'fsync records',
      'link records/2018/b.yaml',
      'link records/2018/c.yaml',
      'fsync records',
      'fsync records/2018',
      // The journal goes before what it tells of.
      'rm import/journal.json',
      'fsync import',
      'rm import',
    ])
  })

  it('are there, too, where another has taken the journal away meanwhile', () => {
    const { root, folder } = interrupted({ journal })
    const taken = join(folder, 'journal.json')
    const unwatch = watchFiles(root, ({ op, path }) => {
      if (op === 'rm' && path === taken) unlinkSync(taken)
      return undefined
    })
    try {
      expect(finishInterrupted(root)).toBe(3)
    } finally {
      unwatch()
    }
    expect(everything(root)).toEqual(all)
  })

  it('of none touch nothing', () => {
    const root = scratch({})
    const unwatch = watchFiles(root, ({ op }) => {
      throw new Error(op)
    })
    try {
      createAll(root, [], () => {})
    } finally {
      unwatch()
    }
    expect(readdirSync(root)).toEqual([])
  })

  it.each(['mkdir', 'write', 'fsync', 'rename'])('are none where %s is refused', refused => {
    const root = scratch({})
    const { error } = created(root, ({ op }) => (op === refused ? 'ENOSPC' : undefined))
    expect(error).toBeInstanceOf(UserError)
    expect([error?.exitCode, error?.text.zh]).toEqual([3, '没有写成“records/a.yaml”：磁盘满了'])
    expect(readdirSync(root)).toEqual([])
  })

  it('are finished by the next writer where they are complete and not all in their place', () => {
    const root = scratch({})
    const { error } = created(root, ({ op, to }) =>
      op === 'link' && to?.endsWith('b.yaml') ? 'EIO' : undefined,
    )
    expect(error).toBeInstanceOf(UserError)
    expect([error?.exitCode, error?.text, error?.hint]).toEqual([
      3,
      {
        zh: '导入的内容已经存好，但没有全部就位：磁盘出错',
        en: 'the import is saved but not all in its place: the disk fails',
      },
      {
        zh: '磁盘正常后，下次 kepu record 或 kepu import 会自动补完，不必重做',
        en: 'once the disk works, the next kepu record or kepu import finishes it by itself',
      },
    ])
    const [folder = ''] = readdirSync(root).filter(name => name.startsWith('.import.'))
    const holder = { ...holderHere(), pid: spawnSync(process.execPath, ['-e', '']).pid }
    writeFileSync(join(root, folder, 'holder.json'), JSON.stringify(holder))
    expect(finishInterrupted(root)).toBe(3)
    expect(everything(root)).toEqual(all)
  })

  it('are named in the message where their names were taken meanwhile by something else', () => {
    const root = scratch({ 'records/2018/b.yaml': 'another\n', 'records/a.yaml': 'a: 1\n' })
    const { error } = created(root)
    expect([error?.exitCode, error?.text, error?.hint]).toEqual([
      3,
      {
        zh: '有 1 个文件名刚被别人占用，没有写入：records/2018/b.yaml',
        en: '1 names were taken by somebody else just now, and not written: records/2018/b.yaml',
      },
      {
        zh: '再导入一次同一个文件，只会补上缺的',
        en: 'import the same file again: only what is missing is written',
      },
    ])
    expect(everything(root)).toEqual({ ...all, 'records/2018/b.yaml': 'another\n' })
  })

  it('are named by five where more were taken', () => {
    const many = Array.from({ length: 7 }, (_, index) => ({ file: `r/${index}.yaml`, text: 'new\n' }))
    const root = scratch(Object.fromEntries(many.map(({ file }) => [file, 'old\n'])))
    const thrown = (() => {
      try {
        createAll(root, many, () => {})
      } catch (error) {
        return error
      }
    })() as UserError
    const names = ['r/0.yaml', 'r/1.yaml', 'r/2.yaml', 'r/3.yaml', 'r/4.yaml']
    expect(thrown.text.zh).toBe(`有 7 个文件名刚被别人占用，没有写入：${names.join('、')}`)
    expect(thrown.text.en).toBe(
      `7 names were taken by somebody else just now, and not written: ${names.join(', ')}`,
    )
    expect(readdirSync(root)).toEqual(['r'])
  })

  it('are all there on a file system without links', () => {
    const root = scratch({})
    const { error } = created(root, ({ op }) => (op === 'link' ? 'EPERM' : undefined))
    expect(error).toBeUndefined()
    expect(everything(root)).toEqual(all)
  })
})

describe('what a process that died had begun', () => {
  it('is finished where all was on the disk', () => {
    const { root } = interrupted({ journal })
    mkdirSync(join(root, 'records'))
    writeFileSync(join(root, 'records/a.yaml'), 'a: 1\n')
    expect(finishInterrupted(root)).toBe(2)
    expect(everything(root)).toEqual(all)
    expect(readdirSync(root)).toEqual(['records'])
    expect(finishInterrupted(root)).toBe(0)
  })

  it('is finished where some had moved away already, for want of links', () => {
    const { root, folder } = interrupted({ journal })
    mkdirSync(join(root, 'records'))
    writeFileSync(join(root, 'records/a.yaml'), 'a: 1\n')
    rmSync(join(folder, '0'))
    const unwatch = watchFiles(root, ({ op }) => (op === 'link' ? 'EPERM' : undefined))
    try {
      expect(finishInterrupted(root)).toBe(2)
    } finally {
      unwatch()
    }
    expect(everything(root)).toEqual(all)
  })

  it('is cleared away where it was not', () => {
    const { root } = interrupted()
    expect(finishInterrupted(root)).toBe(0)
    expect(readdirSync(root)).toEqual([])
  })

  it.each([
    ['the process is at work', { pid: process.pid, journal }],
    ['nobody can tell whose it is', { holder: '{', journal }],
    ['it only looks like an import', { name: '.import.0123456789abc.tmp', journal }],
    ['it only begins like an import', { name: '.import.0123456789ab.tmp.d', journal }],
    ['it only ends like an import', { name: 'a.import.0123456789ab.tmp', journal }],
    ['its name is no key', { name: '.import.0123456789xy.tmp', journal }],
    ['its name is not hidden', { name: 'ximport.0123456789ab.tmp', journal }],
    ['its name has no key', { name: '.importx0123456789ab.tmp', journal }],
    ['its name has no ending', { name: '.import.0123456789abxtmp', journal }],
  ])('is left alone where %s', (_name, parts) => {
    const { root, folder } = interrupted(parts)
    expect(finishInterrupted(root)).toBe(0)
    expect(existsSync(join(folder, '0'))).toBe(true)
    expect(readdirSync(root)).toHaveLength(1)
  })

  it('is nothing in a folder that is not there', () => {
    expect(finishInterrupted(join(scratch({}), 'nowhere'))).toBe(0)
  })
})
