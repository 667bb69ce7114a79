import type { RuleFinding } from '../model/problem.ts'
import type { FileKind } from './kinds.ts'
import { fieldNames } from './schema.ts'
import { schemaFaults } from './schema-faults.ts'
import { schemas } from './schemas.generated.mjs'
import { colonSlips } from './yaml-words.ts'

/** A file that its schema refused, or that is not the YAML that kepu reads: then `syntax` says why. */
export interface FaultyFile {
  readonly file: string
  readonly kind: FileKind
  readonly value: unknown
  readonly text: string
  readonly syntax: readonly RuleFinding[]
}

/** What is wrong with a file. A slip of the colon explains whatever else could be said of it, so it stands alone. */
export function explain({ file, kind, value, text, syntax }: FaultyFile): readonly RuleFinding[] {
  const slips = colonSlips(text, fieldNames(schemas))
  if (slips.length === 0) return value === undefined ? syntax : schemaFaults(kind, value, file)
  return slips.map(({ start, end, fullWidth, name }) => ({
    rule: 'colon',
    at: { file, path: [], span: [start, end] as const },
    message: fullWidth
      ? { zh: `“${name}”后面是全角冒号“：”`, en: `a full-width colon follows "${name}"` }
      : { zh: `“${name}:”后面少一个空格`, en: `a space is missing after "${name}:"` },
    hint: {
      zh: `写成 ${name}: …（半角冒号，后面空一格）`,
      en: `write ${name}: … (a plain colon and a space)`,
    },
  }))
}
