import { type DutyVerdict, isRed, judgeDuties } from '../judge/duties.ts'
import { judgeTargets, type TargetVerdict } from '../judge/targets.ts'
import { push, RecordsInForce } from '../model/counting.ts'
import { longDate } from '../model/dates.ts'
import { plural, type Text, verbatim } from '../model/text.ts'
import { isUnit, nameOn, type Party } from '../model/units.ts'
import { basis, rulingsLine, summaryOf, summaryText, unreportedMeans } from './basis.ts'
import { calendarDays } from './calendar-days.ts'
import { findingJson } from './due.ts'
import { dutyVerdictJson, unevidenced } from './duty-verdict.ts'
import type { Asked } from './entities.ts'
import { type OpenFinding, openFindings } from './findings.ts'
import { promise } from './list.ts'
import { methodTable } from './method.ts'
import { periodWord } from './period-word.ts'
import { dutyFilter, type ReportOptions } from './report-filters.ts'
import { statusWord } from './statuses.ts'
import { amount, targetVerdictJson } from './target-verdict.ts'
import { reachOf } from './task-activity.ts'
import type { Answer, Section } from './view.ts'
import { workings } from './workings.ts'

/** What a unit has not done. */
interface Trouble {
  readonly id: string
  readonly name: string
  /** It is not one unit but those who owe something together. */
  readonly isJoint: boolean
  readonly red: readonly DutyVerdict[]
  readonly findings: readonly OpenFinding[]
}

/** The text of a notice (通报): where things stand, each unit's problems, and what is asked next. */
export async function noticeAnswer(asked: Asked, options: ReportOptions): Promise<Answer> {
  const { plan, day } = asked
  const { duties, keeps } = await dutyFilter(asked, options)
  const verdicts = judgeDuties(plan, day, duties).filter(keeps)
  const targets = judgeTargets(plan, day)
  const inForce = new RecordsInForce(plan, day)
  const reach = reachOf(inForce.ofKind('activity').map(({ record }) => record))
  const findings = openFindings(asked, inForce)
  const troubles = troublesOf(asked, verdicts, findings, options.unit !== undefined)
  // What was found about a task, or about nobody known, is nobody's own: it is told behind the units.
  const ofTasks = options.unit === undefined ? findings.filter(({ unit }) => unit === null) : []
  const dutySummary = summaryOf(verdicts.map(({ status }) => status))
  const targetSummary = summaryOf(targets.map(({ status }) => status))
  const by = signatory(asked)
  const addressees = addresseesOf(asked, troubles)
  const counted = [...new Set(verdicts.flatMap(verdict => verdict.counted))]
  const near = verdicts.filter(({ status }) => status === 'underway')
  const title = plan.sheet?.shortTitle ?? plan.sheet?.title ?? ''
  const heading = (zh: string, en: string): Section => ({ heading: { zh, en }, level: 2 })
  const text = (zh: string, en: string): Section => ({ text: { zh, en } })
  const overall: Text = {
    zh: `截至${longDate(day).zh}，共有活动记录 ${reach.activities} 条、参加 ${reach.attendance} 人次。应考察的责任 ${verdicts.length} 项次${verdicts.length > 0 ? `：${summaryText(dutySummary).zh}` : ''}。目标 ${targets.length} 个${targets.length > 0 ? `：${summaryText(targetSummary).zh}` : ''}。计入的 ${counted.length} 条记录中，${unevidenced(counted)} 条没有佐证。`,
    en: `By ${longDate(day).en} there are ${plural(reach.activities, 'activity', 'activities')} on record with an attendance of ${reach.attendance}. Of ${plural(verdicts.length, 'duty row')}${verdicts.length > 0 ? `: ${summaryText(dutySummary).en}` : ''}. Of ${plural(targets.length, 'target')}${targets.length > 0 ? `: ${summaryText(targetSummary).en}` : ''}. Of the ${plural(counted.length, 'record')} counted, ${unevidenced(counted)} have no evidence.`,
  }
  return {
    kind: 'report-notice',
    data: {
      title,
      addressees,
      overall: {
        activities: reach.activities,
        attendance: reach.attendance,
        duties: { rows: verdicts.length, summary: dutySummary },
        targets: { rows: targets.length, summary: targetSummary },
        records: counted.length,
        unevidenced: unevidenced(counted),
      },
      units: troubles.map(({ id, name, red, findings }) => ({
        unit: id,
        name,
        red: red.map(verdict => dutyVerdictJson(verdict, asked)),
        findings: findings.map(finding => findingJson(finding, asked)),
      })),
      targets: targets.filter(isNotReached).map(targetVerdictJson),
      findings: ofTasks.map(finding => findingJson(finding, asked)),
      underway: near.length,
      signatory: by,
      date: day,
    },
    statuses: [...Object.keys(dutySummary), ...Object.keys(targetSummary)],
    method: () => methodTable(asked, [...verdicts, ...targets]),
    days: () =>
      calendarDays({ duties: verdicts, findings: troubles.flatMap(({ findings }) => findings) }, asked),
    view: [
      {
        letterhead: {
          title: {
            zh: `关于${title}落实情况的通报`,
            en: `Notice on the implementation of ${title}`,
          },
          addressees: verbatim(`${addressees.join('、')}：`),
        },
      },
      text(`现将${title}落实情况通报如下。`, `On the implementation of ${title}:`),
      heading('一、总体情况', '1. Where things stand'),
      { text: overall },
      ...missedTargets(targets),
      ...(verdicts.some(({ status }) => status === 'unreported') ? [{ text: unreportedMeans }] : []),
      heading('二、存在问题', '2. Problems, unit by unit'),
      ...troubles.map((trouble, index) => ({ text: troubleText(trouble, index + 1, asked) })),
      ...ofTasks.map((finding, index) => ({
        text: taskText(finding, troubles.length + index + 1, asked),
      })),
      ...(troubles.length + ofTasks.length > 0
        ? []
        : [
            text(
              '没有未报、未完成的责任，督查发现的问题都已整改。',
              'None: nothing is unreported or missed, and every finding was put right.',
            ),
          ]),
      heading('三、下一步要求', '3. What is asked next'),
      ...demands(troubles, ofTasks.length, near, unevidenced(counted)).map(text => ({ text })),
      ...(by === null ? [] : [{ signature: { by: verbatim(by), on: day } }]),
      basis(asked),
      ...workings(asked, options, {
        duties: troubles.flatMap(({ red }) => red),
        targets: targets.filter(isNotReached),
      }),
      ...rulingsLine(
        asked,
        [...verdicts, ...targets].flatMap(({ rulings }) => rulings),
      ),
    ],
  }
}

