import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { hunksOf } from '../../src/changes/hunks.ts'
import { recordKinds } from '../../src/model/written.ts'
import { diffAnswer } from '../../src/reports/diff.ts'
import { annotated, canonicalText } from '../../src/repository/canonical-text.ts'
import { schemas } from '../../src/repository/schemas.generated.mjs'
import { examplePlan } from '../../src/rules/example-plan.ts'
import { repositoryOf } from '../plan-of.ts'

type Value = Record<string, unknown>

const record = (kind: string, id: string, fields: string): Readonly<Record<string, string>> => ({
  [`records/${kind}/${id.slice(0, 4)}/${id}.yaml`]: `id: ${id}\ndate: "${id.slice(0, 10)}"\nunit: 区科协\ntitle: 名称\n${fields}`,
})

/** The example, with every kind of entity and of record in it. */
const base: Readonly<Record<string, string>> = {
  ...examplePlan,
  'units.yaml': `${examplePlan['units.yaml']}events:
  - id: nanhu-merged
    kind: merge
    date: "2019-12-31"
    from:
      - nanhu
    to:
      - dongfeng
    verified: false
`,
  'kinds/visit.schema.json':
    '{"title": "参观", "properties": {"visitors": {"title": "人数", "type": "integer"}}}\n',
  ...record('visit', '2019-05-18-kexie-v2v2v', 'visitors: 12\n'),
  ...record('document', '2019-02-18-kexie-d2d2d', 'type: notice\ndocumentNumber: 示科〔2019〕3号\n'),
  ...record(
    'observation',
    '2019-12-31-kexie-b2b2b',
    'indicator: literacy\nvalue: 9.5\nscope: district\nsample:\n  size: 1000\n  qualified: 95\n',
  ),
  ...record('funding', '2019-12-31-kexie-f2f2f', 'year: 2019\nfund: fiscal\nplanned: 100\nspent: 90\n'),
  ...record(
    'award',
    '2019-06-18-kexie-a2a2a',
    'level: district\nrecipients:\n  - title: 先进集体\n    count: 3\n',
  ),
  ...record('base', '2019-07-18-kexie-c2c2c', 'name: 科普馆\nlevel: municipal\nnamedOn: "2019-07-18"\n'),
  ...record('waiver', '2019-02-01-kexie-w2w2w', 'duty: town-activities\nperiod: "2019"\n'),
  ...record('closing', '2019-01-31-kexie-e2e2e', 'period: "2018"\n'),
}

const isJson = (file: string) => file.endsWith('.json')
const read = (file: string, text: string): Value => (isJson(file) ? JSON.parse(text) : parse(text))

// ---- what entities there are, read a second way

/** Every entity by kind and id, as its file says it; the order of keys is no part of that. */
function entitiesIn(files: Readonly<Record<string, Value>>): Map<string, unknown> {
  const entities = new Map<string, unknown>()
  for (const [file, value] of Object.entries(files)) {
    const [top = '', kind] = file.split('/')
    const add = (name: string, id: unknown, content: unknown) => entities.set(`${name} ${id}`, content)
    if (top === 'records') add('record', value.id, [kind, value])
    else if (top === 'kinds') add('kind', file.slice('kinds/'.length, -'.schema.json'.length), value)
    else if (top === 'plan.yaml') add('plan', value.id, value)
    else if (top === 'tasks') {
      const { measures, ...task } = value
      // What is not written says the same as these.
      add('task', value.id, { open: false, ...task })
      for (const measure of measures as Value[])
        add('measure', measure.id, [value.id, { programmes: [], ...measure }])
    } else {
      for (const [key, list] of Object.entries(value)) {
        for (const entity of list as Value[])
          add(key.slice(0, -1).replace('dutie', 'duty'), entity.id, entity)
      }
    }
  }
  return entities
}

const kindsIn = (files: Readonly<Record<string, Value>>): Set<string> =>
  new Set([...entitiesIn(files).keys()].map(name => name.split(' ')[0] ?? ''))

/** The names of the entities that are not the same on both sides. */
function differing(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): Set<string> {
  return new Set(
    [...before.keys(), ...after.keys()].filter(
      name => !before.has(name) || !after.has(name) || !isDeepStrictEqual(before.get(name), after.get(name)),
    ),
  )
}

// ---- what people do to files

/** How a value is written: none of it changes what it says. */
const styles: readonly ((value: Value, file: string) => string)[] = [
  (value, file) => canonicalText(annotated(value), { schemas, kind: kindOf(file) }),
  value =>
    stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, defaultStringType: 'QUOTE_DOUBLE' }),
  value =>
    `# 注\n${stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, indentSeq: false })}# 末\n`,
  value => `${JSON.stringify(value)}\n`,
  value =>
    stringify(Object.fromEntries(Object.entries(value).reverse()), {
      lineWidth: 0,
      aliasDuplicateObjects: false,
    }),
]

