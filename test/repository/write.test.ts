import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { UserError } from '../../src/model/user-error.ts'
import {
  createWhole,
  discard,
  isTemporaryOf,
  linkAnew,
  makeFolder,
  reasonOf,
  syncFolder,
  systemRefusal,
  temporaryBeside,
  writeSynced,
  writeWhole,
  writingError,
} from '../../src/repository/write.ts'
import { type Operation, watchFiles } from '../faults/faulty-fs.mjs'
import { scratch } from '../scratch.ts'

/** What is thrown while some operations of a folder go wrong, and what was tried. */
function watched(
  root: string,
  act: () => unknown,
  faultOf: (operation: Operation) => string | undefined = () => undefined,
) {
  const tried: string[] = []
  const unwatch = watchFiles(root, operation => {
    tried.push(operation.op)
    return faultOf(operation)
  })
  try {
    return { result: act(), error: undefined, tried }
  } catch (error) {
    return { result: undefined, error, tried }
  } finally {
    unwatch()
  }
}

const said = (error: unknown) => {
  if (!(error instanceof UserError)) throw error
  const { exitCode, text, hint } = error
  return { exitCode, zh: [text.zh, hint?.zh], en: [text.en, hint?.en] }
}

/** The operations of a file that is written whole, in the order that outlives a power cut. */
const written = ['open', 'write', 'fsync', 'close']
const folderSynced = ['open', 'fsync', 'close']
const isPosix = process.platform !== 'win32'

