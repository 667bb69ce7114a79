import { resolved, type Schema } from '../../src/model/schema.ts'
import type { Language, Text } from '../../src/model/text.ts'
import { singleFiles } from '../../src/repository/kinds.ts'
import { readSchemas } from '../schemas.ts'

const schemas = readSchemas()

const words = {
  title: { zh: '数据', en: 'The data' },
  lead: {
    zh: '每种文件有哪些字段。模式在 `schemas/`，编辑器用它提示；这一页由模式生成。带 `[]` 的是列表里的一项；**粗体**的必填。',
    en: 'The fields of every kind of file. The schemas stand in `schemas/`, for editors too; this page is made from them. `[]` is an item of a list; **bold** must be there.',
  },
  field: { zh: '字段', en: 'Field' },
  word: { zh: '名称', en: 'Word' },
  holds: { zh: '内容', en: 'Holds' },
  records: { zh: '记录', en: 'Records' },
  recordsLead: {
    zh: '一条记录一个文件：`records/<类别>/<年>/<编号>.yaml`。这些名称也是 `kepu record` 的选项、表格的表头和导入时认的列名。',
    en: 'One record, one file: `records/<kind>/<year>/<id>.yaml`. In Chinese the words are also flags of `kepu record`, heads of templates and the columns that `import` knows.',
  },
  also: { zh: '也叫', en: 'also' },
} satisfies Readonly<Record<string, Text>>

type Say = (text: Text) => string

/** docs/data.md: every field of every kind of file. */
export function dataPage(language: Language): string {
  const say: Say = text => text[language]
  const kinds = Object.keys(schemas).filter(name => name.startsWith('records/'))
  return [
    `# ${say(words.title)}`,
    say(words.lead),
    ...Object.entries(singleFiles).flatMap(([file, kind]) => section(file, kind, say)),
    ...section('tasks/<id>.yaml', 'task', say),
    ...section('kinds/<kind>.schema.json', 'kind', say),
    `# ${say(words.records)}`,
    say(words.recordsLead),
    ...kinds.flatMap(kind => section(kind.slice('records/'.length), kind, say)),
  ].join('\n\n')
}

function section(heading: string, kind: string, say: Say): string[] {
  const schema = schemas[kind]
  if (!schema) throw new Error(`no schema is called ${kind}`)
  const about = described(schema)
  return [
    `## ${heading} · ${say(titled(schema, kind))}`,
    ...(about ? [say(about)] : []),
    [
      `| ${say(words.field)} | ${say(words.word)} | ${say(words.holds)} |`,
      '|---|---|---|',
      ...rowsOf(schema, '', true, say),
    ].join('\n'),
  ]
}

function rowsOf(written: Schema, path: string, isRequired: boolean, say: Say): string[] {
  const schema = resolved(schemas, written)
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const field = resolved(schemas, inner)
    const items = field.items && resolved(schemas, field.items)
    const here = `${path}${key}${items ? '[]' : ''}`
    const mustStand = isRequired && (schema.required?.includes(key) ?? false)
    const name = mustStand ? `**\`${here}\`**` : `\`${here}\``
    const row = `| ${name} | ${say(titled(field, key))} | ${cellOf(field, items, say)} |`
    const below = items?.properties ? items : field.properties ? field : undefined
    return [row, ...(below ? rowsOf(below, `${here}.`, mustStand, say) : [])]
  })
}

function cellOf(field: Schema, items: Schema | undefined, say: Say): string {
  const leaf = items ?? field
  const about = described(field)
  const also = field['x-also'] ?? []
  const values = (leaf.enum ?? []).map(value => {
    const word = leaf['x-values']?.[value]
    return word && say(word) !== value ? `\`${value}\` ${say(word)}` : `\`${value}\``
  })
  const parts = [
    about && say(about),
    leaf['x-form'] && say(leaf['x-form']),
    leaf.format === 'date' && '`2018-09-15`',
    values.length > 0 && values.join(say({ zh: '、', en: ', ' })),
    also.length > 0 && `${say(words.also)} ${also.join('、')}`,
  ]
  return parts
    .filter(part => typeof part === 'string' && part !== '')
    .join(say({ zh: '；', en: '; ' }))
    .replaceAll('|', '\\|')
}

const titled = (schema: Schema, key: string): Text => ({
  zh: schema.title ?? key,
  en: schema['x-en']?.title ?? key,
})

const described = ({ description, 'x-en': english }: Schema): Text | undefined =>
  description === undefined ? undefined : { zh: description, en: english?.description ?? description }
