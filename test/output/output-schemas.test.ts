import { describe, expect, it } from 'vitest'
import { readSchemas } from '../../scripts/schemas.ts'
import { resolved, type Schema } from '../../src/model/schema.ts'
import { lists } from '../../src/reports/list.ts'
import { run } from '../run.ts'
import { type Answer, askEverything, type Json, type JsonObject } from './answers.ts'
import { answerNames, outputSchemas, validator } from './schemas.ts'

let asked: Promise<Answer[]> | undefined
/** Every answer, asked once. */
const everyAnswer = (): Promise<Answer[]> => {
  asked ??= askEverything()
  return asked
}
const kindOf = ({ json }: Answer): string => String(json.kind).replace(/^kepu\//, '')
async function answersOf(name: string): Promise<Answer[]> {
  const answers = (await everyAnswer()).filter(answer => kindOf(answer) === name)
  expect(answers.length, `answers of ${name}`).toBeGreaterThan(0)
  return answers
}

describe('the schemas of the answers', () => {
  it('are one for each list and each command', async () => {
    for (const name of Object.keys(lists)) expect(answerNames).toContain(`list-${name}`)
    const { out } = await run(['--help', '--lang', 'en'])
    const commands = [...(out.split('Commands:\n')[1] ?? '').matchAll(/^ {2}([a-z]+) /gm)].map(
      ([, name = '']) => name,
    )
    expect(commands.length).toBeGreaterThan(8)
    for (const command of commands) {
      // A template is a workbook and nothing else, a completion the script of a shell.
      if (['help', 'template', 'completion'].includes(command)) continue
      const kind = aliases[command] ?? command
      const schemas = answerNames.filter(name => name === kind || name.startsWith(`${kind}-`))
      expect(schemas, command).not.toEqual([])
    }
  })

  it('are each met by some answer, and every answer has one', async () => {
    const kinds = new Set((await everyAnswer()).map(kindOf))
    expect([...kinds].sort()).toEqual([...answerNames].sort())
  })

  it('close every object but a record, and say what must be there', () => {
    const objects = answerNames.flatMap(name => [...parts(outputSchemas[name] ?? {})])
    const closable = objects.filter(({ type, properties }) => type === 'object' && properties)
    expect(closable.length).toBeGreaterThan(60)
    const open = closable.filter(schema => !('unevaluatedProperties' in schema))
    // A record, as shown; and the parts that others close around themselves.
    expect(open.map(({ properties = {} }) => Object.keys(properties))).toEqual([
      ['entity', 'file'],
      ['kind', 'clause', 'id', 'text', 'data', 'line', 'column'],
    ])
  })

  it('name ids and choices as the schemas of the files do', () => {
    const written = readSchemas()
    let same = 0
    for (const [name, { pattern }] of Object.entries(outputSchemas.common?.$defs ?? {}) as [
      string,
      { pattern?: string },
    ][]) {
      const twin = written.common?.$defs?.[name] as { pattern?: string } | undefined
      if (name === 'date' || !twin || !pattern) continue
      same++
      expect(pattern, name).toBe(twin.pattern)
    }
    expect(same).toBeGreaterThan(7)
    let choices = 0
    for (const [name, schema] of entitySchemas(written)) {
      const answer = name === 'plan' ? outputSchemas.show?.$defs?.plan : outputSchemas.common?.$defs?.[name]
      for (const [path, given, told] of choicesOf(written, schema, answer, name)) {
        choices++
        expect(told, path).toEqual(given)
      }
    }
    expect(choices).toBeGreaterThan(12)
  })
})

describe.each(answerNames)('%s', name => {
  it('accepts every answer', async () => {
    const validate = validator(name)
    for (const { command, json } of await answersOf(name)) {
      validate(json)
      expect(validate.errors, command).toBeNull()
    }
  })

  it('refuses it with a key less, a key more or a value of another sort', async () => {
    const { absent, added, altered, tried } = await mutated(name)
    expect(tried).toBeGreaterThan(20)
    expect(absent).toEqual(new Set(mayBeAbsent(name)))
    expect(added).toEqual(new Set(openIn[name] ?? []))
    expect(altered).toEqual(new Set())
  })

  it('takes null exactly where it is given', async () => {
    const { nullable, nulls } = await mutated(name)
    const given = [...nulls, ...(await sharedNulls()).filter(path => nullable.has(path))]
    expect([...nullable].sort()).toEqual([...new Set(given)].sort())
  })
})

it('every kind of entity is shown, every kind of finding made, and some problem points elsewhere too', async () => {
  const shown = (await answersOf('show')).flatMap(({ json }) => json.data as JsonObject[])
  const { oneOf = [] } = (outputSchemas.show?.properties?.data?.items ?? {}) as { oneOf?: Schema[] }
  const entities = oneOf.map(schema => resolvedIn('show', schema).properties?.entity as { const?: string })
  expect(entities.length).toBe(13)
  expect(new Set(shown.map(({ entity }) => entity))).toEqual(new Set(entities.map(entity => entity.const)))

  const problems = (await answersOf('validate')).flatMap(
    ({ json }) => (json.data as JsonObject).problems as JsonObject[],
  )
  expect(problems.filter(({ related }) => (related as Json[]).length > 0).length).toBeGreaterThan(0)

  const found = new Set<Json | undefined>()
  for (const { json } of await answersOf('trace')) {
    for (const [, object] of objectsIn(json)) if ('line' in object) found.add(object.kind)
  }
  const kinds = [...parts(outputSchemas.trace ?? {})].flatMap(({ properties }) => {
    const kind = properties?.kind as { const?: string; enum?: string[] } | undefined
    return kind?.const?.startsWith('kepu/') ? [] : (kind?.enum ?? kind?.const ?? [])
  })
  expect(new Set(kinds).size).toBe(16)
  expect(found).toEqual(new Set(kinds))
})

// ---- what may be left out, and what is open

/** Commands that are short for another. */
const aliases: Readonly<Record<string, string>> = { due: 'report-due', close: 'record' }

const filters = ['tasks', 'measures', 'programmes', 'forms', 'types']
const sheet = ['shortTitle', 'basedOn', 'addressees', 'signatory', 'source', 'sample']
const openIn: Readonly<Record<string, readonly string[]>> = {
  'list-records': ['/data/*'],
  show: ['/data/record'],
}
/** Objects that stand in several answers, told by their keys. */
const shared: Readonly<Record<string, readonly string[]>> = {
  'duty-verdict': ['duty', 'working'],
  'target-verdict': ['op', 'working'],
  finding: ['record', 'index'],
}

/** Where a shared object is null in whatever answer. */
async function sharedNulls(): Promise<string[]> {
  const names = answerNames.filter(name => name.startsWith('report-') || name === 'explain-verdict')
  const found = await Promise.all(names.map(mutated))
  const paths = found.flatMap(({ nulls }) => [...nulls])
  return paths.filter(path => Object.keys(shared).some(sort => path.startsWith(`/${sort}`)))
}
const optional: Readonly<Record<string, readonly string[]>> = {
  'list-duties': filters.map(key => `/data/*/requirement/counts/${key}`),
  'list-targets': ['/data/*/baseline/source'],
  matrix: ['/data/rows/*/roles/*'],
  owns: ['/data/via/*'],
  'report-compliance': ['/data/summary/*'],
  'report-overview': ['/data/duties/summary/*', '/data/targets/summary/*', '/data/milestones/*/summary/*'],
  'report-ledger': ['/data/rows/*/problems/summary/*'],
  'report-notice': ['/data/overall/duties/summary/*', '/data/overall/targets/summary/*'],
  'report-unit': ['/data/duties/summary/*', '/data/done/kinds/*'],
  show: [
    ...filters.map(key => `/data/duty/requirement/counts/${key}`),
    '/data/target/baseline/source',
    ...sheet.map(key => `/data/plan/${key}`),
    '/data/plan/basedOn/*/documentNumber',
  ],
  who: ['/data/leads/*/members', '/data/participants/*/members'],
}
/** Answers that no plan is asked for. */
const outsidePlans = ['explain-rule', 'explain-status', 'init', 'hook-install']
/** Answers about the files themselves: they tell what is broken, not how much may be missing. */
const ofFiles = ['validate', 'diff']
/** Answers of writers that read only what they need: they cannot count what is wrong with the rest. */
const ofWriters = ['record', 'edit', 'withdraw']
function mayBeAbsent(name: string): string[] {
  const envelope = outsidePlans.includes(name)
    ? []
    : [...ofFiles, ...ofWriters].includes(name)
      ? ['/sample']
      : ['/sample', '/problems']
  return [...envelope, ...(optional[name] ?? [])]
}

/** The fields that every record has; the others are those of its kind. */
const recordKeys = ['entity', 'id', 'kind', 'date', 'title', 'file', 'unit', 'unitName']
/** Objects whose keys are ids. */
const maps = ['/data/via', '/data/rows/*/roles']
const isMap = (path: string): boolean => maps.includes(path) || /\/(summary|kinds)$/.test(path)

// ---- walking and changing answers

/** Every object in an answer with its path: `*` for any item, or what sort of entity it says it is. */
function* objectsIn(value: Json, path = ''): Iterable<readonly [path: string, object: JsonObject]> {
  if (Array.isArray(value)) {
    for (const item of value) {
      const sort = typeof item === 'object' && item && 'entity' in item ? String(item.entity) : '*'
      yield* objectsIn(item, `${path}/${sort}`)
    }
  } else if (typeof value === 'object' && value !== null) {
    const sort = Object.keys(shared).find(name => shared[name]?.every(key => key in value))
    const own = sort ? `/${sort}` : path
    yield [own, value]
    for (const [key, inner] of Object.entries(value)) yield* objectsIn(inner, `${own}/${key}`)
  }
}

/** Changes each sort of object of the answers in every way, and tells the paths at which the schema let it pass. */
async function mutate(name: string) {
  const validate = validator(name)
  const paths = () => new Set<string>()
  const [absent, added, altered, nullable, nulls] = [paths(), paths(), paths(), paths(), paths()]
  const done = new Set<string>()
  let tried = 0
  // Each sort is met first in a short answer, which is soon validated.
  const answers = (await answersOf(name)).map(({ json }) => ({ json, size: JSON.stringify(json).length }))
  for (const { json } of answers.sort((a, b) => a.size - b.size)) {
    const passes = (object: JsonObject, key: string, change: (copy: JsonObject) => void): boolean => {
      const before = { ...object }
      change(object)
      tried++
      const accepted = validate(json)
      delete object[key]
      Object.assign(object, before)
      return accepted
    }
    const isOpen = (path: string) => openIn[name]?.some(open => path.startsWith(open)) ?? false
    for (const [path, object] of objectsIn(json)) {
      // Within a record the fields of its kind are not looked at.
      if (isOpen(path) && !openIn[name]?.includes(path)) continue
      const keys = Object.keys(object).filter(key => !isOpen(path) || recordKeys.includes(key))
      const at = (key: string) => `${path}/${isMap(path) ? '*' : key}`
      for (const key of keys) {
        if (object[key] === null) nulls.add(at(key))
        const items = object[key]
        if (Array.isArray(items) && items.includes(null)) nulls.add(`${at(key)}/*`)
      }
      const shape = `${path} ${keys.map(key => `${key}:${object[key] === null}`).sort()}`
      if (done.has(shape)) continue
      done.add(shape)
      if (passes(object, 'added', copy => Object.assign(copy, { added: 1 }))) added.add(path)
      for (const key of keys) {
        if (passes(object, key, copy => delete copy[key])) absent.add(at(key))
        if (passes(object, key, copy => Object.assign(copy, { [key]: null }))) nullable.add(at(key))
        if (passes(object, key, copy => Object.assign(copy, { [key]: { added: 1 } }))) altered.add(at(key))
        const items = object[key]
        if (!Array.isArray(items) || items.length === 0) continue
        if (passes(object, key, copy => Object.assign(copy, { [key]: [null, ...items] }))) {
          nullable.add(`${at(key)}/*`)
        }
      }
    }
  }
  return { absent, added, altered, nullable, nulls, tried }
}

const mutations = new Map<string, ReturnType<typeof mutate>>()
/** What came of changing the answers of a kind, done once. */
function mutated(name: string): ReturnType<typeof mutate> {
  const known = mutations.get(name) ?? mutate(name)
  mutations.set(name, known)
  return known
}

// ---- walking schemas

/** Every schema inside a schema, itself first. */
function* parts(schema: Schema): Iterable<Schema> {
  yield schema
  const { anyOf = [], oneOf = [] } = schema as { anyOf?: Schema[]; oneOf?: Schema[] }
  const inner = [...Object.values({ ...schema.properties }), ...Object.values({ ...schema.$defs })]
  for (const part of [...inner, ...anyOf, ...oneOf, ...(schema.items ? [schema.items] : [])])
    yield* parts(part)
}

/** A `$ref` of an answer's schema followed: into itself, or into the common one. */
function resolvedIn(name: string, schema: Schema): Schema {
  const { $ref, ...beside } = schema
  const definition = $ref?.split('#/$defs/')[1]
  if (!$ref || definition === undefined) return schema
  const home = $ref.startsWith('#') ? name : 'common'
  return { ...resolvedIn(home, outputSchemas[home]?.$defs?.[definition] ?? {}), ...beside }
}

/** The part of the files' schemas that describes each entity. */
function* entitySchemas(written: Readonly<Record<string, Schema>>): Iterable<[name: string, Schema]> {
  const item = (file: string, list: string) => written[file]?.properties?.[list]?.items ?? {}
  yield ['plan', written.plan ?? {}]
  yield ['unit', item('units', 'units')]
  yield ['group', item('units', 'groups')]
  yield ['task', written.task ?? {}]
  yield ['measure', item('task', 'measures')]
  yield ['objective', item('objectives', 'objectives')]
  yield ['target', item('targets', 'targets')]
  yield ['duty', item('duties', 'duties')]
  yield ['milestone', item('milestones', 'milestones')]
  yield ['programme', item('programmes', 'programmes')]
  yield ['ruling', item('rulings', 'rulings')]
}

/** The choices of a file's schema beside those of the answer's: where, what may be written, what may be told. */
function* choicesOf(
  written: Readonly<Record<string, Schema>>,
  schema: Schema,
  answer: Schema | undefined,
  path: string,
): Iterable<readonly [path: string, given: readonly string[], told: readonly string[] | undefined]> {
  const given = resolved(written, schema)
  const [some, none] = answer?.anyOf ?? []
  const told = answer && resolvedIn('common', none?.type === 'null' && some ? some : answer)
  if (given.enum) yield [path, given.enum, told?.enum]
  for (const [key, inner] of Object.entries(given.properties ?? {})) {
    if (told?.properties && !(key in told.properties)) continue
    yield* choicesOf(written, inner, told?.properties?.[key], `${path}/${key}`)
  }
  if (given.items && told?.items) yield* choicesOf(written, given.items, told.items, `${path}/*`)
}