describe('a file that is written whole', () => {
  it('is synced under another name, then renamed, then its folder is synced', () => {
    const root = scratch({})
    const { tried } = watched(root, () => writeWhole(join(root, 'a.txt'), '科普', 'a.txt'))
    expect(tried).toEqual(['stat', ...written, 'rename', ...folderSynced])
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('科普')
    expect(readdirSync(root)).toEqual(['a.txt'])
  })

  it('takes bytes, in as many parts as the disk will have them', () => {
    const root = scratch({})
    const bytes = Uint8Array.from({ length: 100 }, (_, index) => index)
    const { tried } = watched(
      root,
      () => writeWhole(join(root, 'a.bin'), bytes, 'a.bin'),
      ({ op, index }) => (op === 'write' && index < 3 ? 'short' : undefined),
    )
    expect(tried.filter(op => op === 'write')).toHaveLength(2)
    expect(new Uint8Array(readFileSync(join(root, 'a.bin')))).toEqual(bytes)
  })

  it.runIf(isPosix)('keeps the permissions of what it replaces, or takes those that are asked for', () => {
    const root = scratch({ 'a.sh': 'a', 'b.sh': 'b' })
    chmodSync(join(root, 'a.sh'), 0o640)
    writeWhole(join(root, 'a.sh'), 'new', 'a.sh')
    writeWhole(join(root, 'b.sh'), 'new', 'b.sh', 0o755)
    writeWhole(join(root, 'c.sh'), 'new', 'c.sh', 0o700)
    const modes = ['a.sh', 'b.sh', 'c.sh'].map(name => statSync(join(root, name)).mode & 0o777)
    expect(modes).toEqual([0o640, 0o755, 0o700])
  })

  it.runIf(isPosix)('follows a link to the file that it means', () => {
    const root = scratch({ 'there/a.txt': 'old' })
    symlinkSync(join('there', 'a.txt'), join(root, 'link.txt'))
    writeWhole(join(root, 'link.txt'), 'new', 'link.txt')
    expect(readFileSync(join(root, 'there/a.txt'), 'utf8')).toBe('new')
    expect(lstatSync(join(root, 'link.txt')).isSymbolicLink()).toBe(true)
    expect(readdirSync(join(root, 'there'))).toEqual(['a.txt'])
  })

  it.runIf(isPosix)('goes into a pipe as it is', () => {
    // Not into a device of this machine, which a writer that is broken on purpose would replace by a file.
    const pipe = join(scratch({}), 'pipe')
    execFileSync('mkfifo', [pipe])
    const reader = openSync(pipe, 'r+')
    onTestFinished(() => closeSync(reader))
    writeWhole(pipe, 'gone', 'pipe')
    expect(statSync(pipe).isFIFO()).toBe(true)
    const bytes = Buffer.alloc(10)
    expect(bytes.toString('utf8', 0, readSync(reader, bytes))).toBe('gone')
  })

  it('takes the place of no folder', () => {
    const root = scratch({ 'a/b.txt': 'b' })
    const { error } = watched(root, () => writeWhole(join(root, 'a'), 'new', 'a'))
    expect(said(error).exitCode).toBe(3)
    expect(readFileSync(join(root, 'a/b.txt'), 'utf8')).toBe('b')
    expect(readdirSync(root)).toEqual(['a'])
  })

  it('leaves what is read-only as it is', () => {
    const root = scratch({ 'a.txt': 'old' })
    const { error, tried } = watched(
      root,
      () => writeWhole(join(root, 'a.txt'), 'new', 'a.txt'),
      ({ op }) => (op === 'access' ? 'EACCES' : undefined),
    )
    expect(said(error)).toEqual({
      exitCode: 3,
      zh: ['没有写成“a.txt”：没有写的权限', '原来的内容没有变'],
      en: ['"a.txt" was not written: permission is denied', 'what was there is unchanged'],
    })
    expect(tried).not.toContain('write')
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('old')
  })

  it.each(['write', 'fsync', 'rename'])(
    'leaves what was there, and nothing beside it, where %s is refused',
    op => {
      const root = scratch({ 'a.txt': 'old' })
      const { error } = watched(
        root,
        () => writeWhole(join(root, 'a.txt'), 'new', 'shown.txt'),
        one => (one.op === op ? 'ENOSPC' : undefined),
      )
      expect(said(error).zh).toEqual(['没有写成“shown.txt”：磁盘满了', '原来的内容没有变'])
      expect(readdirSync(root)).toEqual(['a.txt'])
      expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('old')
    },
  )

  it.each(['EBUSY', 'EPERM'])('says of what another program holds (%s) that it is to be closed', code => {
    const root = scratch({ 'a.txt': 'old' })
    const { error } = watched(
      root,
      () => writeWhole(join(root, 'a.txt'), 'new', 'a.txt'),
      ({ op }) => (op === 'rename' ? code : undefined),
    )
    expect(said(error).zh[1]).toBe('关掉它再试；原来的内容没有变')
    expect(said(error).en[1]).toBe('close it and try again; what was there is unchanged')
  })

  it('is there when the disk does not confirm its name, and the message says so', () => {
    const root = scratch({})
    let renamed = false
    const { error } = watched(
      root,
      () => writeWhole(join(root, 'a.txt'), 'new', 'a.txt'),
      ({ op }) => {
        renamed ||= op === 'rename'
        return renamed && op === 'fsync' ? 'EIO' : undefined
      },
    )
    expect(said(error)).toEqual({
      exitCode: 3,
      zh: ['“a.txt”写进去了，但磁盘没有确认：磁盘出错', '检查磁盘，再用 kepu validate 核对'],
      en: [
        '"a.txt" was written, but the disk did not confirm it: the disk fails',
        'look after the disk, and check with kepu validate',
      ],
    })
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('new')
  })

  it('leaves a left-over, named as one, where it cannot be removed', () => {
    const root = scratch({ 'a.txt': 'old' })
    const { error } = watched(
      root,
      () => writeWhole(join(root, 'a.txt'), 'new', 'a.txt'),
      ({ op }) => (op === 'write' || op === 'rm' ? 'EIO' : undefined),
    )
    expect(said(error).zh[0]).toBe('没有写成“a.txt”：磁盘出错')
    const others = readdirSync(root).filter(name => name !== 'a.txt')
    expect(others).toHaveLength(1)
    expect(isTemporaryOf(others[0] ?? '', 'a.txt')).toBe(true)
  })
})

