import { _, Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { referencesIn, resolved, type Schema } from '../src/model/schema.ts'
import { addKeywords, settings } from '../src/repository/compile.ts'
import { readSchemas } from './schemas.ts'
import { writeChanged } from './write-changed.ts'

/** A schema without its words: what is left is all that checking needs. */
function bare(schema: unknown, named = false): unknown {
  if (Array.isArray(schema)) return schema.map(item => bare(item))
  if (typeof schema !== 'object' || schema === null) return schema
  const kept = Object.entries(schema).filter(
    ([key]) => named || !/^(x-|title$|description$|\$schema$)/.test(key),
  )
  return Object.fromEntries(
    kept.map(([key, value]) => [key, bare(value, key === 'properties' || key === '$defs')]),
  )
}

const schemas = readSchemas()
const names = Object.keys(schemas).filter(name => name !== 'common')
const uri = (name: string) => `file:///schemas/${name}.schema.json`

/**
 * The schemas as a module of functions.
 * @param everyError true: every error is collected; false: stops at the first, which is all that the hot way asks
 */
function compiled(everyError: boolean, names: readonly string[]): string {
  const ajv = new Ajv2020({
    ...settings,
    // What is read from files is plain objects, none of whose inherited names is a field.
    ownProperties: everyError,
    allErrors: everyError,
    inlineRefs: !everyError,
    code: { source: true, esm: true, formats: _`formats` },
  })
  addKeywords(ajv)
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(bare(schema) as object, uri(name))
  const code = standalone.default(
    ajv,
    Object.fromEntries(names.map((name, index) => [`v${index}`, uri(name)])),
  )
  // Nobody asks the hot functions what was wrong: without it they are a third of the size. But they count each other's.
  const asked = everyError
    ? code.replaceAll(
        /vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\)/g,
        'joined(vErrors, $1.errors)',
      )
    : code.replaceAll(
        /(validate\d+\.errors = )\[\{instancePath.*?\}\];return false;/gs,
        '$1[{}];return false;',
      )
  const lean = asked.replaceAll(/new RegExp\((".*?(?<!\\)"), "u"\)/g, 'pattern($1)')
  const table = names.map((name, index) => `${JSON.stringify(name)}: v${index}`).join(', ')
  return `import { firstRepeat, formats, joined, pattern } from './checks.ts'\n${lean}\nexport const validators = { ${table} }\n`
}

// The schema of record kinds is asked rarely, and then every fault is wanted.
const hot = names.filter(name => name !== 'kind')

type KeyOrder = { readonly [key: string]: KeyOrder | 0 }

/** The keys of a mapping in their order, each with those of what stands below it or is listed there; 0 where there are none. */
function keyOrder(schema: Schema): KeyOrder | 0 {
  const { properties, additionalProperties, items } = resolved(schemas, schema)
  if (additionalProperties || (properties && items))
    throw new Error('the reader of data files does not know this form')
  if (properties)
    return Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, keyOrder(inner)]))
  return items ? keyOrder(items) : 0
}

const folder = 'src/repository'
const orders = Object.fromEntries(hot.map(name => [name, keyOrder(schemas[name] as Schema)]))
const referring = Object.fromEntries(hot.map(name => [name, referencesIn(schemas, schemas[name] as Schema)]))
writeChanged(
  `${folder}/accepts.generated.mjs`,
  `${compiled(false, hot)}export const references = ${JSON.stringify(referring)}\nexport const keyOrders = ${JSON.stringify(orders)}\n`,
)
writeChanged(`${folder}/faults.generated.mjs`, compiled(true, names))
// As one text, which V8 reads faster than a literal.
const text = JSON.stringify(JSON.stringify(schemas))
writeChanged(`${folder}/schemas.generated.mjs`, `export const schemas = JSON.parse(${text})\n`)
