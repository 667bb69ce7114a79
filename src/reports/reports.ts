import type { Text } from '../model/text.ts'
import type { Asked } from './entities.ts'
import type { ReportOptions } from './report-filters.ts'
import type { Answer } from './view.ts'

type Option = keyof ReportOptions

/** A report: what it tells, what it may be narrowed by, and how it is made; the code of each is loaded when it is asked for. */
interface Report {
  readonly summary: Text
  readonly takes: readonly Option[]
  /** What must be named, as in `report unit UNIT`. */
  readonly argument?: Text
  /** True where it tells statuses that a build may fail on. */
  readonly fails: boolean
  answer(asked: Asked, options: ReportOptions, argument: string): Promise<Answer>
}

/** Every report by its name. */
export const reports = {
  overview: {
    summary: { zh: '一屏总览', en: 'how far the plan is, on one screen' },
    takes: ['explain'],
    fails: true,
    answer: async (asked, options) => (await import('./overview.ts')).overviewAnswer(asked, options),
  },
  compliance: {
    summary: { zh: '责任落实情况：责任 × 单位 × 时段', en: 'duties kept and not kept: duty × unit × period' },
    takes: ['unit', 'duty', 'year', 'status', 'task', 'explain'],
    fails: true,
    answer: async (asked, options) => (await import('./compliance.ts')).complianceAnswer(asked, options),
  },
  progress: {
    summary: { zh: '目标和任务的进展', en: 'targets and tasks: how far they are' },
    takes: ['task', 'target', 'status', 'explain'],
    fails: true,
    answer: async (asked, options) => (await import('./progress.ts')).progressAnswer(asked, options),
  },
  ledger: {
    summary: { zh: '工作台账', en: 'the ledger: every measure and what was done about it' },
    takes: ['task', 'unit', 'explain'],
    fails: true,
    answer: async (asked, options) => (await import('./ledger.ts')).ledgerAnswer(asked, options),
  },
  notice: {
    summary: { zh: '通报稿', en: 'the text of a notice to the units' },
    takes: ['unit', 'year', 'explain'],
    fails: true,
    answer: async (asked, options) => (await import('./notice.ts')).noticeAnswer(asked, options),
  },
  unit: {
    summary: { zh: '一个单位的全部情况', en: 'everything about one unit' },
    takes: ['year', 'explain'],
    argument: { zh: '单位', en: 'a unit' },
    fails: true,
    answer: async (asked, options, unit) => (await import('./unit.ts')).unitAnswer(asked, options, unit),
  },
  annual: {
    summary: { zh: '年度情况', en: 'the figures of a year' },
    takes: [],
    argument: { zh: '年份', en: 'a year' },
    fails: false,
    answer: async (asked, _options, year) => (await import('./annual.ts')).annualAnswer(asked, year),
  },
  due: {
    summary: { zh: '到期与未报', en: 'what is late, what falls due, who has not reported' },
    takes: ['within', 'unit', 'duty', 'task', 'explain'],
    fails: true,
    answer: async (asked, options) => (await import('./due.ts')).dueAnswer(asked, options),
  },
} as const satisfies Record<string, Report>

export type ReportName = keyof typeof reports

/** The report of a name, as one of the kind. */
export const reportNamed = (name: ReportName): Report => reports[name]
