import { lstatSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gitTop, type Location } from '../repository/find.ts'
import { git } from '../repository/git.ts'
import { type Stamp, stampSize } from './stamp.ts'

/** The stamps of files, by folder and name, as far as somebody has looked at them. */
export interface Stamps {
  /**
   * Goes through the files of a folder in the order of their names' bytes.
   * @param folder path from plan.yaml, without a slash at its end
   * @param found is given the name and the stamp, as ranges of bytes
   */
  each(folder: string, found: FoundStamp): void
}

export type FoundStamp = (
  bytes: Uint8Array,
  nameStart: number,
  nameEnd: number,
  stampBytes: Uint8Array,
  stampStart: number,
) => void
