import { fieldWord, type Schema, schemaAt } from '../model/schema.ts'
import type { Text } from '../model/text.ts'
import { verbatim } from '../model/text.ts'
import type { FileKind } from './kinds.ts'
import { schemas } from './schemas.generated.mjs'

/** A kind of file that a schema describes: data, or a record kind of the repository's own. */
type Described = FileKind | 'kind'

type Path = readonly (string | number)[]

/** The words that schemas give to fields and values. */
export interface Words {
  readonly schemas: Readonly<Record<string, Schema>>
  /** The word of a field: `field('task', 'leads')` is 牵头单位. */
  field(kind: Described, ...path: Path): Text
  /** The word of a value of a choice: `value('task', 'action', 'kind')` is 行动. */
  value(kind: Described, value: string, ...path: Path): Text
  /** The values of a choice with their words. */
  choices(kind: Described, ...path: Path): (readonly [string, Text])[]
  /** The word of a record kind: 活动. */
  recordKind(kind: string): Text
  /** What the value at a path names: `unit`, `duty` …; undefined where it names nothing. */
  refers(kind: Described, path: Path): string | undefined
}

/** They are asked for again and again, and there are one or two sets of own schemas in a run. */
const made = new WeakMap<object, Words>()

/** The words of the tool's schemas and of a repository's own. */
export function wordsOf({ ownSchemas }: { readonly ownSchemas: Readonly<Record<string, Schema>> }): Words {
  const words = made.get(ownSchemas) ?? wordsIn({ ...schemas, ...ownSchemas })
  made.set(ownSchemas, words)
  return words
}

function wordsIn(all: Readonly<Record<string, Schema>>): Words {
  const found = new Map<string, Schema | undefined>()
  const schemaOf = (kind: Described, path: Path): Schema | undefined => {
    const name = JSON.stringify([kind, ...path])
    if (!found.has(name)) found.set(name, schemaAt(all, kind, path))
    return found.get(name)
  }
  return {
    schemas: all,
    field: (kind, ...path) => fieldWord(schemaOf(kind, path), String(path.at(-1))),
    value: (kind, value, ...path) => schemaOf(kind, path)?.['x-values']?.[value] ?? verbatim(value),
    choices: (kind, ...path) => Object.entries(schemaOf(kind, path)?.['x-values'] ?? {}),
    recordKind: kind => fieldWord(all[`records/${kind}`], kind),
    refers: (kind, path) => schemaOf(kind, path)?.['x-refers'],
  }
}

/** Those of the tool alone, for kinds of file that every repository has. */
export const { value: valueWord, choices: choicesAt } = wordsOf({ ownSchemas: {} })
