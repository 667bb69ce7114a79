import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { folder } from '../version.ts'

/**
 * Runs a script in a second thread.
 * @param script `judge-thread` or `look-thread`, beside the built program
 * @param task what it is told; memory that is shared, it shares
 * @returns when it has ended, done or not: what a helper cannot do is done here. Undefined where the program is not built.
 */
export function helping(script: string, task: unknown): Promise<void> | undefined {
  if (!folder) return undefined
  const worker = new Worker(join(folder, `${script}.js`), {
    workerData: task,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  return new Promise(resolve => {
    worker.on('error', () => resolve())
    worker.on('exit', () => resolve())
  })
}
