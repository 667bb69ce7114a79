import type { Finding } from '../model/problem.ts'
import type { FileRule } from './rule.ts'

export const notCanonical: FileRule = {
  id: 'not-canonical',
  severity: 'note',
  summary: { zh: '文件是统一的写法', en: 'files are written in the one canonical form' },
  page: {
    zh: '内容没有错，只是字段顺序、缩进或引号与统一写法不同，比较改动时会多出无关的行。运行 kepu fmt 即可，意思不变，注释保留。',
    en: 'Nothing is wrong, but order, indentation or quotes differ from the canonical form, so that diffs show more than was changed. Run kepu fmt: it keeps the meaning and the comments.',
  },
  example: {
    file: 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml',
    right: 'programme: science-day\nattendance: 320\n',
    wrong: "attendance: 320\nprogramme: 'science-day'\n",
  },

  async checkFiles(repository) {
    const findings: Finding[] = []
    for (const { file, kind, value, isCanonical } of repository.files) {
      // What is broken is to be mended first; of most files the reading told already.
      if (value === undefined || isCanonical) continue
      const { canonicalForm } = await import('../repository/canonical-form.ts')
      const form = canonicalForm(repository, file, kind)
      if (form === null || form.text === form.before) continue
      findings.push({
        at: { file, path: [], span: [0, 0] },
        message: { zh: '不是统一的写法', en: 'this is not in the canonical form' },
        hint: { zh: '运行 kepu fmt', en: 'run kepu fmt' },
      })
    }
    return findings
  },
}