describe('a file that is created', () => {
  it('brings its folders with it, each synced before it holds anything', () => {
    const root = scratch({})
    const { result, tried } = watched(root, () => createWhole(join(root, 'a/b/c.txt'), 'new', 'c.txt'))
    expect(result).toBe(true)
    expect(readFileSync(join(root, 'a/b/c.txt'), 'utf8')).toBe('new')
    expect(readdirSync(join(root, 'a/b'))).toEqual(['c.txt'])
    expect(tried.filter(op => op !== 'stat')).toEqual([
      'mkdir',
      ...folderSynced,
      'mkdir',
      ...folderSynced,
      ...written,
      'link',
      ...folderSynced,
      'rm',
    ])
  })

  it('never takes the place of another', () => {
    const root = scratch({ 'a.txt': 'old' })
    const { result, tried } = watched(root, () => createWhole(join(root, 'a.txt'), 'new', 'a.txt'))
    expect(result).toBe(false)
    expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('old')
    expect(readdirSync(root)).toEqual(['a.txt'])
    expect(tried.at(-1)).toBe('rm')
    expect(tried.filter(op => op === 'fsync')).toHaveLength(1)
  })

  it.each(['write', 'link'])('is not there where %s is refused', op => {
    const root = scratch({})
    const { error } = watched(
      root,
      () => createWhole(join(root, 'a.txt'), 'new', 'a.txt'),
      one => (one.op === op ? 'ENOSPC' : undefined),
    )
    expect(said(error).zh[0]).toBe('没有写成“a.txt”：磁盘满了')
    expect(readdirSync(root)).toEqual([])
  })

  it('says of a file in the place of its folder that it is in the way', () => {
    const root = scratch({ a: 'a file' })
    const { error } = watched(root, () => createWhole(join(root, 'a/b.txt'), 'new', 'b.txt'))
    expect(said(error).en[0]).toMatch(/^"b\.txt" was not written: /)
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('a file')
  })
})

describe('a name that is given to a finished file', () => {
  const finished = () => {
    const root = scratch({ 'new.tmp': 'new' })
    return { root, temporary: join(root, 'new.tmp'), path: join(root, 'a.txt') }
  }

  it.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])(
    'is taken first and filled then, where there are no links (%s)',
    code => {
      const { root, temporary, path } = finished()
      const noLinks = ({ op }: Operation) => (op === 'link' ? code : undefined)
      const { result, tried } = watched(root, () => linkAnew(temporary, path), noLinks)
      expect(result).toBe(true)
      expect(tried).toEqual(['link', 'open', 'close', 'rename'])
      expect(readFileSync(path, 'utf8')).toBe('new')
      expect(readdirSync(root)).toEqual(['a.txt'])
      writeFileSync(temporary, 'newer')
      expect(watched(root, () => linkAnew(temporary, path), noLinks).result).toBe(false)
      expect(readFileSync(path, 'utf8')).toBe('new')
    },
  )

  it("is nobody else's where the answer to the link was lost", () => {
    const { root, temporary, path } = finished()
    linkSync(temporary, path)
    expect(watched(root, () => linkAnew(temporary, path)).result).toBe(true)
  })

  it('is not given where the link is refused for another reason', () => {
    const { root, temporary, path } = finished()
    const { error, tried } = watched(
      root,
      () => linkAnew(temporary, path),
      ({ op }) => (op === 'link' ? 'EIO' : undefined),
    )
    expect(error).toMatchObject({ code: 'EIO' })
    expect(tried).toEqual(['link'])
  })

  it('is not left empty where the content cannot move in', () => {
    const { root, temporary, path } = finished()
    const { error } = watched(
      root,
      () => linkAnew(temporary, path),
      ({ op }) => (op === 'link' ? 'EPERM' : op === 'rename' ? 'EIO' : undefined),
    )
    expect(error).toMatchObject({ code: 'EIO' })
    expect(readdirSync(root)).toEqual(['new.tmp'])
  })

  it('is not given where it cannot be taken', () => {
    const { root, temporary, path } = finished()
    const { error } = watched(
      root,
      () => linkAnew(temporary, path),
      ({ op }) => (op === 'link' ? 'EPERM' : op === 'open' ? 'EACCES' : undefined),
    )
    expect(error).toMatchObject({ code: 'EACCES' })
    expect(readdirSync(root)).toEqual(['new.tmp'])
  })
})

