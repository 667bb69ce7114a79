import type { ErrorObject } from 'ajv'
import { nearest } from '../model/nearest.ts'
import type { Place, Step } from '../model/place.ts'
import type { RuleFinding } from '../model/problem.ts'
import { readDate } from '../model/read-date.ts'
import { fieldWord, type Schema, schemaAt } from '../model/schema.ts'
import { listed, plural, type Text } from '../model/text.ts'
import { validators } from './faults.generated.mjs'
import type { BuiltInKind } from './kinds.ts'
import type { OwnKind } from './own-kinds.ts'
import { schemas } from './schemas.generated.mjs'
import { excerpt } from './text-scan.ts'

/** More faults than this in one file are not told. */
const toldPerFile = 200

/** Every fault of a value against its schema, in our own words. Loaded only when a file has one. */
export function schemaFaults(name: BuiltInKind | 'kind', value: unknown, file: string): RuleFinding[] {
  return faultsBy(validators[name], name, schemas, value, file)
}

/** The same for a schema that the tool does not carry. */
export function ownSchemaFaults(
  { name, schema, faults }: Pick<OwnKind, 'name' | 'schema' | 'faults'>,
  value: unknown,
  file: string,
): RuleFinding[] {
  return faultsBy(faults, name, { ...schemas, [name]: schema }, value, file)
}

type Schemas = Readonly<Record<string, Schema>>

interface Validator {
  (value: unknown): boolean
  errors?: readonly ErrorObject[] | null
}

function faultsBy(
  validator: Validator,
  name: string,
  schemas: Schemas,
  value: unknown,
  file: string,
): RuleFinding[] {
  if (validator(shortened(value))) return []
  const errors = validator.errors ?? []
  const worst = new Map<string, string>()
  for (const { keyword, instancePath } of errors) {
    const other = worst.get(instancePath)
    if (scalarKeywords.includes(keyword) && (other === undefined || outranks(keyword, other))) {
      worst.set(instancePath, keyword)
    }
  }
  return errors
    .filter(error => !error.schemaPath.includes('/anyOf/'))
    .filter(
      error => !scalarKeywords.includes(error.keyword) || worst.get(error.instancePath) === error.keyword,
    )
    .slice(0, toldPerFile)
    .map(error => fault(error, new Subject(schemas, name, value, file, pathOf(error.instancePath, value))))
}

/** No schema allows a list as long; of a longer one the rest is not looked at. */
const longestList = 5001

function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, longestList).map(shortened)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shortened(field)]))
}

/** One wrong value is one problem: of several keywords that refuse it, the first of these speaks. */
const scalarKeywords = ['type', 'enum', 'minLength', 'pattern', 'format', 'maxLength', 'minimum', 'maximum']

const outranks = (keyword: string, other: string): boolean =>
  scalarKeywords.indexOf(keyword) < scalarKeywords.indexOf(other)

/** A JSON pointer as steps; a step into a list is a number. */
function pathOf(pointer: string, root: unknown): Step[] {
  const path: Step[] = []
  let value = root
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    const step = Array.isArray(value) ? Number(name) : name
    path.push(step)
    value = (value as Record<Step, unknown> | undefined)?.[step]
  }
  return path
}

/** The value that a fault is about, with its place, its schema and its names. */
class Subject {
  readonly at: Place
  readonly value: unknown
  readonly #schemas: Schemas
  readonly #name: string
  readonly #path: readonly Step[]

  constructor(schemas: Schemas, name: string, root: unknown, file: string, path: readonly Step[]) {
    this.#schemas = schemas
    this.#name = name
    this.#path = path
    this.at = { file, path }
    this.value = path.reduce<unknown>((value, step) => (value as Record<Step, unknown>)?.[step], root)
  }

