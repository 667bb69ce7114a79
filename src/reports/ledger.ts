import { type DutyVerdict, isRed, judgeDuties } from '../judge/duties.ts'
import { judgeTargets, type TargetVerdict } from '../judge/targets.ts'
import { type CountedRecord, push, RecordsInForce } from '../model/counting.ts'
import type { Measure, PlanRecord, Task } from '../model/entities.ts'
import { plural, type Text, verbatim } from '../model/text.ts'
import { nameOn } from '../model/units.ts'
import { basis, rulingsSection, summaryOf, summaryText } from './basis.ts'
import { calendarDays } from './calendar-days.ts'
import { findingJson } from './due.ts'
import { dutyVerdictJson, unevidenced, withoutEvidence } from './duty-verdict.ts'
import { type Asked, ownerParty } from './entities.ts'
import { type OpenFinding, openFindings } from './findings.ts'
import { promise } from './list.ts'
import { methodTable } from './method.ts'
import { ownedBy } from './owns.ts'
import { resolveParty } from './parties.ts'
import { type ReportOptions, taskOf } from './report-filters.ts'
import { statusWord } from './statuses.ts'
import { amount, targetVerdictJson } from './target-verdict.ts'
import { reachOf } from './task-activity.ts'
import { type Answer, behind, cell, column } from './view.ts'
import { workings } from './workings.ts'

/** A line of the ledger: a measure, or a duty that belongs to no task. */
interface Line {
  readonly task: Task | null
  readonly id: string
  readonly clause: string
  readonly title: string
  readonly leads: readonly string[]
  readonly participants: readonly string[]
  readonly verdicts: readonly DutyVerdict[]
  /** The targets of the clause that ask for a value. */
  readonly targets: readonly TargetVerdict[]
  /** What was done, each record once. */
  readonly records: readonly PlanRecord[]
  readonly findings: readonly OpenFinding[]
}

/** The ledger (工作台账): one line a measure, and one a duty outside the tasks. */
export async function ledgerAnswer(asked: Asked, options: ReportOptions): Promise<Answer> {
  const { plan, day } = asked
  const verdicts = judgeDuties(plan, day)
  const lines = await filtered(linesOf(asked, verdicts), asked, options)
  return {
    kind: 'report-ledger',
    data: {
      rows: lines.map((line, index) => ({
        no: index + 1,
        task: line.task?.id ?? null,
        taskTitle: line.task?.title ?? null,
        id: line.id,
        clause: line.clause,
        title: line.title,
        leads: line.leads,
        participants: line.participants,
        due: dueOf(line),
        ...progressOf(line),
        verdicts: line.verdicts.map(verdict => dutyVerdictJson(verdict, asked)),
        targets: line.targets.map(verdict => ({
          target: verdict.target.id,
          title: verdict.target.title,
          value: verdict.target.value ?? null,
          observed: verdict.observed?.value ?? null,
          status: verdict.status,
          reason: verdict.reason,
          working: targetVerdictJson(verdict).working,
        })),
        evidence: { records: line.records.length, without: unevidenced(line.records) },
        problems: {
          summary: summaryOf(
            line.verdicts.filter(({ status }) => isProblem(status)).map(({ status }) => status),
          ),
          findings: line.findings.map(finding => findingJson(finding, asked)),
        },
        closed: isClosed(line),
        records: line.records.map(({ id }) => id),
      })),
    },
    days: () =>
      calendarDays(
        {
          duties: lines.flatMap(line => line.verdicts),
          targets: lines.flatMap(line => line.targets),
          findings: lines.flatMap(line => line.findings),
        },
        asked,
      ),
    method: () =>
      methodTable(
        asked,
        lines.flatMap(line => [...line.verdicts, ...line.targets]),
      ),
    statuses: [
      ...new Set(lines.flatMap(line => [...line.verdicts, ...line.targets].map(({ status }) => status))),
    ],
    view: [
      ...(plan.sheet
        ? [
            {
              heading: {
                zh: `${plan.sheet.shortTitle ?? plan.sheet.title}工作台账`,
                en: `Ledger: ${plan.sheet.shortTitle ?? plan.sheet.title}`,
              },
              level: 1 as const,
            },
          ]
        : []),
      basis(asked),
      {
        table: {
          columns: [
            column('序号', 'No', 'right'),
            column('任务', 'Task'),
            column('措施', 'Measure'),
            column('牵头单位', 'Leads'),
            column('参与单位', 'Participants'),
            column('时限', 'Due'),
            column('进展', 'Progress'),
            column('佐证', 'Evidence'),
            column('存在问题', 'Problems'),
            column('是否销号', 'Closed'),
          ],
          rows: lines.map((line, index) => [
            cell(index + 1),
            cell(line.task && `${line.task.id} ${line.task.title}`),
            cell(`${line.clause} ${line.title}`, 'strong'),
            cell(line.leads.length > 0 ? line.leads.join('、') : { zh: '（未写明）', en: '(none printed)' }),
            cell(line.participants.join('、')),
            cell(dueText(line)),
            { ...cell(progressText(line)), records: line.records.map(({ id }) => id) },
            { ...cell(evidenceText(line)), ...behind(withoutEvidence(line.records)) },
            cell(
              problemText(line),
              [...line.verdicts, ...line.targets].some(({ status }) => isRed(status)) ? 'bad' : 'plain',
            ),
            cell(closedWords[String(isClosed(line)) as keyof typeof closedWords]),
          ]),
        },
      },
      ...workings(asked, options, {
        duties: lines.flatMap(line => line.verdicts),
        targets: lines.flatMap(line => line.targets),
      }),
      ...rulingsSection(
        asked,
        lines.flatMap(line => [...line.verdicts, ...line.targets].flatMap(({ rulings }) => rulings)),
      ),
    ],
  }
}