const isNotReached = ({ status }: TargetVerdict): boolean => status === 'missed' || status === 'short'

/** The targets that were due and are not reached, each with its value beside what it asks for. */
function missedTargets(targets: readonly TargetVerdict[]): Section[] {
  const missed = targets.filter(isNotReached)
  if (missed.length === 0) return []
  const words = missed.map(({ target: { title, op, value = null, unit }, observed, status }): Text => {
    const asked = promise(op, value, unit)
    const now = observed ? amount(observed.value, unit) : ''
    const word = statusWord(status)
    return {
      zh: `“${title}”${word.zh}（${asked.zh}，现为 ${now}）`,
      en: `"${title}" ${word.en} (${asked.en}, now ${now})`,
    }
  })
  return [
    {
      text: {
        zh: `到期没有达到的目标：${words.map(({ zh }) => zh).join('；')}。`,
        en: `Targets due and not reached: ${words.map(({ en }) => en).join('; ')}.`,
      },
    },
  ]
}

/** Who signs: as plan.yaml says, else the issuer; null where plan.yaml cannot be read. */
function signatory({ plan, day }: Asked): string | null {
  if (!plan.sheet) return null
  const issuer = plan.units.byId(plan.sheet.issuer)
  return plan.sheet.signatory ?? (issuer ? nameOn(issuer, day) : plan.sheet.issuer)
}

/** As plan.yaml addresses its notices, else the units that have problems. */
function addresseesOf({ plan }: Asked, troubles: readonly Trouble[]): readonly string[] {
  const printed = plan.sheet?.addressees ?? []
  if (printed.length > 0) return printed
  const names = new Set(troubles.flatMap(({ name }) => name.split('、')))
  return names.size > 0 ? [...names] : ['各有关单位']
}

