import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshRepository } from '../records/hard.ts'

const program = join(process.cwd(), 'bin/kepu.js')
let folder = ''
beforeAll(() => {
  folder = freshRepository()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a person may ask of a plan; each answer is compared byte by byte. */
const questions: readonly (readonly string[])[] = [
  ['validate', '--format', 'json'],
  ['report', 'compliance', '--format', 'json'],
  ['report', 'notice', '--format', 'docx'],
  ['list', 'records', '--format', 'xlsx'],
  ['report', 'overview', '--format', 'html'],
  ['due', '--as-of', '2018-10-01'],
  ['who', 'T1'],
]

interface Surroundings {
  /** What runs the program, instead of node itself. */
  readonly by?: readonly string[]
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Exit code and output of the built program. */
function answer(
  argv: readonly string[],
  { by = [], flags = [], env = {} }: Surroundings = {},
  data = folder,
): string {
  const [command = '', ...before] = [...by, process.execPath]
  const { status, stdout, stderr } = spawnSync(
    command,
    [...before, ...flags, program, ...(argv[0] === 'init' ? [] : ['-C', data]), ...argv],
    {
      env: { SOURCE_DATE_EPOCH: '1577836800', ...env },
      cwd: data === folder ? tmpdir() : data,
    },
  )
  return `${status}\n${stdout.toString('latin1')}${stderr.toString('latin1')}`
}

let usual: readonly string[] = []
beforeAll(() => {
  usual = questions.map(argv => answer(argv, { env: { PATH: process.env.PATH ?? '' } }))
  for (const text of usual) expect(text).toMatch(/^0\n[\s\S]{20}/)
})

const isAble = (command: string, ...args: string[]) => spawnSync(command, args).status === 0
const limited = (limit: string) => ['sh', '-c', `${limit}; exec "$@"`, 'sh']

const places: Readonly<Record<string, Surroundings & { readonly isThere?: boolean }>> = {
  'without a network': { by: ['unshare', '-n'], isThere: isAble('unshare', '-n', 'true') },
  'with an empty environment': {
    by: ['env', '-i', 'SOURCE_DATE_EPOCH=1577836800'],
    isThere: isAble('env', 'true'),
  },
  'where __proto__ throws': { flags: ['--disable-proto=throw'] },
  'where __proto__ is gone': { flags: ['--disable-proto=delete'] },
  'with 64 open files': { by: limited('ulimit -n 64'), isThere: isAble('sh', '-c', 'ulimit -n 64') },
  'with a heap of 256 MB': { flags: ['--max-old-space-size=256'] },
  'without eval': { flags: ['--disallow-code-generation-from-strings'] },
}

/** One of each command that writes, in the order in which they follow from each other. */
const writing: readonly (readonly string[])[] = [
  ['record', 'activity', '--unit', '区科协', '--date', '2018-11-01', '--title', '讲座'],
  ['edit', '2018-09-15-kexie-x7f3q', 'attendance=321'],
  ['withdraw', '2018-09-15-kexie-x7f3q', '--reason', '重复'],
  ['import', 'a.csv', '--kind', 'activity'],
  ['fmt'],
  ['close', '2018', '--unit', '区科协', '--date', '2019-01-31'],
  ['init', 'plan'],
  ['template', 'activity', '-o', 'a.xlsx'],
]

/** What lies in a folder, once all of these have run there: path → content. */
function written(surroundings: Surroundings = {}): Readonly<Record<string, string>> {
  const own = freshRepository()
  try {
    writeFileSync(join(own, 'a.csv'), '日期,单位,名称\n2018-12-01,区科协,宣讲\n')
    for (const argv of writing) expect(answer(argv, surroundings, own)).toMatch(/^0\n/)
    return Object.fromEntries(
      filesIn(own).map(file => [file.slice(own.length), readFileSync(file, 'latin1')]),
    )
  } finally {
    rmSync(own, { recursive: true })
  }
}

describe.each(Object.entries(places))('the built program %s', (_, { isThere = true, ...surroundings }) => {
  it.runIf(isThere)('gives the same bytes', () => {
    for (const [index, argv] of questions.entries()) expect(answer(argv, surroundings)).toBe(usual[index])
  })

  it.runIf(isThere)('writes the same bytes', () => {
    const usually = written()
    expect(Object.keys(usually).length).toBeGreaterThan(20)
    expect(written(surroundings)).toEqual(usually)
  })
})

/** Those at the ends of the earth every day; the others in `npm run hard`. */
const zones = [
  'Etc/GMT+12',
  'Etc/GMT-14',
  ...(process.env.WHOLE
    ? ['America/Los_Angeles', 'Europe/London', 'Asia/Kathmandu', 'Asia/Shanghai', 'Pacific/Apia']
    : []),
]
const locales = ['C', 'zh_CN.UTF-8', 'en_US.UTF-8', 'de_DE.UTF-8', 'tr_TR.UTF-8']

/** What earlier runs may have left: nothing, what they remember, or that damaged. */
const caches = ['cold', 'warm', 'corrupt'] as const
const warm = mkdtempSync(join(tmpdir(), 'kepu-cache-'))
afterAll(() => rmSync(warm, { recursive: true, force: true }))

/** Answers where a cache is in a state. */
function answerBeside(state: (typeof caches)[number], argv: readonly string[], env = {}): string {
  const folder = state === 'warm' ? warm : mkdtempSync(join(tmpdir(), 'kepu-cache-'))
  try {
    if (state === 'corrupt') {
      cpSync(warm, folder, { recursive: true })
      for (const file of filesIn(folder)) {
        const bytes = readFileSync(file)
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
        writeFileSync(file, bytes)
      }
    }
    return answer(argv, { env: { XDG_CACHE_HOME: folder, ...env } })
  } finally {
    if (state !== 'warm') rmSync(folder, { recursive: true })
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

beforeAll(async () => {
  // What was just written is not relied on.
  await setTimeout(3100)
  answer(['who', 'T1'], { env: { XDG_CACHE_HOME: warm } })
  expect(filesIn(warm)).not.toEqual([])
})

describe.each(zones)('in the zone %s', zone => {
  it('gives the same bytes in every locale, whatever earlier runs have left', () => {
    for (const [number, locale] of locales.entries()) {
      const env = { TZ: zone, LANG: locale, LC_ALL: locale }
      // Every question is asked in every zone, and in every locale, but not in all of both: that `npm run hard` does.
      for (const [index, argv] of questions.entries()) {
        const isItsTurn = index % locales.length === (number + zones.indexOf(zone)) % locales.length
        if (!isItsTurn && !process.env.WHOLE) continue
        for (const [at, state] of caches.entries()) {
          if (at !== (number + index) % caches.length && !process.env.WHOLE) continue
          expect(answerBeside(state, argv, env)).toBe(usual[index])
        }
      }
    }
  })
})

describe.each(caches)('what is kept of earlier runs, %s', state => {
  it('changes no byte of an answer', () => {
    for (const [index, argv] of questions.entries()) expect(answerBeside(state, argv)).toBe(usual[index])
  })
})
