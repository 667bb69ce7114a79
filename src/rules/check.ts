import type { Comparison } from '../changes/marks.ts'
import type { PlainDate } from '../model/dates.ts'
import type { Place } from '../model/place.ts'
import type { Plan } from '../model/plan.ts'
import type { Finding, Problem, RuleFinding, Severity } from '../model/problem.ts'
import type { Text } from '../model/text.ts'
import { locatorOf } from '../repository/locator.ts'
import type { Repository } from '../repository/open.ts'
import { maskPersonal } from '../repository/personal-data.ts'
import { coverKey, coverUnneeded } from './cover-unneeded.ts'
import { changeRules, rulePages, rules } from './index.ts'
import { notCanonical } from './not-canonical.ts'
import { planUnread } from './plan-unread.ts'
import type { RulePage, SaidOfRecord } from './rule.ts'

const severityOf = new Map(rulePages.map(({ id, severity }) => [id, severity]))

/**
 * Every problem of a repository, sorted by place: those found on reading, and those of the rules.
 * @param today the day of the validation
 * @param comparison what changed, where the rules about change are asked too
 */
export async function check(
  repository: Repository,
  today: PlainDate,
  comparison?: Comparison,
): Promise<Problem[]> {
  const others = [...everyFinding(repository, today), ...everyChange(comparison)]
  const findings = [...others, ...(await fileFindings(repository, others))]
  return located(repository, judgedFindings(repository, findings))
}

/** How many errors were met when the files were read: what they hold is not known, or not all of it. */
export const readingErrors = ({ findings }: Repository): number =>
  findings.filter(({ rule }) => severityOf.get(rule) === 'error').length

async function located(repository: Repository, judged: readonly JudgedFinding[]): Promise<Problem[]> {
  const locate = await locatorOf(repository, placesOf(judged))
  return judged
    .map(({ rule, severity, ruling, at, message, hint, related = [] }) => ({
      rule,
      severity,
      ruling,
      ...locate(at),
      message: masked(message),
      hint: hint ? masked(hint) : null,
      related: related.map(other => {
        const { source, ...position } = locate(other.at)
        return { ...position, message: other.message }
      }),
    }))
    .sort(byPlace)
}

/** Whatever a rule quotes, no output repeats the number of a person. */
const masked = ({ zh, en }: Text): Text => ({ zh: maskPersonal(zh), en: maskPersonal(en) })

/**
 * The problems that writing some files brings: those in them, and the errors elsewhere that were not there before.
 * @param repository as it would be
 * @param files paths from the folder of plan.yaml
 * @param before reads it as it is; asked only where errors are elsewhere
 */
export async function checkFiles(
  repository: Repository,
  files: ReadonlySet<string>,
  today: PlainDate,
  before: () => Promise<Repository>,
): Promise<Problem[]> {
  return located(repository, await findingsIn(repository, files, today, before))
}

/** The same, not yet located. */
export async function findingsIn(
  repository: Repository,
  files: ReadonlySet<string>,
  today: PlainDate,
  before: () => Promise<Repository>,
): Promise<readonly JudgedFinding[]> {
  const others = [...everyFinding(repository, today)]
  const { plan } = repository
  // Evidence of these records only, for it is read whole; whether they are canonical nobody asks here.
  const records = plan.records.filter(({ place }) => files.has(place.file))
  const these = { ...repository, files: [], plan: { ...plan, records } }
  const judged = judgedFindings(repository, [...others, ...(await fileFindings(these, others))])
  const isElsewhere = ({ at, severity }: JudgedFinding) => severity === 'error' && !files.has(at.file)
  if (!judged.some(isElsewhere)) return judged.filter(({ at }) => files.has(at.file))
  const was = await before()
  const known = new Set(judgedFindings(was, [...everyFinding(was, today)]).map(keyOfFinding))
  return judged.filter(one => files.has(one.at.file) || (isElsewhere(one) && !known.has(keyOfFinding(one))))
}

const keyOfFinding = ({ rule, at: { file, path }, message }: JudgedFinding): string =>
  JSON.stringify([rule, file, path, message.en])

