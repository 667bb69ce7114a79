import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Named } from './names.ts'
import { stampSize } from './stamp.ts'
import type { Lie } from './survey.ts'

/** What is known of a record file. */
export const unknown = 0
export const settled = 1
/** A check may have a word to say of it, so it is read each time. */
export const unsettled = 2
/** It was read, but not judged. */
export const seen = 3

/** What a run knew of the record files of a folder. */
export interface KeptFolder extends Named, Lie {
  /** The stamp of the folder, as a word; '' where its names cannot be relied on. */
  readonly stamp: string
  /** One of the above for each file. */
  readonly verdicts: Uint8Array
}

/** What a run knew. */
export interface Kept {
  /** No other state of the files is kept under it. */
  readonly id: string
  /** The folder of plan.yaml. */
  readonly root: string
  /** Of the program and the plan that it judged by. */
  readonly context: string
  /** The day on which it judged. */
  readonly today: string
  /** The state of git's index that the files were held against; undefined where there was none to rely on. */
  readonly index: string | undefined
  readonly folders: readonly KeptFolder[]
}

type Head = Omit<Kept, 'folders'> & {
  readonly folders: readonly (Pick<KeptFolder, 'path' | 'stamp' | 'count'> & { readonly length: number })[]
}

const magic = 'kepu settled 2\n'
const bodyAt = magic.length + 4

/**
 * Reads a file of a cache.
 * @throws where there is none, or somebody else has written it
 */
export function readOwn(file: string): Buffer {
  if (process.getuid && statSync(file).uid !== process.getuid()) throw new Error(`${file} is not our own`)
  return readFileSync(file)
}

/** Reads what was kept; undefined where that is nothing, or not whole, or written by somebody else. */
export function readKept(file: string): Kept | undefined {
  try {
    const bytes = readOwn(file)
    const body = bytes.subarray(bodyAt)
    const isWhole =
      bytes.toString('latin1', 0, magic.length) === magic && bytes.readUInt32BE(magic.length) === crc32(body)
    if (!isWhole) return undefined
    const length = body.readUInt32BE(0)
    const { folders, ...rest } = JSON.parse(body.toString('utf8', 4, 4 + length)) as Head
    let at = 4 + length
    const take = (size: number): Uint8Array => {
      at += size
      return body.subarray(at - size, at)
    }
    return {
      ...rest,
      folders: folders.map(({ length, ...folder }) => ({
        ...folder,
        names: take(length),
        verdicts: take(folder.count),
        indexed: take(folder.count),
        stamps: doublesOf(take(folder.count * stampSize * Float64Array.BYTES_PER_ELEMENT)),
      })),
    }
  } catch {
    return undefined
  }
}

/** Doubles lie where their size says; a part of a file may begin anywhere. */
function doublesOf(bytes: Uint8Array): Float64Array {
  const doubles = new Float64Array(bytes.length / Float64Array.BYTES_PER_ELEMENT)
  new Uint8Array(doubles.buffer).set(bytes)
  return doubles
}

/** Keeps what is known for later runs: whole, or not at all. It is no loss where that cannot be done. */
export function writeKept(file: string, { folders, ...rest }: Kept): void {
  const head: Head = {
    ...rest,
    folders: folders.map(({ path, stamp, count, names }) => ({ path, stamp, count, length: names.length })),
  }
  const json = Buffer.from(JSON.stringify(head))
  const size = Buffer.alloc(4)
  size.writeUInt32BE(json.length)
  const body = Buffer.concat([
    size,
    json,
    ...folders.flatMap(({ names, verdicts, indexed, stamps }) => [
      names,
      verdicts,
      indexed,
      Buffer.from(stamps.buffer, stamps.byteOffset, stamps.byteLength),
    ]),
  ])
  writeApart(file, [Buffer.from(magic), sumOf(body), body])
}

/** Writes a file of a cache beside its place, then puts it there. */
export function writeApart(file: string, parts: readonly Uint8Array[]): void {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(temporary, Buffer.concat(parts), { mode: 0o600, flag: 'wx' })
    renameSync(temporary, file)
  } catch {
    discard(temporary)
  }
}

/** Takes a file of a cache away, where it is there. */
export function discard(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // It lies in a cache folder, and nobody reads it.
  }
}

/** Not against malice, which could as well write the records, but against damage. */
function sumOf(body: Uint8Array): Uint8Array {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return sum
}