const closedWords = {
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
  null: { zh: '无可判定', en: 'nothing to judge' },
} as const

async function filtered(
  lines: readonly Line[],
  asked: Asked,
  { task, unit }: ReportOptions,
): Promise<readonly Line[]> {
  const ofTask = task === undefined ? undefined : await taskOf(asked.plan, task)
  const party = unit === undefined ? undefined : await resolveParty(asked.plan, unit)
  const owned = party && ownedBy(party, asked)
  const own = owned && new Set([...owned.leads, ...owned.participates, ...owned.duties])
  return lines.filter(
    line =>
      (ofTask === undefined || line.task?.id === ofTask.id) &&
      (own === undefined || own.has(line.task?.id ?? line.id)),
  )
}

function linesOf(asked: Asked, verdicts: readonly DutyVerdict[]): Line[] {
  const { plan, day } = asked
  const inForce = new RecordsInForce(plan, day)
  const byMeasure = new Map<string, CountedRecord[]>()
  for (const counted of inForce.ofKind('activity')) {
    const measures = (counted.record.fields.measures ?? []) as readonly string[]
    for (const measure of new Set(measures)) push(byMeasure, measure, counted)
  }
  const findings = openFindings(asked, inForce)
  const byDuty = new Map<string, DutyVerdict[]>()
  for (const verdict of verdicts) push(byDuty, verdict.duty.id, verdict)
  const targets = judgeTargets(
    plan,
    day,
    plan.targets.filter(({ value }) => value !== undefined),
  )
  const placed = new Set<string>()
  const lines: Line[] = []
  for (const task of plan.tasks) {
    for (const [index, measure] of task.measures.entries()) {
      const duties = plan.duties.filter(
        // What stands in the opening paragraph of a task is told with its first measure.
        ({ clause }) => clause === measure.clause || (index === 0 && clause === task.clause),
      )
      for (const { id } of duties) placed.add(id)
      const own = duties.flatMap(({ id }) => byDuty.get(id) ?? [])
      const ofClause = targets.filter(({ target }) => target.clause === measure.clause)
      const done = [
        ...(byMeasure.get(measure.id) ?? []).map(({ record }) => record),
        ...own.flatMap(({ counted }) => counted),
        ...ofClause.flatMap(({ observed }) => observed?.records ?? []),
      ]
      lines.push({
        task,
        ...lineOfMeasure(measure, task, asked),
        verdicts: own,
        targets: ofClause,
        records: [...new Set(done)],
        findings: findings.filter(finding => finding.task === task.id && index === 0),
      })
    }
  }
  for (const duty of plan.duties) {
    if (placed.has(duty.id)) continue
    const own = byDuty.get(duty.id) ?? []
    const task = plan.tasks.find(({ clause }) => duty.clause.startsWith(clause)) ?? null
    lines.push({
      task,
      id: duty.id,
      clause: duty.clause,
      title: duty.title,
      leads: duty.owners.map(id => {
        const party = plan.units.byId(id)
        return party ? nameOn(party, day) : id
      }),
      participants: [],
      verdicts: own,
      targets: [],
      records: [...new Set(own.flatMap(({ counted }) => counted))],
      findings: [],
    })
  }
  return lines
}

function lineOfMeasure({ id, clause, title }: Measure, task: Task, asked: Asked) {
  const names = (owners: Task['leads']): string[] =>
    owners.map(owner => {
      const party = ownerParty(asked, owner)
      return party ? nameOn(party, asked.day) : owner.printed
    })
  return { id, clause, title, leads: names(task.leads), participants: names(task.participants) }
}