/** The units with problems, in the order of units.yaml, groups behind. */
function troublesOf(
  asked: Asked,
  verdicts: readonly DutyVerdict[],
  findings: readonly OpenFinding[],
  isNarrowed: boolean,
): Trouble[] {
  const { plan, day } = asked
  const red = new Map<string, DutyVerdict[]>()
  for (const verdict of verdicts) {
    if (isRed(verdict.status) && verdict.unit !== null) push(red, verdict.unit, verdict)
  }
  const found = new Map<string, OpenFinding[]>()
  for (const finding of findings) {
    const id = finding.unit
    if (id !== null && (!isNarrowed || red.has(id))) push(found, id, finding)
  }
  const parties: readonly Party[] = [...plan.units.all, ...plan.units.groups]
  const known = parties
    .filter(({ id }) => red.has(id) || found.has(id))
    .map(party => ({ id: party.id, name: nameOn(party, day), isJoint: !isUnit(party) }))
  const joined = [...red.keys()]
    .filter(id => !known.some(party => party.id === id))
    .map(id => ({
      id,
      name: (red.get(id)?.[0]?.parties ?? []).map(party => nameOn(party, day)).join('、') || id,
      isJoint: true,
    }))
  return [...known, ...joined].map(party => ({
    ...party,
    red: red.get(party.id) ?? [],
    findings: found.get(party.id) ?? [],
  }))
}

function taskText({ about, task, text, due }: OpenFinding, number: number, { plan }: Asked): Text {
  const title = plan.tasks.find(({ id }) => id === task)?.title
  const name = title === undefined ? about : `${about} ${title}`
  return {
    zh: `${number}．${name}：督查发现“${text}”没有整改${due ? `（期限 ${due}）` : ''}。`,
    en: `${number}. ${name}: finding "${text}" not put right${due ? ` (due ${due})` : ''}.`,
  }
}

function troubleText({ name, red, findings }: Trouble, number: number, { plan }: Asked): Text {
  const byDuty = new Map<string, DutyVerdict[]>()
  for (const verdict of red) push(byDuty, `${verdict.duty.id} ${verdict.status}`, verdict)
  const duties = [...byDuty.values()].map(own => {
    const [first] = own as [DutyVerdict]
    const word = statusWord(first.status)
    const figures = own.map(({ period, counted, required }) => {
      const which = period === 'plan' ? verbatim('') : periodWord(period, plan)
      const gap = period === 'plan' ? '' : ' '
      return {
        zh: `${which.zh}${gap}应办 ${required}、已办 ${counted.length}`,
        en: `${which.en}${gap}${counted.length} of ${required}`,
      }
    })
    return {
      zh: `“${first.duty.title}”${word.zh}（${figures.map(({ zh }) => zh).join('；')}）`,
      en: `"${first.duty.title}" ${word.en} (${figures.map(({ en }) => en).join('; ')})`,
    }
  })
  const open = findings.map(({ text, due }) => ({
    zh: `督查发现“${text}”没有整改${due ? `（期限 ${due}）` : ''}`,
    en: `finding "${text}" not put right${due ? ` (due ${due})` : ''}`,
  }))
  const all = [...duties, ...open]
  return {
    zh: `${number}．${name}：${all.map(({ zh }) => zh).join('；')}。`,
    en: `${number}. ${name}: ${all.map(({ en }) => en).join('; ')}.`,
  }
}

function demands(
  troubles: readonly Trouble[],
  ofTasks: number,
  near: readonly DutyVerdict[],
  missing: number,
): Text[] {
  const red = troubles.filter(({ red }) => red.length > 0)
  const joint = red.filter(({ isJoint }) => isJoint).length
  const findings = troubles.reduce((sum, { findings }) => sum + findings.length, ofTasks)
  const steps: Text[] = []
  if (red.length > 0) {
    steps.push({
      zh: `有未报、未完成事项的 ${red.length} 个单位${joint > 0 ? `（其中共同负责的 ${joint} 组）` : ''}逐项核对，确已完成的补报记录和佐证，没有开展的报零报告并说明原因。`,
      en: `${plural(red.length, 'unit')}${joint > 0 ? ` (${joint} of them owing jointly)` : ''} with unreported or missed duties check each: report what was done with its evidence, or a zero-report and why.`,
    })
  }
  if (findings > 0) {
    steps.push({
      zh: `督查发现的 ${findings} 个问题抓紧整改，整改后报送结果。`,
      en: `${plural(findings, 'finding')} of inspections to be put right and reported.`,
    })
  }
  if (near.length > 0) {
    steps.push({
      zh: `进行中的 ${near.length} 项次责任按期完成。`,
      en: `${plural(near.length, 'duty row')} underway to be completed in time.`,
    })
  }
  if (missing > 0) {
    steps.push({
      zh: `没有佐证的 ${missing} 条记录补齐佐证材料。`,
      en: `Evidence to be added to ${plural(missing, 'record')}.`,
    })
  }
  if (steps.length === 0) steps.push({ zh: '继续按方案推进。', en: 'Carry on as planned.' })
  return steps.map(({ zh, en }, index) => ({ zh: `${index + 1}．${zh}`, en: `${index + 1}. ${en}` }))
}
