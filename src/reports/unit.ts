import { isRed, judgeDuties } from '../judge/duties.ts'
import { judgeTargets } from '../judge/targets.ts'
import { RecordsInForce } from '../model/counting.ts'
import type { PlanRecord } from '../model/entities.ts'
import { predecessorsOf } from '../model/lives.ts'
import { quarterOf } from '../model/period.ts'
import { groupMembers } from '../model/plan.ts'
import { plural, type Text, verbatim } from '../model/text.ts'
import { isUnit, nameOn } from '../model/units.ts'
import { type Words, wordsOf } from '../repository/words.ts'
import { monthChart, monthsOf } from './activity-charts.ts'
import { basis, rulingsSection, summaryOf, summaryText } from './basis.ts'
import { calendarDays } from './calendar-days.ts'
import { verdictTable } from './compliance.ts'
import { findingJson, findingSection, silentInQuarter } from './due.ts'
import { dutyVerdictJson, unevidenced } from './duty-verdict.ts'
import { type Asked, recordJson } from './entities.ts'
import { openFindings } from './findings.ts'
import { methodTable } from './method.ts'
import { ownedBy } from './owns.ts'
import { resolveParty } from './parties.ts'
import { concerns, type ReportOptions, yearOf } from './report-filters.ts'
import { statuses, statusWord } from './statuses.ts'
import { targetVerdictJson } from './target-verdict.ts'
import { reachOf } from './task-activity.ts'
import { type Answer, behind, cell, column, type Section } from './view.ts'
import { workings } from './workings.ts'

/** Of the records so many are listed, the latest; `kepu list records --unit` has them all. */
const shown = 20

/** Everything about one unit: what it answers for, what it did, what is missing. */
export async function unitAnswer(asked: Asked, options: ReportOptions, written: string): Promise<Answer> {
  const { plan, day } = asked
  const party = await resolveParty(plan, written)
  const year = options.year === undefined ? undefined : yearOf(options.year)
  const owned = ownedBy(party, asked)
  const isTheirs = concerns(party, asked)
  const verdicts = judgeDuties(plan, day).filter(
    verdict => isTheirs(verdict) && (year === undefined || verdict.span.to.startsWith(year)),
  )
  const targets = judgeTargets(
    plan,
    day,
    plan.targets.filter(({ id }) => owned.targets.includes(id)),
  )
  const inForce = new RecordsInForce(plan, day)
  const members = isUnit(party) ? [party] : (groupMembers(plan, party, day) ?? [])
  const ids = new Set(members.flatMap(({ id }) => [id, ...predecessorsOf(plan.events, id, day)]))
  const records = inForce.all
    .filter(
      ({ record, units }) =>
        units.some(id => ids.has(id)) && (year === undefined || record.date.startsWith(year)),
    )
    .map(({ record }) => record)
  const reach = reachOf(records.filter(({ kind }) => kind === 'activity'))
  const findings = openFindings(asked, inForce).filter(({ unit }) => unit !== null && ids.has(unit))
  const missing = verdicts.filter(
    ({ status }) => isRed(status) || status === 'underway' || status === 'short',
  )
  const silent = silentInQuarter(asked, inForce).filter(id => ids.has(id))
  const summary = summaryOf(verdicts.map(({ status }) => status))
  const name = nameOn(party, day)
  const kinds = new Map<string, number>()
  for (const { kind } of records) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  return {
    kind: 'report-unit',
    data: {
      unit: party.id,
      name,
      leads: owned.leads,
      participates: owned.participates,
      duties: { rows: verdicts.map(verdict => dutyVerdictJson(verdict, asked)), summary },
      targets: targets.map(targetVerdictJson),
      done: { ...reach, kinds: Object.fromEntries(kinds), unevidenced: unevidenced(records) },
      records: records.map(record => recordJson(asked, record).id),
      missing: missing.map(({ id }) => id),
      findings: findings.map(finding => findingJson(finding, asked)),
      quarter: { period: quarterOf(day), units: silent },
    },
    method: () => methodTable(asked, [...verdicts, ...targets]),
    statuses: [...verdicts, ...targets].map(({ status }) => status),
    days: () => calendarDays({ duties: verdicts, targets, findings, milestones: plan.milestones }, asked),
    view: [
      { heading: verbatim(name), level: 1 },
      basis(asked),
      {
        text: {
          zh: `牵头 ${owned.leads.length} 项、参与 ${owned.participates.length} 项任务；责任 ${verdicts.length} 行${verdicts.length > 0 ? `：${summaryText(summary).zh}` : ''}。`,
          en: `Leads ${plural(owned.leads.length, 'task')} and takes part in ${owned.participates.length}; ${plural(verdicts.length, 'duty row')}${verdicts.length > 0 ? `: ${summaryText(summary).en}` : ''}.`,
        },
      },
      { text: doneText(records, kinds, wordsOf(plan)), ...behind(records) },
      ...monthChart(monthsOf(records.filter(({ kind }) => kind === 'activity'))),
      {
        table: verdictTable(missing, asked, {
          zh: `还缺什么（${missing.length}）`,
          en: `What is missing (${missing.length})`,
        }),
      },
      ...findingSection(findings, { zh: '督查发现、没有整改', en: 'Findings still open' }, asked),
      ...(silent.length > 0
        ? [
            {
              text: {
                zh: `${quarterOf(day)} 还没有记录，也没有零报告。`,
                en: `No record and no zero-report in ${quarterOf(day)}.`,
              },
            },
          ]
        : []),
      {
        table: verdictTable(
          verdicts.filter(verdict => !missing.includes(verdict)),
          asked,
          { zh: '其余的责任', en: 'Its other duties' },
        ),
      },
      ...(targets.length > 0
        ? [
            {
              table: {
                title: { zh: `目标（${targets.length}）`, en: plural(targets.length, 'target') },
                columns: [column('目标', 'Target'), column('状态', 'Status')],
                rows: targets.map(({ target, status }) => [
                  cell(target.title, 'strong'),
                  cell(statusWord(status), statuses[status].tone),
                ]),
              },
            },
          ]
        : []),
      ...recordSection(records, wordsOf(plan)),
      ...workings(asked, options, { duties: verdicts, targets }),
      ...rulingsSection(
        asked,
        [...verdicts, ...targets].flatMap(({ rulings }) => rulings),
      ),
    ],
  }
}

