import type { Finding } from '../model/problem.ts'
import { evidenceFiles, insidePath, sha256Of } from '../repository/evidence.ts'
import type { FileRule } from './rule.ts'

export const evidenceChanged: FileRule = {
  id: 'evidence-changed',
  severity: 'error',
  summary: { zh: '佐证文件没有改动过', en: 'no file of evidence was changed since it was recorded' },
  page: {
    zh: '登记时记下了佐证文件的 sha256，现在的文件与它不符：文件被改过或换掉了。从 git 找回原文件；确需更换的，改写 sha256 并说明原因。',
    en: 'The sha256 of the file was kept when it was recorded, and the file has another one now. Get it back from git; if it was replaced on purpose, write the new sha256 and say why.',
  },
  example: {
    file: 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml',
    right: 'attendance: 320\n',
    wrong: `attendance: 320\nevidence:\n  - file: plan.yaml\n    sha256: ${'f'.repeat(64)}\n`,
  },

  async checkFiles({ tree, plan }) {
    const findings: Finding[] = []
    if (tree.folder === null) return findings
    for (const { record, at, file, sha256 } of evidenceFiles(plan.records)) {
      const found = insidePath(tree.folder, file)
      if (sha256 === undefined || typeof found === 'string') continue
      const now = await sha256Of(found.path)
      if (now === sha256) continue
      findings.push({
        at,
        about: record.id,
        message: {
          zh: `“${file}”与登记时的指纹不符`,
          en: `"${file}" does not have the sha256 that was recorded`,
        },
        hint: {
          zh: `找回原文件；确认更换的，改为 ${now}`,
          en: `get the file back; if it was replaced, write ${now}`,
        },
      })
    }
    return findings
  },
}
