import type { PlainDate } from '../model/dates.ts'
import type { Location } from '../repository/find.ts'
import type { Repository, UnreadFolder } from '../repository/open.ts'
import { helping } from './helper.ts'
import { bytesOf, type Named, namesIn } from './names.ts'
import { shares } from './shares.ts'
import { settled, unknown, unsettled } from './store.ts'

/** Record files to be judged, in memory that threads share. */
export interface Judging {
  readonly location: Location
  readonly today: PlainDate
  readonly folders: readonly UnreadFolder[]
  /** The verdicts on the files of all folders, one folder after the other. */
  readonly verdicts: Uint8Array
  /** Of the sharing out. */
  readonly taken: Int32Array
}

/** Makes ready to judge what is unknown. */
export function judgingOf(
  location: Location,
  today: PlainDate,
  folders: readonly UnreadFolder[],
  verdicts: readonly Uint8Array[],
): Judging {
  const count = folders.reduce((sum, one) => sum + one.count, 0)
  const all = new Uint8Array(new SharedArrayBuffer(count))
  let at = 0
  for (const own of verdicts) {
    all.set(own, at)
    at += own.length
  }
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  return { location, today, folders, verdicts: all, taken }
}

/** With fewer files a second thread takes longer to begin than it saves. */
const worthIt = 15_000

/** What the second thread is told: bytes are shared, where a hundred thousand strings would be copied. */
export type JudgingTask = Omit<Judging, 'folders'> & {
  readonly folders: readonly (Named & Pick<UnreadFolder, 'kind'>)[]
  /** What the files hold that were read, by path: it need not read them once more. */
  readonly values: ReadonlyMap<string, unknown>
}

/**
 * Has a second thread judge, too, where that is worth it; returns when it has ended.
 * @param telling the plan, with the telling records
 */
export function helped(judging: Judging, { files }: Repository): Promise<void> | undefined {
  if (judging.verdicts.length < worthIt) return undefined
  const left = judging.verdicts.reduce((sum, verdict) => sum + Number(verdict === unknown), 0)
  if (left < worthIt) return undefined
  const folders = judging.folders.map(({ path, kind, count, names }) => ({
    path,
    kind,
    count,
    names: bytesOf(names),
  }))
  const values = new Map(
    files.flatMap(({ file, value, isCanonical }) => (isCanonical ? [[file, value]] : [])),
  )
  return helping('judge-thread', { ...judging, folders, values } satisfies JudgingTask)
}

/** The judging of a second thread. */
export function judgingIn(task: JudgingTask): Judging {
  const folders = task.folders.map(({ names, ...folder }) => {
    let own: readonly string[] | undefined
    return {
      ...folder,
      get names() {
        own ??= namesIn(names)
        return own
      },
    }
  })
  return { ...task, folders }
}

/** Judges share after share. */
export function judgeThrough(
  { folders, verdicts, taken }: Judging,
  isSettled: (file: string, kind: UnreadFolder['kind']) => boolean,
  isFromEnd: boolean,
): void {
  const counts = folders.map(({ count }) => count)
  for (const { folder, start, from, to } of shares(counts, taken, isFromEnd)) {
    if (!verdicts.subarray(start + from, start + to).includes(unknown)) continue
    const { path, kind, names } = folders[folder] as UnreadFolder
    for (let row = from; row < to; row++) {
      if (verdicts[start + row] === unknown)
        verdicts[start + row] = isSettled(`${path}/${names[row]}`, kind) ? settled : unsettled
    }
  }
}

/** Hands the verdicts back to the folders that they belong to. */
export function takeVerdicts({ verdicts }: Judging, to: readonly Uint8Array[]): void {
  let at = 0
  for (const own of to) {
    own.set(verdicts.subarray(at, at + own.length))
    at += own.length
  }
}
