// The second thread that judges, as helped() starts it: it reads the plan for itself, and takes a share of the records.
import { workerData } from 'node:worker_threads'
import { kindIn, openRepository } from '../repository/open.ts'
import { type Tree, workTree } from '../repository/tree.ts'
import { type JudgingTask, judgeThrough, judgingIn } from './judging.ts'
import { isTelling, settling } from './settle.ts'

const judging = judgingIn(workerData as JudgingTask)
const { location, today } = judging
const tree: Tree = {
  ...workTree(location.root),
  // The files to be judged were listed already.
  names: folder => (isTelling(folder.split('/')[1] ?? '') ? undefined : { count: 0, all: [] }),
}
void openRepository(location, tree, folder => isTelling(kindIn(folder))).then(plan =>
  judgeThrough(judging, settling(plan, today), true),
)