  get schema(): Schema | undefined {
    return this.schemaAt(this.#path)
  }

  /** How the value is called: its field's key and word, `“attendance”（人次）`; an item of a list by its list. */
  get called(): Text {
    const depth = this.#path.findLastIndex(step => typeof step === 'string')
    if (depth < 0) return { zh: '这个文件', en: 'the file' }
    return this.field(String(this.#path[depth]), this.schemaAt(this.#path.slice(0, depth + 1)))
  }

  schemaAt(path: readonly Step[]): Schema | undefined {
    return schemaAt(this.#schemas, this.#name, path)
  }

  field(key: string, schema = this.schemaAt([...this.#path, key])): Text {
    const word = fieldWord(schema, key)
    return { zh: word.zh === key ? `“${key}”` : `“${key}”（${word.zh}）`, en: `"${key}"` }
  }
}

/** A value as it is quoted in a message. */
function quoted(value: unknown): Text {
  const shown = excerpt(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
  return { zh: `“${shown}”`, en: `"${shown}"` }
}

const typeWords: Readonly<Record<string, Text>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  integer: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表（每行一项，以“- ”开头）', en: 'a list (one item a line, each beginning with "- ")' },
  object: { zh: '若干字段（“名称: 值”）', en: 'fields ("name: value")' },
  null: { zh: '空值', en: 'nothing' },
}

const scalarWords: Readonly<Record<string, Text>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'number' },
  boolean: { zh: '是非值', en: 'value' },
}

/** What was written, as a kind of thing. */
function kindOf(value: unknown): Text {
  if (value === null) return { zh: '没有填值', en: 'there is no value' }
  if (Array.isArray(value)) return { zh: '这里是列表', en: 'this is a list' }
  if (typeof value === 'object') return { zh: '这里是若干字段', en: 'these are fields' }
  const kind = scalarWords[typeof value] ?? scalarWords.string
  return { zh: `这里是${kind?.zh}${quoted(value).zh}`, en: `this is the ${kind?.en} ${quoted(value).en}` }
}

function fault(error: ErrorObject, subject: Subject): RuleFinding {
  const explain = faults[error.keyword]
  if (!explain) throw new Error(`no words for the schema keyword ${error.keyword}`)
  return { at: subject.at, ...explain(subject, error.params as Params) }
}

/** What ajv says of a fault, whichever keyword it is of. */
interface Params {
  readonly unevaluatedProperty: string
  readonly missingProperty: string
  readonly type: string | readonly string[]
  readonly allowedValues: readonly string[]
  readonly i: number
  readonly limit: number
}

type Explain = (subject: Subject, params: Params) => Partial<RuleFinding> & Omit<RuleFinding, 'at'>

const faults: Readonly<Record<string, Explain>> = {
  unevaluatedProperties(subject, { unevaluatedProperty: key }) {
    const fields = subject.schema?.properties ?? {}
    const byWord = Object.keys(fields).find(name => {
      const word = schemaAt({ ...schemas, field: fields[name] as Schema }, 'field', [])
      return word?.title === key || word?.['x-also']?.includes(key)
    })
    const shown = quoted(key)
    const near = byWord ? [byWord] : nearest(key, Object.keys(fields))
    const offered = near.map(name => subject.field(name))
    const all = Object.keys(fields).join(', ')
    return {
      rule: 'unknown-key',
      at: { ...subject.at, path: [...subject.at.path, key], key: true },
      message: { zh: `没有${shown.zh}这个字段`, en: `there is no field ${shown.en}` },
      hint: offered[0]
        ? { zh: `最接近的是 ${listed(offered).zh}`, en: `the nearest is ${listed(offered).en}` }
        : { zh: `可用的字段：${all}`, en: `the fields are: ${all}` },
    }
  },

  required(subject, { missingProperty: key }) {
    const field = subject.field(key)
    return {
      rule: 'missing-key',
      message: { zh: `缺少必填的${field.zh}`, en: `the required field ${field.en} is missing` },
      hint: { zh: `在这一层加一行 ${key}: …`, en: `add a line ${key}: … on this level` },
    }
  },

  anyOf(subject) {
    const keys = (subject.schema?.anyOf ?? []).flatMap(option => option.required ?? [])
    const fields = keys.map(key => subject.field(key))
    return {
      rule: 'missing-key',
      message: {
        zh: `${listed(fields).zh}至少要有一个`,
        en: `at least one of ${listed(fields).en} is required`,
      },
      hint: { zh: `加上 ${keys.join(' 或 ')}`, en: `add ${keys.join(' or ')}` },
    }
  },

  type(subject, { type }) {
    const types = [type].flat()
    const wanted = types.map(type => typeWords[type] ?? { zh: type, en: type })
    const called = subject.called
    return {
      rule: 'wrong-type',
      message: {
        zh: `${called.zh}应当是${wanted.map(word => word.zh).join('或')}，${kindOf(subject.value).zh}`,
        en: `${called.en} must be ${wanted.map(word => word.en).join(' or ')}; ${kindOf(subject.value).en}`,
      },
      hint: typeHint(types, subject.value),
    }
  },

  enum(subject, { allowedValues: allowed }) {
    const words = subject.schema?.['x-values'] ?? {}
    const byWord = allowed.find(
      value => words[value]?.zh === subject.value || words[value]?.en === subject.value,
    )
    const near = byWord ? [byWord] : nearest(String(subject.value), allowed)
    const all = allowed.map(value => (words[value] ? `${value}（${words[value].zh}）` : value)).join('、')
    return {
      rule: 'not-listed',
      message: {
        zh: `${subject.called.zh}不能是${quoted(subject.value).zh}，只能是 ${all}`,
        en: `${subject.called.en} cannot be ${quoted(subject.value).en}; it is one of ${allowed.join(', ')}`,
      },
      hint: near[0]
        ? { zh: `最接近的是 ${near.join('、')}`, en: `the nearest is ${near.join(', ')}` }
        : { zh: `改为其中一个`, en: 'use one of these' },
    }
  },

  pattern(subject) {
    const form = subject.schema?.['x-form'] ?? { zh: '规定的写法', en: 'the given form' }
    return {
      rule: 'wrong-form',
      message: {
        zh: `${subject.called.zh}的值${quoted(subject.value).zh}不合写法`,
        en: `the value ${quoted(subject.value).en} of ${subject.called.en} is not in its form`,
      },
      hint: { zh: `写法：${form.zh}`, en: `its form: ${form.en}` },
    }
  },

  format(subject) {
    const date = readDate(String(subject.value))
    return {
      rule: 'impossible-date',
      message: date
        ? {
            zh: `${subject.called.zh}的值${quoted(subject.value).zh}不是数据里日期的写法`,
            en: `the value ${quoted(subject.value).en} of ${subject.called.en} is not written as a date of the data`,
          }
        : {
            zh: `${subject.called.zh}的值${quoted(subject.value).zh}不是存在的日期`,
            en: `the value ${quoted(subject.value).en} of ${subject.called.en} is not a day of the calendar`,
          },
      hint: date
        ? { zh: `写成 "${date}"`, en: `write "${date}"` }
        : { zh: '写成年-月-日，如 "2018-09-15"', en: 'write year-month-day, such as "2018-09-15"' },
    }
  },

  uniqueItems(subject, { i: index }) {
    const items = subject.value as readonly unknown[]
    const first = items.findIndex(item => JSON.stringify(item) === JSON.stringify(items[index]))
    const at = { ...subject.at, path: [...subject.at.path, index] }
    return {
      rule: 'repeated-item',
      at,
      message: {
        zh: `${subject.called.zh}里${quoted(items[index]).zh}写了两次`,
        en: `${quoted(items[index]).en} stands twice in ${subject.called.en}`,
      },
      hint: { zh: '只留一个', en: 'keep one' },
      related: [
        {
          at: { ...subject.at, path: [...subject.at.path, first] },
          message: { zh: '第一次在这里', en: 'first here' },
        },
      ],
    }
  },

  minLength: (subject, { limit }) =>
    length(subject, { zh: `至少 ${limit} 个字`, en: `at least ${plural(limit, 'character')}` }),
  maxLength: (subject, { limit }) =>
    length(subject, { zh: `至多 ${limit} 个字`, en: `at most ${plural(limit, 'character')}` }),
  minItems: (subject, { limit }) =>
    length(subject, { zh: `至少 ${limit} 项`, en: `at least ${plural(limit, 'item')}` }),
  maxItems: (subject, { limit }) =>
    length(subject, { zh: `至多 ${limit} 项`, en: `at most ${plural(limit, 'item')}` }),
  minProperties: (subject, { limit }) =>
    length(subject, { zh: `至少 ${limit} 个字段`, en: `at least ${plural(limit, 'field')}` }),

  minimum: (subject, { limit }) => range(subject, { zh: `不小于 ${limit}`, en: `at least ${limit}` }),
  maximum: (subject, { limit }) => range(subject, { zh: `不大于 ${limit}`, en: `at most ${limit}` }),
  exclusiveMinimum: (subject, { limit }) => range(subject, { zh: `大于 ${limit}`, en: `more than ${limit}` }),
}

function typeHint(types: readonly string[], value: unknown): Text {
  if (value === null) return { zh: '填上值，或删去这一行', en: 'give a value, or delete the line' }
  if (types.includes('string') && typeof value === 'number') {
    const shown = quoted(value).en
    return { zh: `加上引号：${shown}`, en: `put it in quotes: ${shown}` }
  }
  if (types.includes('array') && typeof value === 'string') {
    const shown = excerpt(value)
    return {
      zh: `写成列表：另起一行，写“- ${shown}”`,
      en: `write a list: on a new line, "- ${shown}"`,
    }
  }
  const digits =
    typeof value === 'string' ? /-?\d[\d,]*(?:\.\d+)?/.exec(value.normalize('NFKC'))?.[0] : undefined
  if (digits && types.some(type => type === 'number' || type === 'integer')) {
    const number = excerpt(digits.replaceAll(',', ''))
    return {
      zh: `只写数字，不加引号和单位：${number}`,
      en: `write the number alone, without quotes or unit: ${number}`,
    }
  }
  return { zh: '按字段要求改写', en: 'write it as the field asks' }
}

function length(subject: Subject, wanted: Text): ReturnType<Explain> {
  const { value, called } = subject
  const count = typeof value === 'string' ? [...value].length : Object.keys(value as object).length
  return {
    rule: 'wrong-length',
    message: {
      zh: `${called.zh}应当${wanted.zh}，现在是 ${count}`,
      en: `${called.en} must have ${wanted.en}; it has ${count}`,
    },
    hint:
      count === 0
        ? { zh: '填上内容，或删去这个字段', en: 'fill it in, or delete the field' }
        : { zh: '缩短或补足', en: 'shorten or complete it' },
  }
}

function range(subject: Subject, wanted: Text): ReturnType<Explain> {
  return {
    rule: 'out-of-range',
    message: {
      zh: `${subject.called.zh}应当${wanted.zh}，现在是 ${quoted(subject.value).zh}`,
      en: `${subject.called.en} must be ${wanted.en}; it is ${quoted(subject.value).en}`,
    },
    hint: { zh: '核对数字和单位', en: 'check the number and its unit' },
  }
}
