import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Schema } from '../../src/model/schema.ts'
import { formats } from '../../src/repository/checks.ts'

const folder = 'schemas/output/'
const ending = '.schema.json'

/** The schemas of the answers by name, `common` among them. */
export const outputSchemas: Readonly<Record<string, Schema>> = Object.fromEntries(
  readdirSync(folder).map(file => [
    file.slice(0, -ending.length),
    JSON.parse(readFileSync(folder + file, 'utf8')) as Schema,
  ]),
)

/** The kinds of answers that have a schema. */
export const answerNames = Object.keys(outputSchemas).filter(name => name !== 'common')

const ajv = new Ajv2020({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  unicodeRegExp: true,
  ownProperties: true,
  formats,
})
const uri = (name: string) => `file:///schemas/output/${name}${ending}`
for (const [name, schema] of Object.entries(outputSchemas)) ajv.addSchema(schema, uri(name))

/** The compiled schema of a kind of answer; throws where it is not strictly one. */
export function validator(name: string): ValidateFunction {
  const validate = ajv.getSchema(uri(name))
  if (!validate) throw new Error(`schemas/output has no ${name}${ending}`)
  return validate
}