/** The last day of what is owed, as the plan has it; what was postponed for one unit is not the day of the others. */
function dueOf({ verdicts, targets }: Line): string | null {
  const kept = verdicts.filter(verdict => !isPostponed(verdict))
  const days = [
    ...(kept.length > 0 ? kept : verdicts).map(({ span }) => span.to),
    ...targets.map(({ due }) => due),
  ]
  return days.sort().at(-1) ?? null
}

const isPostponed = ({ waivers }: DutyVerdict): boolean => waivers.some(({ fields }) => fields.until)

function dueText(line: Line): Text | null {
  const due = dueOf(line)
  const later = line.verdicts.filter(verdict => isPostponed(verdict) && verdict.span.to !== due)
  const last = later
    .map(({ span }) => span.to)
    .sort()
    .at(-1)
  if (due === null || last === undefined) return due === null ? null : verbatim(due)
  return {
    zh: `${due}（延期 ${later.length} 行，至 ${last}）`,
    en: `${due} (${plural(later.length, 'row')} postponed, to ${last})`,
  }
}

const done = new Set(['met', 'late', 'waived'])
const isProblem = (status: string): boolean =>
  isRed(status) || status === 'short' || status === 'undetermined'

/** A line is closed when every duty and target of it is; one with neither cannot be closed by figures. */
const isClosed = ({ verdicts, targets, findings }: Line): boolean | null =>
  verdicts.length + targets.length === 0
    ? null
    : findings.length === 0 && [...verdicts, ...targets].every(({ status }) => done.has(status))

function progressOf({ records, verdicts }: Line) {
  const { activities, attendance, spend } = reachOf(records.filter(({ kind }) => kind === 'activity'))
  return {
    activities,
    attendance,
    spend,
    documents: records.filter(({ kind }) => kind === 'document').length,
    others: records.filter(({ kind }) => kind !== 'activity' && kind !== 'document').length,
    duties: verdicts.length,
    done: verdicts.filter(({ status }) => done.has(status)).length,
  }
}

function progressText(line: Line): Text {
  const { activities, attendance, documents, others, duties, done } = progressOf(line)
  const zh = [
    activities > 0 && `活动 ${activities} 次${attendance > 0 ? `、${attendance} 人次` : ''}`,
    documents > 0 && `文件 ${documents} 份`,
    others > 0 && `其他记录 ${others} 条`,
    duties > 0 && `责任 ${duties} 行，完成 ${done} 行`,
    ...targetTexts(line).map(({ zh }) => zh),
  ].filter(Boolean)
  const en = [
    activities > 0 &&
      plural(activities, 'activity', 'activities') + (attendance > 0 ? ` (${attendance})` : ''),
    documents > 0 && plural(documents, 'document'),
    others > 0 && plural(others, 'other record'),
    duties > 0 && `${done} of ${plural(duties, 'duty row')} done`,
    ...targetTexts(line).map(({ en }) => en),
  ].filter(Boolean)
  return zh.length > 0
    ? { zh: zh.join('；'), en: en.join('; ') }
    : { zh: '没有记录', en: 'nothing on record' }
}

/** Each target with its value beside what it asks for. */
const targetTexts = ({ targets }: Line): Text[] =>
  targets.map(({ target: { title, op, value = null, unit }, observed }) => {
    const asked = promise(op, value, unit)
    const now = observed && amount(observed.value, unit)
    return {
      zh: `${title}${now ? ` ${now}` : '没有监测值'}（${asked.zh}）`,
      en: `${title} ${now ?? 'not observed'} (${asked.en})`,
    }
  })

function evidenceText({ records }: Line): Text | null {
  if (records.length === 0) return null
  const missing = unevidenced(records)
  return missing === 0
    ? { zh: `齐全（${records.length}）`, en: `complete (${records.length})` }
    : { zh: `${records.length} 条中缺 ${missing} 条`, en: `${missing} of ${records.length} missing` }
}

function problemText({ verdicts, targets, findings }: Line): Text | null {
  const problems = verdicts.filter(({ status }) => isProblem(status))
  const unmet = targets.filter(({ status }) => status !== 'met')
  const words = summaryText(summaryOf(problems.map(({ status }) => status)))
  const zh = [
    problems.length > 0 && words.zh,
    ...unmet.map(({ target, status }) => `${target.title}${statusWord(status).zh}`),
    findings.length > 0 && `督查发现 ${findings.length} 个问题未整改`,
  ].filter(Boolean)
  const en = [
    problems.length > 0 && words.en,
    ...unmet.map(({ target, status }) => `${target.title} ${statusWord(status).en}`),
    findings.length > 0 && plural(findings.length, 'open finding'),
  ].filter(Boolean)
  return zh.length > 0 ? { zh: zh.join('；'), en: en.join('; ') } : null
}