/** How many errors the data has; neither their places nor the files of evidence are looked up. */
export function countErrors(repository: Repository, today: PlainDate): number {
  const findings = [...everyFinding(repository, today)]
  return judgedFindings(repository, findings).filter(({ severity }) => severity === 'error').length
}

/** A finding with its severity, and the ruling that lowers it to a note. */
export interface JudgedFinding extends RuleFinding {
  readonly severity: Severity
  readonly ruling: string | null
}

function judgedFindings(repository: Repository, findings: RuleFinding[]): JudgedFinding[] {
  const { rulings, defined } = repository.plan
  const covers = new Map<string, string>()
  for (const { rule, id, ruling } of defined.covers) covers.set(coverKey(rule, id), ruling)
  for (const { id, covers: own = [] } of rulings)
    for (const cover of own) covers.set(coverKey(cover.rule, cover.id), id)
  const keyOf = ({ rule, about }: RuleFinding) => (about === undefined ? '' : coverKey(rule, about))
  const used = new Set(findings.map(keyOf).filter(key => covers.has(key)))
  const ruleIds = rulePages.map(({ id }) => id)
  for (const finding of coverUnneeded.check(repository.plan, used, ruleIds)) {
    findings.push({ rule: coverUnneeded.id, ...finding })
  }
  const judged = findings.map((finding): JudgedFinding => {
    const ruling = covers.get(keyOf(finding)) ?? null
    return { ...finding, ruling, severity: ruling ? 'note' : (severityOf.get(finding.rule) ?? 'error') }
  })
  // While the rulings cannot be read, nobody knows whether they cover what the plan itself has wrong.
  return defined.coversUnknown
    ? judged.filter(({ severity, about }) => severity === 'error' || about === undefined)
    : judged
}

function* everyFinding(repository: Repository, today: PlainDate): Iterable<RuleFinding> {
  const { plan, findings } = repository
  yield* findings
  if (!plan.sheet) yield { rule: planUnread.id, ...unread() }
  for (const rule of rules) {
    if ('check' in rule) yield* named(rule, rule.check(plan))
    if ('checkWithSheet' in rule && plan.sheet)
      yield* named(rule, rule.checkWithSheet(plan, { sheet: plan.sheet, today }))
  }
  const ofRecord = ofRecords(plan, today)
  for (const record of plan.records) {
    for (const { rule, said } of ofRecord) yield* named(rule, said(record))
  }
}

/** What each of the rules about records says of one. */
export function ofRecords(plan: Plan, today: PlainDate): readonly Speaker[] {
  const { sheet } = plan
  return rules.flatMap((rule): Speaker[] => {
    if ('ofRecords' in rule) return [{ rule, said: rule.ofRecords(plan) }]
    return 'ofRecordsWithSheet' in rule && sheet
      ? [{ rule, said: rule.ofRecordsWithSheet(plan, { sheet, today }) }]
      : []
  })
}

/** A rule that is asked of one record after the other. */
interface Speaker {
  readonly rule: RulePage
  readonly said: SaidOfRecord
}

function* named({ id }: RulePage, findings: Iterable<Finding>): Iterable<RuleFinding> {
  for (const finding of findings) yield { rule: id, ...finding }
}

/** Rules about the files; a file that something else is said of is not also told that it is not canonical. */
async function fileFindings(repository: Repository, others: readonly RuleFinding[]): Promise<RuleFinding[]> {
  const told = new Set(others.map(({ at }) => at.file))
  const untold = { ...repository, files: repository.files.filter(({ file }) => !told.has(file)) }
  const findings: RuleFinding[] = []
  for (const rule of rules) {
    if (!('checkFiles' in rule)) continue
    // To write a file anew takes longer than to read it: it is not done in vain.
    const asked = rule === notCanonical ? untold : repository
    for (const finding of await rule.checkFiles(asked)) findings.push({ rule: rule.id, ...finding })
  }
  return findings
}

function* everyChange(comparison: Comparison | undefined): Iterable<RuleFinding> {
  if (!comparison) return
  for (const rule of changeRules) {
    for (const finding of rule.checkChanges(comparison)) yield { rule: rule.id, ...finding }
  }
}

function* placesOf(findings: readonly RuleFinding[]): Iterable<Place> {
  for (const { at, related = [] } of findings) {
    yield at
    for (const other of related) yield other.at
  }
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
