import { existsSync, readFileSync } from 'node:fs'
import { severityWords } from '../../src/model/problem.ts'
import type { Language } from '../../src/model/text.ts'
import { rulePages } from '../../src/rules/index.ts'

const words = {
  title: { zh: '每一种提示', en: 'Every diagnostic' },
  lead: {
    zh: '下面是每条规则在示例方案里报出的样子：位置、原文和指在字下面的记号、哪里不对、怎样改。全部取自测试的快照：改动规则的用语而不重新生成，测试就不通过。规则本身的说明见 [规则](rules.zh-CN.md)。',
    en: 'What each rule prints of an example plan: the place, the line and the mark under the word, what is wrong, and what to do. All of it is taken from the snapshots of the tests. What a rule is about stands in [rules](rules.md).',
  },
  edit: { zh: '改动', en: 'Made by' },
  unread: {
    zh: '只在文件没有读取权限时出现；测试用不让读的文件树报出它。',
    en: 'Comes up only where a file may not be read; the tests make it with a tree that refuses.',
  },
}

const fence = '```'

/** docs/diagnostics.md: for each rule an edit that provokes it, and what is then printed. */
export function diagnosticsPage(language: Language): string {
  const sections = rulePages.map(({ id, severity, example }) => {
    const frame = `test/rules/${id}/frame.${language}.txt`
    const head = `## ${id}\n\n**${severityWords[severity][language]}** · ${words.edit[language]}: \`${example.file}\``
    const shown = existsSync(frame)
      ? `${fence}text\n${readFileSync(frame, 'utf8').trimEnd()}\n${fence}`
      : words.unread[language]
    return `${head}\n\n${shown}`
  })
  return [`# ${words.title[language]}`, words.lead[language], ...sections].join('\n\n')
}