function doneText(records: readonly PlanRecord[], kinds: ReadonlyMap<string, number>, names: Words): Text {
  if (records.length === 0) return { zh: '没有记录。', en: 'Nothing is on record.' }
  const { attendance, spend } = reachOf(records.filter(({ kind }) => kind === 'activity'))
  const words = [...kinds].map(([kind, count]) => ({ word: names.recordKind(kind), count }))
  return {
    zh: `记录 ${records.length} 条（${words.map(({ word, count }) => `${word.zh} ${count}`).join('、')}），参加 ${attendance} 人次，经费 ${spend} 元；${unevidenced(records)} 条没有佐证。`,
    en: `${plural(records.length, 'record')} (${words.map(({ word, count }) => `${word.en} ${count}`).join(', ')}), attendance ${attendance}, ${spend} yuan spent; ${unevidenced(records)} without evidence.`,
  }
}

function recordSection(records: readonly PlanRecord[], names: Words): Section[] {
  if (records.length === 0) return []
  const latest = [...records].sort((a, b) => (a.date > b.date ? -1 : 1)).slice(0, shown)
  const more = records.length - latest.length
  return [
    {
      table: {
        title: { zh: '最近的记录', en: 'Latest records' },
        columns: [
          column('日期', 'Date'),
          column('类别', 'Kind'),
          column('名称', 'Title'),
          column('编号', 'Id'),
        ],
        rows: latest.map(({ id, kind, date, title }) => [
          cell(date),
          cell(names.recordKind(kind)),
          cell(title, 'strong'),
          { ...cell(id, 'faint'), records: [id] },
        ]),
        ...(more > 0 && { note: { zh: `另有 ${more} 条更早的`, en: `${more} earlier ones` } }),
      },
    },
  ]
}
