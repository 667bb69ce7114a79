import { createHash } from 'node:crypto'
import { createReadStream, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { PlanRecord } from '../model/entities.ts'
import type { Place } from '../model/place.ts'
import { at } from '../model/place.ts'

/** A file that a record names as evidence. */
export interface EvidenceFile {
  readonly record: PlanRecord
  readonly at: Place
  /** Its path from the folder of plan.yaml. */
  readonly file: string
  /** What it hashed to when it was recorded. */
  readonly sha256: string | undefined
}

/** The files that records name as evidence; URLs and archive numbers are none. */
export function* evidenceFiles(records: readonly PlanRecord[]): Iterable<EvidenceFile> {
  for (const record of records) {
    const items = (record.fields.evidence ?? []) as readonly (string | { file?: string; sha256?: string })[]
    for (const [index, item] of items.entries()) {
      if (typeof item === 'string' || item.file === undefined) continue
      yield { record, at: at(record, 'evidence', index, 'file'), file: item.file, sha256: item.sha256 }
    }
  }
}

/** Why a path is no evidence. */
export type NoEvidence = 'outside' | 'missing' | 'not-a-file'

/**
 * The absolute path of a file inside a folder. Neither `..` nor a link leads out of it, and paths are written as on
 * every system: with `/`, without a drive.
 */
export function insidePath(root: string, path: string): { readonly path: string } | NoEvidence {
  const parts = path.split('/')
  if (/[\\:\0]/.test(path) || parts.some(part => ['', '.', '..', '.git'].includes(part))) return 'outside'
  try {
    const real = realpathSync(join(root, path))
    if (!real.startsWith(realpathSync(root) + sep)) return 'outside'
    return statSync(real).isFile() ? { path: real } : 'not-a-file'
  } catch {
    return 'missing'
  }
}

/** The sha256 of a file, read in pieces: evidence may be a film. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
