import { severityWords } from '../../src/model/problem.ts'
import type { Language } from '../../src/model/text.ts'
import { rulePages } from '../../src/rules/index.ts'
import type { Example, RulePage } from '../../src/rules/rule.ts'

const words = {
  title: { zh: '规则', en: 'Rules' },
  lead: {
    zh: '`kepu validate` 检查的全部规则；每个问题后面的方括号里就是规则的编号。`kepu explain 编号` 显示同样的内容。每条规则的例子都由测试运行：改成“错”的样子，就报这一条，也只报这一条。',
    en: 'Every rule that `kepu validate` holds the data against; the id stands in brackets behind each problem. `kepu explain ID` prints the same. The tests run the example of each rule: edited to what is wrong, that rule speaks, and no other.',
  },
  rule: { zh: '规则', en: 'Rule' },
  severity: { zh: '级别', en: 'Severity' },
  holds: { zh: '守住它时', en: 'When it is kept' },
  wrong: { zh: '错', en: 'Wrong' },
  right: { zh: '对', en: 'Right' },
  gone: { zh: '（删去了这个文件）', en: '(the file is deleted)' },
  unread: { zh: '（不是文件，或不能读取）', en: '(not a file, or it cannot be read)' },
  nothing: { zh: '（没有）', en: '(nothing)' },
}

/** docs/rules.md: the page of every rule. */
export function rulesPage(language: Language): string {
  const say = (text: { readonly zh: string; readonly en: string }) => text[language]
  const list = rulePages.map(
    ({ id, severity, summary }) => `| [${id}](#${id}) | ${say(severityWords[severity])} | ${say(summary)} |`,
  )
  return [
    `# ${say(words.title)}`,
    say(words.lead),
    [`| ${say(words.rule)} | ${say(words.severity)} | ${say(words.holds)} |`, '|---|---|---|', ...list].join(
      '\n',
    ),
    ...rulePages.flatMap(rule => ruleSection(rule, say)),
  ].join('\n\n')
}

type Say = (text: { readonly zh: string; readonly en: string }) => string

function ruleSection({ id, severity, summary, page, example }: RulePage, say: Say): string[] {
  const file = example.movedTo ? `${example.file} → ${example.movedTo}` : example.file
  return [
    `## ${id}`,
    `**${say(severityWords[severity])}** · ${say(summary)}`,
    say(page),
    `${say(words.wrong)} (\`${file}\`):`,
    fragment(example.wrong, example.entry, say),
    `${say(words.right)}:`,
    fragment(example.right, undefined, say),
  ]
}

const longest = 400
const fence = '```'

function fragment(text: string, entry: Example['entry'], say: Say): string {
  if (entry === 'gone') return say(words.gone)
  if (entry) return say(words.unread)
  const shown = text.trimEnd()
  if (shown === '') return say(words.nothing)
  // Some examples are about characters that no page can show.
  const visible = shown.replaceAll(
    /[^\P{C}\n]/gu,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${fence}yaml\n${visible.length > longest ? `${visible.slice(0, longest)}…` : visible}\n${fence}`
}
