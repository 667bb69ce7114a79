import { createHash } from 'node:crypto'
import { accessSync, constants, createReadStream, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { PlanRecord } from '../model/entities.ts'
import type { Place } from '../model/place.ts'
import { at } from '../model/place.ts'
import { codeOf } from './tree.ts'

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
export type NoEvidence = 'outside' | 'missing' | 'not-a-file' | 'unreadable'

/** git's own folder is no place for evidence, however a file system that is blind to case spells it. */
const isGit = (part: string): boolean => part.toLowerCase() === '.git'

/** Windows takes `..` and `.git` with dots and spaces behind them for the same. */
const leadsAstray = (part: string): boolean => /^(?:\.git)?[. ]*$/i.test(part)

/**
 * The absolute path of a file inside a folder. Neither `..` nor a link leads out of it, and paths are written as on
 * every system: with `/`, without a drive.
 */
export function insidePath(root: string, path: string): { readonly path: string } | NoEvidence {
  const parts = path.split('/')
  if (/[\\:\p{Cc}]/u.test(path) || parts.some(leadsAstray)) return 'outside'
  try {
    const top = realpathSync(root)
    const real = realpathSync(join(root, path))
    if (!real.startsWith(top + sep) || real.slice(top.length).split(sep).some(isGit)) return 'outside'
    if (!statSync(real).isFile()) return 'not-a-file'
    accessSync(real, constants.R_OK)
    return { path: real }
  } catch (error) {
    return codeOf(error) === 'EACCES' ? 'unreadable' : 'missing'
  }
}

/** The sha256 of a file, read in pieces: evidence may be a film. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
