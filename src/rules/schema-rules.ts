import type { RulePage } from './rule.ts'

const activity = 'records/activity/2018/2018-09-15-kexie-x7f3q.yaml'

/** What is said of files that do not have the form their schema asks for; `repository/schema-faults.ts` finds it out. */
export const schemaRules: readonly RulePage[] = [
  {
    id: 'unknown-key',
    severity: 'error',
    summary: { zh: '每个字段都是这类文件有的字段', en: 'every field is one that this kind of file has' },
    page: {
      zh: '多半是写错了字段名：写错的字段不会起作用。改成提示里最接近的名称。',
      en: 'Mostly a slip in the name: such a field has no effect. Use the nearest name offered.',
    },
    example: { file: activity, right: 'attendance: 320', wrong: 'atendance: 320' },
  },
  {
    id: 'missing-key',
    severity: 'error',
    summary: { zh: '必填字段都填了', en: 'every required field is there' },
    page: {
      zh: '缺了必填字段，这一条就不完整。补上。',
      en: 'Without a required field the entry is not complete. Add it.',
    },
    example: { file: 'tasks/T1.yaml', right: 'title: 青少年科学素质行动\n', wrong: '' },
  },
  {
    id: 'wrong-type',
    severity: 'error',
    summary: {
      zh: '数字是数字，列表是列表，文字是文字',
      en: 'numbers are numbers, lists are lists, texts are texts',
    },
    page: {
      zh: '人次只写数字，不写“约 300 人”；多项写成列表，每行一项。',
      en: 'Write a count as a number, not "about 300"; write several items as a list, one a line.',
    },
    example: { file: activity, right: 'attendance: 320', wrong: 'attendance: 约 320 人' },
  },
  {
    id: 'not-listed',
    severity: 'error',
    summary: { zh: '可选值从列出的几个里选', en: 'a choice is one of those listed' },
    page: {
      zh: '只能填提示里列出的值，按英文编号填写。',
      en: 'Use one of the listed values, written as the id.',
    },
    example: { file: 'tasks/T1.yaml', right: 'kind: action', wrong: 'kind: 行动' },
  },
  {
    id: 'wrong-form',
    severity: 'error',
    summary: { zh: '编号、条款号等合乎写法', en: 'ids, clause numbers and the like have their form' },
    page: {
      zh: '按提示里的写法改正，例如条款号写成 三（八）4。',
      en: 'Write it in the form that the hint gives, such as 三（八）4 for a clause number.',
    },
    example: { file: 'objectives.yaml', right: 'clause: 二（二）1', wrong: 'clause: 第二章第1条' },
  },
  {
    id: 'impossible-date',
    severity: 'error',
    summary: { zh: '日期写成 2018-09-15，并且存在', en: 'dates are written 2018-09-15 and exist' },
    page: {
      zh: '写成年-月-日，月和日各两位；2018-09-31 这样的日期不存在。',
      en: 'Write year-month-day with two digits for month and day; there is no 2018-09-31.',
    },
    example: { file: activity, right: 'date: "2018-09-15"', wrong: 'date: 2018年9月15日' },
  },
  {
    id: 'wrong-length',
    severity: 'error',
    summary: { zh: '文字和列表的长短合乎要求', en: 'texts and lists are neither too short nor too long' },
    page: {
      zh: '关键词不超过 20 个字，标题不超过 200 个字；空列表删去字段即可。',
      en: 'Key words have at most 20 characters, titles 200; delete the field of an empty list.',
    },
    example: {
      file: 'duties.yaml',
      right: 'words: 制定工作规划',
      wrong: 'words: 制定工作规划制定工作规划制定工作规划制定工作规划',
    },
  },
  {
    id: 'out-of-range',
    severity: 'error',
    summary: { zh: '数字在合理范围内', en: 'numbers lie in their range' },
    page: {
      zh: '人次、经费不会是负数，年份是四位数。核对数字和单位。',
      en: 'Counts and amounts are not negative, years have four digits. Check the number and its unit.',
    },
    example: { file: activity, right: 'attendance: 320', wrong: 'attendance: -320' },
  },
  {
    id: 'repeated-item',
    severity: 'error',
    summary: { zh: '列表里没有重复的项', en: 'no item of a list stands twice' },
    page: { zh: '同一项写了两次，删去一个。', en: 'The same item stands twice; delete one.' },
    example: { file: activity, right: 'measures:\n  - T1.1\n', wrong: 'measures:\n  - T1.1\n  - T1.1\n' },
  },
]
