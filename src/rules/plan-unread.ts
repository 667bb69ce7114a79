import type { RulePage } from './rule.ts'

/** Said once where plan.yaml is broken and the rules that need it are left out. */
export const planUnread: RulePage = {
  id: 'plan-unread',
  severity: 'note',
  summary: { zh: 'plan.yaml 可以读取', en: 'plan.yaml can be read' },
  page: {
    zh: '实施期、时区等写在 plan.yaml 里；它有问题时，要用到它的规则先不检查。改好后再运行一次。',
    en: 'The period and the time zone stand in plan.yaml; while it is broken, the rules that need it are left out. Put it right and run again.',
  },
  example: { file: 'plan.yaml', right: 'title: 示例区科普工作方案（2018—2020年）\n', wrong: '' },
}