describe('a folder', () => {
  it('that is there is left alone', () => {
    const root = scratch({ 'a/b.txt': 'b' })
    expect(watched(root, () => makeFolder(join(root, 'a'))).tried).toEqual(['stat'])
  })

  it('that another makes meanwhile is as good', () => {
    const root = scratch({})
    const path = join(root, 'a')
    let made = false
    const { error } = watched(
      root,
      () => makeFolder(path),
      ({ op }) => {
        if (op === 'mkdir' && !made) {
          made = true
          mkdirSync(path)
        }
        return undefined
      },
    )
    expect(error).toBeUndefined()
    expect(statSync(path).isDirectory()).toBe(true)
  })

  it('is not made where a file has its name, or the system refuses', () => {
    const root = scratch({ a: 'a file' })
    expect(watched(root, () => makeFolder(join(root, 'a'))).error).toMatchObject({ code: 'EEXIST' })
    const { error } = watched(
      root,
      () => makeFolder(join(root, 'b')),
      ({ op }) => (op === 'mkdir' ? 'EROFS' : undefined),
    )
    expect(error).toMatchObject({ code: 'EROFS' })
  })

  it('is not synced where the file system cannot, and the failure of one that can is told', () => {
    const root = scratch({})
    const errorOf = (code: string, op = 'fsync') =>
      watched(
        root,
        () => syncFolder(root),
        one => (one.op === op ? code : undefined),
      )
    for (const code of ['EINVAL', 'EPERM', 'ENOTSUP']) {
      const { error, tried } = errorOf(code)
      expect([error, tried]).toEqual([undefined, folderSynced])
    }
    expect(errorOf('EACCES', 'open')).toEqual({ result: undefined, error: undefined, tried: ['open'] })
    const { error, tried } = errorOf('EIO')
    expect(error).toMatchObject({ code: 'EIO' })
    expect(tried).toEqual(folderSynced)
  })
})

describe('the names of files that are not finished', () => {
  it('are told from all others', () => {
    const path = temporaryBeside(join('a', 'b.yaml'))
    expect(path).toMatch(/^a[/\\]\.b\.yaml\.[0-9a-f]{12}\.tmp$/)
    expect(temporaryBeside(join('a', 'b.yaml'))).not.toBe(path)
    const name = path.slice(2)
    expect(isTemporaryOf(name, 'b.yaml')).toBe(true)
    for (const [other, file] of [
      [name, 'c.yaml'],
      [name.slice(1), 'b.yaml'],
      [`x${name}`, 'b.yaml'],
      [`${name}x`, 'b.yaml'],
      [`.b.yaml.0${name.slice('.b.yaml.'.length)}`, 'b.yaml'],
      [name.replace(/[0-9a-f]\.tmp$/, '.tmp'), 'b.yaml'],
      [name.replace(/[0-9a-f]\.tmp$/, 'g.tmp'), 'b.yaml'],
      [name.replace('.tmp', 'xtmp'), 'b.yaml'],
      ['.b.yaml.tmp', 'b.yaml'],
      ['b.yaml', 'b.yaml'],
    ] as const)
      expect([other, isTemporaryOf(other, file)]).toEqual([other, false])
  })

  it('are written once: what has the name already stays', () => {
    const root = scratch({ 'a.tmp': 'old' })
    expect(() => writeSynced(join(root, 'a.tmp'), 'new')).toThrow(/EEXIST/)
    expect(readFileSync(join(root, 'a.tmp'), 'utf8')).toBe('old')
  })

  it.runIf(isPosix)('have the permissions of a usual file', () => {
    const root = scratch({ 'usual.txt': '' })
    writeSynced(join(root, 'a.tmp'), 'new')
    expect(statSync(join(root, 'a.tmp')).mode).toBe(statSync(join(root, 'usual.txt')).mode)
  })

  it('may be gone already when they are discarded', () => {
    const root = scratch({ 'a.tmp': 'old' })
    discard(join(root, 'a.tmp'))
    expect(() => discard(join(root, 'a.tmp'))).not.toThrow()
    expect(readdirSync(root)).toEqual([])
  })
})

