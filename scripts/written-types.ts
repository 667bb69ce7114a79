import { resolved, type Schema } from '../src/model/schema.ts'
import { readSchemas } from './schemas.ts'

const schemas = readSchemas()

function typeOf(schema: Schema, indent: string): string {
  if (schema.$ref?.endsWith('/name') && schema.$ref.includes('common')) return 'Name'
  const whole = resolved(schemas, schema)
  if (whole.enum) return whole.enum.map(value => `'${value}'`).join(' | ')
  const types = [whole.type ?? []].flat()
  if (types.length > 1) return types.map(type => typeOf({ ...whole, type }, indent)).join(' | ')
  switch (types[0]) {
    case 'object':
      if (whole.additionalProperties) {
        return `Readonly<Record<string, ${typeOf(whole.additionalProperties, indent)}>>`
      }
      if (!whole.properties) return 'Readonly<Record<string, unknown>>'
      return `{\n${properties(whole, `${indent}  `)}${indent}}`
    case 'array': {
      const item = typeOf(whole.items ?? {}, indent)
      return `readonly ${item.includes('|') ? `(${item})` : item}[]`
    }
    case 'integer':
      return 'number'
    case undefined:
      return 'unknown'
    default:
      return types[0] as string
  }
}

function properties(schema: Schema, indent: string): string {
  return Object.entries(schema.properties ?? {})
    .map(([key, value]) => {
      const { description } = resolved(schemas, value)
      const mark = schema.required?.includes(key) ? '' : '?'
      const comment = description ? `${indent}/** ${description} */\n` : ''
      return `${comment}${indent}readonly ${named(key)}${mark}: ${typeOf(value, indent)}\n`
    })
    .join('')
}

const named = (key: string): string => (/[^\w$]/.test(key) ? `'${key}'` : key)

const typeName = (name: string) =>
  name.replace('records/', '').replaceAll(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()) +
  (name.startsWith('records/') ? 'Record' : 'File')

/** The types of what the files hold, as TypeScript source, derived from the schemas. */
export function writtenTypes(): string {
  const parts = [
    '// Generated from schemas/ by `npm run generate`: the shape of each kind of file, as written.\n',
    `export interface Name {\n${properties(schemas.common?.$defs?.name as Schema, '  ')}}\n`,
  ]
  const names = Object.keys(schemas).filter(name => name !== 'common')
  for (const name of names) {
    const schema = schemas[name] as Schema
    parts.push(`/** ${schema.title} */\nexport interface ${typeName(name)} {\n${properties(schema, '  ')}}\n`)
  }
  const kinds = names.filter(name => name.startsWith('records/'))
  parts.push(
    `/** What each kind of file holds, by the name of its schema. */\nexport interface FileTypes {\n${names
      .filter(name => name !== 'kind')
      .map(name => `  readonly ${named(name)}: ${typeName(name)}\n`)
      .join('')}}\n`,
    `/** The record kinds that the tool carries. */\nexport const recordKinds = [\n${kinds
      .map(name => `  '${name.replace('records/', '')}',\n`)
      .join('')}] as const\n`,
  )
  return parts.join('\n')
}
