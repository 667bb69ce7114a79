import type { PlainDate } from '../model/dates.ts'
import type { Ruling } from '../model/entities.ts'
import type { Finding, Problem, RuleFinding } from '../model/problem.ts'
import { Locator } from '../repository/locator.ts'
import type { Repository } from '../repository/open.ts'
import { coverKey, coverUnneeded } from './cover-unneeded.ts'
import { rulePages, rules } from './index.ts'
import { planUnread } from './plan-unread.ts'

const severityOf = new Map(rulePages.map(({ id, severity }) => [id, severity]))

/**
 * Every problem of a repository, sorted by place: those found on reading, and those of the rules.
 * @param today the day of the validation
 */
export function check(repository: Repository, today: PlainDate): Problem[] {
  const { plan } = repository
  const covers = new Map<string, Ruling>()
  for (const ruling of plan.rulings) {
    for (const { rule, id } of ruling.covers ?? []) covers.set(coverKey(rule, id), ruling)
  }
  const used = new Set<string>()
  const locator = new Locator(repository)
  const problems: Problem[] = []
  const tell = (rule: string, finding: Finding): void => {
    const key = finding.about === undefined ? '' : coverKey(rule, finding.about)
    const ruling = covers.get(key)
    if (ruling) used.add(key)
    problems.push({
      rule,
      severity: ruling ? 'note' : (severityOf.get(rule) ?? 'error'),
      ruling: ruling?.id ?? null,
      ...locator.locate(finding.at),
      message: finding.message,
      hint: finding.hint ?? null,
      related: (finding.related ?? []).map(({ at, message }) => {
        const { source, ...position } = locator.locate(at)
        return { ...position, message }
      }),
    })
  }

  for (const finding of repository.findings) tell(finding.rule, finding)
  if (!plan.sheet) tell(planUnread.id, unread())
  for (const rule of rules) {
    if ('check' in rule) for (const finding of rule.check(plan)) tell(rule.id, finding)
    else if (plan.sheet) {
      for (const finding of rule.checkWithSheet(plan, { sheet: plan.sheet, today })) tell(rule.id, finding)
    }
  }
  const ruleIds = rulePages.map(({ id }) => id)
  for (const finding of coverUnneeded.check(plan, used, ruleIds)) tell(coverUnneeded.id, finding)
  return problems.sort(byPlace)
}

const unread = (): Omit<RuleFinding, 'rule'> => ({
  at: { file: 'plan.yaml', path: [], span: [0, 0] },
  message: {
    zh: 'plan.yaml 有问题，要用到实施期和时区的规则没有检查',
    en: 'plan.yaml is broken: the rules that need the period or the time zone were left out',
  },
  hint: { zh: '改好 plan.yaml 后再运行一次', en: 'put plan.yaml right and run again' },
})

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
}