/** The schema that a file is written by. */
function kindOf(file: string): string {
  const [top = '', kind] = file.split('/')
  if (top === 'records') return `records/${kind}`
  return top === 'tasks' ? 'task' : top.slice(0, -'.yaml'.length)
}

/** Every place in a value that can be changed: the container and the key. */
function places(value: unknown): (readonly [container: Value, key: string])[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.keys(value).flatMap(key => [[value as Value, key] as const, ...places((value as Value)[key])])
}

const choices: Readonly<Record<string, readonly string[]>> = {
  modality: ['must', 'strive', 'gradual', 'encourage'],
  cadence: ['once', 'yearly', 'quarterly', 'standing'],
  op: ['>', '>=', '<', '<=', '='],
  as: ['official', 'short', 'former', 'variant', 'misprint'],
  scope: ['district', 'city', 'province', 'nation'],
  level: ['national', 'provincial', 'municipal', 'district'],
  status: ['proposed', 'decided'],
}

function changedValue(key: string, value: unknown, seed: number): unknown {
  const among = choices[key]
  if (among) return among[seed % among.length]
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1 + (seed % 3)
  if (typeof value !== 'string') return value
  if (/^\d{4}-\d\d-\d\d$/.test(value))
    return `${value.slice(0, 8)}${String(1 + (seed % 27)).padStart(2, '0')}`
  return /^[a-z-]+$/.test(value) ? `${value}-b` : `${value}改`
}

interface Act {
  readonly what: 'set' | 'remove' | 'double' | 'turn' | 'style' | 'move' | 'delete'
  readonly file: number
  readonly place: number
  readonly seed: number
}

const acts: readonly Act['what'][] = [
  'set',
  'set',
  'set',
  'remove',
  'double',
  'turn',
  'style',
  'move',
  'delete',
]

interface State {
  readonly values: Readonly<Record<string, Value>>
  readonly texts: Readonly<Record<string, string>>
}

/** One act of a person; undefined where it makes no sense there. */
function done({ values, texts }: State, { what, file, place, seed }: Act): State | undefined {
  const names = Object.keys(values)
  const name = names[file % names.length] ?? ''
  const value = structuredClone(values[name]) as Value
  const without = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([other]) => other !== name))
  const text = (style: number) =>
    isJson(name) ? `${JSON.stringify(value, null, style + 1)}\n` : (styles[style]?.(value, name) ?? '')
  if (what === 'delete') return { values: without(values), texts: without(texts) }
  if (what === 'move') {
    const moved = /^records\//.test(name)
      ? name.replace(/\/\d{4}\//, `/${2016 + (seed % 5)}/`)
      : name.replace(/^tasks\/.*/, `tasks/T${seed % 9}.yaml`)
    if (values[moved]) return undefined
    return {
      values: { ...without(values), [moved]: value },
      texts: { ...without(texts), [moved]: texts[name] ?? '' },
    }
  }
  let style = 0
  if (what === 'style') style = seed % styles.length
  else {
    const all = places(value)
    const [container, key] = all[place % all.length] ?? []
    if (!container || key === undefined) return undefined
    if (what === 'set') container[key] = changedValue(key, container[key], seed)
    else if (what === 'remove' && Array.isArray(container)) container.splice(Number(key), 1)
    else if (what === 'remove') delete container[key]
    else if (!Array.isArray(container)) return undefined
    else if (what === 'turn') container.reverse()
    else container.push({ ...structuredClone(container[Number(key)]), id: `another-${seed % 5}` })
  }
  return { values: { ...values, [name]: value }, texts: { ...texts, [name]: text(style) } }
}

const act = fc.record({
  what: fc.constantFrom(...acts),
  file: fc.nat(99),
  place: fc.nat(999),
  seed: fc.nat(99),
})

const stateOf = (files: Readonly<Record<string, string>>): State => {
  const values = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, read(file, text)]))
  const texts = Object.entries(files).map(([file, text]) => [
    file,
    isJson(file) ? text : (styles[0]?.(values[file] ?? {}, file) ?? ''),
  ])
  return { values, texts: Object.fromEntries(texts) }
}

const whole = stateOf(base)
/** Without a record kind of its own, which takes long to compile. */
const plain = stateOf(Object.fromEntries(Object.entries(base).filter(([file]) => !/visit/.test(file))))

