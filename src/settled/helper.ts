import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PlainDate } from '../model/dates.ts'
import type { Location } from '../repository/find.ts'
import type { Repository } from '../repository/open.ts'
import { folder } from '../version.ts'
import { unknown } from './store.ts'
import type { Work } from './work.ts'

/** With fewer files a second thread takes longer to begin than it saves. */
const worthIt = 15_000

/** What a helping thread is told. */
export interface Task {
  readonly location: Location
  readonly today: PlainDate
  readonly work: Work
}

/** A second thread that works through the same work. */
export class Helper {
  readonly #end: Promise<void>

  private constructor(task: Task, file: string) {
    const worker = new Worker(file, { workerData: task, resourceLimits: { maxYoungGenerationSizeMb: 8 } })
    this.#end = new Promise(resolve => {
      // What a helper cannot do is done here.
      worker.on('error', () => resolve())
      worker.on('exit', () => resolve())
    })
  }

  /** Undefined where the work is not worth it, the files do not lie on the disk, or the program is not built. */
  static of(work: Work, { root, prefix, tree }: Repository, today: PlainDate): Helper | undefined {
    if (!folder || tree.folder === null || work.verdicts.length < worthIt) return undefined
    const left = work.verdicts.reduce((sum, verdict) => sum + (verdict === unknown ? 1 : 0), 0)
    if (left < worthIt) return undefined
    return new Helper({ location: { root, prefix }, today, work }, join(folder, 'thread.js'))
  }

  finished(): Promise<void> {
    return this.#end
  }
}
