import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { check } from 'recheck'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { readSchemas } from '../../scripts/schemas.ts'
import { inline, row, workbook } from '../sheets/workbooks.ts'

/** A regular expression, and where it is made: `src/model/text.ts:12`. */
interface Pattern {
  readonly source: string
  readonly flags: string
  readonly place: string
}

/** Patterns that may take quadratic time in some texts, and why no such text comes to them. */
const bounded: Readonly<Record<string, string>> = {
  '^(.*?)(\\.{2,3})(.*)$': 'a range of revisions, as a person types it: one line',
  '["\']?[,}].*$': 'what a line holds behind `file:`, up to its end: the first match reaches it',
}
/** What makes them slow. */
const lineBreak = /[\n\r\u2028\u2029]/g

const literals: Pattern[] = []
/** Where `new RegExp` stands. */
const makers: string[] = []
for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name =>
  name.endsWith('.ts'),
)) {
  const file = join('src', name)
  const text = readFileSync(file, 'utf8')
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const placeOf = (start: number) => `${file}:${text.slice(0, start).split('\n').length}`
  const maker = (node: { readonly callee: { readonly type: string; readonly start: number } }) => {
    const { callee } = node
    if (callee.type === 'Identifier' && text.startsWith('RegExp', callee.start))
      makers.push(placeOf(callee.start))
  }
  new Visitor({
    Literal(node) {
      if (!('regex' in node)) return
      const { pattern, flags } = node.regex
      literals.push({ source: pattern, flags, place: placeOf(node.start) })
    },
    NewExpression: maker,
    CallExpression: maker,
  }).visit(program)
}

/** Those that are put together at run time, as they come out. */
const made: Pattern[] = []

/** Loads what makes them, and has it make all. */
beforeAll(async () => {
  vi.stubGlobal(
    'RegExp',
    new Proxy(RegExp, {
      construct(target, [source, flags = '']: [string, string?]) {
        const [, place] = /[\\/](src[\\/]\S+?\.ts:\d+):\d+/.exec(new Error('where').stack ?? '') ?? []
        if (place) made.push({ source, flags, place: place.replaceAll('\\', '/') })
        return new target(source, flags)
      },
    }),
  )
  vi.resetModules()
  for (const file of new Set(makers.map(place => place.replace(/:\d+$/, ''))))
    await import(join('../..', file))
  const { readCell } = await import('../../src/sheets/read-cell.ts')
  readCell({ value: '9/15/2018' }, 'date')
  const { leanWorkbook } = await import('../../src/sheets/lean-workbook.ts')
  leanWorkbook(workbook({ rows: row(1, inline('A1', 'x')) }))
  const { pattern } = await import('../../src/repository/checks.ts')
  for (const source of schemaPatterns().keys()) pattern(source).test('')
  vi.unstubAllGlobals()
})

/** What they ask of a text, by pattern. */
function schemaPatterns(): Map<string, object> {
  const found = new Map<string, object>()
  const search = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if ('pattern' in part && typeof part.pattern === 'string') found.set(part.pattern, part)
    for (const inner of Object.values(part)) search(inner)
  }
  search(readSchemas())
  return found
}

/** Patterns of record kinds of a repository's own are made there; test/repository/own-pattern.test.ts tries them. */
const ofOwnKinds = /^src\/repository\/own-(?:pattern|kinds)\.ts:/

const all = (): readonly Pattern[] => {
  const each = new Map<string, Pattern>()
  for (const one of [...literals, ...made]) each.set(`/${one.source}/${one.flags}`, one)
  return [...each.values()].filter(
    ({ place }) => !ofOwnKinds.test(place) || literals.some(one => one.place === place),
  )
}

/** Runs of what a pattern speaks of, and of what else may stand in a text, with an end that fits nothing. */
function* attacks(source: string, length: number): Iterable<string> {
  const written = new Set([...source.replaceAll(/\\./gu, ''), ...' \t\r\n1a一Z-<"“'])
  for (const one of written) yield `${one.repeat(length)}\u0000`
  const words = source.replaceAll(/\\[a-z]|[\\^$*+?()[\]{}|]/giu, ' ').match(/\S{2,}/g) ?? []
  for (const word of words.slice(0, 20)) yield `${word.repeat(length / word.length)}\n`
}

const isLinear = async (source: string, flags: string): Promise<boolean> => {
  // The last rounds of its fuzzing take longest; what it may miss is measured besides.
  const { status } = await check(source, flags, { timeout: 60_000, maxIteration: 3 })
  return status === 'safe'
}

/** Texts over which a pattern takes long, by their beginnings: short ones first, where an exponential one shows. */
function slowIn(source: string, flags: string): string[] {
  for (const length of [24, 1000, 20_000]) {
    for (const attack of attacks(source, length)) {
      const text = source in bounded ? attack.replaceAll(lineBreak, '') : attack
      const start = process.cpuUsage()
      text.replace(new RegExp(source, flags), '')
      if (process.cpuUsage(start).user / 1000 > 100)
        return [`/${source}/${flags} ${JSON.stringify(text.slice(0, 20))}`]
    }
  }
  return []
}

describe('every regular expression', () => {
  it('of the sources is known', () => {
    expect(literals.length).toBeGreaterThan(300)
    expect(makers.length).toBeGreaterThan(15)
    expect(schemaPatterns().size).toBeGreaterThan(15)
    const missing = makers.filter(place => !ofOwnKinds.test(place) && !made.some(one => one.place === place))
    expect(missing).toEqual([])
    for (const source of schemaPatterns().keys()) expect(made.map(one => one.source)).toContain(source)
    for (const source of Object.keys(bounded)) expect(literals.map(one => one.source)).toContain(source)
  })

  it('is linear in every text, or in all that come to it', async () => {
    const wrong: string[] = []
    for (const { source, flags, place } of all()) {
      const isNamed = source in bounded
      if ((await isLinear(source, flags)) === isNamed) {
        wrong.push(`${place} /${source}/${flags} ${isNamed ? 'needs no reason' : 'is not'}`)
      }
    }
    expect(wrong).toEqual([])
  }, 300_000)

  it('reads 20,000 characters in less than 100 ms, whatever they are', () => {
    expect(
      all().flatMap(({ source, flags, place }) => slowIn(source, flags).map(text => `${place} ${text}`)),
    ).toEqual([])
  })

  it.each(['^(\\w+\\s?)*$', '^\\S+@\\S+\\.x$', '\\s+$', '\\[[^\\]]*\\]|.', '\\[[^\\]]*\\]'])(
    'would be noticed if it were %s',
    async source => {
      expect([await isLinear(source, ''), slowIn(source, 'g')]).not.toEqual([true, []])
    },
  )
})
