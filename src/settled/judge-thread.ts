// The second thread that judges, as helped() starts it: it takes a share of the records, by the plan as it was read.
import { workerData } from 'node:worker_threads'
import { kindIn, openRepository } from '../repository/open.ts'
import { type Tree, workTree } from '../repository/tree.ts'
import { type JudgingTask, judgeThrough, judgingIn } from './judging.ts'
import { isTelling, settling } from './settle.ts'

const task = workerData as JudgingTask
const { location, today, values } = task
const tree: Tree = {
  ...workTree(location.root),
  // The files to be judged were listed already.
  names: folder => (isTelling(folder.split('/')[1] ?? '') ? undefined : { count: 0, all: [] }),
  value: path => values.get(path),
}
void openRepository(location, tree, folder => isTelling(kindIn(folder))).then(plan =>
  judgeThrough(judgingIn(task), settling(plan, today), true),
)
