import type { RulePage } from './rule.ts'

/** What is said of files that are no YAML as kepu reads it; `repository/yaml.ts` finds it out. */
export const yamlRules: readonly RulePage[] = [
  {
    id: 'empty-file',
    severity: 'error',
    summary: { zh: '数据文件有内容', en: 'data files hold something' },
    page: {
      zh: '空文件或只有注释的文件什么也没有说。写入内容，或删去。',
      en: 'An empty file, or one of comments alone, says nothing. Write its content or delete it.',
    },
    example: {
      file: 'objectives.yaml',
      right: 'objectives:\n  - id: O1\n    clause: 二（二）1\n    title: 重点人群科学素质明显提高\n',
      wrong: '',
    },
  },
  {
    id: 'yaml-syntax',
    severity: 'error',
    summary: { zh: '数据文件是合法的 YAML', en: 'data files are valid YAML' },
    page: {
      zh: '一行一个字段，写成“名称: 值”；列表每行一项，以“- ”开头；同一层左边对齐，每层缩进两个空格。',
      en: 'One field a line, as "name: value"; one list item a line, beginning with "- "; lines of one level start in the same column, each level two spaces deeper.',
    },
    example: { file: 'tasks/T1.yaml', right: 'leads:\n  - 区科协\n', wrong: 'leads: [区科协\n' },
  },
  {
    id: 'colon',
    severity: 'error',
    summary: {
      zh: '字段名后面是半角冒号和一个空格',
      en: 'a plain colon and a space follow the name of a field',
    },
    page: {
      zh: '用中文输入法打出的全角冒号“：”，或冒号后没有空格，YAML 都不认作字段。改成“名称: 值”。',
      en: 'A full-width colon, or a colon without a space, does not make a field in YAML. Write "name: value".',
    },
    example: {
      file: 'tasks/T1.yaml',
      right: 'title: 青少年科学素质行动',
      wrong: 'title：青少年科学素质行动',
    },
  },
  {
    id: 'duplicate-key',
    severity: 'error',
    summary: { zh: '同一层的字段名不重复', en: 'no field stands twice on one level' },
    page: {
      zh: '写了两次的字段只有一个会被看到。只留一个；合并分支后常见。',
      en: 'Of a field that stands twice, one would be lost. Keep one; merges often leave both.',
    },
    example: { file: 'tasks/T1.yaml', right: 'kind: action\n', wrong: 'kind: action\nkind: project\n' },
  },
  {
    id: 'reserved-key',
    severity: 'error',
    summary: { zh: '字段名不用程序保留的词', en: 'no field bears a name that programs reserve' },
    page: {
      zh: '“__proto__”在许多程序里有特殊含义，可被用来攻击读取数据的程序。删去。',
      en: '"__proto__" has a meaning in many programs and can be used against them. Delete it.',
    },
    example: { file: 'tasks/T1.yaml', right: 'kind: action\n', wrong: 'kind: action\n__proto__: x\n' },
  },
  {
    id: 'yaml-feature',
    severity: 'error',
    summary: {
      zh: '不用锚点、别名、标签、指令和多文档',
      en: 'no anchors, aliases, tags, directives or second documents',
    },
    page: {
      zh: '这些写法让一处内容在别处生效，审阅时看不出来，也可被用来耗尽内存。直接写出内容。',
      en: 'They make text in one place take effect in another, which a reviewer cannot see, and can be used to exhaust memory. Write the content out.',
    },
    example: { file: 'tasks/T1.yaml', right: 'leads:\n  - 区科协\n', wrong: 'leads: &leads\n  - 区科协\n' },
  },
  {
    id: 'too-deep',
    severity: 'error',
    summary: { zh: '嵌套只有几层', en: 'nesting is a few levels deep' },
    page: {
      zh: '数据文件最多几层。更深的嵌套是缩进出错，或有意拖垮读取程序。',
      en: 'Data files are a few levels deep. More is a slip of indentation, or meant to bring the reader down.',
    },
    example: {
      file: 'tasks/T1.yaml',
      right: 'leads:\n  - 区科协\n',
      wrong: `leads: ${'['.repeat(40)}${']'.repeat(40)}\n`,
    },
  },
  {
    id: 'number-form',
    severity: 'error',
    summary: {
      zh: '数字写成 12、12.5 的样子，代码和证号加引号',
      en: 'numbers are written as 12 or 12.5; codes are put in quotes',
    },
    page: {
      zh: '不加引号的 0012 会变成 12，18 位数字的末几位会变成 0。是代码的加引号；是数量的去掉前导零和多余的写法。',
      en: 'Without quotes 0012 becomes 12, and the last of 18 digits become 0. Quote codes; write quantities plainly.',
    },
    example: {
      file: 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml',
      right: 'attendance: 320',
      wrong: 'attendance: 0320',
    },
  },
]
