import type { Context } from '../context.ts'
import { plural } from '../model/text.ts'
import { finishInterrupted } from '../repository/transaction.ts'

/** What another writer could not finish is finished first. */
export function finishOthers(root: string, context: Context): void {
  const finished = finishInterrupted(root)
  if (finished === 0) return
  context.talk({
    zh: `补完了上次中断的导入：${finished} 条`,
    en: `finished an import that was interrupted: ${plural(finished, 'record')}`,
  })
}
