import type { RulePage } from './rule.ts'

/** What is said of the files under `kinds/`; `repository/own-kinds.ts` finds it out. */
export const kindRules: readonly RulePage[] = [
  {
    id: 'kind-taken',
    severity: 'error',
    summary: {
      zh: '自定义的记录类别不与内置类别重名',
      en: 'no record kind of a repository takes the name of a built-in one',
    },
    page: {
      zh: '内置类别的含义是固定的，别的程序也按它读数据，不能替换。换一个名称。',
      en: 'Built-in kinds mean the same everywhere, and other programs rely on them. Choose another name.',
    },
    example: {
      file: 'kinds/activity.schema.json',
      right: '',
      wrong: '{"title": "活动", "properties": {}}\n',
    },
  },
  {
    id: 'kind-unfit',
    severity: 'error',
    summary: { zh: '自定义类别的字段能用', en: 'the fields of a repository\u2019s own kind can be used' },
    page: {
      zh: '字段名用英文字母和数字；pattern 是不带括号的正则表达式，最多一处不限次数的重复，否则一条坏数据就能让校验停不下来。',
      en: 'Fields are named with letters and digits. A pattern has no groups and at most one unbounded repetition: otherwise one bad value could make validation run for ever.',
    },
    example: {
      file: 'kinds/visit.schema.json',
      right: '',
      wrong:
        '{"title": "走访", "properties": {"number": {"title": "编号", "type": "string", "pattern": "^([0-9]+)+$"}}}\n',
    },
  },
]
