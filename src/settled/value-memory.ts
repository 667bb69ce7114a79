import { crc32 } from 'node:zlib'
import type { Repository } from '../repository/open.ts'
import { build } from '../version.ts'
import { changedAt, stampOf, wordOf } from './stamp.ts'
import { readOwn, writeApart } from './store.ts'

/** What files hold, by path: the stamp of the file as a word, and its value. */
type Values = Readonly<Record<string, readonly [stamp: string, value: unknown]>>

interface Kept {
  readonly program: string
  readonly root: string
  readonly values: Values
}

/**
 * What some files held when they were read last, as far as they lie as they did: to take it from one file is sooner done than
 * to read many by code that has only just been started.
 */
export class ValueMemory {
  readonly #root: string
  readonly #file: string
  readonly #since: number
  #found: Values | undefined
  /** The stamps of the files that are read now, taken before that. */
  readonly #stamps = new Map<string, string>()

  /**
   * @param root the folder of plan.yaml
   * @param file where it is kept
   * @param since files that changed in this second or later may change once more unseen
   */
  constructor(root: string, file: string, since: number) {
    this.#root = root
    this.#file = file
    this.#since = since
  }

  /** What a file holds, in the canonical form and with nothing to be said of it; undefined where that is not known. */
  value(path: string): unknown {
    const stamp = stampOf(`${this.#root}/${path}`)
    if (!stamp || changedAt(stamp) >= this.#since) return undefined
    const written = wordOf(stamp)
    this.#stamps.set(path, written)
    const kept = Object.hasOwn(this.#kept, path) ? this.#kept[path] : undefined
    return kept?.[0] === written ? kept[1] : undefined
  }

  /** Keeps what was read of some files, where that is other than before. */
  keep({ files, findings }: Repository, isMeant: (file: string) => boolean): void {
    // Mostly all lies as it did.
    if ([...this.#stamps].every(([path, stamp]) => this.#kept[path]?.[0] === stamp)) return
    const faulty = new Set(findings.map(({ at }) => at.file))
    // Of what was not read now, nothing new is known.
    const values: Record<string, readonly [string, unknown]> = Object.fromEntries(
      Object.entries(this.#kept).filter(([path]) => !this.#stamps.has(path)),
    )
    for (const { file, value, isCanonical } of files) {
      const stamp = this.#stamps.get(file)
      if (stamp !== undefined && isCanonical && isMeant(file) && !faulty.has(file))
        values[file] = [stamp, value]
    }
    const paths = Object.keys(values)
    const isSame =
      paths.length === Object.keys(this.#kept).length &&
      paths.every(path => this.#kept[path]?.[0] === values[path]?.[0])
    if (isSame) return
    const json = Buffer.from(JSON.stringify({ program, root: this.#root, values } satisfies Kept))
    writeApart(this.#file, [Buffer.from(`${crc32(json)}\n`), json])
  }

  /** Read when it is asked for. */
  get #kept(): Values {
    this.#found ??= keptIn(this.#file, this.#root)
    return this.#found
  }
}

const program = `${build} ${process.version}`

function keptIn(file: string, root: string): Values {
  try {
    const bytes = readOwn(file)
    const end = bytes.indexOf(0x0a)
    const json = bytes.subarray(end + 1)
    if (bytes.toString('latin1', 0, end) !== String(crc32(json))) return {}
    const kept = JSON.parse(json.toString('utf8')) as Kept
    return kept.program === program && kept.root === root ? kept.values : {}
  } catch {
    return {}
  }
}
