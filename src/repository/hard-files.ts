import type { RuleFinding } from '../model/problem.ts'
import { validators } from './accepts.generated.mjs'
import type { BuiltInKind, FileKind } from './kinds.ts'
import type { OwnKind } from './own-kinds.ts'
import { parseYaml } from './yaml.ts'
import { colonSlips } from './yaml-words.ts'

/** A text that is not canonical (`value` undefined), or that its schema refused. */
export interface HardFile {
  readonly file: string
  readonly kind: FileKind
  readonly text: string
  readonly value: unknown
}

/** What a file holds, or why it holds nothing that can be used: then `value` is undefined. */
export async function readHardFile(
  { file, kind, text, value }: HardFile,
  own: OwnKind | undefined,
): Promise<{
  readonly value: unknown
  /** What can be kept of a file that its schema refuses. */
  readonly rest?: unknown
  readonly findings: readonly RuleFinding[]
}> {
  const parsed = value === undefined ? parseYaml(text, file) : { value, findings: [] }
  const accepts = own?.accepts ?? validators[kind as BuiltInKind]
  if (parsed.value !== undefined && accepts(parsed.value)) return parsed
  // The words for faults are much, and mostly not needed.
  const { fieldNames } = await import('../model/schema.ts')
  const { schemas } = await import('./schemas.generated.mjs')
  const slips = colonFindings(text, file, fieldNames(own ? { ...schemas, own: own.schema } : schemas))
  if (slips.length > 0) return { value: undefined, findings: slips }
  if (parsed.value === undefined) return { value: undefined, findings: parsed.findings }
  const { ownSchemaFaults, schemaFaults } = await import('./schema-faults.ts')
  const { salvaged } = await import('./salvage.ts')
  const rest = salvaged(kind, parsed.value)
  const faults = own
    ? ownSchemaFaults(own, parsed.value, file)
    : schemaFaults(kind as BuiltInKind, parsed.value, file)
  return { value: undefined, rest, findings: faults }
}

/** A slip of the colon explains whatever else could be said of a file, so it stands alone. */
function colonFindings(text: string, file: string, names: ReadonlySet<string>): RuleFinding[] {
  return colonSlips(text, names).map(({ start, end, fullWidth, name }) => ({
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