/** What is told between two states of the files. */
async function told(before: State, after: State) {
  const files = [...new Set([...Object.keys(before.texts), ...Object.keys(after.texts)])]
  const changedFiles = files.filter(file => before.texts[file] !== after.texts[file]).sort()
  const sides = {
    before: await repositoryOf(before.texts),
    after: await repositoryOf(after.texts),
    base: '0'.repeat(40),
    head: null,
    changedFiles,
    otherFiles: [],
  }
  const { data } = await diffAnswer(sides, ({ zh }) => zh)
  return { changedFiles, ...(data as Told) }
}

interface Told {
  readonly changes: readonly {
    type: string
    id: string
    words: string
    file: string
    line: number
    fields: unknown[]
  }[]
  readonly cosmetic: readonly { file: string; hunks: number }[]
  readonly unread: readonly string[]
}

describe('random edits of a whole plan', () => {
  it('begin with every kind of entity and of record', async () => {
    const { findings, plan } = await repositoryOf(whole.texts)
    expect(findings).toEqual([])
    expect([...kindsIn(whole.values)].sort()).toEqual(
      ['duty', 'event', 'group', 'kind', 'measure', 'milestone', 'objective', 'plan', 'programme']
        .concat(['record', 'ruling', 'target', 'task', 'unit'])
        .sort(),
    )
    expect(new Set(plan.records.map(({ kind }) => kind))).toEqual(new Set([...recordKinds, 'visit']))
  })

  it('are told exactly where an entity is not what it was, and each run of lines is told or counted', async () => {
    const edited = new Set<string>()
    const acted = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.nat(5), fc.array(act, { minLength: 1, maxLength: 3 }), async (nth, list) => {
        const start = nth === 0 ? whole : plain
        let after = start
        for (const one of list) {
          const next = done(after, one)
          // What the schemas refuse is told by validate; a kind without its schema leaves its records unread.
          if (!next || (await repositoryOf(next.texts)).findings.length > 0) continue
          if (entitiesIn(next.values).size !== [...allEntities(next.values)].length) continue
          after = next
          acted.add(one.what)
        }
        const expected = differing(entitiesIn(start.values), entitiesIn(after.values))
        const { changes, cosmetic, unread, changedFiles } = await told(start, after)
        expect(unread).toEqual([])
        expect(changes.length === 0).toBe(expected.size === 0)
        const names = new Set(changes.map(({ type, id }) => `${type} ${id}`))
        for (const name of names) expect(expected).toContain(name)
        // One that changed nothing but its id is told once, under the new one.
        const ids = changes.filter(({ words }) => words.includes('编号 ')).length
        expect(expected.size - names.size).toBeLessThanOrEqual(ids)
        for (const name of expected) edited.add(name.split(' ')[0] ?? '')
        for (const { words, file, line } of changes) {
          expect(words).not.toBe('')
          // What is gone is shown where it stood.
          const lengths = [start, after].map(({ texts }) => (texts[file] ?? '').split('\n').length)
          expect(line).toBeGreaterThan(0)
          expect(line).toBeLessThanOrEqual(Math.max(...lengths))
        }
        const counted = new Map(cosmetic.map(({ file, hunks }) => [file, hunks]))
        for (const file of changedFiles) {
          const [old, now] = [start, after].map(({ texts }) => (texts[file] ?? '').split('\n'))
          const runs = hunksOf(old ?? [], now ?? []).length
          const untold = counted.get(file) ?? 0
          expect(untold).toBeLessThanOrEqual(runs)
          // What a file that is gone held is told, or stands in another.
          if (after.texts[file] === undefined) continue
          const own = entitiesIn({ [file]: after.values[file] ?? {} })
          const had = start.values[file] ? entitiesIn({ [file]: start.values[file] }) : new Map()
          const isTold = [...own.keys(), ...had.keys()].some(name => expected.has(name))
          if (!isTold) expect(untold).toBe(runs)
          else expect(untold).toBeLessThan(runs)
        }
      }),
      { numRuns: Number(process.env.EDITS ?? 150) },
    )
    // What is edited, and how, is a matter of chance; in a long run (EDITS=5000) it is everything.
    expect(acted.size).toBeGreaterThanOrEqual(process.env.EDITS ? acts.length : acts.length / 2)
    const all = kindsIn(whole.values)
    expect(edited.size).toBeGreaterThanOrEqual(process.env.EDITS ? all.size : all.size / 2)
  })
})

/** Every entity, those of one id counted each. */
function* allEntities(files: Readonly<Record<string, Value>>): Iterable<string> {
  for (const [file, value] of Object.entries(files)) yield* entitiesIn({ [file]: value }).keys()
}
