import type { Text } from '../model/text.ts'
import { evidenceFiles, insidePath, type NoEvidence } from '../repository/evidence.ts'
import type { FileRule } from './rule.ts'

const words: Readonly<Record<NoEvidence, Text>> = {
  missing: { zh: '没有这个文件', en: 'there is no such file' },
  outside: { zh: '路径指到了数据文件夹之外', en: 'the path leads out of the data folder' },
  'not-a-file': { zh: '这不是普通文件', en: 'this is not a regular file' },
  unreadable: { zh: '没有读这个文件的权限', en: 'the file may not be read' },
}

export const evidenceMissing: FileRule = {
  id: 'evidence-missing',
  severity: 'error',
  summary: { zh: '佐证文件都在', en: 'every file that is named as evidence is there' },
  page: {
    zh: '佐证里的 file 是相对于 plan.yaml 所在文件夹的路径，用 / 分隔，不能指到文件夹之外。文件不在，这条记录就没有佐证：放回文件，或改路径。',
    en: 'The `file` of evidence is a path from the folder of plan.yaml, written with /, and stays inside it. Without the file the record has no evidence: put it back, or correct the path.',
  },
  example: {
    file: 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml',
    right: 'attendance: 320\n',
    wrong: 'attendance: 320\nevidence:\n  - file: evidence/2018/kepuri.jpg\n',
  },

  async checkFiles({ tree, plan }) {
    const { folder } = tree
    if (folder === null) return []
    return [...evidenceFiles(plan.records)].flatMap(({ record, at, file }) => {
      const found = insidePath(folder, file)
      if (typeof found !== 'string') return []
      return [
        {
          at,
          about: record.id,
          message: { zh: `“${file}”：${words[found].zh}`, en: `"${file}": ${words[found].en}` },
          hint: {
            zh: '写相对于 plan.yaml 所在文件夹的路径，如 evidence/2018/现场.jpg',
            en: 'give the path from the folder of plan.yaml, such as evidence/2018/photo.jpg',
          },
        },
      ]
    })
  },
}
