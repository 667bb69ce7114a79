import fc from 'fast-check'
import type { RecordFields } from '../../src/model/entities.ts'
import { resolved, type Schema } from '../../src/model/schema.ts'
import { recordKinds } from '../../src/model/written.ts'
import { contentHash } from '../../src/records/record-id.ts'
import type { Words } from '../../src/repository/words.ts'

export interface AnyRecord {
  readonly kind: string
  readonly fields: RecordFields
}

/** Texts that spreadsheets, CSV and YAML each read as something else. */
const hostile = [
  '=1+1',
  "'=1+1",
  '\'\'=HYPERLINK("x")',
  '+86',
  '-5',
  '@SUM(A1)',
  "'撇号在前",
  'Mar-24',
  "'Mar-24",
  '3月24日',
  '24-Mar',
  '1.1E+17',
  '+1.1E+17',
  '110000000000000000',
  '2018-09-15',
  '2018/9/15',
  '43358',
  '0012',
  '12%',
  '1,234',
  '#N/A',
  '#REF!',
  'TRUE',
  'null',
  '~',
  'yes',
  '是',
  '[1]',
  '["a"]',
  '{"a": 1}',
  '[未完',
  '名称',
  '_x000D_',
  'a、b，c,d;e；f',
  '"整格引号"',
  '说“好”的"人"',
  '全角：ＡＢＣ１２３，（）；',
  'key: value # 不是注释',
  '- 短横',
  '𠮷野家㐂',
  'e\u0301 与 é',
  '　全角空格在中间　x',
  '| 竖线 \\ 反斜线 `',
  '%YAML 1.1',
  '---',
  '12:30:45',
  'https://example.cn/a,b;c?d=1&e=2',
  '<b>&amp;</b>',
]

const letters = [...`区科协讲座ab1 0　-=+@'"，,；;、：:#[]{}|>&*!%\\~?.\n\t（）“”Ａ１𠮷`]

const text = (maxLength: number) =>
  fc
    .oneof(
      fc.constantFrom(...hostile),
      fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: Math.min(maxLength, 40) }),
    )
    .filter(words => words.trim() !== '')

/** A line as the schemas want it: no breaks, nothing to trim. */
const line = (maxLength: number) =>
  text(maxLength)
    .map(words =>
      words
        .replaceAll(/\s*\n\s*/g, ' ')
        .trim()
        .slice(0, maxLength)
        .trim(),
    )
    .filter(words => words !== '')

const day = fc
  .date({ min: new Date('2018-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

/** What references may name in the example plan. */
const named: Readonly<Record<string, readonly string[]>> = {
  'unit-name': ['区科协', '区教体局', '东风镇'],
  'unit-name-or-task': ['区科协', '东风镇', 'T1'],
  measure: ['T1.1'],
  task: ['T1'],
  programme: ['science-day'],
  target: ['literacy'],
  duty: ['town-activities', 'action-plan'],
  milestone: ['launch'],
  amendment: ['2019-03-01-kexie-q5w7e'],
  any: ['action-plan'],
}

/** At most 15 digits, as every program keeps them. */
const number = ({ type, minimum = 0, maximum = 1e12, exclusiveMinimum }: Schema & Bounds) => {
  const least = Math.max(minimum, exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 1)
  const whole = fc.integer({ min: Math.max(least, -1e12), max: Math.min(maximum, 1e12) })
  return type === 'integer'
    ? whole
    : fc.oneof(
        whole,
        fc.integer({ min: Math.max(least, -1e9), max: 1e9 }).map(value => value / 100),
        fc.constantFrom(0.1, 12.5, 0.000_000_1, 999_999_999_999),
      )
}

interface Bounds {
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

const evidence = fc.oneof(
  line(60),
  fc.constant({ url: 'https://example.cn/a,b;c?d=1' }),
  fc.record({ archive: line(60), title: line(40) }, { requiredKeys: ['archive'] }),
)

const change = fc.constant([{ id: 'action-plan', field: 'due', from: '2018-12-31', to: '2019-12-31' }])

/** Any value that a schema admits; what only a rule refuses is left to `validate`. */
function anyValue(schemas: Words['schemas'], written: Schema, key: string): fc.Arbitrary<unknown> {
  const schema = resolved(schemas, written) as Schema & Bounds
  const refers = schema['x-refers']
  if (key === 'changes') return change
  if (key === 'evidence') return fc.array(evidence, { minLength: 1, maxLength: 3 })
  if (key === 'period') return fc.constantFrom('2018', '2019-Q3', '2018-09', 'launch', 'plan')
  if (refers && named[refers]) return fc.constantFrom(...named[refers])
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.format === 'date') return day
  if (schema.items) {
    return fc.uniqueArray(anyValue(schemas, schema.items, ''), {
      minLength: 1,
      maxLength: 3,
      selector: one => JSON.stringify(one),
    })
  }
  if (schema.properties)
    return fieldsOf(schemas, schema, schema.required ?? []).filter(one => Object.keys(one).length > 0)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'integer' || schema.type === 'number') {
    return key === 'year' ? fc.integer({ min: 2018, max: 2020 }) : number(schema)
  }
  return schema.pattern === undefined || schema.pattern === '\\S'
    ? text(schema.maxLength ?? 200)
    : line(schema.maxLength ?? 200)
}

function fieldsOf(
  schemas: Words['schemas'],
  { properties = {} }: Schema,
  required: readonly string[],
): fc.Arbitrary<Record<string, unknown>> {
  const parts = Object.fromEntries(
    Object.entries(properties)
      .filter(([key]) => key !== 'id' || !properties.date)
      .map(([key, part]) => [key, anyValue(schemas, part, key)]),
  )
  return fc.record(parts, { requiredKeys: required.filter(key => key in parts) })
}

const unitIds: Readonly<Record<string, string>> = { 区科协: 'kexie', 区教体局: 'jiaoti', 东风镇: 'dongfeng' }

/** Every kind, the repository's own too. */
export function kindsIn({ schemas }: Words): readonly string[] {
  const own = Object.keys(schemas).flatMap(name => (name.startsWith('records/') ? [name.slice(8)] : []))
  return [...new Set([...recordKinds, ...own])]
}

/** A record of a kind, with any of its fields. */
export function anyRecord({ schemas }: Words, kind: string): fc.Arbitrary<AnyRecord> {
  const schema = schemas[`records/${kind}`] as Schema
  return fieldsOf(schemas, schema, schema.required ?? []).map(content => {
    const ordered = Object.fromEntries(
      Object.keys(schema.properties ?? {}).flatMap(key => (key in content ? [[key, content[key]]] : [])),
    ) as Record<string, unknown> & { date: string; unit?: string }
    const unit = unitIds[ordered.unit ?? ''] ?? 'ref'
    const id = `${ordered.date}-${unit}-${contentHash(kind, ordered).slice(0, 6)}`
    return { kind, fields: { id, ...ordered } as unknown as RecordFields }
  })
}
