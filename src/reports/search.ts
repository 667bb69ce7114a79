import { forgiven } from '../model/forgiven.ts'
import type { Text } from '../model/text.ts'
import type { Asked } from './entities.ts'
import { entityWord } from './entity-words.ts'
import { allEntities, type FoundEntity } from './find.ts'
import { officialTextOf } from './official-clause.ts'
import { type Answer, cell, column } from './view.ts'

interface Hit {
  readonly entity: FoundEntity['kind'] | 'clause'
  readonly id: string
  readonly title: string
  readonly field: string
  readonly text: string
  readonly file: string
  /** Of the official text; null for the data. */
  readonly line: number | null
}

/** Fields whose values are ids and choices rather than words; what they name is found by itself. */
const silent = new Set([
  'kind',
  'modality',
  'cadence',
  'each',
  'as',
  'status',
  'scope',
  'op',
  'sha256',
  'file',
  'unit',
])

/** Every field of the plan and its records that holds a text, and the clauses of the official text where it is there. */
export function searchAnswer(written: string, asked: Asked): Answer {
  const word = forgiven(written)
  const hits: Hit[] = []
  const programmes = new Set<string>()
  for (const found of allEntities(asked.plan)) {
    const { kind, entity } = found
    const json = found.json(asked)
    const title = String(json.title ?? json.name ?? found.names[0] ?? entity.id)
    const file = asked.prefix + entity.place.file
    for (const { field, text } of texts(json)) {
      if (!forgiven(text).includes(word)) continue
      hits.push({ entity: kind, id: entity.id, title, field, text, file, line: null })
      if (kind === 'programme') programmes.add(entity.id)
    }
  }
  for (const measure of asked.plan.measures) {
    const named = measure.programmes.filter(id => programmes.has(id))
    if (named.length === 0) continue
    const file = asked.prefix + measure.place.file
    hits.push({
      entity: 'measure',
      id: measure.id,
      title: measure.title,
      field: 'programmes',
      text: named.join(' '),
      file,
      line: null,
    })
  }
  for (const { clause, text, line } of clausesWith(word, asked)) {
    hits.push({
      entity: 'clause',
      id: clause,
      title: clause,
      field: 'text',
      text,
      file: `${asked.prefix}${asked.plan.source?.file}`,
      line,
    })
  }
  return {
    kind: 'search',
    data: { text: written, hits },
    view: [
      {
        table: {
          title: { zh: `“${written}”：${hits.length} 处`, en: `"${written}": ${hits.length} places` },
          columns: [
            column('类别', 'Kind'),
            column('编号', 'Id'),
            column('名称', 'Title'),
            column('内容', 'Text'),
            column('文件', 'File'),
          ],
          rows: hits.map(({ entity, id, title, text, file, line }) => [
            cell(kindOf(entity)),
            cell(id),
            cell(title, 'strong'),
            cell(text === title ? null : snippet(text, word)),
            cell(line === null ? file : `${file}:${line}`, 'faint'),
          ]),
          ...(hits.length === 0 && { note: { zh: '没有找到。', en: 'Nothing was found.' } }),
        },
      },
    ],
  }
}

const kindOf = (entity: Hit['entity']): Text =>
  entity === 'clause' ? { zh: '原文', en: 'official text' } : entityWord(entity)

function* texts(value: unknown, field = ''): Iterable<{ readonly field: string; readonly text: string }> {
  if (typeof value === 'string') {
    if (!silent.has(field)) yield { field, text: value }
  } else if (Array.isArray(value)) {
    for (const item of value) yield* texts(item, field)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* texts(inner, key)
  }
}

const around = 16

/** The words around the first place where the text holds the word. */
function snippet(text: string, word: string): string {
  const characters = [...text]
  if (characters.length <= around * 3) return text
  let folded = ''
  const origins: number[] = []
  for (const [index, character] of characters.entries()) {
    for (const unit of forgiven(character)) {
      folded += unit
      for (let count = 0; count < unit.length; count++) origins.push(index)
    }
  }
  const at = origins[folded.indexOf(word)] ?? 0
  const start = Math.max(0, at - around)
  const end = Math.min(characters.length, at + word.length + around)
  return `${start > 0 ? '…' : ''}${characters.slice(start, end).join('')}${end < characters.length ? '…' : ''}`
}

function clausesWith(word: string, { plan }: Asked): { clause: string; text: string; line: number }[] {
  const official = officialTextOf(plan)
  if (!official) return []
  return official.clauses.flatMap(clause =>
    clause.sentences
      .filter(({ text }) => forgiven(text).includes(word))
      .map(({ text, start }) => ({ clause: clause.path, text, line: official.position(start).line })),
  )
}
