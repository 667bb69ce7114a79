import { at, type Placed } from '../model/place.ts'
import type { Finding } from '../model/problem.ts'
import { nothing, type RecordRule, type Rule } from './rule.ts'

export const misplacedFile: Rule & RecordRule = {
  id: 'misplaced-file',
  severity: 'error',
  summary: {
    zh: '文件名就是编号，记录在自己的年份文件夹里',
    en: 'a file is named by its id, and a record lies in the folder of its year',
  },
  page: {
    zh: '任务 T1 在 tasks/T1.yaml；记录在 records/<类别>/<年份>/<编号>.yaml，年份以 date 为准。移动或改名即可。',
    en: 'Task T1 is tasks/T1.yaml; a record is records/<kind>/<year>/<id>.yaml, the year being that of its date. Move or rename the file.',
  },
  example: {
    file: 'tasks/T1.yaml',
    right: 'id: T1\n',
    wrong: 'id: T1\n',
    movedTo: 'tasks/T7.yaml',
  },

  *check(plan) {
    for (const task of plan.tasks) yield* misplaced(task, `tasks/${task.id}.yaml`)
  },

  ofRecords: () => record =>
    misplaced(record, `records/${record.kind}/${record.date.slice(0, 4)}/${record.id}.yaml`),
}

function misplaced(entity: Placed & { readonly id: string }, path: string): readonly Finding[] {
  const { file } = entity.place
  if (file === path) return nothing
  return [
    {
      at: at(entity, file.endsWith(`/${entity.id}.yaml`) ? 'date' : 'id'),
      about: entity.id,
      message: { zh: `文件应在 ${path}`, en: `the file belongs at ${path}` },
      hint: { zh: `git mv ${file} ${path}`, en: `git mv ${file} ${path}` },
    },
  ]
}
