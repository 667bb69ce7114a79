import type { Text } from '../model/text.ts'
import { verbatim } from '../model/text.ts'
import type { FileKind } from '../repository/kinds.ts'
import { type Words, wordsOf } from '../repository/words.ts'
import type { Asked } from './entities.ts'
import { entitySchema } from './entity-words.ts'
import type { FoundEntity } from './find.ts'
import { partyNames } from './list.ts'
import type { ShownClause } from './official-clause.ts'
import type { Answer, Card } from './view.ts'

/** Each entity whole, with the file it is written in; clauses of the official text come first. */
export function showAnswer(
  found: readonly FoundEntity[],
  clauses: readonly ShownClause[],
  asked: Asked,
): Answer {
  const printed = clauses.map(({ clause, text, file, line }) => ({
    entity: 'clause',
    id: clause,
    file: asked.prefix + file,
    line,
    text,
  }))
  const items = found.map(({ kind, entity, json }) => ({
    entity: kind,
    file: asked.prefix + entity.place.file,
    ...json(asked),
  }))
  return {
    kind: 'show',
    data: [...printed, ...items],
    view: [
      ...printed.map(({ id, file, line, text }) => ({
        card: {
          title: { zh: `原文 ${id}`, en: `official text ${id}` },
          fields: [
            { label: { zh: '所印', en: 'as printed' }, value: verbatim(text) },
            { label: { zh: '文件', en: 'file' }, value: verbatim(`${file}:${line}`) },
          ],
        },
      })),
      ...found.map((one, index) => ({ card: card(one, items[index] ?? {}, asked) })),
    ],
  }
}

function card({ kind, entity }: FoundEntity, json: Readonly<Record<string, unknown>>, asked: Asked): Card {
  const { word, path, file: home } = entitySchema[kind]
  const words = wordsOf(asked.plan)
  const file = kind === 'record' ? (`records/${json.kind}` as FileKind) : home
  const kindName = kind === 'record' ? words.recordKind(String(json.kind)) : word
  const title = String(json.title ?? json.name ?? '')
  const hidden = new Set(['entity', 'id', 'title', 'name', 'file', kind === 'record' ? 'kind' : ''])
  const fields = Object.entries(json)
    .filter(
      ([key, value]) => !hidden.has(key) && value !== null && !(Array.isArray(value) && value.length === 0),
    )
    .map(([key, value]) => ({
      label: added[key] ?? words.field(file, ...path, key),
      value: valueText(words, file, [...path, key], value, asked),
    }))
  return {
    title: {
      zh: `${kindName.zh} ${entity.id} ${title}`.trim(),
      en: `${kindName.en} ${entity.id} ${title}`.trim(),
    },
    fields: [
      ...fields,
      { label: { zh: '文件', en: 'file' }, value: verbatim(asked.prefix + entity.place.file) },
    ],
  }
}

/** Fields that answers add to what is stored. */
const added: Readonly<Record<string, Text>> = {
  deliverables: { zh: '应完成', en: 'deliverables' },
  unitName: { zh: '单位名称', en: 'unit name' },
  task: { zh: '任务', en: 'task' },
}

function valueText(
  words: Words,
  file: FileKind | 'kind',
  path: readonly (string | number)[],
  value: unknown,
  asked: Asked,
): Text {
  if (Array.isArray(value)) {
    const items = value.map(item => valueText(words, file, [...path, 0], item, asked))
    const simple = value.every(item => typeof item !== 'object')
    return {
      zh: items.map(({ zh }) => zh).join(simple ? '、' : '\n'),
      en: items.map(({ en }) => en).join(simple ? ', ' : '\n'),
    }
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => ({
        label: words.field(file, ...path, key),
        text: valueText(words, file, [...path, key], inner, asked),
      }))
    return {
      zh: parts.map(({ label, text }) => `${label.zh} ${text.zh}`).join('，'),
      en: parts.map(({ label, text }) => `${label.en} ${text.en}`).join(', '),
    }
  }
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  const refers = words.refers(file, path)
  if (refers === 'kind') return words.recordKind(String(value))
  if (refers === 'owner' || refers === 'unit') return partyNames(asked, [String(value)])
  return words.value(file, String(value), ...path)
}
