import { at } from '../model/place.ts'
import type { Rule } from './rule.ts'

export const misplacedFile: Rule = {
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
    const expected = [
      ...plan.tasks.map(task => ({ entity: task, path: `tasks/${task.id}.yaml` })),
      ...plan.records.map(record => ({
        entity: record,
        path: `records/${record.kind}/${record.date.slice(0, 4)}/${record.id}.yaml`,
      })),
    ]
    for (const { entity, path } of expected) {
      if (entity.place.file === path) continue
      const named = entity.place.file.endsWith(`/${entity.id}.yaml`)
      yield {
        at: at(entity, named ? 'date' : 'id'),
        about: entity.id,
        message: { zh: `文件应在 ${path}`, en: `the file belongs at ${path}` },
        hint: { zh: `git mv ${entity.place.file} ${path}`, en: `git mv ${entity.place.file} ${path}` },
      }
    }
  },
}