describe('what the system refuses', () => {
  const refused = (code: string) => Object.assign(new Error(code), { code, syscall: 'open', path: 'a.txt' })
  const codes = [
    ...['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EFBIG', 'EMFILE', 'ENAMETOOLONG'],
    ...['ENOENT', 'EISDIR', 'EBUSY', 'EEXIST', 'ELOOP', 'EIO', 'ESTALE', 'ETIMEDOUT', 'EXDEV'],
  ]

  it('is told in words', async () => {
    const lines = codes.map(code => {
      const { zh, en } = reasonOf(refused(code))
      return `${code}\n  ${zh}\n  ${en}\n`
    })
    await expect(lines.join('')).toMatchFileSnapshot(join(process.cwd(), 'test/repository/refusals.txt'))
  })

  it('is told with what was tried where nobody expected it', () => {
    expect(said(systemRefusal(refused('EIO')))).toEqual({
      exitCode: 3,
      zh: ['系统拒绝了 open“a.txt”：磁盘出错', undefined],
      en: ['the system refused open "a.txt": the disk fails', undefined],
    })
    const { path: _path, ...pathless } = refused('EIO')
    const error = Object.assign(new Error('EIO'), pathless)
    expect(said(systemRefusal(error)).en).toEqual(['the system refused open "": the disk fails', undefined])
  })

  it('is told from a bug of ours, which stays as it is', () => {
    const bug = new TypeError('x is not a function')
    const noCall = Object.assign(new Error('x'), { code: 'ERR_X' })
    const noCode = Object.assign(new Error('x'), { syscall: 'open' })
    for (const error of [bug, noCall, noCode, 'open', { syscall: 'open', code: 'EIO' }, null])
      expect(systemRefusal(error)).toBeUndefined()
    for (const error of [bug, noCall, 'open', { syscall: 'open', code: 'EIO' }, null])
      expect(writingError(error, 'a.txt')).toBe(error)
    expect(said(writingError(refused('EIO'), 'a.txt')).zh).toEqual([
      '没有写成“a.txt”：磁盘出错',
      '原来的内容没有变',
    ])
  })
})

describe('a file that another program holds', () => {
  const on = (platform: string): void => {
    const own = process.platform
    Object.defineProperty(process, 'platform', { value: platform })
    onTestFinished(() => void Object.defineProperty(process, 'platform', { value: own }))
  }
  /** The first so many calls of an operation are refused. */
  const refusing = (op: string, code: string, times: number) => {
    let left = times
    return (one: Operation) => (one.op === op && left-- > 0 ? code : undefined)
  }
  const written = (op: string, code: string, times: number) => {
    const root = scratch({ 'a.txt': 'old' })
    const start = performance.now()
    const { error, tried } = watched(
      root,
      () => writeWhole(join(root, 'a.txt'), 'new', 'a.txt'),
      refusing(op, code, times),
    )
    return {
      error,
      tries: tried.filter(one => one === op).length,
      took: performance.now() - start,
      text: readFileSync(join(root, 'a.txt'), 'utf8'),
      names: readdirSync(root),
    }
  }

  it.each(['EBUSY', 'EPERM', 'EACCES'])('for a moment is written on Windows all the same: %s', code => {
    on('win32')
    expect(written('rename', code, 3)).toMatchObject({
      error: undefined,
      tries: 4,
      text: 'new',
      names: ['a.txt'],
    })
  })

  it('for longer stays as it was, and a person is told to close it', () => {
    on('win32')
    const { error, tries, took, text, names } = written('rename', 'EBUSY', 99)
    expect(said(error).en).toEqual([
      '"a.txt" was not written: another program, such as Excel, holds it open',
      'close it and try again; what was there is unchanged',
    ])
    expect([tries, text, names]).toEqual([8, 'old', ['a.txt']])
    expect(took).toBeGreaterThan(990)
  })

  it('is waited for nowhere else, and for nothing else', () => {
    expect(written('rename', 'EBUSY', 1)).toMatchObject({ tries: 1, text: 'old' })
    on('win32')
    expect(written('rename', 'ENOSPC', 1)).toMatchObject({ tries: 1, text: 'old' })
    expect(written('fsync', 'EPERM', 1)).toMatchObject({ tries: 1, text: 'old' })
  })

  it('gets a new name only once, and where there are no links without a wait', () => {
    on('win32')
    const root = scratch({})
    const make = (name: string, fault: (one: Operation) => string | undefined) =>
      watched(root, () => createWhole(join(root, name), 'new', name), fault)
    expect(make('a.txt', refusing('link', 'EBUSY', 2))).toMatchObject({ result: true })
    expect(make('d.txt', refusing('link', 'EACCES', 2))).toMatchObject({ result: true })
    const start = performance.now()
    expect(make('b.txt', refusing('link', 'EPERM', 1))).toMatchObject({ result: true })
    expect(performance.now() - start).toBeLessThan(900)
    expect(make('b.txt', refusing('link', 'EBUSY', 1))).toMatchObject({ result: false })
    expect(make('c.txt', refusing('rm', 'EBUSY', 2))).toMatchObject({ result: true })
    expect(readdirSync(root).sort()).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt'])
  })
})
