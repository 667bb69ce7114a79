import { helping } from './helper.ts'
import { type Named, namesIn } from './names.ts'
import { shares } from './shares.ts'
import { stampSize, takeStamp } from './stamp.ts'

/** Files to be looked at, in memory that threads share. */
export interface Looks {
  readonly root: string
  readonly folders: readonly Named[]
  /** The stamps of the files of all folders, one folder after the other; zeros for a file that is not there. */
  readonly stamps: Float64Array
  /** 1 for each file that need not be looked at any more. */
  readonly done: Uint8Array
  /** Of the sharing out. */
  readonly taken: Int32Array
}

/** Files of which none is looked at yet. */
export function looksAt(root: string, folders: readonly Named[]): Looks {
  const count = folders.reduce((sum, one) => sum + one.count, 0)
  const shared = (bytes: number) => new SharedArrayBuffer(count * bytes)
  return {
    root,
    folders,
    stamps: new Float64Array(shared(stampSize * Float64Array.BYTES_PER_ELEMENT)),
    done: new Uint8Array(shared(1)),
    taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  }
}

/** With fewer files a second thread takes longer to begin than it saves. */
const worthIt = 20_000

/** Looks at all that is not done. */
export async function lookAtAll(looks: Looks): Promise<void> {
  const left = looks.done.reduce((sum, isDone) => sum + 1 - isDone, 0)
  if (left === 0) return
  const help = left < worthIt ? undefined : helping('look-thread', looks)
  lookThrough(looks, false)
  await help
  // Whatever a helper left undone.
  if (looks.done.includes(0)) lookThrough({ ...looks, taken: new Int32Array(1) }, false)
}

/** Looks at share after share. */
export function lookThrough({ root, folders, stamps, done, taken }: Looks, isFromEnd: boolean): void {
  const counts = folders.map(({ count }) => count)
  let names: readonly string[] = []
  let current = -1
  for (const { folder, start, from, to } of shares(counts, taken, isFromEnd)) {
    if (!done.subarray(start + from, start + to).includes(0)) continue
    const { path, names: written } = folders[folder] as Named
    if (folder !== current) names = namesIn(written)
    current = folder
    for (let row = from; row < to; row++) {
      if (done[start + row] === 1) continue
      takeStamp(`${root}/${path}/${names[row]}`, stamps, (start + row) * stampSize)
      done[start + row] = 1
    }
  }
}
